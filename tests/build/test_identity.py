"""What an issue is called in its PDF, when it was made, and the fingerprint of what decides its pages."""

import time
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from square_type import CATALOGUE, FONTS, SQUARE

from newsletter.build.clock import Clock
from newsletter.build.copy import Copy
from newsletter.build.identity import cache_folder, edition_of, fingerprint, stated_date
from newsletter.colour import BLACK
from newsletter.faces.book import FontBook
from newsletter.geometry import Insets, Size
from newsletter.model.article import unplaced
from newsletter.model.fonts import FontCatalogue, FontFamily, FontFile
from newsletter.model.issue import Issue, Job, Release
from newsletter.model.layout import Layout, Style

STYLE = Style(
    name="body", face=SQUARE, bold=SQUARE, emphasis=SQUARE, bold_emphasis=SQUARE, size=10000, leading=12000,
    colour=BLACK, steps=(10000,),
)  # fmt: skip
LAYOUT = Layout(
    name="thu", trim=Size(400, 600), margins=Insets(40, 0, 0, 0), bleed=9, units=1, gutter=0, baseline=12, lines=1,
    styles={"body": STYLE}, templates={}, digest="sha256:layout",
)  # fmt: skip
ISSUE = Issue(
    id="so-1", folder="anywhere/so-1", title=unplaced("Bản tin"), edition=unplaced("Số 1"), date=date(2022, 10, 20),
    files=(("articles/a.md", "sha256:1"), ("issue.yaml", "sha256:2")),
)  # fmt: skip
COPY = Copy(ISSUE, LAYOUT, CATALOGUE, FontBook(CATALOGUE), None)


def test_the_title_of_the_file_is_that_of_the_issue_with_its_edition() -> None:
    edition = edition_of(ISSUE, LAYOUT)
    assert edition.title == "Bản tin – Số 1"
    assert (edition.trim, edition.bleed) == (Size(400, 600), 9)


def test_the_date_inside_is_the_newest_that_the_issue_states() -> None:
    released = ISSUE._replace(deadline=date(2022, 9, 1), release=Release(date(2022, 10, 1), date(2022, 10, 31)))
    assert stated_date(ISSUE, {}) == datetime(2022, 10, 20, tzinfo=UTC)
    assert stated_date(released, {}) == datetime(2022, 10, 31, tzinfo=UTC)
    wanted = released._replace(job=Job(delivery=date(2022, 11, 2)))
    assert stated_date(wanted, {}) == datetime(2022, 11, 2, tzinfo=UTC)


def test_source_date_epoch_goes_before_and_nonsense_in_it_does_not() -> None:
    assert stated_date(ISSUE, {"SOURCE_DATE_EPOCH": "86400"}) == datetime(1970, 1, 2, tzinfo=UTC)
    for nonsense in ("", "yesterday", "-1", "9" * 30, "9" * 5000, "²"):
        assert stated_date(ISSUE, {"SOURCE_DATE_EPOCH": nonsense}).year == 2022


def test_the_fingerprint_does_not_depend_on_the_folder() -> None:
    assert fingerprint(COPY) == fingerprint(COPY._replace(issue=ISSUE._replace(folder="elsewhere/so-1")))
    assert fingerprint(COPY).startswith("sha256:")


@pytest.mark.parametrize(
    "other",
    [
        COPY._replace(issue=ISSUE._replace(files=(*ISSUE.files, ("plan.yaml", "sha256:3")))),
        COPY._replace(issue=ISSUE._replace(files=(("articles/a.md", "sha256:9"), ("issue.yaml", "sha256:2")))),
        COPY._replace(layout=LAYOUT._replace(digest="sha256:other")),
        COPY._replace(
            catalogue=FontCatalogue(
                {"Square": FontFamily(name="Square", files=(FontFile(str(FONTS / "square-ascii.ttf")),))}
            ),
        ),
    ],
    ids=["a plan", "an article", "the layout", "a font"],
)
def test_the_fingerprint_changes_with(other: Copy) -> None:
    assert fingerprint(other) != fingerprint(COPY)


def test_the_fingerprint_takes_a_pinned_hash_as_it_is() -> None:
    pinned = FontFamily(name="Square", files=(FontFile("/absent/square.ttf", sha256="sha256:pinned"),))
    assert fingerprint(COPY._replace(catalogue=FontCatalogue({"Square": pinned})))


def test_a_fallback_family_whose_file_is_absent_has_a_fingerprint_all_the_same() -> None:
    absent = FontFamily(name="Gone", files=(FontFile("/absent/gone.ttf"),))
    assert fingerprint(COPY._replace(catalogue=FontCatalogue({**CATALOGUE.families, "Gone": absent}, ("Gone",))))


def test_converted_photos_are_kept_where_the_account_keeps_such_things() -> None:
    assert cache_folder({"HOME": "/h"}) == Path("/h/.cache/newsletter")
    assert cache_folder({"HOME": "/h", "XDG_CACHE_HOME": "/c"}) == Path("/c/newsletter")
    assert cache_folder({}) is None


def test_time_belongs_to_the_stage_that_was_entered_last() -> None:
    clock = Clock()
    assert clock.enter("plan") == "intake"
    time.sleep(0.02)
    assert clock.enter("plan") == "plan"
    assert 0.02 <= clock.seconds["plan"] < 5
    assert clock.seconds["intake"] < 0.02
