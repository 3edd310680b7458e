"""personer/soek gives numbers, personer/entydigsoek the one person that all the information points at."""

import re
from itertools import islice

from testmiljo.folkeregisteret import xml
from testmiljo.folkeregisteret.answers import Answer, Refused
from testmiljo.folkeregisteret.calls import Call
from testmiljo.folkeregisteret.personer import is_number, person
from testmiljo.folkeregisteret.soek.criteria import Address, Criteria
from testmiljo.folkeregisteret.soek.entry import words

MOST_HITS = 10_000
_SHORTEST_STREET = 3
_FORMS = {
    "kjoenn": r"kvinne|mann",
    "foedselsdato": r"[0-9]{8}",
    "foedselsaarFraOgMed": r"[0-9]{4}",
    "foedselsaarTilOgMed": r"[0-9]{4}",
    "husnummer": r"[0-9]{1,4}[A-Za-zÆØÅæøå]?",
    "postnummer": r"[0-9]{4}",
    "kommunenummer": r"[0-9]{4}",
    "fylkesnummer": r"[0-9]{2}",
    "opplysningsgrunnlag": r"gjeldende|historisk",
    "maksTreff": r"[0-9]{1,5}",
    "inkluderOppholdsadresse": r"true|false",
    "soekFonetisk": r"true|false",
    "inkluderDoede": r"true|false",
}
_ONLY_MED_HJEMMEL = (
    "utenlandskpersonidentifikasjon",
    "legitimasjonsdokument",
    "utlendingsmyndighetenesidentifikasjonsnummer",
)


def soek(call: Call) -> Answer:
    """Up to `maksTreff` numbers. More than ten thousand hits is an error, however many are asked for."""
    _check_forms(call)
    most = int(call.query.get("maksTreff", MOST_HITS))
    if not 0 < most <= MOST_HITS:
        raise Refused(400, f"maksTreff skal være fra 1 til {MOST_HITS}.")
    criteria = Criteria(
        names=tuple(words(call.query.get("navn", ""))),
        phonetic=call.flag("soekFonetisk"),
        history=_asks_history(call),
        dead=call.flag("inkluderDoede"),
        kjoenn=call.query.get("kjoenn", ""),
        born=call.query.get("foedselsdato", ""),
        born_from=int(call.query.get("foedselsaarFraOgMed", 0)),
        born_to=int(call.query.get("foedselsaarTilOgMed", 9999)),
        address=_address(call, stays=call.flag("inkluderOppholdsadresse")),
    )
    found = [entry.number for entry in islice(call.service.searcher.find(criteria.fits), MOST_HITS + 1)]
    if len(found) > MOST_HITS:
        raise Refused(400, f"Søket gir mer enn {MOST_HITS} treff. Gjør det smalere.")
    return Answer({"foedselsEllerDNummer": list(found[:most])}, "personsoekResponse", xml.PERSON)


def entydigsoek(call: Call) -> Answer:
    """404 both for nobody and for more than one."""
    _check_forms(call)
    criteria = Criteria(
        names=tuple(words(call.query.get("navn", ""))),
        unique=True,
        phonetic=call.flag("soekFonetisk"),
        history=_asks_history(call),
        born=call.query.get("foedselsdato", ""),
        address=_address(call, stays=True, exact_house=True),
        number=call.query.get("identifikasjonsnummer", ""),
        foreign=call.query.get(_ONLY_MED_HJEMMEL[0], ""),
        paper=call.query.get(_ONLY_MED_HJEMMEL[1], ""),
        duf=_lower_case(call, _ONLY_MED_HJEMMEL[2]),
    )
    _check_minimum(call, criteria)
    found = list(islice(call.service.searcher.find(criteria.fits), 2))
    document = call.register.document(found[0].number) if len(found) == 1 else None
    if document is None:
        raise Refused(404, "Fant ingen, eller flere enn én.")
    return person(call, document)


def _lower_case(call: Call, name: str) -> str:
    """Skatteetaten's page writes the name of the parameter in mixed case, its OpenAPI file in lower case."""
    return next((value for given, value in call.query.items() if given.lower() == name), "")


def _check_minimum(call: Call, criteria: Criteria) -> None:
    foreign = criteria.foreign or criteria.paper
    if not call.package.confidential and (foreign or criteria.duf):
        raise Refused(400, f"{', '.join(_ONLY_MED_HJEMMEL)} er bare for offentlig-med-hjemmel.")
    if criteria.number and not is_number(criteria.number):
        raise Refused(400, "identifikasjonsnummer skal ha 11 siffer.")
    address = criteria.address
    by_address = address.postnummer or (address.street and address.house)
    beside_name = criteria.number or criteria.born or by_address or foreign or criteria.duf
    if criteria.names and len(criteria.names) < 2:
        raise Refused(400, "navn skal ha minst et fornavn og et etternavn.")
    if not (criteria.names and beside_name) and not (criteria.born and foreign):
        raise Refused(400, "Opplysningene er for få til å peke ut én person.")


def _address(call: Call, *, stays: bool, exact_house: bool = False) -> Address:
    street = call.query.get("adressenavn", "").casefold().strip()
    if street and len(street) < _SHORTEST_STREET:
        raise Refused(400, f"adressenavn skal ha minst {_SHORTEST_STREET} tegn.")
    return Address(
        street=street,
        house=call.query.get("husnummer", "").upper(),
        postnummer=call.query.get("postnummer", ""),
        kommune=call.query.get("kommunenummer", ""),
        fylke=call.query.get("fylkesnummer", ""),
        stays=stays,
        graded=call.package.confidential,
        exact_house=exact_house,
    )


def _asks_history(call: Call) -> bool:
    return call.query.get("opplysningsgrunnlag", "gjeldende") == "historisk"


def _check_forms(call: Call) -> None:
    for name, form in _FORMS.items():
        if name in call.query and not re.fullmatch(form, call.query[name]):
            raise Refused(400, f"Ugyldig verdi for {name}.")
