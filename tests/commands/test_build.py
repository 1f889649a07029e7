"""``newsletter build``: every line of the contract on exit codes, and what is or is not written."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from click.testing import CliRunner, Result
from small_issue import ARTICLE, make_issue, make_photo, make_press_issue, with_photo

import newsletter.build
from newsletter.commands import main
from newsletter.output import LOCK_NAME
from newsletter.pages.items import Page

ROOT = Path(__file__).parents[2]
OLD = b"an older file"


@pytest.fixture
def issue(tmp_path: Path) -> Path:
    return make_press_issue(tmp_path / "so-1")


@pytest.fixture
def faulty(tmp_path: Path) -> Path:
    return make_issue(tmp_path / "so-2", {"01-a": with_photo(ARTICLE, "photos/khong-co.jpg")})


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """A place to write to, where an older file stands."""
    (tmp_path / "press").mkdir()
    (tmp_path / "press" / "x.pdf").write_bytes(OLD)
    return tmp_path / "press" / "x.pdf"


def build(issue: Path, *options: object) -> Result:
    return CliRunner().invoke(main, ["build", str(issue), "--lang", "en", *map(str, options)])


def untouched(out: Path) -> bool:
    return out.read_bytes() == OLD and [path.name for path in out.parent.iterdir()] == [out.name]


def test_a_good_issue_is_0_and_its_path_pages_and_counts_are_printed(issue: Path, out: Path) -> None:
    said = build(issue, "-o", out)
    assert said.exit_code == 0, said.output
    with pikepdf.open(out) as pdf:
        assert said.stdout.startswith(f"{out}: {len(pdf.pages)} page")
    assert [path.name for path in out.parent.iterdir()] == ["x.pdf"]


def test_out_is_named_after_issue_and_target_where_none_is_given(issue: Path) -> None:
    assert build(issue, "--target", "screen").exit_code == 0
    assert [path.name for path in (issue / "out").iterdir()] == ["so-1-screen.pdf"]


@pytest.mark.parametrize("target", ["proof", "screen", "press"])
def test_every_target_is_a_pdf_and_the_same_bytes_each_time(issue: Path, tmp_path: Path, target: str) -> None:
    first, second = tmp_path / "1.pdf", tmp_path / "2.pdf"
    assert build(issue, "--target", target, "-o", first).exit_code == 0
    again = CliRunner().invoke(
        main, ["build", str(issue), "--target", target, "-o", str(second), "--lang", "vi"], env={"TZ": "Asia/Tokyo"}
    )
    assert again.exit_code == 0
    assert first.read_bytes() == second.read_bytes()
    with pikepdf.open(first) as pdf:
        assert len(pdf.pages) >= 1


def test_an_error_in_the_issue_is_1_and_the_proof_is_written_with_the_fault_marked(faulty: Path, out: Path) -> None:
    said = build(faulty, "-o", out, "--map", out.parent / "map.json")
    assert said.exit_code == 1
    assert out.read_bytes().startswith(b"%PDF")
    (line,) = [line for line in said.stderr.splitlines() if ": error " in line]
    code = line.split(": error ")[1].split(":")[0]
    assert line.startswith(f"{faulty}/articles/01-a.md:8:")
    shown = json.loads((out.parent / "map.json").read_text(encoding="utf-8"))
    assert code in [entry["text"] for page in shown["pages"] for entry in page["lines"]]


@pytest.mark.parametrize("target", ["press", "screen"])
def test_an_error_leaves_press_and_screen_unwritten_and_the_older_file_alone(
    faulty: Path, out: Path, target: str
) -> None:
    said = build(faulty, "--target", target, "-o", out)
    assert said.exit_code == 1
    assert untouched(out)
    assert "not written" in said.stdout


def test_map_and_report_are_written_on_exit_1_too(faulty: Path, out: Path, tmp_path: Path) -> None:
    said = build(faulty, "--target", "press", "-o", out, "--map", tmp_path / "m.json", "--report", tmp_path / "r.json")
    assert said.exit_code == 1
    assert json.loads((tmp_path / "m.json").read_text(encoding="utf-8"))["format"] == "newsletter-map/1"
    report = json.loads((tmp_path / "r.json").read_text(encoding="utf-8"))
    assert report["format"] == "newsletter-report/1"
    assert report["problems"][0]["file"] == "articles/01-a.md"


def test_of_an_issue_that_cannot_be_read_the_map_has_no_pages(issue: Path, out: Path, tmp_path: Path) -> None:
    (issue / "issue.yaml").write_text("title: [", encoding="utf-8")
    (tmp_path / "m.json").write_text("an older map")
    assert build(issue, "-o", out, "--map", tmp_path / "m.json").exit_code == 1
    made = json.loads((tmp_path / "m.json").read_text(encoding="utf-8"))
    assert (made["issue"], made["pages"]) == ("so-1", [])


def printed_ppi(folder: Path, side: Path, pixels: int) -> float:
    """The resolution at which a photo of so many pixels across is printed, in a place that does not depend on it."""
    pages = "{template: cover}, {template: single}, {template: single}, {template: back, stories: {a: 01-hoi-thao}}"
    (folder / "plan.yaml").write_text(f"pages: [{pages}]\n", encoding="utf-8")
    (folder / "articles" / "01-hoi-thao.md").write_text(
        with_photo(ARTICLE, make_photo(folder, size=(pixels, pixels * 5 // 8))), encoding="utf-8"
    )
    assert build(folder, "-o", side / "trial.pdf", "--map", side / "trial.json").exit_code in (0, 1)
    made = json.loads((side / "trial.json").read_text(encoding="utf-8"))
    found: float = next(photo["ppi"] for page in made["pages"] for photo in page["photos"])
    return found


@pytest.mark.parametrize(("ppi", "severity", "code"), [(200, "warning", 0), (140, "error", 1)])
def test_a_photo_of_too_few_pixels_is_a_warning_and_under_six_tenths_an_error(
    issue: Path, out: Path, tmp_path: Path, ppi: int, severity: str, code: int
) -> None:
    pixels = round(2000 * ppi / printed_ppi(issue, tmp_path, 2000))
    assert abs(printed_ppi(issue, tmp_path, pixels) - ppi) < 5
    said = build(issue, "--target", "press", "-o", out)
    assert said.exit_code == code
    assert f"articles/01-hoi-thao.md:8:12: {severity} NL203: " in said.stderr
    assert untouched(out) == (code == 1)
    assert build(issue, "--target", "screen", "-o", out).exit_code == 0


def test_the_press_is_stopped_by_the_law_the_binding_and_whatever_check_would_call_an_error(
    issue: Path, out: Path
) -> None:
    head = (issue / "issue.yaml").read_text(encoding="utf-8")
    (issue / "issue.yaml").write_text(head.replace("license: Số 1, ", ""), encoding="utf-8")
    plan = (issue / "plan.yaml").read_text(encoding="utf-8")
    (issue / "plan.yaml").write_text(plan.replace("  - {template: single}\n", "", 1), encoding="utf-8")
    said = build(issue, "--target", "press", "-o", out)
    assert said.exit_code == 1
    assert {line.split(": ")[1] for line in said.stderr.splitlines() if ": error " in line} == {
        "error NL724",
        "error NL620",
    }
    assert 'set "pages: 4"' in said.stderr
    assert untouched(out)
    assert build(issue, "-o", out).exit_code == 0
    checked = CliRunner().invoke(main, ["check", str(issue), "--lang", "en"])
    assert (checked.exit_code, checked.stderr.count(": warning NL")) == (0, 2)


def test_every_fault_of_a_press_file_is_told_at_once_with_its_page_and_its_remedy(issue: Path, out: Path) -> None:
    """Overset text, a missing photo, a missing glyph, a photo that is too coarse: object, figure, limit and way out."""
    coarse = make_photo(issue, size=(90, 60))
    article = with_photo(ARTICLE, coarse).replace("bóng chuyền", "bóng \U00012000 chuyền")
    (issue / "articles" / "01-hoi-thao.md").write_text(article, encoding="utf-8")
    other = with_photo(ARTICLE, "photos/khong-co.jpg") + "\nCác đội thi đấu sôi nổi suốt hai ngày hội.\n" * 300
    (issue / "articles" / "02-dai.md").write_text(other, encoding="utf-8")
    plan = (issue / "plan.yaml").read_text(encoding="utf-8")
    (issue / "plan.yaml").write_text(plan.replace("single}", "single, stories: {a: 02-dai}}", 1), encoding="utf-8")
    said = build(issue, "--target", "press", "-o", out, "--json")
    assert said.exit_code == 1
    assert untouched(out)
    errors = {
        problem["code"]: problem for problem in json.loads(said.stdout)["problems"] if problem["severity"] == "error"
    }
    assert {code: problem["page"] for code, problem in errors.items()} == {
        "NL203": 1, "NL210": 2, "NL320": 1, "NL501": 2,
    }  # fmt: skip
    assert all(problem["hint"] for problem in errors.values())
    assert "photos/a.jpg" in errors["NL203"]["message"]
    assert "250" in errors["NL203"]["message"]
    assert "photos/khong-co.jpg" in errors["NL210"]["message"]
    assert "U+12000" in errors["NL320"]["message"]
    assert "02-dai" in errors["NL501"]["message"]


def test_what_is_allowed_is_a_warning_and_stands_in_the_report(issue: Path, out: Path, tmp_path: Path) -> None:
    plan = (issue / "plan.yaml").read_text(encoding="utf-8")
    (issue / "plan.yaml").write_text(plan.replace("  - {template: single}\n", "", 1), encoding="utf-8")
    report = tmp_path / "r.json"
    said = build(
        issue, "--target", "press", "-o", out, "--allow", "nl620", "--allow", "NL501", "--allow", "NL620",
        "--report", report,
    )  # fmt: skip
    assert said.exit_code == 0
    assert "warning NL620: " in said.stderr
    assert "[allowed by --allow]" in said.stderr
    assert "note NL623: --allow NL501 was not needed" in said.stderr
    made = json.loads(report.read_text(encoding="utf-8"))
    assert made["allowed"] == ["NL501", "NL620"]
    assert [problem["code"] for problem in made["problems"] if problem.get("allowed")] == ["NL620"]


@pytest.mark.parametrize("code", ["NL999", "NL902", "NL601", "NL905", "x"])
def test_what_is_no_code_or_no_fault_of_the_issue_cannot_be_allowed(issue: Path, out: Path, code: str) -> None:
    said = build(issue, "--target", "press", "-o", out, "--allow", code)
    assert said.exit_code == 2
    assert code.upper() in said.stderr.upper()
    assert untouched(out)


def test_only_a_press_file_is_let_pass(issue: Path, out: Path) -> None:
    assert build(issue, "-o", out, "--allow", "NL620").exit_code == 2
    assert untouched(out)


@pytest.mark.parametrize("code", ["NL602", "NL137"])
def test_no_permission_makes_a_file_where_nothing_can_be_printed(issue: Path, out: Path, code: str) -> None:
    (issue / "grey.icc").write_bytes(b"\0" * 200)
    said = build(issue, "--target", "press", "-o", out, "--profile", issue / "grey.icc", "--allow", code)
    assert said.exit_code == 1
    assert "error NL602" in said.stderr
    assert untouched(out)


def test_bad_yaml_is_1_and_nothing_is_written(issue: Path, out: Path) -> None:
    (issue / "issue.yaml").write_text("title: [", encoding="utf-8")
    assert build(issue, "-o", out).exit_code == 1
    assert untouched(out)


def test_nothing_is_made_in_a_folder_that_is_no_issue(tmp_path: Path) -> None:
    assert build(tmp_path).exit_code == 4
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["absent", "empty", "file"])
def test_an_issue_that_is_absent_or_none_is_4(tmp_path: Path, out: Path, name: str) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "file").write_text("title: x")
    assert build(tmp_path / name, "-o", out).exit_code == 4
    assert untouched(out)


def test_a_place_that_cannot_be_written_is_4(issue: Path, tmp_path: Path) -> None:
    assert build(issue, "-o", tmp_path / "none" / "x.pdf").exit_code == 4
    assert build(issue, "-o", tmp_path).exit_code == 4
    assert not (tmp_path / "none").exists()


def test_a_map_that_cannot_be_written_is_4_and_the_pdf_is_not_replaced(issue: Path, out: Path, tmp_path: Path) -> None:
    assert build(issue, "-o", out, "--map", tmp_path / "none" / "m.json").exit_code == 4
    assert untouched(out)


@pytest.mark.parametrize("option", ["-o", "--map", "--report"])
@pytest.mark.parametrize("file", ["issue.yaml", "plan.yaml", "articles/01-hoi-thao.md", "photos/../articles/x.md"])
def test_a_source_of_the_issue_is_never_written_over(issue: Path, out: Path, option: str, file: str) -> None:
    before = {path: path.read_bytes() for path in issue.rglob("*") if path.is_file()}
    said = build(issue, "-o", out, option, issue / file)
    assert said.exit_code == 2
    assert {path: path.read_bytes() for path in issue.rglob("*") if path.is_file()} == before
    assert untouched(out)


def test_two_results_in_one_file_are_wrong_usage(issue: Path, out: Path) -> None:
    assert build(issue, "-o", out, "--map", out.parent / ".." / "press" / "x.pdf").exit_code == 2
    assert untouched(out)


def test_an_unknown_profile_is_3(issue: Path, out: Path) -> None:
    said = build(issue, "--target", "press", "--profile", "NONE", "-o", out)
    assert said.exit_code == 3
    assert untouched(out)


def test_a_profile_may_be_any_file_on_the_command_line_but_of_the_issue_only_one_inside_it(
    issue: Path, out: Path, tmp_path: Path
) -> None:
    profile = tmp_path / "press.icc"
    profile.write_bytes((ROOT / "newsletter/render/profiles/FOGRA39L_coated.icc").read_bytes())
    assert build(issue, "--target", "press", "--profile", profile, "-o", tmp_path / "x.pdf").exit_code == 0
    with (issue / "issue.yaml").open("a", encoding="utf-8") as file:
        file.write("press: {profile: ../press.icc}\n")
    assert build(issue, "--target", "press", "-o", out).exit_code == 3
    assert untouched(out)


def test_a_profile_that_is_a_circle_of_links_is_3(issue: Path, out: Path) -> None:
    (issue / "press.icc").symlink_to("press.icc")
    with (issue / "issue.yaml").open("a", encoding="utf-8") as file:
        file.write("press: {profile: press.icc}\n")
    assert build(issue, "--target", "press", "-o", out).exit_code == 3
    assert untouched(out)


def test_a_plan_that_leads_nowhere_is_an_error_and_not_passed_over(issue: Path, out: Path) -> None:
    (issue / "plan.yaml").unlink()
    (issue / "plan.yaml").symlink_to("gone.yaml")
    said = build(issue, "--target", "press", "-o", out)
    assert said.exit_code == 1
    assert f"{issue}/plan.yaml: error NL12" in said.stderr
    assert untouched(out)


def test_a_font_that_is_not_installed_is_3(issue: Path, out: Path) -> None:
    (issue / "fonts").mkdir()
    (issue / "fonts" / "fonts.yaml").write_text(
        "families:\n  Source Serif 4:\n    package: fontpkg-not-there\n    files: [{file: a.ttf}]\n", encoding="utf-8"
    )
    said = build(issue, "-o", out)
    assert said.exit_code == 3, said.output
    assert untouched(out)


def broken_after_a_page(fault: BaseException) -> Any:
    real = newsletter.build.compose

    def compose(*given: Any) -> Iterator[Page]:
        pages = real(*given)
        yield next(pages)
        raise fault

    return compose


def test_a_fault_of_ours_is_5(issue: Path, out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("newsletter.build.compose", broken_after_a_page(ZeroDivisionError("x")))
    said = build(issue, "-o", out)
    assert said.exit_code == 5
    assert "NL901" in said.stderr
    assert untouched(out)


def test_an_interrupt_is_130_and_leaves_nothing_behind(issue: Path, out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("newsletter.build.compose", broken_after_a_page(KeyboardInterrupt()))
    assert build(issue, "-o", out).exit_code == 130
    assert untouched(out)


_SLOW = """
import sys, time
import newsletter.build as build
from newsletter.commands import main
real = build.compose
def compose(*given):
    pages = real(*given)
    yield next(pages)
    print("composing", file=sys.stderr, flush=True)
    time.sleep(30)
