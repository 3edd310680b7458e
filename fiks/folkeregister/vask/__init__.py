"""List washing: a table that somebody uploads, what it means, whom its rows fit, and how sure that is. See README.md."""
