"""Pure functions over the case: graph, layout, related things, timeline bins."""
