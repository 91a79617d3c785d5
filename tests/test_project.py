"""What holds the project together: versions, privacy, citations, public names."""

import re
import subprocess
import tomllib
from importlib import import_module
from pathlib import Path

import pytest
import yaml
from small_books import PACKAGES

import analysis
from analysis.data.codebook import load_codebook
from analysis.data.coding_frame import load_coding_frame, theme_of_codes
from simulation.study import OUTPUT

ROOT = Path(__file__).parents[1]
LOCK = (ROOT / "requirements.lock").read_text("utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
PAGES = sorted((ROOT / "book").glob("*.md")) + sorted((ROOT / "book").glob("*/*.md"))
CITED = re.compile(r"\{cite:[pt]\}`([^`]+)`")


def locked() -> dict[str, str]:
    """Return the locked version of every package, by its normalised name."""
    found = re.findall(r"^([A-Za-z0-9_.-]+)==([^ ;\\]+)", LOCK, re.MULTILINE)
    return {re.sub(r"[-_.]+", "-", name).lower(): version for name, version in found}


def requirements() -> list[str]:
    """Return everything that pyproject.toml asks for."""
    project = PROJECT["project"]
    return [*project["dependencies"], *project["optional-dependencies"]["dev"]]


@pytest.mark.parametrize("requirement", requirements())
def test_lock_holds_a_version_that_pyproject_allows(requirement):
    """Every bound of pyproject.toml is kept by the lock."""
    from packaging.requirements import Requirement

    asked = Requirement(requirement)
    version = locked()[re.sub(r"[-_.]+", "-", asked.name).lower()]
    assert asked.specifier.contains(version)


@pytest.mark.parametrize(
    ("name", "least"),
    [("requirements.lock", 100), ("lab.lock", 50), ("tests/axe.lock", 1)],
)
def test_lock_has_hashes_and_no_addresses(name, least):
    """Every package comes with a check sum, and from whichever index one uses."""
    lock = (ROOT / name).read_text("utf-8")
    entries = re.split(r"\n(?=[A-Za-z0-9])", lock)
    packages = [entry for entry in entries if re.match(r"[A-Za-z0-9_.-]+==", entry)]
    assert len(packages) >= least
    assert all("--hash=sha256:" in entry for entry in packages)
    assert "://" not in lock
    assert "--index" not in lock
    assert "--find-links" not in lock


def test_environment_points_at_the_lock_and_names_no_version_of_its_own():
    """Conda brings Python and pip; everything else comes from the lock."""
    environment = yaml.safe_load((ROOT / "environment.yml").read_text("utf-8"))
    python, pip, listed = environment["dependencies"]
    assert python == f"python{PROJECT['project']['requires-python']}"
    assert pip == "pip"
    assert listed == {"pip": ["--requirement requirements.lock", "--require-hashes"]}


def test_main_versions_are_those_the_book_was_made_for():
    """jupyter-book 1.0, myst-nb 1.4 and pandas 3."""
    versions = locked()
    assert versions["jupyter-book"].startswith("1.0.")
    assert versions["myst-nb"].startswith("1.4.")
    assert versions["pandas"].startswith("3.")


def test_private_data_cannot_be_committed_by_accident():
    """Git ignores whatever is put there, and holds nothing from there."""
    for name in ("participants.csv", "study/dataset.yaml", "a/b/c.sav"):
        done = subprocess.run(
            ["git", "check-ignore", f"data/private/{name}"],
            cwd=ROOT,
            capture_output=True,
            check=False,
        )
        assert done.returncode == 0, name
    tracked = subprocess.run(
        ["git", "ls-files", "data/private"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert tracked.stdout.split() == ["data/private/.gitignore"]


def test_only_simulated_data_are_committed():
    """No other data folder of the project declares itself anything else."""
    done = subprocess.run(
        ["git", "ls-files", "data/**/dataset.yaml", "book/**/dataset.yaml"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert "data/simulated/dataset.yaml" in done.stdout.split()
    for name in done.stdout.split():
        declared = yaml.safe_load((ROOT / name).read_text("utf-8"))
        assert declared["kind"] == "simulated", name


def test_public_names_are_sorted_and_there():
    """Everything that `analysis` promises can be imported from it."""
    rooms = [import_module(f"analysis.{room}") for room in analysis.ROOMS]
    names = [name for room in rooms for name in room.__all__]
    assert dir(analysis) == sorted(names)
    assert len(names) == len(set(names)) > 40
    for room in rooms:
        for name in room.__all__:
            assert getattr(analysis, name) is getattr(room, name)
    with pytest.raises(AttributeError, match="module 'analysis' has no name 'nothing'"):
        analysis.nothing  # noqa: B018 - the look-up is what is tested


def test_r_answers_every_function_in_the_same_room():
    """A file for each function of the analysis that makes a record, and no other.

    Libraries' functions have files by family; tests/verify/test_verifying_libraries.py
    asks R of each.
    """
    files = list((ROOT / "verify").glob("*/[!_]*.R"))
    own = [path for path in files if path.parent.name != "adapters"]
    methods = {}
    for path in own:
        methods[path.stem] = path.parent.name
        assert f'\nmethod("{path.stem}", ' in path.read_text("utf-8")
    assert len(methods) == len(own) > 30
    for name, room in methods.items():
        assert name in import_module(f"analysis.{room}").__all__


NAMED = re.compile(rf"`((?:{'|'.join(PACKAGES)})(?:\.\w+)+)`")


SHORT = re.compile(r"`_?([a-z_]+)\.([a-z_]+)`")
FILES = {"csv", "json", "yaml"}


def code():
    """Return the text of every file of code, by its path."""
    found = [path for name in PACKAGES for path in (ROOT / name).rglob("*.py")]
    return {str(path.relative_to(ROOT)): path.read_text("utf-8") for path in found}


def there(dotted):
    """Tell whether a dotted name is a module, or something in one."""
    parts = dotted.split(".")
    for length in range(len(parts), 0, -1):
        try:
            place = import_module(".".join(parts[:length]))
        except ImportError:
            continue
        for name in parts[length:]:
            place = getattr(place, name, None)
        return place is not None
    return False


def test_what_docstrings_name_is_there():
    """Names in full; a module that was moved is not looked for in vain."""
    texts = code().items()
    named = {(name, path) for path, text in texts for name in NAMED.findall(text)}
    assert len(named) > 50
    assert not [pair for pair in sorted(named) if not there(pair[0])]
    assert not there("analysis.samples")
    assert not there("analysis.estimates.rows.nothing")
    modules = {Path(path).stem.lstrip("_") for path, _ in texts} - set(PACKAGES)
    short = [(p, m) for p, text in texts for m in SHORT.findall(text)]
    assert not [one for one in short if one[1][0] in modules and one[1][1] not in FILES]


def test_every_module_has_a_test_of_its_own_name():
    """Where a stranger looks for it, and where the next test goes."""
    modules = [Path(path) for path in code() if not path.endswith("__init__.py")]
    tests = [path.with_name(f"test_{path.stem.strip('_')}.py") for path in modules]
    assert len(tests) > 200
    assert not [test for test in tests if not (ROOT / "tests" / test).is_file()]


def test_analysis_knows_nothing_of_sphinx_or_notebooks():
    """The science could be used without the book."""
    foreign = re.compile(
        r"^\s*(?:from|import) (sphinx|docutils|myst\w*|IPython|jupyter\w*|thesis)\b",
        re.MULTILINE,
    )
    for path in (ROOT / "analysis").rglob("*.py"):
        assert not foreign.search(path.read_text("utf-8")), path


def test_no_assert_stands_in_analysis():
    """An assertion vanishes when Python is told to optimise; an error does not."""
    for path in (ROOT / "analysis").rglob("*.py"):
        assert not re.search(r"^\s*assert\b", path.read_text("utf-8"), re.MULTILINE), (
            path
        )


def test_every_work_in_the_bibliography_is_cited_and_every_citation_is_there():
    """references.bib holds the works cited, and no other."""
    cited = {
        key.strip()
        for page in PAGES
        for keys in CITED.findall(page.read_text("utf-8"))
        for key in keys.split(",")
    }
    listed = re.findall(r"^@\w+\{([^,]+),", (ROOT / "references.bib").read_text(), re.M)
    assert sorted(cited) == sorted(listed)


def test_all_pages_of_the_contents_exist_and_no_page_is_left_out():
    """_toc.yml and the folder hold the same pages; there are eleven chapters."""
    toc = yaml.safe_load((ROOT / "book" / "_toc.yml").read_text("utf-8"))
    files = [c["file"] for part in toc["parts"] for c in part["chapters"]]
    here = [str(p.relative_to(ROOT / "book").with_suffix("")) for p in PAGES]
    assert sorted([*files, toc["root"]]) == sorted(here)
    assert len([name for name in files if name.startswith("chapters/")]) == 11


def test_codes_of_the_simulated_interviews_stand_in_their_frame():
    """The coding frame beside the data names every code that was used."""
    import pandas as pd

    codes = set(theme_of_codes(load_coding_frame(OUTPUT)))
    assert set(pd.read_csv(OUTPUT / "coding.csv")["code"]) <= codes


def test_every_variable_of_the_codebook_has_a_label():
    """A table or figure never shows the name of a column."""
    for table in load_codebook().tables.values():
        assert table.description
        for variable in table.variables.values():
            assert variable.label, f"{table.name}.{variable.name}"


def test_nothing_names_a_machine_or_an_index():
    """No absolute path of a home or work folder, and no package index."""
    tracked = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.split()
    local = re.compile(r"/(?:home|Users|root|work|tmp)/[a-z]|pypi\.org|/simple\b")
    for name in tracked:
        path = ROOT / name
        if (
            path.suffix
            in {
                ".py",
                ".md",
                ".yml",
                ".yaml",
                ".toml",
                ".sh",
                ".lock",
                ".cls",
            }
            and path.name != Path(__file__).name
            and path.exists()
        ):
            found = local.search(path.read_text("utf-8"))
            assert not found, f"{name}: {found and found[0]}"


def test_every_make_target_has_a_line_of_help():
    """`make help` lists what can be asked for."""
    makefile = (ROOT / "Makefile").read_text("utf-8")
    targets = re.findall(r"^([a-z-]+):", makefile, re.MULTILINE)
    helped = re.findall(r"^([a-z-]+):.*## \S", makefile, re.MULTILINE)
    assert set(targets) - {"tex", "browser", "r-packages"} == set(helped)
