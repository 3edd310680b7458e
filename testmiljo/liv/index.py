"""From a number to the lines that concern it: offsets only, never documents."""

from testmiljo.liv.line import Line

_ROLES = 16
CREATING = {"foedsel", "ny_person"}
RANGES = {"maskinell_retting", "kommuneregulering"}


class Index:
    """A person is known by the number she had when the life began (or was born with), her root.

    "after" counts lines: after n lines the lines 0 … n - 1 have happened.
    """

    def __init__(self) -> None:
        self._lines: dict[int, tuple[int, ...]] = {}
        self._aliases: dict[int, tuple[tuple[int, int | None], ...]] = {}
        self._merged: dict[str, int] = {}
        self.ranges: list[int] = []
        self.born: list[int] = []

    def note(self, number: int, line: Line) -> None:
        akt = line.akt
        if akt.slag in RANGES and line.antall:
            self.ranges.append(number)
            return
        if akt.slag == "nytt_nummer":
            self._alias(int(akt.nytt), number, self.root(akt.nummer, number))
        elif akt.slag == "splitting":
            self._alias(self._merged.pop(akt.med), number, None)
        for role, root in enumerate(self.roots(number, line)):
            packed = number * _ROLES + role
            known = self._lines.get(root, ())
            if not known or known[-1] // _ROLES != number:
                self._lines[root] = (*known, packed)
        if akt.slag in CREATING:
            self.born.append(int(akt.nytt))
        elif akt.slag == "sammenslaaing":
            duplicate = self._merged[akt.med] = self.root(akt.med, number)
            self._alias(duplicate, number, self.root(akt.nummer, number))

    def roots(self, number: int, line: Line) -> list[int]:
        """Who each of a line's events is about."""
        after = number if line.akt.slag == "sammenslaaing" else number + 1
        return [self.root(event_number, after) for event_number, _ in line.hendelser]

    def root(self, number: str | int, after: int) -> int:
        """Who has or has had a number, after so many lines."""
        found = int(number)
        for line, root in reversed(self._aliases.get(found, ())):
            if line < after:
                return found if root is None else self.root(root, after)
        return found

    def lines(self, root: int, after: int) -> list[tuple[int, int]]:
        """(line, role) of what has happened to a person, oldest first."""
        return [divmod(packed, _ROLES) for packed in self._lines.get(root, ()) if packed // _ROLES < after]

    def came(self, root: int) -> int:
        """The line by which somebody was born, or came."""
        return self._lines[root][0] // _ROLES

    def touched(self, after: int) -> list[int]:
        """The roots of those who have lines of their own."""
        return [root for root, lines in self._lines.items() if lines[0] // _ROLES < after]

    def is_merged(self, number: str) -> bool:
        """Whether the number ended in a merge of this life."""
        return number in self._merged

    def _alias(self, number: int, line: int, root: int | None) -> None:
        self._aliases[number] = (*self._aliases.get(number, ()), (line, root))
