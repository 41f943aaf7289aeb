"""What the program is, under which licence, and whose data and fonts are in it."""
