"""Documents become PDFs that screen readers can read, and nobody's text can become markup."""

from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter

import msgspec
import pytest

from fiks.felles.pdf import sats
from fiks.felles.pdf.blokker import (
    Avsnitt,
    Blokk,
    Celle,
    Dokument,
    Fakta,
    Faktum,
    Kolonne,
    Lenke,
    Overskrift,
    Punkter,
    Tabell,
    Tone,
)
from fiks.felles.pdf.sats import NotSettable, set_pdf, set_png
from fiks.felles.pdf.tests.reading import Pdf, read_pdf

AT = datetime(2026, 11, 25, 10, 48, 0, 398_251, tzinfo=UTC)
BREV = Dokument(
    tittel="Svar på krav om innsyn",
    avsender="Nordvik kommune",
    bunntekst="Skrevet ut 25. november 2026 kl. 10.48 av Ingrid Aas",
    blokker=[
        Avsnitt("Hei.\n\nVi har fått kravet ditt.\nDu får svar innen 25. desember."),
        Overskrift("Hva vi har registrert"),
        Fakta([Faktum("Navn", ["Áilu Gáŋgaviika"]), Faktum("Adresse", ["Storgata 1", "9700 Lakselv"])]),
        Punkter(["Barnehage", "Skole"]),
        Tabell([Kolonne("Hva"), Kolonne("Risiko")], [["Tap", Celle("Høy", Tone.HOEY)], ["Feil", "Lav"]]),
        Avsnitt(Lenke("Les mer om innsyn", "https://www.datatilsynet.no/")),
    ],
)


def document(*blocks: Blokk) -> Dokument:
    return Dokument(tittel="Prøve", avsender="Nordvik kommune", blokker=blocks)


def printed(*blocks: Blokk) -> Pdf:
    return read_pdf(set_pdf(document(*blocks), at=AT))


@pytest.fixture(scope="module")
def brev() -> Pdf:
    return read_pdf(set_pdf(BREV, at=AT))


def test_a_document_says_that_it_follows_pdf_ua_and_what_it_is(brev: Pdf) -> None:
    assert "<pdfuaid:part>1</pdfuaid:part>" in brev.metadata
    assert ">Svar på krav om innsyn<" in brev.metadata
    assert b"/Lang(nb-NO)" in brev.catalogue
    assert b"/Marked true" in brev.catalogue
    assert b"/DisplayDocTitle true" in brev.catalogue
    assert "2026-11-25T10:48:00" in brev.metadata


def test_every_part_has_its_tag(brev: Pdf) -> None:
    kinds = brev.tree().kinds()
    assert [kind for kind in kinds if kind.startswith("H") and kind != "Hdr"] == ["H1", "H2"]
    assert kinds.count("Lbl") >= 2, "facts are a list of names and values"
    assert kinds.count("TH") == 2
    assert kinds.count("TD") == 4
    assert "Link" in kinds


def test_every_page_says_who_sent_it_who_printed_it_and_its_number(brev: Pdf) -> None:
    text = brev.flowing()
    for expected in ("Nordvik kommune", "Skrevet ut 25. november 2026 kl. 10.48 av Ingrid Aas", "Side 1 av 1"):
        assert expected in text


def test_norwegian_and_sami_letters_are_printed_in_the_typeface_of_the_site() -> None:
    pdf = printed(Avsnitt("æøåÆØÅ áčđŋšŧžÁČĐŊŠŦŽ äö"))
    assert "æøåÆØÅ áčđŋšŧžÁČĐŊŠŦŽ äö" in pdf.flowing()
    assert {name.split("-")[0] for name in pdf.fonts} == {"Inter"}


@pytest.mark.parametrize(
    "text",
    [
        '#panic("x")',
        "*fet* _kursiv_ `kode`",
        "$x^2$",
        "= Overskrift",
        '#read("dokument.typ")',
        "\\u{41} // bort",
        "https://x.no @ref <m>",
    ],
)
def test_text_is_never_read_as_markup(text: str) -> None:
    everywhere = printed(
        Overskrift(text),
        Avsnitt(text),
        Punkter([text]),
        Fakta([Faktum(text, [text])]),
        Tabell([Kolonne(text)], [[text], [Celle(text)]]),
        Avsnitt(Lenke(text, "https://ks.no/")),
    )
    assert everywhere.flowing().count(text) == 9
    assert everywhere.tree().kinds().count("H2") == 1


