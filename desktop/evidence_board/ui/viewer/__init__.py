"""The viewer: one file large, its regions, its moments."""
