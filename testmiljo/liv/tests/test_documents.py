"""Documents after what has happened, by the shape rules of the register."""

import pytest

from testmiljo.liv import LivingRegister
from testmiljo.liv.rows import kommune_of, number_of
from testmiljo.liv.tests.lives import DAY, EXAMPLES, TOWN, act, current, feed, married, rows, types

RESIDENT, OTHER, THIRD = EXAMPLES["bosatt"][:3]
COUPLED, (D_NUMBER, SECOND_D, *_) = married(), EXAMPLES["dnummer"]
ADDRESSES = ("bostedsadresse", "oppholdsadresse", "deltBosted", "postadresse", "postadresseIUtlandet")


def _unmarried(register: LivingRegister) -> tuple[str, str]:
    single = [
        person.number
        for person in TOWN.persons()
        if person.status == "bosatt" and person.couple is None and not person.parents and not person.protection
    ]
    return single[0], single[1]


def test_move_makes_the_old_address_history_without_an_end(register: LivingRegister) -> None:
    before = current(register.document(RESIDENT), "bostedsadresse")
    assert types(act(register, "flytting", nummer=RESIDENT, kommune="0301")) == ["endringIBostedsadresse"]
    new, old, *_ = rows(register.document(RESIDENT), "bostedsadresse")
    assert (new["erGjeldende"], new["flyttedato"]) == (True, DAY)
    assert old == before | {"erGjeldende": False}
    assert "opphoerstidspunkt" not in old


def test_death_ends_the_address_and_widows_the_spouse(register: LivingRegister) -> None:
    spouse = current(register.document(COUPLED), "sivilstand")["relatertVedSivilstand"]
    assert types(act(register, "doedsfall", nummer=COUPLED)) == ["personErDoed", "endringISivilstand"]
    dead, widow = register.document(COUPLED), register.document(spouse)
    assert dead
    assert dead["doedsfall"]["doedsdato"] == DAY  # type: ignore[call-overload,index]
    assert current(dead, "status")["status"] == "doed"
    assert all(not row["erGjeldende"] for element in ADDRESSES for row in rows(dead, element))
    assert "opphoerstidspunkt" in rows(dead, "bostedsadresse")[0]
    assert current(widow, "sivilstand")["sivilstand"] == "enkeEllerEnkemann"
    relation = [r for r in rows(widow, "familierelasjon") if r["relatertPersonsRolle"] == "ektefelleEllerPartner"]
    assert relation[0]["opphoerstidspunkt"].startswith(DAY)


def test_reactivation_leaves_nothing_of_the_death(register: LivingRegister) -> None:
    spouse = current(register.document(COUPLED), "sivilstand")["relatertVedSivilstand"]
    before = [register.document(COUPLED), register.document(spouse)]
    act(register, "doedsfall", nummer=COUPLED)
    assert types(act(register, "reaktivering", nummer=COUPLED)) == ["personErReaktivert", "endringISivilstand"]
    assert [register.document(COUPLED), register.document(spouse)] == before


def test_date_of_death_is_corrected_by_reactivation_and_a_new_death(register: LivingRegister) -> None:
    act(register, "doedsfall", nummer=RESIDENT)
    kinds = types(act(register, "doedsdato_rettet", nummer=RESIDENT, dato="2026-11-18"))
    assert [kind for kind in kinds if kind.startswith("personEr")] == ["personErReaktivert", "personErDoed"]
    document = register.document(RESIDENT)
    assert document
    assert document["doedsfall"]["doedsdato"] == "2026-11-18"  # type: ignore[call-overload,index]
    assert [row["status"] for row in rows(document, "status")].count("doed") == 1


def test_marriage_is_an_event_for_each(register: LivingRegister) -> None:
    bride, groom = _unmarried(register)
    lines = act(register, "vigsel", nummer=bride, med=groom)
    assert lines[0].hendelser == ((bride, "endringISivilstand"), (groom, "endringISivilstand"))
    for one, other in ((bride, groom), (groom, bride)):
        assert current(register.document(one), "sivilstand")["relatertVedSivilstand"] == other
    act(register, "skilsmisse", nummer=groom)
    assert current(register.document(bride), "sivilstand")["sivilstand"] == "skilt"
    relation = rows(register.document(bride), "familierelasjon")[0]
    assert (relation["erGjeldende"], "opphoerstidspunkt" in relation) == (False, True)


