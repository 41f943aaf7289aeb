"""The case file: one SQLite database, written only through the gate."""
