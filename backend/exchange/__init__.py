"""The server half of sync: one exchange pushes ops and pulls changes."""
