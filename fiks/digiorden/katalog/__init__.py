"""The rules of the catalogue and of applications: names, themes, what is shared. No queries, no pages."""
