"""The whole city's requests, open and long closed, on a map and in lists, for the desk. Reads only."""
