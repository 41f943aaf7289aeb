"""Readers of foreign formats: detect, plan, records; they never touch the case."""
