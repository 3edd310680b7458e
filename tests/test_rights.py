"""The database's own catalogue agrees with ADR 0003: every table is of a known kind, with the rights of that kind."""

import re
from dataclasses import dataclass

import psycopg
import pytest

from fiks.felles.kontekst import policies
from tests.kilder import ROOT, expect_none

Owner = psycopg.Connection[tuple[object, ...]]

# Every table and its kind. A new table is written here and in docs/adr/0003.
KINDS = {
    "bruker": "owned",
    "dokument": "owned",
    "registerrolle": "owned",
    "henvendelse": "owned",
    "kontakt": "owned",
    "personvernavvik": "owned",
    "ressurs": "owned",
    "tildeling": "owned",
    "tjeneste_tilgang": "owned",
    "innbyggerliste": "owned",
    "lagret_utvalg": "owned",
    "listeinnstilling": "owned",
    "melding": "owned",
    "nedlasting": "owned",
    "vask": "owned",
    "vaskenedlasting": "owned",
    "akseptgrense": "owned",
    "screening": "owned",
    "screeningkriterium": "owned",
    "vurdering": "owned",
    "vurderingsomfang": "owned",
    "vurderingstiltak": "owned",
    "vurderingsversjon": "owned",
    "malbank": "shared reference",
    "behandling": "owned",
    "behandlingsversjon": "owned",
    "begrep": "owned",
    "virksomhetsopplysninger": "owned",
    "applikasjon": "owned",
    "applikasjonsbehandling": "owned",
    "applikasjonskobling": "owned",
    "delingsvalg": "owned",
    "katalogforslag": "owned",
    "delt_applikasjon": "published projection",
    "erklaeringsversjon": "published to all",
    "katalogsystem": "catalogue",
    "katalogsammenslaaing": "operator's own",
    "tjeneste": "shared reference",
    "felthjelp": "shared reference",
    "virksomhet": "shared reference",
    "person": "register",
    "persondokument": "register",
    "identifikator": "register",
    "adresse": "register",
    "gradert_adresse": "closed register",
    "navnetoken": "register",
    "ventende_indeks": "closed register",
    "gate": "register",
    "annet_nummer": "register",
    "verge": "register",
    "dokumentordbok": "register",
    "hendelse": "register",
    "hendelsesleser": "register",
    "hendelseshull": "register",
    "hendelsesavvik": "register",
    "grunnlast": "register",
    "uttrekksjobb": "register",
    "avstemming": "register",
    "revisjonslinje": "audit",
    "oekt": "machinery",
    "utloggingstoken": "machinery",
    "django_session": "machinery",
    "procrastinate_jobs": "machinery",
    "procrastinate_events": "machinery",
    "procrastinate_periodic_defers": "machinery",
    "procrastinate_workers": "machinery",
    "django_migrations": "migrations",
}


@dataclass(frozen=True, slots=True)
class Kind:
    """What the catalogue must say: policies by name with the role they are for, and the most the app may."""

    policies: frozenset[str]
    app: str
    optional: frozenset[str] = frozenset()


