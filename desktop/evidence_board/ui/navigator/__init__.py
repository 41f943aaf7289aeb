"""The list of what the case holds: queues to work through, kinds, tags, and the check of the files."""
