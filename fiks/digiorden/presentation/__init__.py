"""What pages show, made of what is stored: words and rows, no reads."""
