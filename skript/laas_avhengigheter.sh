#!/bin/sh
# Compiles requirements/*.txt from pyproject.toml, hash-pinned and without addresses. Needs uv on the path.
set -eu
cd "$(dirname "$0")/.."
compile() {
    name=$1; shift
    uv pip compile -q pyproject.toml "$@" --extra bygg --python-version 3.11 --universal --generate-hashes \
        --no-emit-index-url --no-annotate --no-header -o "requirements/$name.txt"
}
compile drift
compile demo --extra testmiljo
compile utvikling --extra testmiljo --extra test
