"""Log-in with ID-porten, sessions, and who acts in a request."""