def test_child_lives_with_the_mother_and_has_a_number_of_its_own(register: LivingRegister) -> None:
    lines = act(register, "foedsel", mor=RESIDENT)
    child = lines[0].akt.nytt
    assert TOWN.document(child) is None
    assert types(lines)[0] == "personErOpprettet"
    assert set(types(lines)[1:]) == {"endringIFamilierelasjon"}
    home, hers = (current(register.document(number), "bostedsadresse") for number in (child, RESIDENT))
    assert home.get("vegadresse") == hers.get("vegadresse")
    assert home["flyttedato"] == DAY
    assert current(register.document(child), "foedsel")["foedselsdato"] == DAY
    assert child in {row.get("relatertPerson") for row in rows(register.document(RESIDENT), "familierelasjon")}
    assert register.document_after(child, 0) is None


def test_emigrant_has_no_current_address_and_may_come_back(register: LivingRegister) -> None:
    assert types(act(register, "utflytting", nummer=RESIDENT, land="DNK")) == ["personErUtflyttet"]
    gone = register.document(RESIDENT)
    assert not any(row["erGjeldende"] for row in rows(gone, "bostedsadresse"))
    assert rows(gone, "bostedsadresse")[0]["opphoerstidspunkt"].startswith(DAY)
    assert current(gone, "utflytting")["tilflyttingsland"] == "DNK"
    assert types(act(register, "innflytting", nummer=RESIDENT)) == ["personErBosatt"]
    back = register.document(RESIDENT)
    assert current(back, "status")["status"] == "bosatt"
    assert "opphoerstidspunkt" in rows(back, "bostedsadresse")[1]


def test_new_number_has_an_event_on_the_old_and_one_on_the_new(register: LivingRegister) -> None:
    (line,) = act(register, "innflytting", nummer=D_NUMBER)
    new = line.akt.nytt
    assert line.hendelser == ((D_NUMBER, "endringIIdentifikasjonsnummer"), (new, "personErBosatt"))
    assert register.document(D_NUMBER) == register.document(new)
    now, before = rows(register.document(new), "identifikasjonsnummer")[:2]
    assert (now["foedselsEllerDNummer"], now["status"], now["identifikatortype"]) == (new, "iBruk", "foedselsnummer")
    assert (before["foedselsEllerDNummer"], before["status"], before["erGjeldende"]) == (D_NUMBER, "opphoert", False)
    assert register.document_after(new, 0) is None
    assert register.document_after(D_NUMBER, 0) == TOWN.document(D_NUMBER)
    assert types(act(register, "flytting", nummer=D_NUMBER)) == ["endringIBostedsadresse"]
    assert feed(register)[-1].number == new


def test_merged_numbers_lead_to_the_one_who_lives_on_until_they_are_split(register: LivingRegister) -> None:
    duplicate = register.document(SECOND_D)
    (line,) = act(register, "sammenslaaing", nummer=RESIDENT, med=SECOND_D)
    assert [kind for _, kind in line.hendelser] == [
        "personErViderefoertSomGjeldendeVedSammenslaaing",
        "personErOpphoertSomDublett",
    ]
    assert register.document(SECOND_D) == register.document(RESIDENT)
    ended = rows(register.document(RESIDENT), "identifikasjonsnummer")[-1]
    assert (ended["foedselsEllerDNummer"], ended["status"], ended["erGjeldende"]) == (SECOND_D, "opphoert", False)
    assert [event.has_document for event in feed(register)] == [True, False]
    kinds = types(act(register, "splitting", nummer=RESIDENT, med=SECOND_D))
    assert kinds == ["personErEndretVedSplitting", "personErGjenopprettetVedSplitting"]
    assert register.document(SECOND_D) == duplicate
    assert register.document(RESIDENT) == TOWN.document(RESIDENT)


