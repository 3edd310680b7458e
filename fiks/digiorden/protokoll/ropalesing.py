"""Reading records from JSON in the published shape: from `fiks` when it is there, else from the published fields."""

from collections.abc import Callable, Iterable
from typing import Any

from django.utils.translation import gettext as _

from fiks.digiorden.protokoll import grunnlag, ropa
from fiks.digiorden.protokoll.funn import Feil, Funn, Lest
from fiks.digiorden.protokoll.innhold import Innhold, Uleselig, les
from fiks.felles.innlesing import jsonfil
from fiks.felles.innlesing.lesefeil import LeseFeil

JSON = "JSON"
_ORGNR = 9
_CODES = {kode.replace(".", "").casefold(): kode for kode in (*grunnlag.ARTIKKEL_6, *grunnlag.ARTIKKEL_9_10)}


def read_json(content: bytes, *, most: int) -> Funn:
    """The records of a file. A fault's `rad` is which record, and its `kolonne` the field."""
    funn = Funn()
    hits = _hits(content, funn)
    if len(hits) > most:
        funn.add(
            Feil(
                JSON,
                0,
                "",
                _("Filen har %(antall)s behandlinger. Del den opp: høyst %(most)s om gangen.")
                % {"antall": len(hits), "most": most},
            )
        )
        return funn
    for nr, hit in enumerate(hits, start=1):
        try:
            innhold = les(_content(hit))
            _check_orgnr(innhold)
            funn.lest.append(Lest(innhold, JSON, nr))
        except _Fault as fault:
            funn.add(Feil(JSON, nr, fault.field, str(fault)))
        except Uleselig as error:
            funn.add(Feil(JSON, nr, "", _("Behandlingen kan ikke leses: %(feil)s") % {"feil": str(error)}))
    return funn


class _Fault(ValueError):
    def __init__(self, field: str, text: str) -> None:
        super().__init__(text)
        self.field = field


def _hits(content: bytes, funn: Funn) -> list[Any]:
    try:
        data = jsonfil.read(content)
    except LeseFeil as error:
        funn.add(Feil(JSON, 0, "", str(error)))
        return []
    except (ValueError, RecursionError):
        funn.add(Feil(JSON, 0, "", _("Filen er ikke gyldig JSON.")))
        return []
    if isinstance(data, dict) and isinstance(data.get("hits"), list):
        if data.get("pagesTotal", 1) not in {0, 1}:
            funn.add(Feil(JSON, 0, "pagesTotal", _("Filen er bare én av flere sider. Hent hele protokollen på nytt.")))
        data = data["hits"]
    if not isinstance(data, list) or not data:
        funn.add(Feil(JSON, 0, "hits", _("Filen har ingen behandlinger.")))
        return []
    return data


def _content(hit: Any) -> dict[str, Any]:
    if not isinstance(hit, dict):
        raise _Fault("", _("Dette er ikke en behandling."))
    whole = hit.get("fiks")
    if whole is None:
        return _from_fields(hit)
    if not isinstance(whole, dict) or not isinstance(whole.get("innhold"), dict):
        raise _Fault("fiks", _("Feltet «fiks» er ikke slik vi skriver det. Ta det bort, så leses de andre feltene."))
    innhold: dict[str, Any] = whole["innhold"]
    for name, made in ropa.fields(les(innhold)).items():
        if name in hit and hit[name] != made:
            raise _Fault(name, _("Feltet er endret, men ikke «fiks». Ta bort «fiks», så leses de andre feltene."))
    _check_name(str(innhold.get("navn", "")))
    return innhold


def _check_orgnr(innhold: Innhold) -> None:
    for name in ("databehandlere", "underdatabehandlere", "felles_ansvarlige", "oppdragsgivere"):
        for one in getattr(innhold, name, ()):
            if one.orgnr and not (one.orgnr.isascii() and one.orgnr.isdigit() and len(one.orgnr) == _ORGNR):
                raise _Fault(name, _("Skriv organisasjonsnummeret med ni siffer."))


def _check_name(navn: str) -> None:
    if not navn.strip():
        raise _Fault("title", _("Skriv navnet på behandlingen."))


