"""Notices to people, in Fiks and by e-mail."""
