"""Maps that phones carry: archives of vector tiles (PMTiles), cut to districts and handed out whole."""
