"""Folkeregisteret's look-up and bulk look-up, over a synthetic town or a file of documents."""
