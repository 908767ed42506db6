"""What a specification says of the law, with its source, and when it was compared with it."""
