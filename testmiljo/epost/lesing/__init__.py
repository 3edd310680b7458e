"""The page and JSON that show the received messages."""
