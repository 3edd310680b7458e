"""Entries from the command line."""