_OPERATOR = "drift:fiks_operator"
RULES = {
    "owned": Kind(frozenset({"eid:fiks_app", _OPERATOR}), policies.ALL, frozenset({"seg_selv:fiks_app"})),
    "shared reference": Kind(frozenset({"lesbar:fiks_app", _OPERATOR, "eier:fiks_owner"}), policies.READ),
    "catalogue": Kind(
        frozenset({"lesbar:fiks_app", "foreslaa:fiks_app", "rettighetshaver:fiks_app", _OPERATOR, "eier:fiks_owner"}),
        policies.APPEND,
    ),
    "published projection": Kind(frozenset({"eid:fiks_app", "kommuner:fiks_app", _OPERATOR}), policies.ALL),
    "published to all": Kind(frozenset({"eid:fiks_app", "offentlig:fiks_app", _OPERATOR}), policies.APPEND),
    "operator's own": Kind(frozenset({_OPERATOR}), ""),
    "audit": Kind(frozenset({"skriv:fiks_app", "les:fiks_app", _OPERATOR}), policies.APPEND),
    "register": Kind(frozenset(), policies.READ),
    "closed register": Kind(frozenset(), ""),
    "machinery": Kind(frozenset(), policies.ALL),
    "migrations": Kind(frozenset(), policies.READ),
}
_TABLES = """
    select c.relname, c.relrowsecurity and c.relforcerowsecurity, pg_get_userbyid(c.relowner),
        array(select p.policyname::text || ':' || array_to_string(p.roles, '+') from pg_policies p
              where p.tablename = c.relname),
        array(select g.privilege_type::text from information_schema.role_table_grants g
              where g.table_name = c.relname and g.grantee = 'fiks_app'),
        array(select g.grantee::text from information_schema.role_table_grants g where g.table_name = c.relname),
        c.relispartition
    from pg_class c where c.relkind in ('r', 'p') and c.relnamespace = 'public'::regnamespace order by 1
"""
# What the context's policies must hold to. An owned row is seen and written by its organisation alone.
_UNTIED = """
    select tablename || '.' || policyname from pg_policies
    where 'fiks_app' = any(roles) and policyname in ('eid', 'les', 'skriv')
      and (qual not like '%current_setting(''fiks.virksomhet''%'
           or with_check not like '%current_setting(''fiks.virksomhet''%')
"""
_LOOSE_FUNCTIONS = """
    select p.proname from pg_proc p where p.prosecdef and p.pronamespace = 'public'::regnamespace
      and (not coalesce(array_to_string(p.proconfig, ','), '') like 'search_path=pg_catalog%'
           or has_function_privilege('public', p.oid, 'execute'))
"""


@pytest.mark.django_db
def test_every_table_has_a_known_kind(owner: Owner) -> None:
    found = {str(name) for name, *_rest, partition in owner.execute(_TABLES).fetchall() if not partition}
    expect_none(found - set(KINDS), "tables without a kind: choose one in docs/adr/0003 and write it here")
    expect_none(set(KINDS) - found, "kinds of tables that do not exist")


@pytest.mark.django_db
def test_the_catalogue_agrees_with_the_kinds(owner: Owner) -> None:
    wrong = []
    for name, forced, belongs_to, rules, app, grantees, partition in owner.execute(_TABLES).fetchall():
        if partition:
            if "fiks_app" in grantees:  # type: ignore[operator]  # an array of texts
                wrong.append(f"{name}: a partition is reached through its table alone")
            continue
        kind = RULES[KINDS.get(str(name), "machinery")]
        if not kind.policies <= set(rules) <= kind.policies | kind.optional:  # type: ignore[call-overload]  # an array
            wrong.append(f"{name}: policies {rules}")
        if bool(kind.policies) != forced:
            wrong.append(f"{name}: row level security {'' if forced else 'not '}forced")
        if not set(app) <= set(kind.app.split(", ")):  # type: ignore[call-overload]  # an array
            wrong.append(f"{name}: the app may {app}")
        if belongs_to != "fiks_owner" or "PUBLIC" in grantees:  # type: ignore[operator]  # an array
            wrong.append(f"{name}: owner {belongs_to}, open to {grantees}")
    expect_none(wrong)


@pytest.mark.django_db
def test_policies_of_organisations_are_tied_to_the_context(owner: Owner) -> None:
    expect_none(owner.execute(_UNTIED).fetchall())


@pytest.mark.django_db
def test_functions_that_run_as_the_owner_are_closed(owner: Owner) -> None:
    expect_none(owner.execute(_LOOSE_FUNCTIONS).fetchall())


@pytest.mark.django_db
def test_no_database_role_of_ours_goes_past_the_policies(owner: Owner) -> None:
    rows = owner.execute(
        "select rolname, rolsuper, rolbypassrls, rolinherit from pg_roles where rolname like 'fiks\\_%'"
    )
    roles = {str(name): rest for name, *rest in rows.fetchall()}
    assert set(roles) == {"fiks_owner", "fiks_app", "fiks_operator"}
    assert all(rest[:2] == [False, False] for rest in roles.values())
    assert roles["fiks_app"][2] is False, "the app must not inherit the operator's rights"


@pytest.mark.django_db
def test_the_adr_tells_the_kind_of_every_table() -> None:
    text = next((ROOT / "docs/adr").glob("0003-*.md")).read_text("utf-8")
    expect_none(set(KINDS) - set(re.findall(r"`(\w+)`", text)) - {"django_migrations"})