def test_correction_leaves_no_history(register: LivingRegister) -> None:
    before = rows(register.document(RESIDENT), "navn")
    kinds = types(act(register, "retting", nummer=RESIDENT, element="navn", verdier={"etternavn": "RETTET"}))
    assert kinds == ["personErOppdatert"]
    after = rows(register.document(RESIDENT), "navn")
    assert (len(after), after[0]["etternavn"]) == (len(before), "RETTET")


def test_annulment_brings_the_one_before_back(register: LivingRegister) -> None:
    before = register.document(RESIDENT)
    act(register, "flytting", nummer=RESIDENT)
    assert types(act(register, "annullering", nummer=RESIDENT, element="bostedsadresse")) == ["endringIBostedsadresse"]
    assert register.document(RESIDENT) == before


def test_new_municipality_number_is_no_move(register: LivingRegister) -> None:
    residents = [number for kind in ("bosatt", "fortrolig", "ukjent_bosted") for number in EXAMPLES[kind]]
    before = {number: current(register.document(number), "bostedsadresse") for number in residents}
    act(register, "flytting", nummer=RESIDENT, kommune="0301")
    (line,) = act(register, "kommuneregulering", gamle=("4215",), kommune="4299")
    assert line.hendelsetype == "endringIBostedsadresseVedKommuneregulering"
    for number, old in before.items():
        if number == RESIDENT:
            continue
        new = current(register.document(number), "bostedsadresse")
        assert "4299" in str(new)
        assert "4215" not in str(new)
        assert (new["aarsak"], new["kilde"]) == ("Kommuneregulering", "Matrikkelen")
        assert new.get("gyldighetstidspunkt") == old.get("gyldighetstidspunkt")
        assert new["flyttedato"] == old["flyttedato"]
        assert rows(register.document(number), "bostedsadresse")[1] == old | {"erGjeldende": False}
    assert RESIDENT not in {event.number for event in feed(register)[1:]}
    (moved,) = act(register, "flytting", nummer=OTHER)
    assert moved.akt.bolig
    assert "4299" in str(current(register.document(OTHER), "bostedsadresse"))


def test_boundary_change_concerns_the_districts_that_move(register: LivingRegister) -> None:
    def living(kommune: str) -> set[str]:
        found = ((number_of(document), document) for document in register.documents())
        return {number for number, document in found if kommune_of(document) == kommune}

    before = living("4215")
    krets = current(register.document(RESIDENT), "bostedsadresse")["grunnkrets"]
    act(register, "navneendring", nummer=OTHER)
    (line,) = act(register, "kommuneregulering", gamle=("4215",), kommune="4216", kretser=(krets,))
    moved = living("4216")
    assert RESIDENT in moved
    assert (line.antall, {event.number for event in feed(register)[1:]}) == (len(moved), moved)
    assert living("4215") == before - moved != set()
    (later,) = act(register, "kommuneregulering", gamle=("4216",), kommune="4299")
    assert (later.antall, living("4299")) == (len(moved), moved)
    act(register, "kommuneregulering", gamle=("4215",), kommune="4298")
    assert living("4298") == before - moved


@pytest.mark.parametrize("grad", ["fortrolig", "strengtFortrolig"])
def test_child_of_a_protected_mother_is_protected(register: LivingRegister, grad: str) -> None:
    mother = next(p.number for p in TOWN.persons() if p.protection == grad and p.status == "bosatt")
    (line,) = act(register, "foedsel", mor=mother, far="")
    child = register.document(line.akt.nytt)
    assert current(child, "adressebeskyttelse")["graderingsnivaa"] == grad
    assert "foedekommuneINorge" not in str(child)
    assert child
    assert ("bostedsadresse" in child) is (grad == "fortrolig")
    assert {row["adressegradering"] for row in rows(child, "bostedsadresse")} <= {"fortrolig"}


