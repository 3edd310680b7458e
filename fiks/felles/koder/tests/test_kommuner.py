import pytest

from fiks.felles.koder.kommuner import file_slug, kommune, kommuner, kommuner_by_name


def test_all_municipalities_of_2024_are_known() -> None:
    assert len(kommuner()) == 357
    assert all(nummer == found.nummer and nummer[:2] == found.fylkesnummer for nummer, found in kommuner().items())
    assert 5_300_000 < sum(found.folketall for found in kommuner().values()) < 5_600_000


def test_municipality_is_found_by_number() -> None:
    found = kommune("4215")
    assert found is not None
    assert (found.navn, found.fylkesnavn) == ("Lillesand", "Agder")
    assert kommune("9999") is None


def test_municipalities_are_listed_in_norwegian_order() -> None:
    names = [found.navn for found in kommuner_by_name()]
    assert names[-1] == "Åsnes"
    assert names.index("Aarborte - Hattfjelldal") > names.index("Ørsta")


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Ås kommune", "aas-kommune"),
        ("Østre Toten", "oestre-toten"),
        ("Sør-Aurdal", "soer-aurdal"),
        ("Trondheim - Tråante", "trondheim-traaante"),
        ("Porsanger - Porsáŋgu - Porsanki", "porsanger-porsangu-porsanki"),
        ("VÆRØY", "vaeroey"),
        ("../etc", "etc"),
    ],
)
def test_file_names_have_ascii_letters_only(name: str, slug: str) -> None:
    assert file_slug(name) == slug


def test_every_municipality_has_a_file_name() -> None:
    for found in kommuner().values():
        slug = file_slug(found.navn)
        assert slug.replace("-", "").isalpha()
        assert slug.isascii()
