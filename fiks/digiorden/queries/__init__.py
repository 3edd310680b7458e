"""Reads, narrowed to the actor, split by subject."""
