"""The command palette: one field for commands and for everything in the case."""
