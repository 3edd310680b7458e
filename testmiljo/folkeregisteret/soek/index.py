"""Everybody as entries: in memory for a town of ordinary size, and one by one out of the documents for a bigger one."""

import threading
from collections.abc import Callable, Iterator

from testmiljo.befolkning import Document
from testmiljo.folkeregisteret.soek.entry import Entry, entry_of
from testmiljo.liv import LivingRegister
from testmiljo.liv.rows import number_of

MOST_INDEXED = 300_000
"""An entry takes about a kilobyte. Bigger towns are read through for every search, which takes minutes in a million."""


class Searcher:
    """The index is made when somebody searches first, and follows the life from then on."""

    def __init__(self, register: LivingRegister, most: int = MOST_INDEXED) -> None:
        self._register = register
        self._most = most
        self._lock = threading.Lock()
        self._entries: dict[int, Entry] | None = None
        self._lines = 0

    def find(self, fits: Callable[[Entry], bool]) -> Iterator[Entry]:
        """Everybody who fits, as they are now."""
        if len(self._register.roll) > self._most:
            everybody: Iterator[Entry] = map(_entry, self._register.documents())
        else:
            everybody = iter(self._followed())
        return (entry for entry in everybody if fits(entry))

    def _followed(self) -> list[Entry]:
        with self._lock:
            lines = self._register.lines
            if self._entries is None:
                self._entries = {}
                for root, document in self._register.roots():
                    self._entries[root] = entry_of(number_of(document), document)
            else:
                self._follow(self._entries, lines)
            self._lines = lines
            return list(self._entries.values())

    def _follow(self, entries: dict[int, Entry], lines: int) -> None:
        for root in self._register.changed_between(self._lines, lines):
            document = self._register.of_root(root)
            if document is None:
                entries.pop(root, None)
            else:
                entries[root] = entry_of(number_of(document), document)


def _entry(document: Document) -> Entry:
    return entry_of(number_of(document), document)
