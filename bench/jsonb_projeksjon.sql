-- The peer of bench/last.py: the same rows as the loader makes, in SQL from jsonb. Statements are parted by a line of dashes;
-- {del} is replaced by a condition that gives each of two sessions its half.
-- Kind to SQL: each document is unpacked once, the first current row counts as the latest, and phonetic keys and how homes ended
-- are left out.
insert into peer.person (identifikator, identifikatortype, status, fornavn, mellomnavn, etternavn, sorteringsnavn, navnetokener,
  tidligere_navnetokener, foedselsdato, foedselsaar, kjoenn, doedsdato, sivilstand, statsborgerskap, graderingsnivaa, skjoldet,
  oppholdskommune, innflyttet_kommune_date, kommunenummer, adresse, co_adressenavn, adressesortering, husnummer, husbokstav,
  bruksenhetsnummer, postnummer, poststed, grunnkrets, skolekrets, stemmekrets, adresse_id, husholdning, flyttedato)
select n.nr ->> 'foedselsEllerDNummer', n.nr ->> 'identifikatortype',
  peer.gjeldende(d.status) ->> 'status', v.navn ->> 'fornavn', v.navn ->> 'mellomnavn', v.navn ->> 'etternavn',
  left(concat_ws('  ', peer.noekkel(v.navn ->> 'etternavn'), peer.noekkel(v.navn ->> 'fornavn'),
    peer.noekkel(v.navn ->> 'mellomnavn')), 300),
  o.naa, array(select unnest(o.foer) except select unnest(o.naa) order by 1),
  (v.foedsel ->> 'foedselsdato')::date,
  coalesce(v.foedsel ->> 'foedselsaar', left(v.foedsel ->> 'foedselsdato', 4))::smallint,
  peer.gjeldende(d.kjoenn) ->> 'kjoenn', (d.doedsfall ->> 'doedsdato')::date,
  peer.gjeldende(d.sivilstand) ->> 'sivilstand',
  array(select r ->> 'statsborgerskap' from jsonb_array_elements(d.statsborgerskap) r
        where r -> 'erGjeldende' is distinct from 'false' and r ? 'statsborgerskap'),
  v.nivaa, v.nivaa is not null or (v.bosted is not null and h.hjem is null),
  case when v.nivaa is null and (v.bosted is null or h.hjem is not null) and v.opphold ->> 'adressegradering' = 'ugradert'
    then peer.kommune(v.opphold) end,
  i.innflyttet, s.kommunenummer, s.adresse, s.co_adressenavn, s.adressesortering, s.husnummer, s.husbokstav,
  s.bruksenhetsnummer, s.postnummer, s.poststed, s.grunnkrets, s.skolekrets, s.stemmekrets, s.adresse_id, s.husholdning,
  s.flyttedato
from peer.mottatt p
cross join lateral jsonb_to_record(p.dokument) as d(identifikasjonsnummer jsonb, status jsonb, navn jsonb, kjoenn jsonb,
  foedsel jsonb, doedsfall jsonb, sivilstand jsonb, statsborgerskap jsonb, adressebeskyttelse jsonb, bostedsadresse jsonb,
  oppholdsadresse jsonb)
cross join lateral (select peer.nummer(d.identifikasjonsnummer) as nr offset 0) n
cross join lateral (select peer.gjeldende(d.navn) as navn, peer.gjeldende(d.foedsel) as foedsel,
  peer.gjeldende(d.bostedsadresse) as bosted, peer.gjeldende(d.oppholdsadresse) as opphold,
  peer.nivaa(d.adressebeskyttelse) as nivaa offset 0) v
cross join lateral (select peer.ord(d.navn, true) as naa, peer.ord(d.navn, false) as foer offset 0) o
cross join lateral (select case when v.nivaa is null and v.bosted ->> 'adressegradering' = 'ugradert' then v.bosted end as hjem
  offset 0) h
