"""What a reporter is told, by which channel."""
