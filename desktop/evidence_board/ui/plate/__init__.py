"""The proof plate: a picture and the map with the same numbers, made to be published."""
