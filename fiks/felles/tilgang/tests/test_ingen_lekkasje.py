"""An administrator cannot learn from the log whom a confidential row is about.

Two logs are compared that are alike but for what is hidden in confidential rows: persons, case, reason, object, details.
With any filter, any searched number and any page, the answers must be the same.
"""

from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fiks.felles.design.paging import page_by_key
from fiks.felles.kontekst import acting
from fiks.felles.revisjon import subjektmengde
from fiks.felles.revisjon.models import Revisjonslinje
from fiks.felles.tilgang.queries import revisjonslogg as logg
from tests.world import World

PERSONS = ["01810000197", "02810000276", "03810000355"]
WORDS = ["Hansen", "2026/1", "bekymring"]
AREAS = ["BARNEVERN", "SOSIAL", "OPPVEKST"]

person_sets = st.lists(st.sampled_from(PERSONS), unique=True, max_size=3)
word = st.sampled_from(["", *WORDS])
secrets = st.fixed_dictionaries(
    {"subjekter": person_sets, "mengde": person_sets, "sak": word, "aarsak": word, "gjelder": word, "detalj": word}
)
rows = st.lists(
    st.tuples(st.sampled_from(AREAS), st.booleans(), secrets, secrets, st.integers(0, 3), word), min_size=1, max_size=6
)
filters = st.builds(
    logg.Utvalg,
    aktoer=st.sampled_from(["", "noen"]),
    handling=st.sampled_from(["", "folkeregister.oppslag"]),
    tekst=word,
)


def _write(
    world: World, place: int, area: str, secret: dict[str, Any], *, confidential: bool, antall: int, formaal: str
) -> None:
    Revisjonslinje.objects.create(
        id=f"00000000-0000-4000-8000-{place:012}",
        at=world.now + timedelta(seconds=place),
        virksomhet_id=world.lillesand.pk,
        handling="folkeregister.oppslag",
        utfall="UTFOERT",
        aktoer_slag="BRUKER",
        aktoer_id="noen",
        aktoer_navn="Noen",
        kanal="WEB",
        tjenesteomraade=area,
        konfidensiell=confidential,
        formaal=formaal,
        sak=secret["sak"],
        aarsak=secret["aarsak"],
        gjelder=secret["gjelder"],
        opplysninger=["navn"],
        antall=antall,
        subjekter=secret["subjekter"],
        subjektmengde=subjektmengde.pack(secret["mengde"]) if secret["mengde"] else None,
        detaljer={"ord": secret["detalj"]},
    )


def _log(world: World, told: list[tuple[Any, ...]], *, other: bool) -> None:
    for place, (area, confidential, one, two, antall, formaal) in enumerate(told):
        secret = two if other and confidential else one
        _write(world, place, area, secret, confidential=confidential, antall=antall, formaal=formaal)


def _answers(innsyn: logg.Logginnsyn, utvalg: logg.Utvalg) -> list[Any]:
    """Everything that the pages are made of: each page of the filter, each search, each row."""
    answers: list[Any] = []
    for found in (logg.linjer_in(innsyn, utvalg), *(logg.linjer_about(innsyn, number, utvalg) for number in PERSONS)):
        after, more = "", True
        while more:
            page = page_by_key(found, keys=logg.KEYS, after=after, size=2)
            answers.append((page.start, page.next, page.previous, logg.shown(innsyn, page.rows)))
            after, more = page.next, bool(page.next)
    return answers


@pytest.mark.django_db
@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(told=rows, utvalg=filters, controls=st.sets(st.sampled_from(AREAS)))
def test_what_is_hidden_changes_nothing_that_is_shown(
    world: World, told: list[tuple[Any, ...]], utvalg: logg.Utvalg, controls: set[str]
) -> None:
    innsyn = logg.Logginnsyn(world.lillesand.pk, administrator=True, omraader=frozenset(controls))
    told = [(area, confidential and area not in controls, *rest) for area, confidential, *rest in told]
    seen = []
    with acting(world.actor(world.ingrid)):
        for other in (False, True):
            savepoint = transaction.savepoint()
            _log(world, told, other=other)
            seen.append(_answers(innsyn, utvalg))
            transaction.savepoint_rollback(savepoint)
    assert seen[0] == seen[1]
    assert any(answer for answer in seen[0])


@pytest.mark.django_db
def test_the_comparison_finds_a_leak_where_there_is_one(world: World) -> None:
    open_row = {"subjekter": PERSONS[:1], "mengde": [], "sak": "", "aarsak": "", "gjelder": "", "detalj": ""}
    innsyn = logg.Logginnsyn(world.lillesand.pk, administrator=True, omraader=frozenset({"BARNEVERN"}))
    with acting(world.actor(world.ingrid)):
        before = _answers(innsyn, logg.Utvalg())
        _write(world, 1, "BARNEVERN", open_row, confidential=True, antall=1, formaal="")
        assert _answers(innsyn, logg.Utvalg()) != before
