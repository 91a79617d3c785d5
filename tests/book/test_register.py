"""The register of results: as pages, as data, and never behind them."""

import csv
import html
import io
import json
import re
import zlib
from pathlib import Path

import jsonschema
import pytest
from small_books import SmallBook

ROOT = Path(__file__).parents[2]
SCHEMA = json.loads(
    (ROOT / "reported" / "sphinx" / "statistics.schema.json").read_text("utf-8")
)

REGISTER = """
(app-register)=
# Register

```{register}
```
"""

CLAIMS = """
# Discussion

## Of {stat}`entry-age.n` men

:::{table} Ages of {stat}`entry-age.n.words` men
:name: discussion-tab-age

| Setting | Mean |
|---|---|
| Prison | {stat}`entry-age.groups.prison.mean` |
:::

:::{note}
In all {stat}`entry-age.n`.
:::

{claim}`Prisoners were *younger* than others <prisoners-younger>`.
Their mean age was {stat}`entry-age.groups.prison.mean`.
"""

CELL = """
```{code-cell} ipython3
from reported import claim

claim("prisoners-younger", age.smallest("prison"));
```
"""


@pytest.fixture(scope="module")
def book(tmp_path_factory) -> SmallBook:
    """Build a small book with a register, a claim and a page without results."""
    book = SmallBook(tmp_path_factory.mktemp("register"))
    pages = book.folder / "book"
    (pages / "register.md").write_text(REGISTER, "utf-8")
    (pages / "discussion.md").write_text(CLAIMS, "utf-8")
    (pages / "still.md").write_text("# Still\n\nNo number stands here.\n", "utf-8")
    entry = (pages / "entry.md").read_text("utf-8")
    (pages / "entry.md").write_text(entry + CELL, "utf-8")
    toc = (pages / "_toc.yml").read_text("utf-8")
    more = "".join(f"  - file: {n}\n" for n in ("discussion", "still", "register"))
    (pages / "_toc.yml").write_text(toc + more, "utf-8")
    done = book.build()
    assert done.returncode == 0, done.stdout + done.stderr
    return book


def statistics(book: SmallBook) -> dict:
    """Return the register as data, after checking it against its schema."""
    path = book.folder / "book" / "_build" / "html" / "statistics.json"
    found = json.loads(path.read_text("utf-8"))
    jsonschema.Draft202012Validator(SCHEMA).validate(found)
    return found


def test_register_holds_every_result_with_its_making(book):
    """Id, words, cell line, function, data, versions and where it is shown."""
    found = statistics(book)
    assert [r["id"] for r in found["results"]] == ["entry-age", "entry-mood"]
    age = found["results"][0]
    source = (book.folder / "book" / "entry.md").read_text("utf-8").splitlines()
    assert 'publish("entry-age"' in source[age["line"] - 1]
    assert age["function"] == "welch_anova"
    assert age["reported"].startswith("F(2, ")
    assert age["provenance"]["data"] == found["thesis"]["data"]["fingerprint"]
    assert set(age["provenance"]["versions"]) >= {"pandas", "scipy"}
    assert {(u["page"], u["reference"]) for u in age["shown"]} == {
        ("index", "entry-age.groups.prison.mean"),
        ("entry", "entry-age"),
        ("discussion", "entry-age.groups.prison.mean"),
        ("discussion", "entry-age.n"),
        ("discussion", "entry-age.n.words"),
    }


def test_register_as_csv_says_what_the_data_are(book):
    """Every row carries the kind of its data, and the numbers in full."""
    text = (book.folder / "book/_build/html/statistics.csv").read_text("utf-8")
    rows = list(csv.DictReader(io.StringIO(text)))
    full = {r["id"]: r["record"] for r in statistics(book)["results"]}
    assert {row["data_kind"] for row in rows} == {"simulated"}
    for row in rows:
        assert float(row["p_value"]) == full[row["id"]]["p_value"]


def test_a_number_links_to_the_register_and_has_a_card(book):
    """The link works without a script; the card says how the number was made."""
    page = book.page("index")
    link = re.search(r"<a [^>]*data-stat=\"entry-age\"[^>]*>", page)[0]
    assert 'href="register.html?part=groups.prison.mean#stat-entry-age"' in link
    assert 'data-reference="entry-age.groups.prison.mean"' in link
    assert 'id="stat-entry-age"' in book.page("register")
    card = re.search(
        r'<aside class="stat-card" id="card-entry-age" hidden>.*?</aside>', page
    )
    for words in (
        "Welch analysis of variance",
        "Prison 24",
        "<dt>Exact <em>p</em></dt>",
    ):
        assert words in card[0]
    anchor = re.search(r'href="entry.html#(made-entry-age)"', card[0])
    assert f'id="{anchor[1]}"' in book.page("entry")


def test_results_stand_in_headings_captions_tables_and_notes(book):
    """Everywhere as words, also where a heading is copied into the contents."""
    link = r"<a [^>]*reference=\"entry-age.groups.prison.mean\"[^>]*>(.*?)</a>"
    mean = re.search(link, book.page("index"))[1].replace("<span>", "").split("<")[0]
    page = book.page("discussion")
    plain = " ".join(re.sub(r"<[^>]+>", "", page).split())
    assert "Of 72 men#" in plain
    assert "Ages of seventy-two men" in plain
    assert re.search(rf"Prison ?{mean}", plain)
    assert "In all 72." in plain
    sidebar = re.search(
        r'<nav class="page-toc.*?</nav>|id="pst-page-toc.*?</nav>', page, re.DOTALL
    )
    assert "Of 72 men" in re.sub(r"<[^>]+>", "", sidebar[0])
    assert "entry-age.n<" not in page