def test_fortrolig_grades_every_address_and_hides_where_from(register: LivingRegister) -> None:
    assert types(act(register, "adressebeskyttelse", nummer=RESIDENT, grad="fortrolig")) == [
        "endringIAdressebeskyttelse"
    ]
    document = register.document(RESIDENT)
    graded = [row["adressegradering"] for element in ADDRESSES for row in rows(document, element)]
    assert set(graded) == {"fortrolig"}
    assert "foedekommuneINorge" not in str(rows(document, "foedsel"))
    act(register, "flytting", nummer=RESIDENT)
    assert current(register.document(RESIDENT), "bostedsadresse")["adressegradering"] == "fortrolig"


def test_strengt_fortrolig_leaves_no_address_but_an_open_one(register: LivingRegister) -> None:
    act(register, "adressebeskyttelse", nummer=RESIDENT, grad="strengtFortrolig")
    document = register.document(RESIDENT)
    assert document
    assert [element for element in ADDRESSES if element in document] == ["postadresse"]
    assert "4215" not in str(document)
    act(register, "adressebeskyttelse", nummer=RESIDENT, grad="ugradert")
    lifted = register.document(RESIDENT)
    assert rows(lifted, "adressebeskyttelse")[0]["opphoerstidspunkt"].startswith(DAY)
    assert "ukjentBosted" in current(lifted, "bostedsadresse")


def test_machine_correction_of_all_is_seen_in_each_document(register: LivingRegister) -> None:
    (line,) = act(register, "maskinell_retting")
    assert line.antall == sum(1 for _ in TOWN.documents())
    assert {event.type for event in feed(register)} == {"personErOppdatert"}
    for document in register.documents():
        assert current(document, "identitetsgrunnlag")["aarsak"] == "Patch"


def test_machine_correction_of_some_is_seen_in_theirs_alone(register: LivingRegister) -> None:
    (line,) = act(register, "maskinell_retting", antall=100)
    assert 60 < line.antall < 140
    touched = {event.number for event in feed(register)}
    for person in TOWN.persons():
        changed = register.document(person.number) != TOWN.document(person.number)
        assert changed is (person.number in touched)


def test_guardianship_is_given_and_ends(register: LivingRegister) -> None:
    assert types(act(register, "vergemaal", nummer=RESIDENT, med=OTHER)) == ["endringIVergemaal"]
    row = current(register.document(RESIDENT), "vergemaalEllerFremtidsfullmakt")
    assert row["verge"]["foedselsEllerDNummer"] == OTHER
    act(register, "vergemaal", nummer=RESIDENT)
    (ended,) = rows(register.document(RESIDENT), "vergemaalEllerFremtidsfullmakt")
    assert (ended["erGjeldende"], "opphoerstidspunkt" in ended) == (False, True)


@pytest.mark.parametrize("slag", ["navneendring", "postadresse", "statsborgerskap", "adresseoppdatering"])
def test_new_value_has_one_current_row_first(register: LivingRegister, slag: str) -> None:
    element = {"navneendring": "navn", "adresseoppdatering": "bostedsadresse"}.get(slag, slag)
    before = len(rows(register.document(RESIDENT), element))
    act(register, slag, nummer=RESIDENT)
    after = rows(register.document(RESIDENT), element)
    assert len(after) == before + 1
    assert [row["erGjeldende"] for row in after] == [True] + [False] * before
    assert all("opphoerstidspunkt" not in row for row in after)


def test_document_after_each_line_is_as_it_was_then(register: LivingRegister) -> None:
    was = [register.document(RESIDENT)]
    for slag in ("flytting", "navneendring", "maskinell_retting", "flytting", "doedsfall"):
        act(register, slag, **({} if slag == "maskinell_retting" else {"nummer": RESIDENT}))
        was.append(register.document(RESIDENT))
    assert [register.document_after(RESIDENT, lines) for lines in range(6)] == was


def test_other_persons_are_as_before(register: LivingRegister) -> None:
    act(register, "flytting", nummer=RESIDENT)
    assert register.document(THIRD) == TOWN.document(THIRD)
