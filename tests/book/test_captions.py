"""A table or picture without a caption is a fault, unless it says that it is meant so.

One build also shows that what stands raw is told beside it, and not told twice.
"""

import re

from small_books import CHAPTER, faults

PAGE = """

It was {stat}`entry-agee`, {stat}`entry-age and {stat}`entry-mood`. <!-- raw -->

| a |
|---|
| 1 |

:::{table}
:class: no-caption

| a |
|---|
| 1 |
:::

:::{table} A caption

| a |
|---|
| 1 |
:::

```{list-table}
* - a
* - b
```

![alt](pic.png)

```{image} pic.png
```

```{image} pic.png
:class: no-caption
```

```{figure} pic.png
```

```{code-cell} ipython3
people.frame.head(2)
```

```{code-cell} ipython3
import matplotlib.pyplot as plt
plt.plot([1, 2]);
```

```{code-cell} ipython3
from reported import show
show("| a |\\n|---|\\n| 1 |")
show(":::{table} A caption\\n\\n| a |\\n|---|\\n| 1 |\\n:::")
```
"""
#: What begins a line of the page, and what is said of that line.
TOLD = (
    ("It was", "{stat} starts here without the backtick that closes it"),
    ("It was", "entry-agee: no result is published under the id 'entry-agee'"),
    ("| a |", "a table has no caption; put it into :::{table}"),
    ("```{list-table}", "a table has no caption; put it into :::{table}"),
    ("![alt]", "a picture has no caption; show it by :::{figure}"),
    ("```{image}", "a picture has no caption; show it by :::{figure}"),
    ("```{figure}", "a figure has no caption; write it below its options"),
    ("people.frame", "what this cell shows has no caption; give a table caption="),
    ("import matplotlib", "what this cell shows has no caption; give a table caption="),
    ("from reported import show", "what this cell shows has no caption; give a table"),
)


def test_all_without_a_caption_are_listed_with_what_stands_raw(small_book):
    """In prose and from cells; an unknown id beside a raw role is told too."""
    page = small_book.folder / "book" / "entry.md"
    page.write_text(CHAPTER + PAGE, "utf-8")
    lines = page.read_text("utf-8").split("\n")
    (page.parent / "pic.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    found = faults(small_book.build())
    expected = set()
    for begin, told in TOLD:
        line = next(n for n, text in enumerate(lines, 1) if text.startswith(begin))
        expected.add((line, told))
    said = {
        (int(place), told)
        for fault in found
        for place, told in re.findall(r"book/entry\.md:(\d+): (.*)", fault)
    }
    matched = {
        (line, told)
        for line, told in expected
        if any(at == line and words.startswith(told) for at, words in said)
    }
    assert matched == expected
    assert len(found) == len(TOLD)
