#!/usr/bin/env bash
# Open the book in JupyterLab. It is installed in .lab, beside the environment of the
# book: chapters run again when anything in that one changes. Cells run in .venv.
# Arguments are for JupyterLab, such as --no-browser.
set -euo pipefail
cd "$(dirname "$0")/.."

if ! cmp -s lab.lock .lab/lab.lock; then
  echo "Installing JupyterLab in .lab (once; about 250 MB)"
  .venv/bin/uv venv --quiet --clear --python .venv/bin/python .lab
  .venv/bin/uv pip sync --quiet --require-hashes --python .lab/bin/python lab.lock
  # a press on a chapter opens it as a notebook
  mkdir -p .lab/share/jupyter/lab/settings
  printf '%s\n' '{"@jupyterlab/docmanager-extension:plugin": {"defaultViewers":' \
    '{"markdown": "Jupytext Notebook", "myst": "Jupytext Notebook"}}}' \
    >.lab/share/jupyter/lab/settings/overrides.json
  cp lab.lock .lab/lab.lock
fi
.venv/bin/python -m ipykernel install --prefix .lab --name python3 \
  --display-name "Python 3" >/dev/null 2>&1
exec .lab/bin/python -m jupyterlab book "$@"
