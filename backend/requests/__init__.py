"""Service requests: the promise to a reporter, what was said about it, and its public face."""
