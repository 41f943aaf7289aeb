"""Writers of foreign formats, one module each."""
