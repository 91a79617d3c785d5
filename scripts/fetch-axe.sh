#!/usr/bin/env bash
# Fetch axe-core, which tests run in every page, into build/axe.min.js: out of the package
# that tests/axe.lock names with its hash, and of which nothing is installed.
set -euo pipefail
cd "$(dirname "$0")/.."
package=$(mktemp -d)
trap 'rm -rf "$package"' EXIT

echo "Fetching axe-core (once)"
# The package, of which no line is run, says that it needs this Python.
.venv/bin/uv pip install --quiet --no-deps --only-binary :all: --require-hashes \
  --python .venv/bin/python --python-version 3.12 --target "$package" -r tests/axe.lock
mkdir -p build
cp "$package/pytest_playwright_axe/resources/axe.min.js" build/axe.min.js.new
mv build/axe.min.js.new build/axe.min.js