def _from_fields(hit: dict[str, Any]) -> dict[str, Any]:
    """The content as far as the published fields tell it. They tie no basis to a purpose: all purposes share them."""
    take = _Taker(hit)
    _check_name(take.text("title"))
    transfers = _Taker(take.mapping("dataTransfers"))
    dpia = _Taker(take.mapping("dataProtectionImpactAssessment"))
    common = _Taker(take.mapping("commonDataControllerContact"))
    names = take.texts("personalDataCategories")
    return {
        "slag": "ANSVARLIG",
        "navn": take.text("title"),
        "formaal": _purposes(take),
        "grupper": [
            {"registrerte": one, "opplysninger": [{"navn": navn} for navn in names]}
            for one in take.texts("dataSubjectCategories") or ([""] if names else [])
        ],
        "mottakere": [{"navn": navn} for navn in take.texts("recipientCategories")],
        "kilder": [{"navn": navn} for navn in take.lines("personalDataSubjects")],
        "lagring": [{"kriterium": text} for text in [take.text("plannedDeletion")] if text],
        "sikkerhet": take.text("securityMeasures"),
        "omraader": take.texts("businessAreas"),
        "systemer": take.lines("privacyProcessingSystems"),
        "datasett": take.texts("relatedDatasets"),
        "kontakter": [_contact(one) for one in take.mappings("dataProcessorContactDetails")],
        "databehandlere": [
            {"navn": one.text("dataProcessorName"), "avtale_ref": one.text("agreementUrl")}
            for one in map(_Taker, take.mappings("dataProcessingAgreements"))
        ],
        "felles_ansvarlige": [
            {"navn": navn, "fordeling": common.text("distributionOfResponsibilities")}
            for navn in common.lines("companies")
        ],
        "overfoeres": transfers.answer("transferred"),
        "overfoeringer": [
            {"land": land, "tekst": transfers.text("guarantees")} for land in transfers.lines("thirdCountryRecipients")
        ],
        "dpia_ref": dpia.text("assessmentReportUrl"),
    }


def _purposes(take: "_Taker") -> list[dict[str, Any]]:
    bases = [_Taker(one) for one in take.mappings("articleSixBasis")]
    codes = [_code(one.text("legality"), grunnlag.ARTIKKEL_6, "articleSixBasis") for one in bases]
    other = _Taker(take.mapping("otherArticles"))
    nine_ten = [
        _code(part, grunnlag.ARTIKKEL_9_10, "otherArticles")
        for name in ("articleNine", "articleTen")
        for part in _Taker(other.mapping(name)).text("referenceUrl").split(",")
        if part.strip()
    ]
    shared = {
        "artikkel_6": list(dict.fromkeys(codes)),
        "artikkel_9_10": list(dict.fromkeys(nine_ten)),
        "hjemler": [_provision(ref) for ref in dict.fromkeys(one.text("referenceUrl") for one in bases) if ref],
    }
    texts = take.lines("purpose")
    return [{"tekst": text} | shared for text in texts or ([""] if any(shared.values()) else [])]


def _provision(ref: str) -> dict[str, str]:
    return {"lenke": ref} if ref.startswith(("https://", "http://")) else {"tekst": ref}


def _code(written: str, known: Iterable[str], field: str) -> str:
    """A basis as others write it: «6.1.e», «art. 6(1)(e)», «6 nr. 1 e»."""
    bare = "".join(
        sign
        for sign in written.casefold().replace("artikkel", "").replace("art", "").replace("nr", "")
        if sign.isalnum()
    )
    found = _CODES.get(bare)
    if found is None or found not in known:
        raise _Fault(field, _("Grunnlaget er ukjent. Skriv en av kodene %(koder)s.") % {"koder": ", ".join(known)})
    return found


def _contact(one: dict[str, Any]) -> dict[str, str]:
    take = _Taker(one)
    return {"navn": take.text("name"), "epost": take.text("email"), "telefon": take.text("phone")}


class _Taker:
    """Takes fields of the kind they should be, or says which one is of another."""

    def __init__(self, source: dict[str, Any]) -> None:
        self._source = source

    def _take(self, name: str, kind: type, empty: Callable[[], Any]) -> Any:
        value = self._source.get(name)
        if value is None:
            return empty()
        if not isinstance(value, kind):
            raise _Fault(name, _("Feltet har en verdi av feil slag."))
        return value

    def text(self, name: str) -> str:
        return str(self._take(name, str, str)).strip()

    def lines(self, name: str) -> list[str]:
        return [line.strip() for line in self.text(name).splitlines() if line.strip()]

    def answer(self, name: str) -> bool | None:
        found: bool | None = self._take(name, bool, lambda: None)
        return found

    def mapping(self, name: str) -> dict[str, Any]:
        found: dict[str, Any] = self._take(name, dict, dict)
        return found

    def texts(self, name: str) -> list[str]:
        return [one for one in self._all(name, str) if one.strip()]

    def mappings(self, name: str) -> list[dict[str, Any]]:
        return self._all(name, dict)

    def _all(self, name: str, kind: type) -> list[Any]:
        found: list[Any] = self._take(name, list, list)
        if not all(isinstance(one, kind) for one in found):
            raise _Fault(name, _("Feltet har en verdi av feil slag."))
        return found
