"""What each kind of act does to the document of each person it concerns."""

from testmiljo.liv.changes import addresses, civil, identity  # noqa: F401 - put their kinds into the table
from testmiljo.liv.rows import CHANGES

__all__ = ["CHANGES"]
