"""Places of the world in the window: finding them by name, hints of a position, lists of the user."""
