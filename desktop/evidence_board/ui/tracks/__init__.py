"""Placing a folder of photos by a recorded track, and copying a position from one file to others."""
