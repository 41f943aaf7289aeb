"""The board: things and the links between them, and the popover that makes links."""
