#!/bin/sh
# Brings locale/*/LC_MESSAGES/django.po up to date with the texts in code and templates. Translate what is empty or fuzzy.
set -eu
cd "$(dirname "$0")/.."
export FIKS_MODUS=test FIKS_HEMMELIG_NOEKKEL=bare-for-tekster FIKS_HOVEDNOEKKEL=bare-for-tekster
export DATABASE_URL=postgresql:///ingen DJANGO_SETTINGS_MODULE=fiks.nettsted.settings
.venv/bin/django-admin makemessages -l nn -l en --no-obsolete --no-location --no-wrap \
    -i .venv -i .fiks -i tests -i testmiljo -i bench -i skript
sed -i '/^"POT-Creation-Date:/d' locale/*/LC_MESSAGES/django.po
