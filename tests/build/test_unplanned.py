"""Issues that nobody has planned: the one of shuffled text and the sample without its plan, in both of our layouts."""

import json
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from shuffled_issue import PIECES, SAMPLE, write_issue

from newsletter.build import Ears, Order, build
from newsletter.build.copy import planned, read_copy
from newsletter.intake.plan import write_plan
from newsletter.model.plan import Plan
from newsletter.problems import Problem

EARS = Ears(worded=lambda problem: {"code": problem.code}, waiting=lambda _: None, page=lambda _, __: None)
LAYOUTS = ("ban-tin-19x27", "a4-3-cot")


@pytest.fixture(scope="module", params=LAYOUTS)
def shuffled(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_issue(tmp_path_factory.mktemp("so") / "so-3", request.param)


def built(folder: Path, out: Path) -> Mapping[str, Any]:
    """The report; the PDF stands at ``out``."""
    done = build(Order(folder=folder, target="screen", out=out, told=True), EARS)
    assert done.code == 0, [problem.code for problem in done.problems]
    return json.loads(json.dumps(done.report))  # type: ignore[no-any-return]


def plan_of(folder: Path) -> Plan:
    problems: list[Problem] = []
    copy = read_copy(folder, problems)
    assert copy is not None
    plan = planned(copy, problems)
    assert plan is not None
    return plan


def openings(plan: Plan) -> dict[str, int]:
    """Page by story, teasers and continuations left out."""
    return {
        placement.story: number
        for number, page in enumerate(plan.pages, 1)
        for slot, placements in page.stories
        for placement in placements
        if not placement.jump and not slot.startswith("teaser")
    }


def test_an_unplanned_issue_is_set_whole_within_the_bars(shuffled: Path, tmp_path: Path) -> None:
    report = built(shuffled, tmp_path / "x.pdf")
    assert report["words_in"] == report["words_out"]
    assert all(story["overset_lines"] == 0 for story in report["stories"])
    assert 9 <= report["pages"] <= 12
    quality = report["quality"]
    assert (quality["widows"], quality["orphans"], quality["runts"]) == (0, 0, 0)
    assert quality["baseline_error_max"] <= 0.1
    assert quality["gap_sd"] <= 0.2
    assert quality["gap_p95"] <= 1.45
    assert quality["gap_over_2"] <= 0.005  # two lines of some 480: paragraphs that would else end on one syllable
    assert quality["rivers_per_100"] <= 1


def test_its_pages_stand_as_an_editor_would_have_them(shuffled: Path) -> None:
    plan = plan_of(shuffled)
    found = openings(plan)
    assert set(found) == {piece.slug for piece in PIECES}
    assert (plan.pages[0].template, plan.pages[-1].template) == ("cover", "back")
    assert found["01-mo-dau"] == 1
    assert found["16-nhan-tin"] == len(plan.pages)
    assert len({found[piece.slug] for piece in PIECES if piece.kind == "brief"}) == 1
    leads = [found[slug] for slug in ("01-mo-dau", "02-chang-duong", "07-chan-dung", "09-giai-dau", "16-nhan-tin")]
    assert leads == sorted(leads)


def test_the_plan_written_down_gives_the_same_bytes(shuffled: Path, tmp_path: Path) -> None:
    built(shuffled, tmp_path / "before.pdf")
    (shuffled / "plan.yaml").write_text(write_plan(plan_of(shuffled)), encoding="utf-8")
    try:
        built(shuffled, tmp_path / "after.pdf")
    finally:
        (shuffled / "plan.yaml").unlink()
    assert (tmp_path / "before.pdf").read_bytes() == (tmp_path / "after.pdf").read_bytes()


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_sample_without_its_plan_comes_out_on_its_sixteen_pages(layout: str, tmp_path: Path) -> None:
    folder = tmp_path / "so"
    shutil.copytree(SAMPLE.parent, folder, ignore=shutil.ignore_patterns("plan.yaml", "out"))
    issue = folder / "issue.yaml"
    issue.write_text(issue.read_text(encoding="utf-8").replace("layout: ban-tin-19x27", f"layout: {layout}"), "utf-8")
    report = built(folder, tmp_path / "x.pdf")
    assert report["pages"] == 16
    assert {problem["code"] for problem in report["problems"]} <= {"NL137", "NL503"}
    quality = report["quality"]
    assert (quality["widows"], quality["orphans"], quality["runts"]) == (0, 0, 0)


@pytest.mark.parametrize("pages", [36, 40])
def test_the_sample_as_a_booklet_comes_out_on_whole_sheets_without_holes(pages: int, tmp_path: Path) -> None:
    folder = tmp_path / "so"
    shutil.copytree(SAMPLE.parent, folder, ignore=shutil.ignore_patterns("plan.yaml", "out"))
    issue = folder / "issue.yaml"
    text = issue.read_text(encoding="utf-8").replace("layout: ban-tin-19x27", "layout: tap-san-a5")
    issue.write_text(text.replace("pages: 16", f"pages: {pages}"), "utf-8")
    done = build(
        Order(folder=folder, target="screen", out=tmp_path / "x.pdf", told=True),
        EARS._replace(worded=lambda problem: {"code": problem.code, **dict(problem.values)}),
    )
    assert done.report is not None
    assert done.report["pages"] == pages
    assert done.report["words_in"] == done.report["words_out"]
    assert {problem["code"] for problem in done.report["problems"]} <= {"NL137", "NL503"}
    assert max((problem.get("lines", 0) for problem in done.report["problems"]), default=0) <= 8
    quality = done.report["quality"]
    assert (quality["widows"], quality["orphans"], quality["runts"]) == (0, 0, 0)
    assert quality["gap_p95"] <= 1.4
    assert quality["gap_sd"] <= 0.2
