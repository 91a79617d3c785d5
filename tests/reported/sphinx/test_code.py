"""The code that a page does not show stands at its foot, with its anchors."""

from types import SimpleNamespace

from docutils import nodes
from sphinx.highlighting import PygmentsBridge

from reported.sphinx import code

PAGE = """# A

```{code-cell} ipython3
shown = 1
```

```{code-cell} ipython3
:tags: [remove-cell]
hidden = 2
```
"""


def test_a_removed_cell_stands_at_the_foot_under_its_result(tmp_path):
    """The one that the page shows does not stand there again."""
    path = tmp_path / "a.md"
    path.write_text(PAGE, "utf-8")
    made = {"two": {"anchor": "made-two", "cell": "hidden = 2\n"}}
    known = {"result": SimpleNamespace(data={"results": {"a": made}})}
    env = SimpleNamespace(get_domain=known.__getitem__, doc2path=lambda name: path)
    builder = SimpleNamespace(highlighter=PygmentsBridge("html"))
    tree = nodes.document("", "")
    shown = nodes.literal_block("", "shown = 1")
    tree += nodes.container("", shown, classes=["cell"])
    context = {"body": "<p>A</p>"}
    app = SimpleNamespace(env=env, builder=builder)
    code._add_code(app, "a", "page.html", context, tree)
    assert context["body"].startswith('<p>A</p><details class="page-code"><summary>')
    assert '<span id="made-two"></span>' in context["body"]
    assert "hidden" in context["body"]
    assert "shown =" not in context["body"]
