"""The audit log: who did what, about whom, when, and why."""
