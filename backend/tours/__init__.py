"""In which order a crew visits its jobs. It reads, and writes nothing."""
