"""Base widgets shared by the panes, one public class per module."""
