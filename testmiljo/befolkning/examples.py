"""A few numbers of every kind of person, to show and to test with."""

from collections.abc import Callable

from testmiljo.befolkning.dates import AS_OF, age_on
from testmiljo.befolkning.person import Person, Status, Trait
from testmiljo.befolkning.town import Town

_ADULT = 18


def _lives_openly(person: Person) -> bool:
    """An ordinary resident: nothing graded, nothing unusual."""
    return person.status is Status.BOSATT and not person.protection and person.trait is None


_KINDS: dict[str, Callable[[Person], bool]] = {
    "bosatt": lambda person: _lives_openly(person) and age_on(AS_OF, person.born) >= _ADULT,
    "barn": lambda person: _lives_openly(person) and age_on(AS_OF, person.born) < _ADULT,
    "gift": lambda person: _lives_openly(person) and person.couple is not None and person.couple.married is not None,
    "eldre": lambda person: _lives_openly(person) and age_on(AS_OF, person.born) >= 80,
    "doed": lambda person: person.status is Status.DOED,
    "utflyttet": lambda person: person.status is Status.UTFLYTTET,
    "dnummer": lambda person: person.d_number,
    "opphoert": lambda person: person.status is Status.OPPHOERT,
    "fortrolig": lambda person: person.protection == "fortrolig",
    "strengt": lambda person: person.protection == "strengtFortrolig",
    "klient": lambda person: any(home.grading == "klientadresse" for home in person.homes),
    "vergemaal": lambda person: person.guardian is not None,
    "sammenslaatt": lambda person: person.trait is Trait.SAMMENSLAATT,
    "nytt_nummer": lambda person: person.trait is Trait.NYTT_NUMMER,
    "ukjent_bosted": lambda person: bool(person.homes) and person.homes[-1].address is None,
    "delt_bosted": lambda person: person.shared_home is not None,
    "innflyttet": lambda person: person.arrived is not None and person.status is Status.BOSATT,
    "samisk": lambda person: person.sami,
}  # fmt: skip


def examples(town: Town, per_kind: int = 3) -> dict[str, list[str]]:
    """Current numbers by kind. Kinds that the town lacks have empty lists.

    Only the unusual families, the persons outside families and a few hundred ordinary ones are looked at.
    """
    found: dict[str, list[str]] = {kind: [] for kind in _KINDS}
    for person in town.sample():
        for kind, fits in _KINDS.items():
            if len(found[kind]) < per_kind and fits(person):
                found[kind].append(person.number)
    return found


def former_numbers(town: Town) -> dict[str, str]:
    """Ended number → current number, for the sampled persons who have had another."""
    return {person.former_number.number: person.number for person in town.sample() if person.former_number}
