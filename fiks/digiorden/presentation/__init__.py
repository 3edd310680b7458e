"""What pages and files show, made of what queries give."""
