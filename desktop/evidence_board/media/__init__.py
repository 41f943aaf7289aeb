"""Reading pictures and videos; runs inside worker processes."""
