"""The tables of digiorden, split by subject."""
