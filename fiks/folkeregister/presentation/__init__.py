"""How register data reads on pages and at the command line: labels, dates, names. Works on what `innsyn` has cut."""
