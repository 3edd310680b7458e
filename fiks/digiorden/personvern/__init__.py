"""Pure rules of the data protection officer's work: deadlines, and what a breach still lacks. No queries, no pages."""
