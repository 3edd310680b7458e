"""How the register copy stands to its source, as metrics: counts and times, nothing about persons.

Times are seconds since 1970, so that what asks says how old they may be: `time() - fiks_hendelser_ajour_tidspunkt_sekunder`
is the lag.
"""

from collections.abc import Iterator
from datetime import datetime

from django.db import DatabaseError, connection
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from fiks.folkeregister.queries import hendelsesliste
from fiks.folkeregister.queries.hendelsesliste import Tilstand


class Registerkopi(Collector):
    """Reads the figures when it is asked for them. A database that does not answer gives none."""

    def collect(self) -> Iterator[Metric]:
        """The figures; none when the copy follows nothing."""
        try:
            tilstand, avstemming = hendelsesliste.tilstand(), hendelsesliste.nyeste_avstemming()
        except DatabaseError:
            return
        finally:
            connection.close()  # each answer has a thread of its own
        if tilstand:
            yield from _of(tilstand)
        if avstemming:
            yield _gauge("fiks_avstemming_antall", "Personer i siste avstemming", avstemming.antall)
            yield _gauge("fiks_avstemming_forskjeller", "Personer som var ulike eller borte", avstemming.forskjeller)
            yield _time("fiks_avstemming_tidspunkt_sekunder", "Når den ble gjort", avstemming.ferdig_at)


def _of(tilstand: Tilstand) -> Iterator[Metric]:
    leser, koe = tilstand.leser, tilstand.koe
    yield _gauge("fiks_hendelser_sist_lest", "Siste sekvensnummer som er lest", tilstand.lest)
    yield _gauge("fiks_hendelser_siste_i_kilden", "Siste sekvensnummer i kilden", leser.siste_i_kilden)
    yield _gauge("fiks_hendelser_etterslep", "Hendelser kopien mangler", tilstand.etterslep)
    yield _gauge("fiks_hendelser_venter", "Leste hendelser som venter på dokument", koe.venter)
    yield _gauge("fiks_hendelser_borte", "Hendelser om personer kilden ikke finner", koe.borte)
    yield _gauge("fiks_hendelser_avvist", "Hendelser der dokumentet ikke kan brukes", koe.avvist)
    yield _gauge("fiks_hendelser_stoppet", "1 når leseren er stoppet", int(leser.is_stopped))
    yield _time("fiks_hendelser_ajour_tidspunkt_sekunder", "Tidspunktet kopien er riktig per", tilstand.ajour_at)
    yield _time("fiks_hendelser_lest_tidspunkt_sekunder", "Når kilden sist svarte", leser.lest_at)
    yield _time("fiks_hendelser_behandlet_tidspunkt_sekunder", "Når dokumenter sist ble hentet", leser.behandlet_at)
    troubles = GaugeMetricFamily("fiks_hendelser_avvik", "Åpne avvik etter slag", labels=["slag"])
    for row in tilstand.avvik:
        troubles.add_metric([row.slag], row.antall)
    yield troubles


def _gauge(name: str, text: str, value: float | None) -> GaugeMetricFamily:
    """A figure that nobody knows is left out."""
    found = GaugeMetricFamily(name, text)
    if value is not None:
        found.add_metric([], value)
    return found


def _time(name: str, text: str, at: datetime | None) -> GaugeMetricFamily:
    return _gauge(name, text, at.timestamp() if at else None)
