"""The words of the audit log: what acts and pieces of information are called. Each app registers its own when it starts."""

from collections.abc import Mapping

from django.utils.functional import Promise

Words = Mapping[str, str | Promise]
_acts: dict[str, str | Promise] = {}
_pieces: dict[str, str | Promise] = {}


def register_acts(words: Words) -> None:
    """Make acts known by their code. Those that are known can be chosen in the log's filter."""
    _acts.update(words)


def register_pieces(words: Words) -> None:
    """Make pieces of information known by their code."""
    _pieces.update(words)


def act(kode: str) -> str:
    """What an act is called; one that nobody has named is called by its code."""
    return str(_acts.get(kode, kode))


def piece(kode: str) -> str:
    """What a piece of information is called."""
    return str(_pieces.get(kode, kode))


def acts() -> list[tuple[str, str]]:
    """All acts with a name, by name."""
    return sorted(((kode, str(navn)) for kode, navn in _acts.items()), key=lambda found: found[1].casefold())
