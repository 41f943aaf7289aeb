"""Evidence Board: photos, a map and a link graph in one local case file, fully offline."""

__version__ = "0.1.0"
