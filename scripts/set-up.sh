#!/usr/bin/env bash
# Make .venv and install exactly what requirements.lock names, with its hashes. When all is
# done .venv/.ready holds the path of this folder: scripts in .venv name it too, so that
# those of a copied or moved folder would run the code and the data of another one.
set -euo pipefail
cd "$(dirname "$0")/.."
python="${1:-python3}"
here=$(pwd -P)

if ! "$python" -c 'import sys; sys.exit(sys.version_info[:2] != (3, 11))'; then
  echo "Python 3.11 is needed, but $python is $("$python" -V 2>&1)." >&2
  echo "Name another one: make PYTHON=/path/to/python3.11 thesis" >&2
  exit 1
fi

# uv is itself in the lock, so there is one source of versions.
uv=$(grep -oE '^uv==[^ ;]+' requirements.lock)
[ "$(cat .venv/.ready 2>/dev/null)" = "$here" ] || rm -rf .venv
echo "Setting up .venv (once; about 1.3 GB, a minute or two)"
if [ ! -x .venv/bin/python ] && ! "$python" -m venv .venv 2>/dev/null; then
  rm -rf .venv
  "$python" -m pip install --quiet --target build/bootstrap "$uv"
  build/bootstrap/bin/uv venv --quiet --seed --python "$python" .venv
fi
[ -x .venv/bin/uv ] || .venv/bin/python -m pip install --quiet "$uv"
# Compiled here, since Python may be told not to write what it compiles later.
.venv/bin/uv pip sync --quiet --compile-bytecode --require-hashes --python .venv/bin/python \
  requirements.lock
.venv/bin/uv pip install --quiet --no-deps --no-build-isolation --python .venv/bin/python -e .
.venv/bin/python -m compileall -q \
  results analysis reported exchange disclosure simulation thesis book/_ext
printf '%s\n' "$here" >.venv/.ready
