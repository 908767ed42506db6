"""Take in a Word file of any making: keep what a house needs, put it in order, and leave the rest out."""
