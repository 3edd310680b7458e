"""The age pyramid of a town against SSB's."""

from collections import Counter

from testmiljo.befolkning import Town
from testmiljo.befolkning.dates import AS_OF, age_on
from testmiljo.befolkning.person import Status
from testmiljo.befolkning.tables import age_counts


def test_ages_follow_the_table_within_a_tenth_in_every_ten_years() -> None:
    town = Town(3, 6000, ["4204", "4215"])
    found = Counter(age_on(AS_OF, p.born) // 10 for p in town.persons() if p.status is Status.BOSATT)
    counts = age_counts()
    for band in range(9):
        expected = 6000 * sum(counts[band * 10 : band * 10 + 10]) / sum(counts)
        assert abs(found[band] - expected) < 0.1 * expected + 10, band
