"""Turn text into values and say what is wrong. Never save."""
