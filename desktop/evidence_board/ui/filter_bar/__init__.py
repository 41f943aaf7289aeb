"""The bar that writes out every filter in force, and the popover that adds one."""
