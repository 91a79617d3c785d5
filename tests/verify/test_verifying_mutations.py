"""R disagrees by itself with code that has a fault: no test, no known answer is asked.

Each fault is put into a copy of the project, whose results are then recomputed by R of
the same copy (`tests/verified_examples.py`).
"""

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
from example_questions import needs_r
from small_books import PACKAGES

ROOT = Path(__file__).parents[2]
PARTS = (*PACKAGES, "verify", "data", "apt-verify.txt")
#: The order and the labels of groups, for which all analyses share one place.
SAMPLE = "analysis/estimates/sample.py"
ORDER = "return [key for key in codes.cat.categories if key in present]"
LABELS = "labels=tuple(sample.level(group, key) for key in keys),"
AGAINST = 'f", against {sample.level(name, reference)}"'

pytestmark = [pytest.mark.long, needs_r]


@dataclass(frozen=True)
class Fault:
    """One place of the code, what is written there, and which result is to show it."""

    file: str  # below the project
    old: str
    new: str
    result: str  # of tests/verified_examples.py
    said: str  # what R is to find wrong, or a part of it


FAULTS = {
    "the last group dropped, means": Fault(
        SAMPLE, ORDER, f"{ORDER}[:-1]", "anova", "contrasts: 1 part here"
    ),
    "the last group dropped, ranks": Fault(
        SAMPLE, ORDER, f"{ORDER}[:-1]", "ranks", "contrasts: 1 part here"
    ),
    "the last group dropped, logistic": Fault(
        SAMPLE, ORDER, f"{ORDER}[:-1]", "firth", "terms: 3 parts here"
    ),
    "the last group dropped, curves": Fault(
        SAMPLE, ORDER, f"{ORDER}[:-1]", "survival", "groups: 2 parts"
    ),
    "groups in another order": Fault(
        SAMPLE, ORDER, f"{ORDER}[::-1]", "counts", "'outpatient' here"
    ),
    "labels reversed, means": Fault(
        "analysis/estimates/grouped.py",
        LABELS,
        LABELS.replace("keys)", "keys[::-1])"),
        "anova",
        "groups[0].label: 'Outpatient' here, 'Prison' in R",
    ),
    "labels reversed, weighted": Fault(
        "analysis/attrition/_lost.py",
        LABELS,
        LABELS.replace("keys)", "keys[::-1])"),
        "weighted",
        "groups[0].label: 'Outpatient' here, 'Prison' in R",
    ),
    "a level called by its code, weighted": Fault(
        "analysis/models/designs.py",
        "{label}: {sample.level(name, level)}{other}",
        "{label}: {code_text(level)}{other}",
        "weighted",
        "label: 'Completed the programme: yes' here, ': Completed' in R",
    ),
    "held against another level in words, Cox": Fault(
        "analysis/models/designs.py",
        AGAINST,
        AGAINST.replace("reference", "others[-1]"),
        "cox",
        "terms[0].label: 'Setting: Inpatient, against Outpatient' here",
    ),
    "held against another level in words, Firth": Fault(
        "analysis/models/designs.py",
        AGAINST,
        AGAINST.replace("reference", "others[-1]"),
        "firth",
        "terms[1].label: 'Setting: Inpatient, against Outpatient' here",
    ),
    "another reference level": Fault(
        "analysis/models/designs.py",
        "reference, *others = sample.codes(name)",
        "*others, reference = sample.codes(name)",
        "firth",
        "terms[1].name: 'setting-prison' here, 'setting-inpatient' in R",
    ),
    "another reference level, Cox": Fault(
        "analysis/models/designs.py",
        "reference, *others = sample.codes(name)",
        "*others, reference = sample.codes(name)",
        "cox",
        "terms[0].name: 'setting-prison' here, 'setting-inpatient' in R",
    ),
    "Wilson at .965": Fault(
        "analysis/estimates/proportions.py",
        "z2 = normal_quantile(conf_level) ** 2",
        "z2 = normal_quantile(0.965) ** 2",
        "proportion",
        "conf_low: ",
    ),
    "Student for Welch": Fault(
        "analysis/comparison/groups.py",
        "test = stats.ttest_ind(one, other, equal_var=False)",
        "test = stats.ttest_ind(one, other, equal_var=True)",
        "t",
        "dof: ",
    ),
    "means said to be adjusted by another method": Fault(
        "analysis/comparison/groups.py",
        '        correction=GAMES_HOWELL,\n        interval_correction',
        '        correction="Tukey",\n        interval_correction',
        "anova",
        "contrasts[0].correction: 'Tukey' here, 'Games-Howell' in R",
    ),
    "a method under another name": Fault(
        "analysis/comparison/ranks.py",
        'method="Kruskal-Wallis test",',
        'method="Mann-Whitney test",',
        "ranks",
        "method: 'Mann-Whitney test' here",
    ),
    "one-sided said": Fault(
        "analysis/comparison/change.py",
        'alternative="two-sided",',
        'alternative="less",',
        "change",
        "alternative: 'less' here, 'two-sided' in R",
    ),
    "the first of a pair said to be the second": Fault(
        "analysis/comparison/groups.py",
        "first=split.keys[first],\n        second=split.keys[second],",
        "first=split.keys[second],\n        second=split.keys[first],",
        "t",
        "contrasts[0].first: 'outpatient' here, 'prison' in R",
    ),
    "Holm without accumulation": Fault(
        "analysis/estimates/adjusted_p.py",
        "np.maximum.accumulate(raw[order] * times)",
        "raw[order] * times[::-1]",
        "counts",
        "p_adjusted: ",
    ),
    "the time after less than before": Fault(
        "analysis/comparison/change.py",
        "change = end - start",
        "change = start - end",
        "change",
        "estimate: ",
    ),
    "missing answers not counted": Fault(
        "analysis/estimates/descriptions.py",
        "n_missing=len(values) - len(observed)",
        "n_missing=0",
        "describe",
        "summary.n_missing: 0 here, 24 in R",
    ),
    "an item not turned round": Fault(
        "analysis/scales/scoring.py",
        "low + high - keyed[:, turned]",
        "keyed[:, turned]",
        "reliability",
        "alpha.estimate: ",
    ),
    "Jaccard over all interviews": Fault(
        "analysis/themes/pairs.py",
        "jaccard=both / either if either else None,",
        "jaccard=both / 12 if either else None,",
        "together",
        "jaccard: ",
    ),
    "a theme under another theme": Fault(
        "analysis/data/coding_frame.py",
        "            parent=name,\n",
        "            parent=parent,\n",
        "themes",
        ".parent: ",
    ),
    "a library's Welch taken for Student": Fault(
        "reported/adapters/_designs.py",
        "equal = dof == most",
        "equal = True",
        "library t",
        "dof: 45.79",
    ),
    "a library's groups the other way round": Fault(
        "reported/adapters/_designs.py",
        "(first - second) < 0",
        "(first - second) > 0",
        "library t",
        "statistic: ",
    ),
    "a library's standard errors in another order": Fault(
        "reported/adapters/_statsmodels.py",
        "(found.params, found.bse, found.tvalues, found.pvalues)",
        "(found.params, found.bse[::-1], found.tvalues, found.pvalues)",
        "library model",
        "terms[0].std_error: ",
    ),
    "the level that is absent counted": Fault(
        "analysis/estimates/proportions.py",
        "hits, n = int((observed == level).sum()), len(observed)",
        "hits, n = int((observed != level).sum()), len(observed)",
        "counts",
        "groups[0].count: ",
    ),
}  # fmt: skip