build.compose = compose
main(["build", sys.argv[1], "-o", sys.argv[2]])
"""


@pytest.mark.parametrize(("sign", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_signal_in_the_middle_leaves_the_older_file_and_no_other(
    issue: Path, out: Path, sign: signal.Signals, code: int
) -> None:
    with subprocess.Popen([sys.executable, "-c", _SLOW, issue, out], cwd=ROOT, stderr=subprocess.PIPE) as running:
        assert running.stderr is not None
        assert running.stderr.readline() == b"composing\n"
        assert len(list(out.parent.iterdir())) == 3  # the older file, the lock, the new one in the making
        running.send_signal(sign)
        assert running.wait(30) == code
        assert b"Traceback" not in running.stderr.read()
    assert untouched(out)


def test_a_lost_word_is_5_and_names_the_story(issue: Path, out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = newsletter.build.compose

    def forgetful(*given: Any) -> Iterator[Page]:
        yield from real(*given)
        ledger = given[-1]
        ledger.fits[0] = ledger.fits[0]._replace(words_set=ledger.fits[0].words_set - 1)

    monkeypatch.setattr("newsletter.build.compose", forgetful)
    said = build(issue, "-o", out)
    assert said.exit_code == 5
    assert "01-hoi-thao" in said.stderr
    assert untouched(out)


@pytest.mark.parametrize("number", range(1, 7))
@pytest.mark.parametrize("call", ["fsync", "replace"])
def test_whichever_call_the_disk_refuses_the_older_pdf_is_whole(
    issue: Path, out: Path, monkeypatch: pytest.MonkeyPatch, call: str, number: int
) -> None:
    holder: Any = os if call == "fsync" else Path
    real = getattr(holder, call)
    calls = iter(range(1, 100))

    def refusing(*given: Any) -> Any:
        if next(calls) == number:
            raise OSError(28, "No space left on device")
        return real(*given)

    side = out.parent.parent / "side"
    side.mkdir()
    with monkeypatch.context() as patch:
        patch.setattr(holder, call, refusing)
        said = build(issue, "-o", out, "--map", side / "m.json", "--report", side / "r.json")
    whole = out.read_bytes()
    if said.exit_code == 0:  # fewer calls than that
        assert whole.startswith(b"%PDF")
    else:
        assert said.exit_code == 4
        assert "NL905" in said.stderr
    assert whole == OLD or whole.rstrip().endswith(b"%%EOF")
    assert [path.name for path in out.parent.iterdir()] == ["x.pdf"]
    assert not [path for path in side.iterdir() if path.suffix == ".tmp"]


def test_the_map_inside_the_proof_is_the_map(issue: Path, out: Path, tmp_path: Path) -> None:
    assert build(issue, "-o", out, "--map", tmp_path / "m.json").exit_code == 0
    with pikepdf.open(out) as pdf:
        assert pdf.attachments["source-map.json"].get_file().read_bytes() == (tmp_path / "m.json").read_bytes()


def test_the_map_leads_from_every_word_to_its_letters_in_the_source(issue: Path, out: Path, tmp_path: Path) -> None:
    assert build(issue, "-o", out, "--map", tmp_path / "m.json").exit_code == 0
    made = json.loads((tmp_path / "m.json").read_text(encoding="utf-8"))
    source = ARTICLE.splitlines()
    body = [entry for page in made["pages"] for entry in page["lines"] if entry["role"] == "body"]
    assert body
    for entry in body:
        words = [source[line - 1][column - 1 : column - 1 + length] for _, _, line, column, length in entry["words"]]
        assert " ".join(words) == entry["text"]
        assert entry["start"] == entry["words"][0][2:4]
        x0, y0, x1, y1 = entry["box"]
        assert 0 < x0 < x1 < made["pages"][0]["trim"][0]
        assert y0 < entry["baseline"] < y1


def test_json_is_the_report_and_nothing_else_on_stdout(faulty: Path, out: Path) -> None:
    said = build(faulty, "-o", out, "--json")
    report = json.loads(said.stdout)
    assert report["format"] == "newsletter-report/1"
    assert {problem["severity"] for problem in report["problems"]} >= {"error"}
    assert report["words_in"] == report["words_out"] > 0
    assert list(report["seconds"]) == ["intake", "plan", "compose", "render", "finish", "check", "total"]
    (story,) = report["stories"]
    assert story["story"] == "01-a"
    assert story["words"] == report["words_in"]
    assert story["overset_lines"] == 0


def test_a_failed_issue_is_one_json_document_too(tmp_path: Path) -> None:
    said = build(tmp_path / "absent", "--json")
    assert said.exit_code == 4
    assert json.loads(said.stdout)["problems"][0]["code"] == "NL120"


def test_the_fingerprint_depends_neither_on_target_nor_on_folder_nor_on_language(issue: Path, tmp_path: Path) -> None:
    def fingerprint(folder: Path, *options: str) -> str:
        target = tmp_path / "x.pdf"
        said = CliRunner().invoke(main, ["build", str(folder), "--json", "-o", str(target), *options])
        found: str = json.loads(said.stdout)["fingerprint"]
        return found

    twin = make_press_issue(tmp_path / "elsewhere" / "so-1")
    assert fingerprint(issue) == fingerprint(issue, "--target", "screen", "--lang", "en") == fingerprint(twin)
    (twin / "articles" / "01-hoi-thao.md").write_text(ARTICLE + "\nThêm.\n", encoding="utf-8")
    assert fingerprint(twin) != fingerprint(issue)


def test_only_the_pages_that_are_asked_for_are_printed(issue: Path, out: Path) -> None:
    said = build(issue, "--pages", "1", "-o", out)
    assert said.exit_code == 0
    assert ": 1 page, " in said.stdout
    with pikepdf.open(out) as pdf:
        assert len(pdf.pages) == 1


def test_a_proof_with_its_grid_tells_the_figures_of_each_page(issue: Path, out: Path) -> None:
    plain = build(issue, "-o", out)
    with pikepdf.open(out) as pdf:
        before = [len(page.Contents.read_bytes()) for page in pdf.pages]
    said = build(issue, "--debug-grid", "-o", out)
    assert (said.exit_code, said.stdout) == (plain.exit_code, plain.stdout)
    with pikepdf.open(out) as pdf:
        assert all(len(page.Contents.read_bytes()) > size for page, size in zip(pdf.pages, before, strict=True))


def test_pages_that_do_not_exist_are_wrong_usage(issue: Path, out: Path) -> None:
    said = build(issue, "--pages", "90-99", "-o", out)
    assert said.exit_code == 2
    assert untouched(out)


def test_watch_builds_again_after_each_change(issue: Path, out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def one_change(folder: Path, target: Path) -> Iterator[None]:
        (issue / "articles" / "01-hoi-thao.md").write_text(ARTICLE + "\nThêm một câu.\n", encoding="utf-8")
        yield
        raise KeyboardInterrupt

    monkeypatch.setattr("newsletter.commands.build.changes", one_change)
    said = build(issue, "--watch", "-o", out)
    assert said.exit_code == 130
    assert said.stdout.count(str(out)) == 2


def test_builds_into_one_folder_wait_for_each_other(issue: Path, out: Path) -> None:
    command = [sys.executable, "cli.py", "build", str(issue), "-o"]
    runs = [subprocess.Popen([*command, str(out.with_name(f"{n}.pdf"))], cwd=ROOT, stdout=-3, stderr=-3) for n in "ab"]
    assert [run.wait(60) for run in runs] == [0, 0]
    assert out.with_name("a.pdf").read_bytes() == out.with_name("b.pdf").read_bytes()
    assert not (out.parent / LOCK_NAME).exists()
