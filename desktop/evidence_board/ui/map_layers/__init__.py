"""The user's own maps, laid over the basemap: their list, and how they are drawn."""