@pytest.fixture(scope="module")
def copy(tmp_path_factory):
    """Return a copy of what results are computed and recomputed with."""
    folder = tmp_path_factory.mktemp("project")
    skip = shutil.ignore_patterns("__pycache__", "private")
    for part in PARTS:
        source = ROOT / part
        if source.is_dir():
            shutil.copytree(source, folder / part, ignore=skip)
        else:
            shutil.copyfile(source, folder / part)
    (folder / "tests").mkdir()
    name = "tests/verified_examples.py"
    shutil.copyfile(ROOT / name, folder / name)
    return folder


def found_wrong(folder, *names):
    """Return what R finds wrong with results, as the code of a folder makes them."""
    done = subprocess.run(
        [sys.executable, "tests/verified_examples.py", *names],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(folder), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_without_a_fault_r_agrees_with_all(copy):
    """So that what it finds is due to the fault."""
    names = sorted({fault.result for fault in FAULTS.values()})
    assert found_wrong(copy, *names) == {name: [] for name in names}


@pytest.mark.parametrize("name", FAULTS)
def test_r_finds_the_fault(copy, name):
    """And says where it shows."""
    fault = FAULTS[name]
    path = copy / fault.file
    sound = path.read_text("utf-8")
    assert sound.count(fault.old) == 1
    path.write_text(sound.replace(fault.old, fault.new), "utf-8")
    try:
        wrong = found_wrong(copy, fault.result)[fault.result]
    finally:
        path.write_text(sound, "utf-8")
    assert any(fault.said in line for line in wrong), wrong
