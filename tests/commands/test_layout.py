"""``newsletter layout check``."""

import json
import shutil
from pathlib import Path

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
