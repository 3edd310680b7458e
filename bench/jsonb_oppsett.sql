-- Tables and functions of the peer (jsonb_projeksjon.sql). All functions are such as PostgreSQL can put into the statement.
create schema peer;
create unlogged table peer.mottatt (dokument jsonb);
create table peer.persondokument (identifikator varchar(11) collate "C", dokument jsonb, hash bytea, lest_at timestamptz);
create table peer.person (like public.person including constraints);
create table peer.adresse (like public.adresse);
create table peer.gradert_adresse (like public.gradert_adresse);
create table peer.identifikator (like public.identifikator);
create table peer.annet_nummer (like public.annet_nummer);
create table peer.verge (like public.verge);
create table peer.gate (kommunenummer text collate "C", navn text, noekkel text collate "C");
create table peer.navnetoken (token text collate "C");
alter table peer.person alter column navnetokener set statistics 400;
create function peer.gjeldende(rader jsonb) returns jsonb language sql immutable
  return jsonb_path_query_first(rader, '$[*] ? (!(@.erGjeldende == false))');
create function peer.nummer(rader jsonb) returns jsonb language sql immutable
  return coalesce(
    jsonb_path_query_first(rader, '$[*] ? (!(@.erGjeldende == false) && @.status == "iBruk" && @.identifikatortype == "foedselsnummer")'),
    jsonb_path_query_first(rader, '$[*] ? (!(@.erGjeldende == false) && @.status == "iBruk")'),
    jsonb_path_query_first(rader, '$[*] ? (!(@.erGjeldende == false))'));
create function peer.nivaa(rader jsonb) returns text language sql immutable
  return case when rader is null then null
    when jsonb_path_exists(rader, '$[*] ? (!(@.erGjeldende == false) && @.graderingsnivaa != "ugradert" && @.graderingsnivaa != "fortrolig")')
      then 'strengtFortrolig'
    when jsonb_path_exists(rader, '$[*] ? (!(@.erGjeldende == false) && @.graderingsnivaa == "fortrolig")') then 'fortrolig' end;
create function peer.enkel(tekst text) returns text language sql immutable
  return replace(translate(lower(tekst),
    'àáâãäçèéêëìíîïðñòóôõöùúûüýÿāăąćĉċčďđēĕėęěĝğġģĥħĩīĭįıĵķĺļľłńņňŋōŏőŕŗřśŝşšţťŧũūŭůűųŵŷźżžſơưǎǐǒǔǖǘ'
    || 'ǚǜǟǡǣǧǩǫǭǯǰǵǹǻǽǿȁȃȅȇȉȋȍȏȑȓȕȗșțȟȧȩȫȭȯȱȳḁḃḅḇḉḋḍḏḑḓḕḗḙḛḝḟḡḣḥḧḩḫḭḯḱḳḵḷḹḻḽḿṁṃṅṇṉṋṍṏṑṓṕṗṙṛṝṟṡṣṥṧṩṫṭṯṱ'
    || 'ṳṵṷṹṻṽṿẁẃẅẇẉẋẍẏẑẓẕẖẗẘẙẛạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ',
    'aaaaæceeeeiiiidnooooøuuuuyyaaaccccddeeeeegggghhiiiiijkllllnnnnooorrrsssstttuuuuuuwyzzzsouaiouuu'
    || 'uuaaægkooʒjgnaæøaaeeiioorruusthaeooooyabbbcdddddeeeeefghhhhhiikkkllllmmmnnnnoooopprrrrssssstttt'
    || 'uuuuuvvwwwwwxxyzzzhtwysaaaaaaaaaaaaeeeeeeeeiioooooooooooouuuuuuuyyyy'), 'þ', 'th');
create function peer.noekkel(tekst text) returns text language sql immutable
  return replace(translate(peer.enkel(replace(lower(tekst), 'ü', 'y')), 'æøå-/,''.', '{|}   '), 'aa', '}');
