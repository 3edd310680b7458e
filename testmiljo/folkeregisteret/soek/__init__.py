"""Search: what a person is found by, criteria, and the index that both search and extracts ask."""
