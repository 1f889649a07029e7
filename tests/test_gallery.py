"""The pictures of docs/layouts.md and README.md (``make gallery``), one for each page template, and of docs/design-notes.md:
small, and shown."""

from pathlib import Path

import pytest
from PIL import Image

ROOT = Path(__file__).parents[1]
IMAGES = ROOT / "docs" / "images"
TEMPLATES = sorted((ROOT / "layouts").glob("*/templates/*.yaml"))
SHOWING = ("docs/layouts.md", "docs/design-notes.md", "README.md")
LARGEST, ALL = 80_000, 1_900_000
"""Bytes. All: some 24,000 for each of 64 page templates, and six pages of the design notes before and after."""


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda file: f"{file.parent.parent.name}/{file.stem}")
def test_each_page_template_has_its_picture_in_the_manual(template: Path) -> None:
    name = f"images/{template.parent.parent.name}/{template.stem}.png"
    assert (ROOT / "docs" / name).is_file(), "make gallery"
    assert f"({name})" in (ROOT / "docs" / "layouts.md").read_text(encoding="utf-8")


def test_pictures_are_small_and_none_is_left_over() -> None:
    files = sorted(IMAGES.rglob("*.png"))
    shown = "".join((ROOT / name).read_text(encoding="utf-8") for name in SHOWING)
    assert sum(file.stat().st_size for file in files) < ALL
    for file in files:
        assert file.stat().st_size < LARGEST, file
        with Image.open(file) as picture:
            assert picture.mode == "P", file
        assert f"{file.relative_to(ROOT / 'docs').as_posix()})" in shown, file
