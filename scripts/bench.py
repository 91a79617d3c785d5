"""Print how long the analysis takes beyond 72 people, and each page of this build."""

import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd
from jupyter_cache import get_cache

from analysis.models.c_statistic import RESAMPLES, c_statistic_limits
from analysis.scales.scoring import load_instrument, score

ROOT = Path(__file__).parent.parent
CACHE = ROOT / "book" / "_build" / ".jupyter_cache"
RESPONDENTS = 1_000_000
TIMES = 3  # the shortest counts; others waited for something else


def seconds(run: Callable[[], object]) -> float:
    """Return the shortest of several times of running."""
    found = []
    for _ in range(TIMES):
        start = time.perf_counter()
        run()
        found.append(time.perf_counter() - start)
    return min(found)


def scoring() -> None:
    """Compare scoring SOCRATES with summing the same array."""
    key = load_instrument("socrates")
    rng = np.random.default_rng(1)
    answers = rng.integers(1, 6, (RESPONDENTS, key.items)).astype(float)
    answers[rng.random(answers.shape) < 0.01] = np.nan
    names = [f"socrates_{i:02d}" for i in range(1, key.items + 1)]
    frame = pd.DataFrame(answers, columns=names)
    summed = seconds(lambda: answers.sum(axis=1))
    scored = seconds(lambda: score(frame, key))
    print(
        f"Scoring {RESPONDENTS:,} respondents on {key.items} items: {scored:.3f} s, "
        f"{scored / summed:.1f} times the sum of the array ({summed:.3f} s)"
    )


def bootstrap() -> None:
    """Time the interval of a c statistic from 72 and from 7,200 people."""
    rng = np.random.default_rng(1)
    for people in (72, 7200):
        odds, happened = rng.normal(size=people), rng.random(people) < 0.4
        took = seconds(
            lambda odds=odds, happened=happened: c_statistic_limits(
                odds, happened, conf_level=0.95, seed=1
            )
        )
        print(
            f"Bootstrap interval, {RESAMPLES:,} resamples of {people:,} people: "
            f"{took:.2f} s"
        )


def chapters() -> None:
    """List how long each page ran when it was last executed, slowest first."""
    if not CACHE.exists():
        print("Chapters: nothing is built; run `make html`")
        return
    took: dict[str, float] = {}
    for record in sorted(get_cache(CACHE).list_cache_records(), key=lambda r: r.pk):
        page = Path(record.uri).stem
        took[page] = float(record.data.get("execution_seconds", 0))
    for page, duration in sorted(took.items(), key=lambda item: -item[1]):
        print(f"{page:<20} {duration:6.1f} s")
    print(f"{'all pages':<20} {sum(took.values()):6.1f} s")


if __name__ == "__main__":
    scoring()
    bootstrap()
    chapters()
