"""Open requests follow the city's map: what a layer's new version would move, and moving it."""
