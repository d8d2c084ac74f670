"""The server: one package a domain, the same few file names in each."""
