"""Reads, always narrowed to the user, split by subject."""
