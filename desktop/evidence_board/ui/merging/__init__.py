"""Two entities that turn out to be one: joined, and split again."""
