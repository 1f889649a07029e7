"""The paragraph by which total-fit line breaking was made known, in the font and the measure of its authors."""

from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml
from square_layout import kit, style, text

from newsletter.compose.itemise import Atoms, itemise
from newsletter.compose.linebreak import break_lines

CASES = Path(__file__).parent.parent / "cases"
UNIT = 1000
"""Mpt to a unit of the case."""


@pytest.fixture(scope="module")
def case() -> Any:
    return yaml.safe_load((CASES / "frog-king.yaml").read_text("utf-8"))


def paragraph(case: Any) -> Atoms:
    """Atoms in which boxes and spaces are those of the paper; all stretch is in the spaces, and no letter hangs."""
    words = " ".join(case["lines"]).split()
    widths = [sum(case["widths"][letter] for letter in word) * UNIT for word in words]
    spaces = [(0, 0, 0), *(case["spaces"].get(word[-1], case["spaces"][""]) for word in words[:-1])]
    space, stretch, shrink = (list(accumulate(part * UNIT for part in parts)) for parts in zip(*spaces, strict=True))
    end = [width + gap for width, gap in zip(accumulate(widths), space, strict=True)]
    at = [right - width for right, width in zip(end, widths, strict=True)]
    at[0] -= case["indent"] * UNIT
    plain = itemise(text(" ".join(words)), style("body"), kit().caster)
    return plain._replace(
        at=tuple(at), end=tuple(end), up_at=tuple(stretch), up_end=tuple(stretch), down_at=tuple(shrink),
        down_end=tuple(shrink), prices=(0,) * (len(words) + 1),
    )  # fmt: skip


def test_the_frog_king_breaks_as_published(case: Any) -> None:
    of = paragraph(case)
    found = min(break_lines(of, case["measure"] * UNIT), key=lambda breaking: breaking.demerits)
    assert [of.text.cut(a, b).plain() for a, b in pairwise((0, *found.ends))] == case["lines"]


def test_the_lines_of_the_frog_king_are_stretched_as_published(case: Any) -> None:
    of = paragraph(case)
    ends = min(break_lines(of, case["measure"] * UNIT), key=lambda breaking: breaking.demerits).ends
    ratios = []
    for start, stop in list(pairwise((0, *ends)))[:-1]:
        slack = case["measure"] * UNIT - (of.end[stop - 1] - of.at[start])
        ratios.append(round(slack / (of.up_end[stop - 1] - of.up_at[start]), 3))
    assert ratios == case["ratios"]
