"""The Geolocate workspace: one picture, the map beside it, and where the camera stood. Begin with `desk`."""
