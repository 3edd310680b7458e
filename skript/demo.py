"""`make demo`: a town, the vaccination list drawn to a file, and the site with worker and test world, until Ctrl-C.

All state lies in .fiks/. Run again it takes up what is there. `.fiks/demo.json` tells a program what the log-in page tells a
person; it is there only while the demo runs.
"""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping
from pathlib import Path

from joserfc.jwk import RSAKey

from fiks.nettsted import desk

ROOT = Path(__file__).resolve().parents[1]
STATE = Path(os.environ.get("FIKS_TILSTAND", ROOT / ".fiks"))
LOGS = STATE / "logg"
DEMO_FILE = STATE / "demo.json"
BIN = Path(sys.executable).parent
BASE_URL = "http://localhost:8000"
IDPORTEN = "http://localhost:8081/idporten"
MASKINPORTEN = "http://localhost:8081/maskinporten"
FOLKEREGISTERET = "http://localhost:8082"
PORTS = {
    "nettstedet": 8000,
    "styring": 8001,
    "ID-porten": 8081,
    "Folkeregisteret": 8082,
    "e-post": 8025,
    "innboksen": 8026,
}
SCOPE = "folkeregister:deling/offentligmedhjemmel"
READY_SECONDS = 60


class DemoError(Exception):
    """The demo cannot go on. The text says what to do."""


def main() -> None:
    """Set up, show, and serve until stopped."""
    signal.signal(signal.SIGTERM, _interrupt)
    DEMO_FILE.unlink(missing_ok=True)
    children: dict[str, subprocess.Popen[bytes]] = {}
    attachment = None
    try:
        _require_free_ports()
        LOGS.mkdir(mode=0o700, parents=True, exist_ok=True)
        _write_settings()
        children["testmiljø"] = _start_test_world()
        attachment = desk.prepare(STATE)
        _set_up(children)
        children["arbeider"] = _start("arbeider", [str(BIN / "fiks"), "arbeider"])
        children["nettsted"] = _start("nettsted", [str(BIN / "fiks"), "tjener", "--adresse", "127.0.0.1:8000"])
        _wait_for(children, lambda: _answers(f"{BASE_URL}/"))
        _announce()
        _watch(children)
    except KeyboardInterrupt:
        print("\nStopper …")
    except DemoError as error:
        print(f"Feil: {error}", file=sys.stderr)
        raise SystemExit(1) from None
    finally:
        DEMO_FILE.unlink(missing_ok=True)
        _stop(children)
        if attachment:
            attachment.close()


def _interrupt(*_: object) -> None:
    raise KeyboardInterrupt


def _require_free_ports() -> None:
    for name, port in PORTS.items():
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                raise DemoError(f"Port {port} ({name}) er opptatt. Stopp det som bruker den, og prøv igjen.") from None


def _write_settings() -> None:
    """Give the desk's settings an address for everything outside, and keys of our own. Keys are made once."""
    keys = {name: _key(name) for name in ("idporten", "maskinporten")}
    desk.write(
        STATE,
        {
            "FIKS_ADRESSE": BASE_URL,
            "FIKS_TESTMILJO": "ja",
            "FIKS_IDPORTEN_UTSTEDER": IDPORTEN,
            "FIKS_IDPORTEN_KLIENT": "fiks-demo",
            "FIKS_IDPORTEN_NOEKKEL": _private(keys["idporten"]),
            "FIKS_MASKINPORTEN_UTSTEDER": MASKINPORTEN,
            "FIKS_MASKINPORTEN_KLIENT": "fiks-demo-maskin",
            "FIKS_MASKINPORTEN_NOEKKEL": _private(keys["maskinporten"]),
            "FIKS_FOLKEREGISTERET_ADRESSE": FOLKEREGISTERET,
            "FIKS_EPOST_VERT": "localhost",
            "FIKS_EPOST_PORT": str(PORTS["e-post"]),
            "FIKS_EPOST_AVSENDER": "fiks@lillesand.example",
        },
    )
    from demo_innhold import TEST_PERSONS

    config = {"clients": _clients(keys), "persons": TEST_PERSONS}
    (STATE / "idporten.json").write_text(json.dumps(config, ensure_ascii=False, indent=2), "utf-8")


def _clients(keys: Mapping[str, RSAKey]) -> list[dict[str, object]]:
    public = {name: {"keys": [key.as_dict(private=False)]} for name, key in keys.items()}
    return [
        {
            "client_id": "fiks-demo",
            "client_orgno": "964965404",
            "integration_type": "idporten",
            "client_name": "Fiks",
            "scopes": ["openid", "profile"],
            "jwks": public["idporten"],
            "redirect_uris": [f"{BASE_URL}/innlogging/tilbake"],
            "post_logout_redirect_uris": [f"{BASE_URL}/innlogging/"],
            "frontchannel_logout_uri": f"{BASE_URL}/innlogging/frontkanal",
            "backchannel_logout_uri": f"{BASE_URL}/innlogging/bakkanal",
        },
        {
            "client_id": "fiks-demo-maskin",
            "client_orgno": "964965404",
            "integration_type": "maskinporten",
            "client_name": "Fiks",
            "scopes": [SCOPE],
            "jwks": public["maskinporten"],
        },
    ]


