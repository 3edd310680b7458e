"""Search: criteria, candidate words, the query, ranking, and why each hit matches. How it is built: the app's README.md."""