def test_results_are_objects_that_other_books_can_refer_to(book):
    """objects.inv names results and claims, with their places in the register."""
    raw = (book.folder / "book/_build/html/objects.inv").read_bytes()
    body = raw.split(b"\n", 4)[4]
    listed = zlib.decompress(body).decode()
    assert "entry-age result:stat 1 register.html#stat-$ -" in listed
    assert "prisoners-younger result:claim 1 register.html#claim-$ -" in listed


def test_a_changed_cell_rewrites_exactly_the_pages_that_show_it(book):
    """Age moves; the page without numbers and the one on mood stay as they are."""
    folder = book.folder / "book" / "_build" / "html"
    names = ("index", "entry", "discussion", "register", "abstract", "still")
    before = {name: (folder / f"{name}.html").stat().st_mtime_ns for name in names}
    table = "data/simulated/participants.csv"
    text = (book.folder / table).read_text("utf-8")
    born = re.search(r"S001,simulated,prison,(\d{4})", text)
    book.edit(table, born[0], born[0][:-4] + str(int(born[1]) - 10))
    done = book.build()
    assert done.returncode == 0, done.stdout + done.stderr
    written = {
        name
        for name in names
        if (folder / f"{name}.html").stat().st_mtime_ns > before[name]
    }
    assert written == {"index", "entry", "discussion", "register"}


def test_a_page_is_written_again_when_only_what_its_cards_say_changed(book):
    """The discussion shows the mean in prison, and its card the whole comparison."""
    assert book.build().returncode == 0
    mean = re.compile(r"<a [^>]*reference=\"entry-age.groups.prison.mean\".*?</a>")
    before = mean.search(book.page("discussion"))[0]
    table = "data/simulated/participants.csv"
    text = (book.folder / table).read_text("utf-8")
    born = re.search(r"S\d+,simulated,outpatient,(\d{4})", text)
    book.edit(table, born[0], born[0][:-4] + str(int(born[1]) - 10))
    done = book.build()
    assert done.returncode == 0, done.stdout + done.stderr
    page = book.page("discussion")
    assert mean.search(page)[0] == before
    card = re.search(r'<p class="stat-card-reported">(.*?)</p>', page)[1]
    reported = {r["id"]: r["reported"] for r in statistics(book)["results"]}
    assert html.unescape(re.sub(r"<[^>]+>", "", card)) == reported["entry-age"]


def test_a_claim_that_no_longer_holds_is_marked(book):
    """Everybody in prison thirty years older: the sentence says that it fails."""
    assert "claim-unsupported" not in book.page("discussion")
    born = 'people["date_of_birth"], people["entry_date"]'
    rule = f'people["age"] = _completed_years({born})'
    older = f'{rule} + 30 * (people["setting"] == "prison")'
    book.edit("analysis/scales/participants.py", rule, older)
    done = book.build()
    assert done.returncode == 0, done.stdout + done.stderr
    page = book.page("discussion")
    assert 'class="claim claim-unsupported" data-claim="prisoners-younger"' in page
    assert "Prisoners were <em>younger</em> than others" in page
    assert "[not supported by these data]" in page
    (claimed,) = statistics(book)["claims"]
    assert claimed["holds"] is False
    assert claimed["shown"] == [{"page": "discussion"}]
    book.edit("analysis/scales/participants.py", older, rule)


def test_on_paper_a_number_leads_to_the_register(book):
    """Also when the PDF is made first after a change of prose."""
    book.edit("book/discussion.md", "Their mean age was", "Their mean age then was")
    done = book.build("--builder", "latex")
    assert done.returncode == 0, done.stdout + done.stderr
    (tex,) = (book.folder / "book" / "_build" / "latex").glob("*.tex")
    text = tex.read_text("utf-8")
    assert r"\hyperref[\detokenize{register:stat-entry-age}]{\textcolor{black}{" in text
    assert r"\label{\detokenize{register:stat-entry-age}}" in text


def test_a_claim_that_is_not_made_stops_the_build(book):
    """A sentence cannot rest on a claim that no chapter makes."""
    book.edit("book/discussion.md", "<prisoners-younger>", "<prisoners-oldest>")
    done = book.build()
    book.edit("book/discussion.md", "<prisoners-oldest>", "<prisoners-younger>")
    assert done.returncode != 0
    told = ": prisoners-oldest: no claim is made under the id"
    assert told in done.stdout + done.stderr


def test_an_id_that_two_pages_publish_stops_the_build(book):
    """Both places are named."""
    again = book.folder / "book" / "still.md"
    sound = again.read_text("utf-8")
    again.write_text((book.folder / "book" / "entry.md").read_text("utf-8"), "utf-8")
    book.edit("book/still.md", "(entry)=", "(again)=")
    done = book.build()
    again.write_text(sound, "utf-8")
    assert done.returncode != 0
    told = "book/still.md:17: result 'entry-age' stands here and in entry.md"
    assert told in done.stdout + done.stderr


def test_a_claim_that_rests_on_nothing_published_stops_the_build(book):
    """The place is that of the claim, and the id is named."""
    other = "type(age)('entry-years', age.result).smallest"
    book.edit("book/entry.md", "age.smallest", other)
    done = book.build()
    book.edit("book/entry.md", other, "age.smallest")
    assert done.returncode != 0
    assert (
        "claim 'prisoners-younger' rests on 'entry-years'" in done.stdout + done.stderr
    )


def test_a_copy_of_the_project_shows_results_with_its_own_code(book):
    """And not with that of the project which is installed."""
    cards = "reported/sphinx/_cards.py"
    book.edit(cards, ">Entry in the ", ">Place in the ")
    done = book.build()
    book.edit(cards, ">Place in the ", ">Entry in the ")
    assert done.returncode == 0, done.stdout + done.stderr
    assert ">Place in the register</a>" in book.page("entry")