def _key(name: str) -> RSAKey:
    file = STATE / "noekler" / f"{name}.json"
    if not file.exists():
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        file.touch(mode=0o600)
        made = RSAKey.generate_key(2048, {"use": "sig"}, auto_kid=True)
        file.write_text(json.dumps(made.as_dict(private=True)), "utf-8")
    return RSAKey.import_key(json.loads(file.read_text("utf-8")))


def _private(key: RSAKey) -> str:
    return json.dumps(key.as_dict(private=True), separators=(",", ":"))


def _start_test_world() -> subprocess.Popen[bytes]:
    from demo_innhold import ACTS_PER_MINUTE, TOWN, let_the_town_live

    let_the_town_live(STATE)
    environment = {"TESTMILJO_IDPORTEN": str(STATE / "idporten.json"), "TESTMILJO_EPOST_MAPPE": str(STATE / "epost")}
    (STATE / "epost").mkdir(mode=0o700, exist_ok=True)
    command = [
        str(BIN / "testmiljo"),
        "start",
        *TOWN.options(),
        "--tilstand",
        str(STATE),
        "--liv",
        str(ACTS_PER_MINUTE),
    ]
    return _start("testmiljo", command, environment)


def _start(name: str, command: list[str], environment: Mapping[str, str] | None = None) -> subprocess.Popen[bytes]:
    """Start a process that dies with this one, also when this one is killed."""
    tied = ["setpriv", "--pdeathsig", "TERM", "--", *command] if shutil.which("setpriv") else command
    with (LOGS / f"{name}.log").open("wb") as log:
        return subprocess.Popen(
            tied, stdout=log, stderr=log, stdin=subprocess.DEVNULL, env=os.environ | dict(environment or {}), cwd=ROOT
        )


def _set_up(children: Mapping[str, subprocess.Popen[bytes]]) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fiks.nettsted.settings")
    import django

    django.setup()
    import demo_innhold as innhold

    innhold.prepare_database()
    _wait_for(children, lambda: _answers(f"{IDPORTEN}/.well-known/openid-configuration"))
    innhold.load_town(STATE)
    made = innhold.organisations_and_roles()
    list_file = innhold.draw_list(STATE, made)
    facts = innhold.facts(made) | {
        "base_url": BASE_URL,
        "list_file": str(list_file),
        "idporten": {"issuer": IDPORTEN},
        "maskinporten": {"issuer": MASKINPORTEN, "token_endpoint": f"{MASKINPORTEN}/token"},
        "folkeregisteret": {"base_url": FOLKEREGISTERET},
    }
    (STATE / "demo.ny.json").write_text(json.dumps(facts, ensure_ascii=False, indent=2) + "\n", "utf-8")
    innhold.close()


def _wait_for(children: Mapping[str, subprocess.Popen[bytes]], ready: Callable[[], bool]) -> None:
    until = time.monotonic() + READY_SECONDS
    while not ready():
        _require_alive(children)
        if time.monotonic() > until:
            raise DemoError(f"Det tok for lang tid å starte. Se loggene i {LOGS}.")
        time.sleep(0.1)


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=5) as answer:  # noqa: S310 - addresses of our own
            return bool(answer.status < 500)
    except (urllib.error.URLError, OSError):
        return False


def _require_alive(children: Mapping[str, subprocess.Popen[bytes]]) -> None:
    for name, child in children.items():
        if child.poll() is not None:
            raise DemoError(f"{name} stoppet. Se loggene i {LOGS}.")


def _announce() -> None:
    (STATE / "demo.ny.json").replace(DEMO_FILE)
    facts = json.loads(DEMO_FILE.read_text("utf-8"))
    people = "\n".join(f"  {person['name']}: {person['organisation']}, {person['does']}" for person in facts["persons"])
    print(
        f"\nVaksinasjonslisten: {facts['list_file']}"
        f"\nNettstedet:         {BASE_URL}"
        f"\nE-post som sendes:  http://localhost:{PORTS['innboksen']}/meldinger"
        f"\nFor programmer:     {DEMO_FILE}"
        f"\n\nLogg inn som:\n{people}\n\nStopp med Ctrl-C.",
        flush=True,
    )


def _watch(children: Mapping[str, subprocess.Popen[bytes]]) -> None:
    while True:
        time.sleep(0.5)
        _require_alive(children)


def _stop(children: Mapping[str, subprocess.Popen[bytes]]) -> None:
    for child in reversed(children.values()):
        child.terminate()
    for child in children.values():
        try:
            child.wait(timeout=40)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()


if __name__ == "__main__":
    main()
