"""Backups of a case: making them, restoring one, repairing what is damaged."""
