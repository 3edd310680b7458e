"""Reconciliation: a sample of the copy held against the source, document by document.

What differs only because an event about it is on its way is no fault of the copy: the events are read once more, and the
persons are compared again, before anything is called a difference.
"""

import tempfile
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from django.db import transaction

from fiks.felles.kontekst import Actor, acting
from fiks.felles.revisjon.actions import Handling, record
from fiks.folkeregister.hendelsesliste.forskjell import elements_that_differ
from fiks.folkeregister.models import Avstemming
from fiks.folkeregister.queries import avstemming as queries
from fiks.folkeregister.registerkopi.documents import raw_documents
from fiks.folkeregister.registerkopi.loading import load
from fiks.integrasjoner.folkeregisteret import MAX_BULK, Bulkoppslag


@dataclass
class _Compared:
    """Persons whose documents differ, with the elements, and those that the source does not have."""

    ulike: dict[str, frozenset[str]] = field(default_factory=dict)
    borte: set[str] = field(default_factory=set)
    theirs: dict[str, bytes] = field(default_factory=dict)

    @property
    def numbers(self) -> list[str]:
        return [*self.ulike, *self.borte]


@dataclass
class Avstemmer:
    """`by` is an operator. `catch_up` reads the events there are, if it can."""

    register: Bulkoppslag
    by: Actor
    clock: Callable[[], datetime]
    catch_up: Callable[[], None] = lambda: None

    def run(self, antall: int, *, rett: bool) -> Avstemming:
        """Compare so many persons, and keep what came of it. With `rett` those that differ are loaded anew.

        Raises FolkeregisteretFeil and MaskinportenFeil; then nothing is kept.
        """
        startet_at = self.clock()
        with acting(self.by):
            numbers = queries.random_numbers(antall)
        found = self._compare(numbers)
        suspected = len(found.numbers)
        if suspected:
            self.catch_up()
            found = self._compare(found.numbers)
            self._leave_out_waiting(found)
        with acting(self.by):
            rettet = self._correct(found) if rett else 0
            return self._keep(found, suspected, rettet, antall=len(numbers), startet_at=startet_at)

    def _compare(self, numbers: Sequence[str]) -> _Compared:
        found = _Compared()
        for start in range(0, len(numbers), MAX_BULK):
            asked = numbers[start : start + MAX_BULK]
            answers = {oppslag.nummer: oppslag.dokument for oppslag in self.register.oppslag(asked)}
            with acting(self.by):
                ours = raw_documents(asked)
            _compare(ours, answers, found)
        return found

    def _leave_out_waiting(self, found: _Compared) -> None:
        with acting(self.by):
            waiting = queries.with_waiting_events(found.numbers)
        found.borte -= waiting
        for number in waiting & found.ulike.keys():
            del found.ulike[number]

    def _correct(self, found: _Compared) -> int:
        """How many are as the source has them afterwards."""
        documents = [found.theirs[number] for number in found.ulike]
        if not documents:
            return 0
        with tempfile.TemporaryDirectory(prefix="fiks-avstem-") as folder:
            load(documents, by=self.by, at=self.clock(), reject_path=Path(folder) / "avvist", statistics=False)
        ours = raw_documents(list(found.ulike))
        return sum(ours.get(number) == found.theirs[number] for number in found.ulike)

    @transaction.atomic
    def _keep(self, found: _Compared, suspected: int, rettet: int, *, antall: int, startet_at: datetime) -> Avstemming:
        ulike, borte, at = len(found.ulike), len(found.borte), self.clock()
        elementer = dict(Counter(element for elements in found.ulike.values() for element in elements))
        kept = Avstemming.objects.create(
            startet_at=startet_at,
            ferdig_at=at,
            utfoert_av=self.by.navn,
            antall=antall,
            like=antall - suspected,
            ulike=ulike,
            borte=borte,
            underveis=suspected - ulike - borte,
            rettet=rettet,
            elementer=elementer,
        )
        detaljer = {"ulike": ulike, "borte": borte, "rettet": rettet, "elementer": elementer}
        record(Handling("folkeregister.avstemt", antall=antall, detaljer=detaljer), by=self.by, at=at)
        return kept


def _compare(ours: dict[str, bytes], answers: dict[str, bytes | None], found: _Compared) -> None:
    for number, theirs in answers.items():
        if theirs is None:
            found.borte.add(number)
        elif elements := elements_that_differ(ours.get(number, b""), theirs):
            found.ulike[number], found.theirs[number] = elements, theirs
