"""``newsletter layout check`` and ``newsletter layout show``."""

import json
import re
import shutil
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from click.testing import CliRunner

from newsletter.commands import main
from newsletter.intake.resources import builtin

NAMES = sorted(folder.name for folder in builtin("layouts").iterdir() if folder.is_dir())


@pytest.mark.parametrize("name", NAMES)
def test_the_built_in_layouts_have_nothing_to_be_told(name: str) -> None:
    ran = CliRunner().invoke(main, ["layout", "check", name, "--json"])
    assert (ran.exit_code, json.loads(ran.stdout)["problems"]) == (0, [])


def test_a_folder_of_ones_own_is_judged_with_file_and_line(tmp_path: Path) -> None:
    mine = tmp_path / "cua-toi"
    shutil.copytree(builtin("layouts") / NAMES[0], mine)
    styles = (mine / "styles.yaml").read_text("utf-8")
    (mine / "styles.yaml").write_text(styles.replace("credit: {", "credit: {sizes: 3pt, ", 1), "utf-8")
    ran = CliRunner().invoke(main, ["layout", "check", str(mine), "--lang", "en"])
    assert ran.exit_code == 1
    assert "styles.yaml:" in ran.stderr
    assert "did you mean" in ran.stderr


def test_an_unknown_name_is_told() -> None:
    ran = CliRunner().invoke(main, ["layout", "check", "khong-co"])
    assert ran.exit_code == 1
    assert "NL401" in ran.stderr


def test_a_layout_is_shown_with_every_template_and_what_its_slots_hold(tmp_path: Path) -> None:
    out = tmp_path / "xem.pdf"
    ran = CliRunner().invoke(main, ["layout", "show", "tap-san-a5", "-o", str(out)])
    assert ran.exit_code == 0, ran.output
    document = pdfium.PdfDocument(out.read_bytes())
    pages = [page.get_textpage().get_text_range() for page in document]
    document.close()
    assert "tea-green: C 78 M 38 Y 78 K 35" in pages[0]
    assert any("title-lead: Source Serif 4 700" in page for page in pages)
    templates = {file.stem for file in (builtin("layouts") / "tap-san-a5/templates").glob("*.yaml")}
    assert all(any(name in page for page in pages[-len(templates) :]) for name in templates)
    held = [int(words) for page in pages for words in re.findall(r"≈ (\d+) chữ", page)]
    assert len(held) >= len(templates)
    assert 300 < max(held) < 800


def test_the_same_layout_is_shown_in_the_same_bytes(tmp_path: Path) -> None:
    for name in ("a.pdf", "b.pdf"):
        CliRunner().invoke(main, ["layout", "show", "tap-san-a5", "-o", str(tmp_path / name)])
    assert (tmp_path / "a.pdf").read_bytes() == (tmp_path / "b.pdf").read_bytes()


def test_a_layout_with_faults_is_not_shown_and_an_older_file_stays(tmp_path: Path) -> None:
    mine = tmp_path / "cua-toi"
    shutil.copytree(builtin("layouts") / NAMES[0], mine)
    (mine / "styles.yaml").write_text("body: {", "utf-8")
    (tmp_path / "x.pdf").write_text("older", "utf-8")
    ran = CliRunner().invoke(main, ["layout", "show", str(mine), "-o", str(tmp_path / "x.pdf")])
    assert ran.exit_code == 1
    assert (tmp_path / "x.pdf").read_text("utf-8") == "older"
