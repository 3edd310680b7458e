"""Following the source: what a page of events brings, what the types mean, what has gone wrong, and what differs."""
