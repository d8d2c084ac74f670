"""How people write places, read the same way by the server and by a phone without network. Pure."""
