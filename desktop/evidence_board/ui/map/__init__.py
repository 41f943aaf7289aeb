"""The map pane: basemap, pins that split on zoom, guesses as areas, places, and a list twin.

A painter thread draws the basemap (`basemap_painter`) and a display list per frame (`map_scene`); the GUI
thread moves that picture and draws what changes with the pointer above it (overlays).
"""

from evidence_board.ui.map.map_pane import MapPane

__all__ = ["MapPane"]
