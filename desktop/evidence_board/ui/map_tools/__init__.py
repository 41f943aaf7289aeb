"""Tools of the map: measuring, drawing, coordinates under the pointer, graticule, routes, turning."""
