"""The guide: pages of plain words about what the program does today."""
