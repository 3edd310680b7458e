"""Documents kept encrypted, one key each, deleted by destroying the key."""
