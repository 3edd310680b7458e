"""How common a word is among names: the rarer, the more an agreement on it tells (term frequency, as in Splink).

Taken from what the planner has sampled of `person`: the words that most have, and for all others a bound on how many.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import cast

from psycopg import Cursor

_STATISTICS = """
    select most_common_elems::text::text[], most_common_elem_freqs from pg_stats
    where schemaname = 'public' and tablename = 'person' and attname = 'navnetokener' and not inherited
"""
_COUNT = "select reltuples::bigint from pg_class where oid = 'public.person'::regclass"
_RAREST = 2e-6
_UNKNOWN = 5e-4
# A register that nobody has counted, or with few in it, is taken to hold this many: too few gives too much certainty.
LEAST_PERSONS = 20_000


@dataclass(frozen=True, slots=True)
class Frekvenser:
    """Shares of all persons. `sjelden` is for words that are not among the common ones."""

    personer: int = LEAST_PERSONS
    vanlige: Mapping[str, float] = field(default_factory=dict)
    sjelden: float = _UNKNOWN

    def of(self, word: str) -> float:
        """The share of persons with this word in their name."""
        return self.vanlige.get(word, self.sjelden)


def read(cursor: Cursor[tuple[object, ...]]) -> Frekvenser:
    """As the database knows it now."""
    cursor.execute(_COUNT)
    counted = cursor.fetchone()
    persons = max(LEAST_PERSONS, cast("int", counted[0]) if counted else 0)
    cursor.execute(_STATISTICS)
    row = cursor.fetchone()
    if row is None or not row[0]:
        return Frekvenser(persons)
    words, shares = cast("tuple[list[str], list[float]]", row)
    common = dict(zip(words, shares, strict=False))
    # Of a word outside the sample's common ones one knows only that it is rarer than they.
    return Frekvenser(persons, common, max(_RAREST, min(common.values()) / 4))
