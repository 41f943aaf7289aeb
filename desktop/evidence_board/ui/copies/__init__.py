"""Copies of one picture side by side: what differs, which is richer, and what a person says of them."""
