#!/bin/sh
# Makes a machine ready: installs what it lacks (as root; otherwise names it), makes .venv and compiles the translations.
# Usage: skript/klargjoer.sh demo | utvikling. Takes well under a second when nothing has changed.
set -eu
cd "$(dirname "$0")/.."
purpose=${1:-demo}
missing=""

need() { # need PACKAGE COMMAND…: the package is missing when the command fails
    package=$1; shift
    "$@" >/dev/null 2>&1 || missing="$missing $package"
}

check_machine() {
    need python3-venv python3 -c 'import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))'
    need gettext sh -c 'command -v msgfmt'
    need util-linux sh -c 'command -v setpriv && command -v unshare'
    need tzdata test -e /usr/share/zoneinfo/Europe/Oslo
    [ "$purpose" = utvikling ] || return 0
    need chromium sh -c 'command -v chromium'
    need libatomic1 sh -c 'ls /usr/lib/*/libatomic.so.1'
    need fonts-liberation test -d /usr/share/fonts/truetype/liberation
    need postgresql-15 test -x /usr/lib/postgresql/15/bin/initdb
}

install_missing() {
    if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
        echo "Maskinen mangler:$missing" >&2
        echo "Installer det (på Debian: apt-get install$missing), og prøv igjen." >&2
        exit 1
    fi
    echo "Installerer$missing …"
    # Only PostgreSQL's programs are wanted: a first installation must not make and start a cluster of its own.
    if [ ! -e /etc/postgresql-common/createcluster.conf ]; then
        mkdir -p /etc/postgresql-common
        echo "create_main_cluster = false" >/etc/postgresql-common/createcluster.conf
    fi
    export DEBIAN_FRONTEND=noninteractive
    apt-get -qq update
    # shellcheck disable=SC2086  # one word per package
    apt-get -qq -y --no-install-recommends install $missing >/dev/null
}

fingerprint() {
    { cat "requirements/$1.txt" pyproject.toml; python3 --version; pwd; } | sha256sum
}

is_ready() {
    [ "$(cat ".venv/klar-$1" 2>/dev/null)" = "$(fingerprint "$1")" ]
}

make_venv() {
    echo "Installerer Python-pakker i .venv …"
    .venv/bin/python -c "" 2>/dev/null || python3 -m venv --clear .venv
    pip=".venv/bin/python -m pip --quiet --disable-pip-version-check --no-input"
    $pip install --require-hashes -r "requirements/$purpose.txt"
    $pip install --no-build-isolation --no-deps -e .
    fingerprint "$purpose" >".venv/klar-$purpose"
}

compile_translations() {
    find locale -name '*.po' 2>/dev/null | while read -r file; do
        compiled="${file%.po}.mo"
        [ "$compiled" -nt "$file" ] || msgfmt --output-file="$compiled" "$file"
    done
}

check_machine
if [ -n "$missing" ]; then
    install_missing
fi
# What the tests need holds all that the demo needs.
is_ready utvikling || is_ready "$purpose" || make_venv
compile_translations
