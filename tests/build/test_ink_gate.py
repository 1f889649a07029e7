"""The ink gate: what is over the limit is found where it is, and pages that cannot be over it are not rendered."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import press_issue
import pytest
from click.testing import CliRunner
from PIL import Image
from small_issue import ARTICLE, make_press_issue, with_photo

import newsletter.preflight.ink
from newsletter.check.ink import Soaked, at_most
from newsletter.commands import main
from newsletter.problems import Problem
from newsletter.render.options import PhotoInk

SIDE = 600
LIMITS = "press: {{min_ppi: 80, max_ink: {max_ink}}}\n"
FULL = 255


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache" / "newsletter"


@pytest.fixture
def measured(cache: Path, monkeypatch: pytest.MonkeyPatch) -> list[tuple[int, ...]]:
    """The pages of each call that renders plates."""
    calls: list[tuple[int, ...]] = []
    real = newsletter.preflight.ink.measure

    def measure(content: bytes, pages: Any) -> Iterator[Any]:
        calls.append(tuple(pages))
        return real(content, pages)

    monkeypatch.setattr(newsletter.preflight.ink, "measure", measure)
    return calls


def issue_with(folder: Path, photo: Image.Image, max_ink: int = 300) -> Path:
    """The photo stands on the cover and comes as CMYK, so that its ink is kept."""
    made = make_press_issue(folder / "so-1", LIMITS.format(max_ink=max_ink))
    photo.save(made / "photos" / "a.tif")
    (made / "articles" / "01-hoi-thao.md").write_text(with_photo(ARTICLE, "photos/a.tif"), encoding="utf-8")
    return made


def plain(percent: float) -> Image.Image:
    """A photo with so much ink, alike on all plates."""
    return Image.new("CMYK", (SIDE, SIDE), (round(percent / 4 * FULL / 100),) * 4)


def pressed(folder: Path, *options: str) -> tuple[int, list[dict[str, Any]]]:
    out = folder.parent / "x.pdf"
    said = CliRunner().invoke(main, ["build", str(folder), "--target", "press", "-o", str(out), "--json", *options])
    wet = [problem for problem in json.loads(said.stdout)["problems"] if problem["code"] in ("NL621", "NL622")]
    return said.exit_code, wet


def test_a_photo_with_too_much_ink_stops_the_press_and_is_found_where_it_stands(tmp_path: Path) -> None:
    folder = issue_with(tmp_path, plain(340))
    code, (found,) = pressed(folder)
    assert (code, found["code"], found["severity"], found["page"]) == (1, "NL621", "error", 1)
    assert "34" in found["message"]
    assert (found["file"], found["line"]) == ("articles/01-hoi-thao.md", 8)
    assert "300 %" in found["message"]
    assert not (tmp_path / "x.pdf").exists()
    x0, y0, x1, y1 = found["box"]
    assert (round(x1 - x0, 1), round(y1 - y0, 1)) == (42.5, 42.5)  # 15 mm
    assert 0 <= x0 < x1 <= 538.6
    assert 0 <= y0 < y1 <= 765.4
    made = json.loads(CliRunner().invoke(main, ["build", str(folder), "-o", str(tmp_path / "p.pdf"), "--map",
                                                str(tmp_path / "m.json"), "--json"]).stdout)  # fmt: skip
    assert made["pages"] == 4
    (photo,) = json.loads((tmp_path / "m.json").read_text(encoding="utf-8"))["pages"][0]["photos"]
    left, top, right, bottom = photo["box"]
    assert left - 1 <= x0 < x1 <= right + 1
    assert top - 1 <= y0 < y1 <= bottom + 1


def test_a_higher_limit_or_a_permission_lets_it_pass(tmp_path: Path) -> None:
    code, (found,) = pressed(issue_with(tmp_path / "a", plain(340)), "--allow", "NL621")
    assert (code, found["severity"], found["allowed"]) == (0, "warning", True)
    assert pressed(issue_with(tmp_path / "b", plain(340), max_ink=345)) == (0, [])


def test_a_dark_spot_in_a_light_photo_is_a_warning(tmp_path: Path) -> None:
    photo = plain(100)
    photo.paste((FULL,) * 4, (240, 300, 270, 330))
    code, (found,) = pressed(issue_with(tmp_path, photo))
    assert (code, found["code"], found["severity"]) == (0, "NL622", "warning")


def test_pages_that_cannot_be_over_the_limit_are_not_rendered(tmp_path: Path, measured: list[tuple[int, ...]]) -> None:
    assert pressed(issue_with(tmp_path, plain(180))) == (0, [])
    assert measured == []


def test_only_doubtful_pages_are_rendered_and_once_for_the_same_file(
    tmp_path: Path, cache: Path, measured: list[tuple[int, ...]]
) -> None:
    folder = issue_with(tmp_path, plain(340))
    first = pressed(folder)
    assert pressed(folder) == first
    assert measured == [(1,)]
    (kept,) = cache.glob("*.ink")
    kept.write_bytes(b"[[1, 2]]")
    assert pressed(folder) == first
    assert measured == [(1,), (1,)]


@pytest.mark.usefixtures("cache")
def test_a_page_that_cannot_be_measured_stops_the_press(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = newsletter.preflight.ink.measure
    monkeypatch.setattr(
        newsletter.preflight.ink, "measure", lambda *given: (page._replace(fault="image") for page in real(*given))
    )
    said = CliRunner().invoke(
        main, ["build", str(issue_with(tmp_path, plain(340))), "--target", "press", "--lang", "en"]
    )
    assert said.exit_code == 1
    assert "error NL624: the ink of page 1 could not be measured" in said.stderr


def test_of_some_pages_of_an_issue_the_right_one_is_named(tmp_path: Path) -> None:
    folder = issue_with(tmp_path, plain(340))
    plan = "pages: [{template: cover}, {template: single, stories: {a: 01-hoi-thao}}, {template: single}, {template: back}]"
    (folder / "plan.yaml").write_text(plan, encoding="utf-8")
    _, (found,) = pressed(folder, "--pages", "2-4")
    assert found["page"] == 2


def test_no_page_has_more_ink_on_its_plates_than_its_bound(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of an issue with photos of every kind to the bleed, tints, rules and captions over them."""
    bounds: dict[int, float] = {}

    def noted(pages: Sequence[Soaked], photos: Sequence[PhotoInk], *_: object) -> tuple[Problem, ...]:
        peaks = {(photo.page, photo.picture): photo.peak for photo in photos}
        bounds.update({page.page: at_most(page, peaks) for page in pages})
        return ()

    monkeypatch.setattr("newsletter.build.press.judge_ink", noted)
    folder, out = press_issue.make_press_issue(tmp_path / "so-1"), tmp_path / "x.pdf"
    said = CliRunner().invoke(main, ["build", str(folder), "--target", "press", "-o", str(out)])
    assert said.exit_code == 0, said.stderr
    found = {page.page: page.peak.percent for page in newsletter.preflight.ink.measure(out.read_bytes())}
    noise = 1.6  # of JPEG, over a square millimetre
    assert {page: ink for page, ink in found.items() if ink > bounds[page] + noise} == {}
    assert any(ink > 0.9 * bounds[page] for page, ink in found.items())


def test_the_sample_is_cleared_by_the_bound_but_for_few_pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sample = Path(__file__).parents[2] / "issues" / "2022-10-so-dac-biet"
    doubtful: list[int] = []
    monkeypatch.setattr("newsletter.build.ink._measured", lambda _file, pages, _cache: doubtful.extend(pages) or [])
    said = CliRunner().invoke(main, ["build", str(sample), "--target", "press", "-o", str(tmp_path / "x.pdf")])
    assert said.exit_code == 0, said.stderr
    assert len(doubtful) <= 3
