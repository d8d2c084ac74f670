"""Photos: promised by hash, uploaded resumably, verified, made safe, kept by sha256."""
