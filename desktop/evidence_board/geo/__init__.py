"""Coordinates, map projection and the embedded basemap."""