def test_line_breaks_and_paragraphs_are_kept() -> None:
    pdf = printed(Avsnitt("en\nto\r\ntre\n\nfire"))
    assert "en\nto\ntre\nfire" in pdf.text()
    assert pdf.tree().kinds().count("P") == 2


def test_characters_that_the_typeface_lacks_do_not_stop_the_document() -> None:
    assert "x□y" in printed(Avsnitt("x😀y")).flowing()
    assert "åse ab" in printed(Avsnitt("a\u030ase a\x00\x01b\u200b")).flowing()


def test_a_table_of_contents_leads_to_the_headings() -> None:
    blocks = [
        block for number in range(40) for block in (Overskrift(f"Kapittel {number}", ny_side=True), Avsnitt("Tekst"))
    ]
    pdf = read_pdf(set_pdf(msgspec.structs.replace(document(*blocks), innhold=1), at=AT))
    assert pdf.pages == 42, "two pages of contents and one each"
    assert "Innhold" in pdf.text()
    assert pdf.tree().kinds().count("TOCI") == 40
    assert b"/Outlines" in pdf.catalogue


def test_headings_of_a_table_are_repeated_on_the_next_page() -> None:
    pdf = printed(Tabell([Kolonne("Tiltak"), Kolonne("Frist")], [["Varsle", "1. mars"]] * 80))
    assert pdf.pages > 1
    assert pdf.text().count("Tiltak") == pdf.pages


def test_the_words_of_the_frame_follow_the_language() -> None:
    pdf = read_pdf(set_pdf(msgspec.structs.replace(document(Overskrift("x")), spraak="en", innhold=1), at=AT))
    assert "Page 1 of 1" in pdf.flowing()
    assert "Contents" in pdf.flowing()
    assert b"/Lang(en-GB)" in pdf.catalogue


@pytest.mark.parametrize(
    ("broken", "says"),
    [
        (msgspec.structs.replace(document(), tittel=" "), "no title"),
        (msgspec.structs.replace(document(), spraak="fr"), "language 'fr'"),
        (document(Overskrift("")), "heading is empty"),
        (document(Overskrift("x", 4)), "level 4 follows one of level 1"),
        (document(Tabell([Kolonne("a")], [["b", "c"]])), "a row of 2 cells in a table of 1 columns"),
        (document(Avsnitt(Lenke("x", "javascript:alert(1)"))), "http, https or mailto"),
        (document(Punkter([Lenke("x", "file:///etc/passwd")])), "http, https or mailto"),
    ],
)
def test_a_document_that_cannot_be_set_says_why(broken: Dokument, says: str) -> None:
    with pytest.raises(NotSettable, match=says):
        set_pdf(broken, at=AT)


def test_equal_documents_give_equal_bytes() -> None:
    assert set_pdf(BREV, at=AT) == set_pdf(BREV, at=AT)


def test_a_long_document_is_set_apart_and_the_same(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    here = set_pdf(BREV, at=AT)
    monkeypatch.setattr(sats, "_LONG", 0)
    assert set_pdf(BREV, at=AT) == here
    bad = tmp_path / "x.typ"
    bad.write_text('#set document(title: "x")\n== x')
    with pytest.raises(NotSettable, match="first heading"):
        sats._set_apart(sats._order(BREV, AT, "pdf", pdf_standards=["ua-1"]) | {"mal": str(bad), "rot": str(tmp_path)})
    monkeypatch.setattr(sats, "_MOST_SECONDS", 0.001)
    with pytest.raises(NotSettable, match="was not set"):
        set_pdf(BREV, at=AT)


def test_pages_can_be_looked_at() -> None:
    (page,) = set_png(BREV, at=AT)
    assert page.startswith(b"\x89PNG")


def test_a_letter_takes_milliseconds() -> None:
    set_pdf(BREV, at=AT)
    times = []
    for number in range(5):
        begun = perf_counter()
        set_pdf(msgspec.structs.replace(BREV, tittel=f"Svar {number}"), at=AT)
        times.append(perf_counter() - begun)
    assert min(times) < 0.1, "some milliseconds on a machine at rest"
