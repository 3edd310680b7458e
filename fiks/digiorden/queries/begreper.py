"""Reads of the words that records share: the standard ones and the organisation's own, and where they are used."""

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256

from django.db.models import QuerySet

from fiks.digiorden.models import Begrep, Begrepsslag, Behandling, Behandlingsversjon
from fiks.digiorden.protokoll.innhold import Innhold, les
from fiks.digiorden.protokoll.sammenslaaing import ord_i, uses
from fiks.digiorden.protokoll.standardord import WORDS
from fiks.felles.kontekst import Actor


@dataclass(frozen=True, slots=True)
class Ordet:
    """A word of a register. `egen` is one that the organisation has added."""

    navn: str
    art: str = "VANLIG"
    orgnr: str = ""
    egen: bool = False


@dataclass(frozen=True)
class Ordforraad:
    """All words by register, and what former ones have become."""

    ordene: dict[str, list[Ordet]]
    sammenslaatt: dict[tuple[str, str], str]

    @cached_property
    def _known(self) -> dict[tuple[str, str], Ordet]:
        return {(slag, ordet.navn.casefold()): ordet for slag, alle in self.ordene.items() for ordet in alle}

    def find(self, slag: str, navn: str) -> Ordet | None:
        """The word as it is written in the register, also by a name that has been merged into it."""
        key = navn.strip().casefold()
        for _step in range(10):
            if found := self._known.get((slag, key)):
                return found
            key = self.sammenslaatt.get((slag, key), "").casefold()
        return None

    def by_orgnr(self, orgnr: str) -> Ordet | None:
        """The processor with an organisation number."""
        return next((en for en in self.ordene["DATABEHANDLER"] if orgnr and en.orgnr == orgnr), None)


def begreper_for(actor: Actor) -> QuerySet[Begrep]:
    """The organisation's own words, merged ones too."""
    return Begrep.objects.filter(virksomhet_id=actor.tenant).order_by("slag", "navn", "id")


def ordforraad(actor: Actor) -> Ordforraad:
    """Every word that can be chosen: the standard ones first, then the organisation's own."""
    ordene = {slag: [Ordet(navn, art) for navn, art in standard] for slag, standard in WORDS.items()}
    merged = {}
    for begrep in begreper_for(actor):
        if begrep.slaatt_sammen_at is None:
            ordene[begrep.slag].append(Ordet(begrep.navn, begrep.art, begrep.orgnr, egen=True))
        else:
            merged[begrep.slag, begrep.navn.casefold()] = begrep.slaatt_sammen_med
    return Ordforraad(ordene, merged)


def usage(actor: Actor) -> Counter[tuple[str, str]]:
    """In how many records each word is used, by register and word, lower case."""
    found: Counter[tuple[str, str]] = Counter()
    for data in Behandling.objects.filter(virksomhet_id=actor.tenant).values_list("innhold", flat=True):
        innhold = les(data)
        for slag in Begrepsslag.values:
            found.update((slag, ordet.casefold()) for ordet in ord_i(innhold, slag))
    return found


@dataclass(frozen=True, slots=True)
class Bruk:
    """A record that uses a word: in what is under work, in the version in force, or both."""

    behandling: Behandling
    arbeid: Innhold
    i_kraft: Innhold | None


def records_with(actor: Actor, slag: str, ordet: str) -> list[Bruk]:
    """The records that use a word, by title."""
    found = []
    records = Behandling.objects.filter(virksomhet_id=actor.tenant).order_by("tittel", "id")
    in_force = _in_force(actor)
    for behandling in records:
        arbeid = les(behandling.innhold)
        kept = in_force.get((behandling.pk, behandling.gjeldende_nr)) if not behandling.is_approved else None
        i_kraft = les(kept) if kept is not None else None
        if uses(arbeid, slag, ordet) or (i_kraft is not None and uses(i_kraft, slag, ordet)):
            found.append(Bruk(behandling, arbeid, i_kraft))
    return found


def fingerprint(found: list[Bruk]) -> str:
    """What a preview showed, so that a merge changes just that."""
    told = ",".join(f"{bruk.behandling.pk}:{bruk.behandling.versjon}" for bruk in found)
    return sha256(told.encode()).hexdigest()[:32]


def _in_force(actor: Actor) -> dict[tuple[object, object], object]:
    """The content in force of the records where another is under work."""
    from django.db.models import F

    rows = Behandlingsversjon.objects.filter(
        virksomhet_id=actor.tenant, nr=F("behandling__gjeldende_nr"), behandling__status__in=("UTKAST", "SENDT")
    )
    return {(behandling, nr): innhold for behandling, nr, innhold in rows.values_list("behandling_id", "nr", "innhold")}
