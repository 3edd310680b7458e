"""The birth date of the persons in these tests; their numbers are synthetic."""

from datetime import date

BORN = date(1985, 3, 14)
