"""Pages about who has access, and the audit log."""
