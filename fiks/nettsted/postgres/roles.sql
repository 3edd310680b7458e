-- The database roles and the database, made where they are missing. Run as a superuser with psql, as often as you like:
-- by the launcher at every start of the embedded PostgreSQL, and by hand on a server of your own (docs/drift/installasjon.md).
-- Passwords are not set here.
SELECT 'CREATE ROLE fiks_owner LOGIN CREATEDB NOSUPERUSER NOBYPASSRLS'
 WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'fiks_owner') \gexec
SELECT 'CREATE ROLE fiks_operator NOLOGIN NOSUPERUSER NOBYPASSRLS'
 WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'fiks_operator') \gexec
-- NOINHERIT: the app has the operator's rights only inside SET LOCAL ROLE.
SELECT 'CREATE ROLE fiks_app LOGIN NOINHERIT NOSUPERUSER NOBYPASSRLS IN ROLE fiks_operator'
 WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'fiks_app') \gexec

-- Sorting is by byte and case by Unicode: with ctype C, lower('ÆØÅ') does nothing.
SELECT 'CREATE DATABASE fiks OWNER fiks_owner TEMPLATE template0 ENCODING ''UTF8'' LC_COLLATE ''C'' LC_CTYPE ''C.UTF-8'''
 WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = 'fiks') \gexec
REVOKE ALL ON DATABASE fiks FROM PUBLIC;
GRANT CONNECT, TEMPORARY ON DATABASE fiks TO fiks_app, fiks_operator;
