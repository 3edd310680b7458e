"""The few pages that a person sees. Everything is served from here: no scripts or styles in the page itself."""

from collections.abc import Sequence
from html import escape
from pathlib import Path
from urllib.parse import urlsplit

from starlette.responses import HTMLResponse

from testmiljo.idporten.config import HIGH, SUBSTANTIAL, Person

STYLE = Path(__file__).with_name("stil.css")
SCRIPT = Path(__file__).with_name("utlogging.js")
_LEVEL_NAMES = {SUBSTANTIAL: "Betydelig", HIGH: "Høyt"}
_FRAME = """<!doctype html>
<html lang="nb">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<link rel="stylesheet" href="/idporten/stil.css">
{head}</head>
<body>
<main>
<p class="merke">Testmiljø – ikke ID-porten. Alle personer er oppdiktet.</p>
{body}
</main>
</body>
</html>
"""


def respond(page: str, *, status: int = 200, form_goes_to: str = "", frames: Sequence[str] = ()) -> HTMLResponse:
    """The page with a content policy. Browsers hold a form's redirects to form-action, so it names the service."""
    policy = [
        "default-src 'none'",
        "style-src 'self'",
        "script-src 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
        " ".join(["form-action 'self'", *_origins([form_goes_to])]),
        " ".join(["frame-src", *(_origins(frames) or ["'none'"])]),
    ]
    headers = {"Content-Security-Policy": "; ".join(policy), "Cache-Control": "no-store", "Referrer-Policy": "origin"}
    return HTMLResponse(page, status_code=status, headers=headers)


def message(heading: str, what_to_do: str) -> str:
    return _page(heading, f"<h1>{escape(heading)}</h1>\n<p>{escape(what_to_do)}</p>")


def log_in(*, service: str, persons: Sequence[Person], levels: Sequence[str], wrong: tuple[str, str] | None) -> str:
    """`wrong` is the id of a field and what to mend there."""
    body = f"""<h1>Logg inn</h1>
<p>Du er på vei til <strong>{escape(service)}</strong>.</p>
{_summary(wrong)}<form method="post" novalidate>
<fieldset>
<legend>Hvem vil du være?</legend>
{"".join(_person(index, person) for index, person in enumerate(persons))}{_other(wrong, alone=not persons)}</fieldset>
{_levels(levels)}<p class="knapper"><button type="submit">Logg inn</button>
<button type="submit" name="handling" value="avbryt" class="stille">Avbryt</button></p>
</form>"""
    return _page(f"{'Feil: ' if wrong else ''}Logg inn", body)


def logged_out(*, frames: Sequence[str], next_url: str) -> str:
    """Tells the other services through one frame each; the script goes on when all have answered."""
    boxes = "".join(
        f'<iframe class="skjult" src="{escape(url)}" title="Logger ut av en tjeneste" tabindex="-1"></iframe>\n'
        for url in frames
    )
    onwards = f'<p><a id="videre" href="{escape(next_url)}">Gå tilbake til tjenesten</a></p>\n' if next_url else ""
    body = f"<h1>Du er logget ut</h1>\n<p>Du er også logget ut av de andre tjenestene.</p>\n{onwards}{boxes}"
    script = '<script src="/idporten/utlogging.js" defer></script>\n' if next_url else ""
    return _page("Du er logget ut", body, script)


def _page(title: str, body: str, head: str = "") -> str:
    return _FRAME.format(title=escape(f"{title} – testmiljø"), head=head, body=body)


def _summary(wrong: tuple[str, str] | None) -> str:
    if wrong is None:
        return ""
    field, text = wrong
    return (
        '<div class="feil" role="alert">\n<h2>Du må rette dette før du kan logge inn</h2>\n'
        f'<ul><li><a href="#{field}">{escape(text)}</a></li></ul>\n</div>\n'
    )


def _person(index: int, person: Person) -> str:
    checked = " checked" if index == 0 else ""
    about = f", {escape(person.description)}" if person.description else ""
    return (
        f'<div class="valg"><input type="radio" name="person" id="person-{index}" value="{person.fnr}"{checked}>\n'
        f'<label for="person-{index}">{escape(person.name)}<span>{escape(person.fnr)}{about}</span></label></div>\n'
    )


def _other(wrong: tuple[str, str] | None, *, alone: bool) -> str:
    fault = ' aria-invalid="true"' if wrong and wrong[0] == "nummer" else ""
    radio = (
        '<input type="hidden" name="person" value="annen">\n'
        if alone
        else '<div class="valg"><input type="radio" name="person" id="person-annen" value="annen">\n'
        '<label for="person-annen">En annen</label></div>\n'
    )
    return (
        f'{radio}<p><label for="nummer">Fødselsnummer eller d-nummer</label>\n'
        f'<input type="text" id="nummer" name="nummer" inputmode="numeric" autocomplete="off" size="14"{fault}'
        ' aria-describedby="nummer-hjelp">\n'
        '<span class="hjelp" id="nummer-hjelp">11 siffer. Bare syntetiske numre, der måneden er 81–92.</span></p>\n'
    )


def _levels(levels: Sequence[str]) -> str:
    if len(levels) == 1:
        name = _LEVEL_NAMES[levels[0]].lower()
        return (
            f'<p>Tjenesten krever {name} sikkerhetsnivå.</p>\n<input type="hidden" name="nivaa" value="{levels[0]}">\n'
        )
    choices = "".join(
        f'<div class="valg"><input type="radio" name="nivaa" id="nivaa-{index}" value="{level}"'
        f'{" checked" if index == 0 else ""}>\n<label for="nivaa-{index}">{_LEVEL_NAMES[level]}</label></div>\n'
        for index, level in enumerate(levels)
    )
    return f"<fieldset>\n<legend>Sikkerhetsnivå</legend>\n{choices}</fieldset>\n"


def _origins(urls: Sequence[str]) -> list[str]:
    parts = [urlsplit(url) for url in urls if url]
    return sorted({f"{part.scheme}://{part.netloc}" for part in parts})
