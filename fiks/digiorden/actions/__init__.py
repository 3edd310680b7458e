"""Changes of state and logged reads, split by subject."""
