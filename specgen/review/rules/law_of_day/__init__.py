"""Check the laws and bodies that texts and answers name against the day and the country."""
