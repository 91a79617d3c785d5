#!/usr/bin/env bash
# Make .venv and install exactly what requirements.lock names, with its hashes: with the
# Python that is named here, or else with the first that suits of the usual names. When all
# is done .venv/.ready holds the path of this folder: scripts in .venv name it too, so that
# those of a copied or moved folder would run the code and the data of another one.
set -euo pipefail
cd "$(dirname "$0")/.."
here=$(pwd -P)

suits() {
  "$1" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 14))' 2>/dev/null
}
python=
for name in "${1:-python3}" ${1:-python3.13 python3.12 python3.11}; do
  if suits "$name"; then python=$name && break; fi
done
if [ -z "$python" ]; then
  name=${1:-python3}
  echo "Python 3.11, 3.12 or 3.13 is needed, but $name is" \
    "$("$name" -V 2>/dev/null || echo "not there or does not run")." >&2
  echo "Debian 12 and 13 and Ubuntu 24.04 have one: apt-get install python3 python3-venv;" \
    "elsewhere see python.org or conda (environment.yml)." >&2
  echo "Name one that is somewhere else: make PYTHON=/path/to/python3.13 thesis" >&2
  exit 1
fi

# uv is itself in the lock, so there is one source of versions and of hashes.
install_uv() {
  mkdir -p build
  awk '/^[^ #]/ { wanted = /^uv==/ } wanted' requirements.lock >build/uv.lock
  "$1" -m pip install --quiet --require-hashes --no-deps "${@:2}" -r build/uv.lock
}
[ "$(cat .venv/.ready 2>/dev/null)" = "$here" ] || rm -rf .venv
echo "Setting up .venv with $("$python" -V) (once; about 1.4 GB, a minute or two)"
if [ ! -x .venv/bin/python ] && ! "$python" -m venv .venv >/dev/null 2>&1; then
  rm -rf .venv
  if ! "$python" -m pip --version >/dev/null 2>&1; then
    echo "$python has neither venv nor pip; install one of them (on Debian and Ubuntu:" \
      "apt-get install python3-venv)." >&2
    exit 1
  fi
  install_uv "$python" --target build/bootstrap
  build/bootstrap/bin/uv venv --quiet --python "$python" .venv
  cp build/bootstrap/bin/uv .venv/bin/
fi
[ -x .venv/bin/uv ] || install_uv .venv/bin/python
# Compiled here, since Python may be told not to write what it compiles later.
.venv/bin/uv pip sync --quiet --compile-bytecode --require-hashes --python .venv/bin/python \
  requirements.lock
.venv/bin/uv pip install --quiet --no-deps --no-build-isolation --python .venv/bin/python -e .
.venv/bin/python -m compileall -q \
  results analysis reported exchange disclosure simulation thesis book/_ext
printf '%s\n' "$here" >.venv/.ready
