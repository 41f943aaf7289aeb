"""The gallery: every file that passes the filter as a thumbnail, in groups."""
