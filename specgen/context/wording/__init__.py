"""How answers are worded where a document prints them."""
