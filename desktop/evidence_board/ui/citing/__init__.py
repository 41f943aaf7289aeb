"""Citing: what facts rest on, asked for, shown and weighed."""
