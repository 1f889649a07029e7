"""The number of pages that a binding can take."""

from datetime import date

import pytest

from newsletter.check.binding import bindable
from newsletter.check.rule import Subject
from newsletter.geometry import Insets, Size
from newsletter.model.article import unplaced
from newsletter.model.issue import Binding, Issue, Press
from newsletter.model.layout import Layout

LAYOUT = Layout(
    name="x", trim=Size(1, 1), margins=Insets(0, 0, 0, 0), bleed=0, units=1, gutter=0, baseline=12000, lines=1,
    styles={}, templates={},
)  # fmt: skip


def wanted(pages: int, binding: Binding) -> list[object]:
    """What the rule asks for instead."""
    issue = Issue(id="i", folder="/i", title=unplaced("a"), date=date(2022, 10, 20), press=Press(binding=binding))
    return [dict(problem.values)["wanted"] for problem in bindable(Subject(issue, LAYOUT, pages=pages))]


@pytest.mark.parametrize(
    ("binding", "pages", "instead"),
    [
        ("saddle", 16, []), ("saddle", 14, [16]), ("saddle", 1, [4]), ("perfect", 14, []), ("perfect", 15, [16]),
        ("none", 15, []),
    ],
)  # fmt: skip
def test_stitched_issues_have_pages_in_fours_glued_ones_in_twos(
    binding: Binding, pages: int, instead: list[object]
) -> None:
    assert wanted(pages, binding) == instead


def test_an_issue_that_could_not_be_composed_has_no_pages_to_judge() -> None:
    assert wanted(0, "saddle") == []
