"""Looking up those whom events tell of, when one number that the source will not hear of spoils the call for a thousand."""

from collections.abc import Sequence
from typing import Final

from fiks.integrasjoner.folkeregisteret import Brannmur, Bulkoppslag, FolkeregisteretAvvist, Oppslag

_BAD_REQUEST: Final = 400


def look_up(register: Bulkoppslag, numbers: Sequence[str]) -> dict[str, Oppslag]:
    """The answers by number; one without a document for a number that the source refuses.

    A call that is refused is halved until the bad numbers are alone. When nothing at all is accepted, the numbers are not
    what is wrong.

    Raises:
        FolkeregisteretFeil, MaskinportenFeil
    """
    try:
        return {oppslag.nummer: oppslag for oppslag in register.oppslag(numbers)}
    except FolkeregisteretAvvist as refusal:
        if refusal.status != _BAD_REQUEST or isinstance(refusal, Brannmur) or len(numbers) == 1:
            raise
        found = _halved(register, numbers)
        if not found:
            raise
    return {number: found.get(number) or Oppslag(number) for number in numbers}


def _halved(register: Bulkoppslag, numbers: Sequence[str]) -> dict[str, Oppslag]:
    found: dict[str, Oppslag] = {}
    middle = len(numbers) // 2
    for half in (numbers[:middle], numbers[middle:]):
        try:
            found |= {oppslag.nummer: oppslag for oppslag in register.oppslag(half)}
        except FolkeregisteretAvvist as refusal:
            if refusal.status != _BAD_REQUEST:
                raise
            if len(half) > 1:
                found |= _halved(register, half)
    return found