left join lateral peer.plassering(h.hjem) s on true
left join lateral (
  select peer.dag(r.rad) as innflyttet from jsonb_array_elements(d.bostedsadresse) with ordinality r (rad, nr)
  where h.hjem is not null and r.rad ->> 'adressegradering' = 'ugradert' and not exists (
    select from jsonb_array_elements(d.bostedsadresse) with ordinality e (rad, nr)
    where e.nr <= r.nr and e.rad ->> 'adressegradering' = 'ugradert' and peer.kommune(e.rad) <> peer.kommune(h.hjem))
  order by r.nr desc limit 1) i on true
where {del}
--------
with made as materialized (
  select n.nr ->> 'foedselsEllerDNummer' as person, d.doedsfall ? 'doedsdato' is true as doed, a.*, s.*
  from peer.mottatt p
  cross join lateral jsonb_to_record(p.dokument) as d(identifikasjonsnummer jsonb, adressebeskyttelse jsonb, doedsfall jsonb,
    bostedsadresse jsonb, oppholdsadresse jsonb, "deltBosted" jsonb, postadresse jsonb, "postadresseIUtlandet" jsonb)
  cross join lateral (select peer.nummer(d.identifikasjonsnummer) as nr, peer.nivaa(d.adressebeskyttelse) as nivaa offset 0) n
  cross join lateral (
    select e.*, row_number() over (partition by e.aapen order by e.plass, e.rekke) - 1 as nr,
      coalesce(left(e.rad ->> 'opphoerstidspunkt', 10)::date, case when not e.naa then
        case when e.aapen then lag(e.dag) over (partition by e.plass, e.aapen order by e.rekke)
        else lag(e.dag) over (partition by e.plass order by e.rekke) end end) as slutt
    from (
      select k.plass, k.slag, r.rad, r.rekke, r.rad -> 'erGjeldende' is distinct from 'false' as naa,
        n.nivaa is null and r.rad ->> 'adressegradering' = 'ugradert' as aapen,
        left(r.rad ->> 'gyldighetstidspunkt', 10)::date as dag
      from (values (1, 'BOSTED', d.bostedsadresse), (2, 'OPPHOLD', d.oppholdsadresse), (3, 'DELT', d."deltBosted"),
        (4, 'POST', d.postadresse), (5, 'UTLAND', d."postadresseIUtlandet")) k (plass, slag, rader),
        jsonb_array_elements(k.rader) with ordinality r (rad, rekke)) e) a
  cross join lateral peer.plassering(a.rad) s
  where n.nivaa is distinct from 'strengtFortrolig' and {del}
), aapne as (
  insert into peer.adresse (person, nr, slag, gjeldende, from_date, until_date, kommunenummer, adresse, co_adressenavn,
    adressesortering, husnummer, husbokstav, bruksenhetsnummer, postnummer, poststed, grunnkrets, skolekrets, stemmekrets,
    adresse_id, husholdning, flyttedato)
  select person, nr, slag, naa, peer.dag(rad), slutt, kommunenummer, adresse, co_adressenavn, adressesortering, husnummer,
    husbokstav, bruksenhetsnummer, postnummer, poststed, grunnkrets, skolekrets, stemmekrets, adresse_id, husholdning, flyttedato
  from made where aapen and not (plass = 1 and rekke = 1 and naa and kommunenummer is not null and not doed)
)
insert into peer.gradert_adresse (person, nr, slag, gjeldende, from_date, until_date, kommunenummer, adresse, co_adressenavn,
  adressesortering, husnummer, husbokstav, bruksenhetsnummer, postnummer, poststed, grunnkrets, skolekrets, stemmekrets,
  adresse_id, husholdning, flyttedato, gradering)
select person, nr, slag, naa, peer.dag(rad), slutt, kommunenummer, adresse, co_adressenavn, adressesortering, husnummer,
  husbokstav, bruksenhetsnummer, postnummer, poststed, grunnkrets, skolekrets, stemmekrets, adresse_id, husholdning, flyttedato,
  coalesce(rad ->> 'adressegradering', 'ukjent')
