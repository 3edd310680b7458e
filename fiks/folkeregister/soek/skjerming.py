"""By which names somebody with a shielded address is found: a given name and a surname of hers (folkeregister.md b.6).

Two given names, or a middle name and one of the others, are no whole name: by such words one could leaf through those who
are shielded. With a birth date or a number one need not ask.
"""

from collections.abc import Collection, Sequence

from fiks.folkeregister.registerkopi.norsk_key import words


def is_whole_name(
    meant: Sequence[Collection[str]], fornavn: str | None, etternavn: str | None, tidligere: Collection[str] = ()
) -> bool:
    """Tell whether two typed words mean a given name and a surname of one person.

    Args:
        meant: for each typed word the words of the register that it may mean.
        tidligere: words of former names, where such count. One may stand for a given name or a surname, not for both.
    """
    given, family, former = (_met(meant, own) for own in (words(fornavn or ""), words(etternavn or ""), tidligere))
    pairs = ((given, family), (given, former), (former, family))
    return any(one != other for first, second in pairs for one in first for other in second)


def _met(meant: Sequence[Collection[str]], own: Collection[str]) -> set[int]:
    """Which of the typed words meet one of a person's."""
    return {nr for nr, group in enumerate(meant) if any(word in group for word in own)}
