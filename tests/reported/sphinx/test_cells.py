"""Cells of a page are known by their code, and by the line on which it starts."""

import json
from types import SimpleNamespace

from docutils import nodes
from myst_nb.sphinx_ import NbMetadataCollector

from reported.sphinx.cells import first_lines, left_beside, shown_cells

PAGE = """\
# A page

```{code-cell} ipython3
first = 1
```

```{code-cell} ipython3
:tags: [hide-input]
:name: two

second = 2
third = 3
```
```python
fourth = 4
```
```{code-cell} ipython3
---
tags: [hide-input]
---
fifth = 5
```
"""


def test_code_of_a_cell_starts_below_its_options(tmp_path):
    """Behind colons or between dashes; code that is not run is no cell."""
    path = tmp_path / "page.md"
    path.write_text(PAGE, "utf-8")
    lines = first_lines(path)
    assert lines.pop("first = 1") == 4
    assert lines.pop("fifth = 5") == 21
    assert list(lines) == ["second = 2\nthird = 3"]


def test_only_cells_whose_code_is_shown_are_found():
    """Other containers, and cells with hidden code, have no place to link to."""
    page = nodes.document("", "")
    shown, hidden, other = (
        nodes.container("", classes=classes) for classes in (["cell"], ["cell"], ["x"])
    )
    shown += nodes.literal_block("", "first = 1\n")
    other += nodes.literal_block("", "second = 2")
    page += [shown, hidden, other]
    assert shown_cells(page) == {"first = 1": shown}


def test_what_cells_left_is_read_by_its_kind(tmp_path, monkeypatch):
    """Only what the page of now has left, and not what an older run did."""
    left = {
        key: {"data": {kind: {"id": key}}}
        for key, kind in zip("abc", "xyx", strict=True)
    }
    (tmp_path / "entry.glue.json").write_text(json.dumps(left), "utf-8")
    known = {"entry": {"glue": ["a", "b"]}, "index": {}}
    monkeypatch.setattr(NbMetadataCollector, "get_doc_data", lambda env: known)
    config = SimpleNamespace(output_folder=tmp_path)
    app = SimpleNamespace(env=SimpleNamespace(mystnb_config=config))
    assert list(left_beside(app, "entry", "x")) == [{"id": "a"}]
    assert list(left_beside(app, "index", "x")) == []
