"""OGC API - Features: the city's public requests and its districts, as geographic information systems open them."""
