"""The verb impose: files, words, exit codes."""

import io
import json
from pathlib import Path

import pikepdf
import pytest
from click.testing import CliRunner, Result
from numbered_pages import edited, numbered

from newsletter.commands import main


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "so-1-press.pdf"
    path.write_bytes(numbered(6))
    return path


def call(*words: object, lang: str = "en") -> Result:
    return CliRunner().invoke(main, ["impose", *map(str, words), "--lang", lang])


def test_sheets_are_written_and_counted(file: Path) -> None:
    out = file.with_name("sheets.pdf")
    said = call(file, "-o", out)
    assert said.exit_code == 0, said.output
    assert f"{out}: 2 sheets, 4 sides, 2 blank pages, paper 30.9 x 23.8 cm, 0 errors, 0 warnings" in said.stdout
    assert f"{file}: note NL658: 2 blank pages were added after page 5" in said.stderr
    with pikepdf.open(io.BytesIO(out.read_bytes())) as document:
        assert len(document.pages) == 4


def test_one_of_a_thing_is_told_in_the_singular(file: Path) -> None:
    said = call(file, "-o", file.with_name("o.pdf"), "--sheet", "65x86", "--marks", "none")
    assert "1 sheet, 2 sides, 2 blank pages" in said.stdout


def test_the_result_is_told_in_vietnamese(file: Path) -> None:
    out = file.with_name("to-in.pdf")
    assert "2 tờ in, 4 mặt, 2 trang trắng" in call(file, "-o", out, lang="vi").stdout
    assert "4 trang đôi" in call(file, "-o", out, "--scheme", "reader", lang="vi").stdout


def test_a_dummy_comes_with_the_sheets_or_alone(file: Path) -> None:
    out, dummy = file.with_name("sheets.pdf"), file.with_name("dummy.pdf")
    said = call(file, "-o", out, "--dummy", dummy)
    assert said.exit_code == 0
    assert f"{dummy}: folding dummy" in said.stdout
    both = dummy.read_bytes()
    out.unlink()
    assert call(file, "--dummy", dummy).exit_code == 0
    assert dummy.read_bytes() == both
    assert not out.exists()


def test_the_same_facts_come_as_json(file: Path) -> None:
    out = file.with_name("sheets.pdf")
    said = json.loads(
        call(file, "-o", out, "--scheme", "nup", "--sheet", "450x320mm", "--marks", "none", "--json").stdout
    )
    assert (said["impose"], said["dummy"], said["scheme"]) == (str(out), None, "nup")
    assert (said["pages"], said["sheets"], said["sides"], said["blanks"], said["paper_mm"]) == (6, 2, 2, 0, [450, 320])
    assert said["problems"] == []


def test_lengths_reach_the_sheet(file: Path) -> None:
    out = file.with_name("sheets.pdf")
    call(
        file,
        "-o",
        out,
        "--scheme",
        "perfect",
        "--signature",
        "8",
        "--milling",
        "5mm",
        "--marks",
        "none",
        "--bleed",
        "2mm",
    )
    with pikepdf.open(out) as document:
        width, height = (float(edge) for edge in document.pages[0].MediaBox[2:])
    mm = 72 / 25.4
    assert width == pytest.approx(2 * 400 + (2 * 5 + 2 * 2) * mm, abs=0.01)
    assert height == pytest.approx(2 * 600 + (2 * 2 + 2 * 2) * mm, abs=0.01)


@pytest.mark.parametrize(("content", "code", "status"), [
    (None, "NL650", 4),
    (b"nothing of the kind", "NL652", 1),
    (edited(numbered(2), lambda _: None, encryption=pikepdf.Encryption(owner="a", user="b")), "NL651", 1),
], ids=["absent", "broken", "locked"])  # fmt: skip
def test_what_cannot_be_imposed_leaves_an_older_file_as_it_was(
    tmp_path: Path, content: bytes | None, code: str, status: int
) -> None:
    out, file = tmp_path / "sheets.pdf", tmp_path / "a.pdf"
    out.write_bytes(b"older")
    if content is not None:
        file.write_bytes(content)
    said = call(file, "-o", out)
    assert said.exit_code == status
    assert f"error {code}" in said.stderr
    assert "not written" in said.stdout
    assert out.read_bytes() == b"older"
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(
        {"sheets.pdf"} | ({"a.pdf"} if content else set())
    )


def test_paper_that_is_too_small_is_an_error_of_the_job(file: Path) -> None:
    said = call(file, "-o", file.with_name("o.pdf"), "--sheet", "A4")
    assert said.exit_code == 1
    assert "error NL657: paper of 29.7 x 21 cm is too small" in said.stderr


def test_a_folder_that_is_not_there_cannot_be_written_to(file: Path, tmp_path: Path) -> None:
    assert call(file, "-o", tmp_path / "no" / "o.pdf").exit_code == 4


@pytest.mark.parametrize(("words", "told"), [
    ([], "-o OUT.pdf or --dummy OUT.pdf is missing"),
    (["-o", "FILE"], "is another file of this command"),
    (["-o", "o.pdf", "--dummy", "o.pdf"], "is another file of this command"),
    (["-o", "o.pdf", "--sheet", "65"], "is no paper of 5 to 200 cm"),
    (["-o", "o.pdf", "--creep", "much"], '--creep: "much" is no length'),
    (["-o", "o.pdf", "--gripper", "-1mm"], "is no length"),
    (["-o", "o.pdf", "--milling", "3mm"], "--milling goes with --scheme perfect"),
    (["-o", "o.pdf", "--scheme", "nup", "--signature", "8"], "--signature goes with --scheme saddle|perfect"),
    (["-o", "o.pdf", "--scheme", "reader", "--repeat"], "--repeat goes with --scheme saddle|perfect|nup"),
    (["-o", "o.pdf", "--marks", "crop,folds"], "collating, colour-bar, crop, fold, registration, slug; or none"),
    (["-o", "o.pdf", "--signature", "12"], "--signature"),
])  # fmt: skip
def test_what_makes_no_sense_is_wrong_usage(file: Path, words: list[str], told: str) -> None:
    said = call(file, *[str(file) if word == "FILE" else word for word in words])
    assert said.exit_code == 2
    assert told in said.stderr


def test_chosen_marks_alone_are_drawn(file: Path) -> None:
    some, none = file.with_name("some.pdf"), file.with_name("none.pdf")
    assert call(file, "-o", some, "--marks", "crop, fold").exit_code == 0
    assert call(file, "-o", none, "--marks", "none").exit_code == 0
    for path, marked in ((some, True), (none, False)):
        with pikepdf.open(path) as document:
            steps = [str(step.operator) for step in pikepdf.parse_content_stream(document.pages[0])]
            assert ("SCN" in steps) == marked
            assert "Tj" not in steps
            assert "TJ" not in steps