create function peer.ord(rader jsonb, naa boolean) returns text[] language sql immutable
  return array(select distinct replace(o, 'aa', 'å') collate "C" from jsonb_array_elements(rader) r, regexp_split_to_table(
    translate(peer.enkel(concat_ws(' ', r ->> 'fornavn', r ->> 'mellomnavn', r ->> 'etternavn')), '''', ''), '[^[:alnum:]]+') o
    where o <> '' and (r -> 'erGjeldende' is distinct from 'false') = naa order by 1);
create function peer.dag(rad jsonb) returns date language sql immutable
  return coalesce(left(rad ->> 'gyldighetstidspunkt', 10), rad ->> 'flyttedato')::date;
create function peer.kommune(rad jsonb) returns text language sql immutable
  return coalesce(rad #>> '{vegadresse,kommunenummer}', rad #>> '{matrikkeladresse,matrikkelnummer,kommunenummer}',
    rad #>> '{ukjentBosted,bostedskommune}');
create function peer.plassering(rad jsonb) returns table (kommunenummer text, adresse text, co_adressenavn text,
  adressesortering text, husnummer text, husbokstav text, bruksenhetsnummer text, postnummer text, poststed text,
  grunnkrets int, skolekrets int, stemmekrets int, adresse_id text, husholdning text, flyttedato date)
language sql immutable as $$
  select peer.kommune(rad),
    case when v is not null then nullif(concat_ws(' ', v ->> 'adressenavn', v #>> '{adressenummer,husnummer}',
        v #>> '{adressenummer,husbokstav}'), '')
      when m is not null then concat_ws('/', coalesce(m #>> '{matrikkelnummer,gaardsnummer}', '0'),
        coalesce(m #>> '{matrikkelnummer,bruksnummer}', '0'), nullif(m #>> '{matrikkelnummer,festenummer}', '0'))
      when rad ? 'postboksadresse' then concat_ws(' ', 'Postboks', rad #>> '{postboksadresse,postboks}')
      when rad ? 'postadresseIFrittFormat' then (select string_agg(linje, ', ') from
        jsonb_array_elements_text(rad #> '{postadresseIFrittFormat,adresselinje}') linje)
      when u is not null then nullif(concat_ws(', ', (select string_agg(linje, ', ') from
        jsonb_array_elements_text(u -> 'adresselinje') linje), u ->> 'adressenavn', u ->> 'bygning', u ->> 'etasjenummer',
        u ->> 'boenhet', u ->> 'postboks', nullif(concat_ws(' ', u ->> 'postkode', u ->> 'byEllerStedsnavn'), ''),
        u ->> 'distriktsnavn', u ->> 'region', u ->> 'landkode'), '') end,
    coalesce(v ->> 'coAdressenavn', m ->> 'coAdressenavn', u ->> 'coAdressenavn', rad #>> '{postboksadresse,postbokseier}'),
    left(case when v is not null then peer.noekkel(v ->> 'adressenavn') || '  '
        || lpad(coalesce(v #>> '{adressenummer,husnummer}', ''), 5, '0') || coalesce(v #>> '{adressenummer,husbokstav}', '')
        || '  ' || coalesce(v ->> 'bruksenhetsnummer', '')
      when m is not null then '~' || concat_ws('/', lpad(coalesce(m #>> '{matrikkelnummer,gaardsnummer}', '0'), 5, '0'),
        lpad(coalesce(m #>> '{matrikkelnummer,bruksnummer}', '0'), 5, '0'),
        lpad(coalesce(m #>> '{matrikkelnummer,festenummer}', '0'), 5, '0'), lpad(coalesce(m ->> 'undernummer', '0'), 5, '0'))
        || '  ' || coalesce(m ->> 'bruksenhetsnummer', '')
      when rad ? 'ukjentBosted' then '~~' end, 200),
    v #>> '{adressenummer,husnummer}', v #>> '{adressenummer,husbokstav}',
    coalesce(v ->> 'bruksenhetsnummer', m ->> 'bruksenhetsnummer'), p ->> 'postnummer', p ->> 'poststedsnavn',
    case when v is not null or m is not null then (rad ->> 'grunnkrets')::int end,
    case when v is not null or m is not null then (rad ->> 'skolekrets')::int end,
    case when v is not null or m is not null then (rad ->> 'stemmekrets')::int end,
    case when v is not null or m is not null then rad ->> 'adresseIdentifikatorFraMatrikkelen' end,
    (rad ->> 'adresseIdentifikatorFraMatrikkelen') || '-'
      || coalesce(v ->> 'bruksenhetsnummer', m ->> 'bruksenhetsnummer'),
    case when v is not null or m is not null or rad ? 'ukjentBosted' then (rad ->> 'flyttedato')::date end
  from (select rad -> 'vegadresse' as v, rad -> 'matrikkeladresse' as m,
    coalesce(rad -> 'utenlandskAdresse', rad -> 'utenlandskAdresseIFrittFormat') as u,
    coalesce(rad #> '{vegadresse,poststed}', rad #> '{matrikkeladresse,poststed}', rad #> '{postboksadresse,poststed}',
      rad #> '{postadresseIFrittFormat,poststed}') as p) deler where rad is not null $$;
