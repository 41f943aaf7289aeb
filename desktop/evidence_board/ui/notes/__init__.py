"""Notes in Markdown, shown as rich text that the program writes itself."""
