"""The wire: messages, lifecycle, outcomes, the public reference, and how an op's fields are checked."""