from made where not aapen
--------
insert into peer.identifikator (nummer, person)
select distinct r ->> 'foedselsEllerDNummer', n.nr ->> 'foedselsEllerDNummer'
from peer.mottatt p
cross join lateral (select p.dokument -> 'identifikasjonsnummer' as rader offset 0) d
cross join lateral (select peer.nummer(d.rader) as nr offset 0) n
cross join lateral jsonb_array_elements(d.rader) r
where jsonb_array_length(d.rader) > 1 and r ->> 'foedselsEllerDNummer' <> n.nr ->> 'foedselsEllerDNummer' and {del}
--------
insert into peer.persondokument (identifikator, dokument, hash, lest_at)
select peer.nummer(p.dokument -> 'identifikasjonsnummer') ->> 'foedselsEllerDNummer', p.dokument,
  substring(sha256(convert_to(p.dokument::text, 'UTF8')) for 16), now()
from peer.mottatt p where {del}
--------
insert into peer.annet_nummer (person, nr, slag, nummer, land, gjeldende)
select n.nr ->> 'foedselsEllerDNummer', r.nr, r.slag, r.nummer, r.land, r.naa
from peer.mottatt p
cross join lateral jsonb_to_record(p.dokument) as d(identifikasjonsnummer jsonb,
  "utlendingsmyndighetenesIdentifikasjonsnummer" jsonb, "utenlandskPersonidentifikasjon" jsonb)
cross join lateral (select peer.nummer(d.identifikasjonsnummer) as nr offset 0) n
cross join lateral (
  select row_number() over (order by k.plass, r.rekke) - 1 as nr, k.slag, r.rad ->> 'utstederland' as land,
    left(regexp_replace(upper(r.rad ->> 'identifikasjonsnummer'), '[^0-9A-Z]', '', 'g'), 200) as nummer,
    r.rad -> 'erGjeldende' is distinct from 'false' as naa
  from (values (1, 'DUF', d."utlendingsmyndighetenesIdentifikasjonsnummer"),
    (2, 'UTENLANDSK', d."utenlandskPersonidentifikasjon")) k (plass, slag, rader),
    jsonb_array_elements(k.rader) with ordinality r (rad, rekke)
  where r.rad ->> 'identifikasjonsnummer' ~* '[0-9a-z]') r
where (d."utlendingsmyndighetenesIdentifikasjonsnummer" is not null or d."utenlandskPersonidentifikasjon" is not null) and {del}
--------
insert into peer.verge (person, verge, slag)
select distinct on (1, 2) n.nr ->> 'foedselsEllerDNummer', r.rad #>> '{verge,foedselsEllerDNummer}', r.rad ->> 'vergemaaltype'
from peer.mottatt p
cross join lateral (select p.dokument -> 'vergemaalEllerFremtidsfullmakt' as rader offset 0) v
cross join lateral (select peer.nummer(p.dokument -> 'identifikasjonsnummer') as nr offset 0) n
cross join lateral jsonb_array_elements(v.rader) with ordinality r (rad, rekke)
where v.rader is not null and r.rad -> 'erGjeldende' is distinct from 'false'
  and length(r.rad #>> '{verge,foedselsEllerDNummer}') = 11
  and r.rad #>> '{verge,foedselsEllerDNummer}' <> n.nr ->> 'foedselsEllerDNummer' and {del}
order by 1, 2, r.rekke
--------
insert into peer.gate (kommunenummer, navn)
select distinct r -> 'vegadresse' ->> 'kommunenummer', left(r -> 'vegadresse' ->> 'adressenavn', 200)
from peer.mottatt p
cross join lateral (select p.dokument -> 'bostedsadresse' as rader, p.dokument -> 'adressebeskyttelse' as vern offset 0) d
cross join lateral jsonb_array_elements(d.rader) r
where r ->> 'adressegradering' = 'ugradert' and r -> 'vegadresse' ? 'adressenavn' and peer.nivaa(d.vern) is null and {del}
