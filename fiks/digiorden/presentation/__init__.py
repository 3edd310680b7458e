"""What pages show, as plain values for the templates."""
