"""Going through files one after the other with keys alone."""
