from collections import Counter

from fiks.felles.koder.hjemler import Gjelder, Tjenesteomraade, hjemler, hjemler_for, tjenesteomraader

EVERY_AREA = {"identifikasjonsnummer", "navn", "status", "doedsfall", "bostedsadresse"}
NEVER_BY_DEFAULT = {
    "bibehold", "forholdTilSametingetsValgmanntall", "brukAvSamiskSpraak", "legitimasjonsdokument", "falskIdentitet",
    "utenlandskPersonidentifikasjon", "historikk",
}  # fmt: skip
CONFIDENTIAL = {
    "familierelasjon", "foreldreansvar", "adressebeskyttelse", "graderteAdresser", "status.full", "opphold",
    "sivilstand.relatertVedSivilstand", "utlendingsmyndighetenesIdentifikasjonsnummer",
    "vergemaalEllerFremtidsfullmakt.verge.tjenesteomraade", "vergemaalEllerFremtidsfullmakt.verge.omfang",
}  # fmt: skip


def _all() -> list[Tjenesteomraade]:
    return list(tjenesteomraader().values())


def test_all_areas_and_statutes_are_there() -> None:
    assert len(tjenesteomraader()) == 22
    assert len(hjemler()) == 132
    assert {hjemmel.tjenesteomraade for hjemmel in hjemler().values()} == set(tjenesteomraader())


def test_areas_with_confidential_information_are_those_the_law_is_clear_about() -> None:
    assert {omraade.kode for omraade in _all() if omraade.taushetsbelagt} == {
        "BARNEVERN", "HELSE", "GRAVFERDSMYNDIGHET", "OMSORG", "OPPVEKST", "BARNEHAGE", "SOSIAL", "VALG",
        "INNVANDRING_OG_INTEGRERING", "FORELDREBETALING_SFO_BARNEHAGE",
    }  # fmt: skip


def test_area_with_confidential_information_has_a_special_law() -> None:
    for omraade in _all():
        assert omraade.saerhjemler or not omraade.taushetsbelagt
        for id in omraade.saerhjemler:
            hjemmel = hjemler()[id]
            assert hjemmel.tjenesteomraade == omraade.kode
            assert hjemmel.gjelder is Gjelder.TAUSHETSBELAGT
            assert hjemmel.lov != "folkeregisterloven"
            assert hjemmel.verifisert


def test_area_without_confidential_information_opens_none_and_says_why() -> None:
    for omraade in _all():
        if not omraade.taushetsbelagt:
            assert omraade.default_confidential == ()
            assert omraade.taushetsbelagt_merknad


def test_open_information_is_open_and_confidential_is_not() -> None:
    for omraade in _all():
        assert not set(omraade.default_open) & CONFIDENTIAL
        assert set(omraade.default_confidential) <= CONFIDENTIAL


def test_no_area_opens_by_default_what_the_standing_rules_keep_closed() -> None:
    for omraade in _all():
        assert not {*omraade.default_open, *omraade.default_confidential} & NEVER_BY_DEFAULT


def test_information_stands_once_in_an_area() -> None:
    for omraade in _all():
        codes = Counter([*omraade.default_open, *omraade.default_confidential, *omraade.opt_in])
        assert set(codes.values()) <= {1}


def test_every_area_in_use_opens_the_basics_and_has_purposes() -> None:
    for omraade in _all():
        if omraade.gyldig:
            assert set(omraade.default_open) >= EVERY_AREA
            assert omraade.formaal


def test_tax_collection_is_closed() -> None:
    closed = [omraade for omraade in _all() if not omraade.gyldig]
    assert [omraade.kode for omraade in closed] == ["SKATTEOPPKREVER"]
    assert closed[0].default_open == closed[0].formaal == ()


def test_log_is_confidential_where_the_look_up_tells_of_a_client_relation() -> None:
    assert {omraade.kode for omraade in _all() if omraade.konfidensiell_logg} == {
        "BARNEVERN", "SOSIAL", "OMSORG", "HELSE", "HELSE_PRAKTISK_BISTAND", "HELSE_LANGTIDSOPPHOLD_INSTITUSJON",
    }  # fmt: skip


def test_child_welfare_and_social_services_draw_no_lists() -> None:
    assert not tjenesteomraader()["BARNEVERN"].lister_tillatt
    assert not tjenesteomraader()["SOSIAL"].lister_tillatt
    assert tjenesteomraader()["HELSE"].lister_tillatt


def test_list_for_a_vaccination_campaign_is_kept_for_90_days_at_most() -> None:
    terms = {formaal.navn: formaal.dager for formaal in tjenesteomraader()["HELSE"].formaal}
    assert terms["Vaksinekampanje"] == 90


def test_statute_can_be_shown_and_followed() -> None:
    found = hjemler()["barnevern-barnevernsloven-13-4-sjette-ledd"]
    assert str(found) == "barnevernsloven § 13-4 sjette ledd"
    assert found.lenke == "https://lovdata.no/lov/2021-06-18-97/§13-4"
    assert found in hjemler_for("BARNEVERN")
    assert hjemler_for("FINNES_IKKE") == ()
