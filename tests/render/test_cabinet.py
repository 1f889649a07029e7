"""Kept photos: whole or not at all, and only so many of them."""

import os
from pathlib import Path

import pytest

from newsletter.render.cabinet import Cabinet, Converted
from newsletter.render.coverage import Coverage

PHOTO = Converted(b"\xff\xd8 a photo \n with lines \xff\xd9", "cmyk", 40, 30, Coverage(212.4, 290.0), pale=True)
KEYS = tuple(f"{number:064x}" for number in range(5))


def names(cabinet: Cabinet) -> set[str]:
    return {file.name[:64].lstrip("0") or "0" for file in cabinet.folder.iterdir()}


def aged(cabinet: Cabinet, key: str, seconds: int) -> None:
    os.utime(cabinet.folder / f"{key}.photo", (seconds, seconds))


def test_what_is_kept_is_found_again(tmp_path: Path) -> None:
    cabinet = Cabinet(tmp_path / "new" / "folder")
    assert cabinet.find(KEYS[0]) is None
    cabinet.keep(KEYS[0], PHOTO)
    assert cabinet.find(KEYS[0]) == PHOTO
    assert [file.name for file in cabinet.folder.iterdir()] == [f"{KEYS[0]}.photo"]


@pytest.mark.parametrize("damage", ["short", "changed", "empty", "text", "head"])
def test_what_is_damaged_is_passed_over(tmp_path: Path, damage: str) -> None:
    cabinet = Cabinet(tmp_path)
    cabinet.keep(KEYS[0], PHOTO)
    file = tmp_path / f"{KEYS[0]}.photo"
    content = file.read_bytes()
    file.write_bytes({
        "short": content[:-3], "changed": content.replace(b"lines", b"LINES"), "empty": b"", "text": b"a\nb",
        "head": content.replace(b"cmyk 40", b"cmyk -1"),
    }[damage])  # fmt: skip
    assert cabinet.find(KEYS[0]) is None


def test_a_cabinet_that_cannot_be_written_is_no_fault(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    cabinet = Cabinet(tmp_path / "file")
    cabinet.keep(KEYS[0], PHOTO)
    cabinet.clear_out()
    assert cabinet.find(KEYS[0]) is None


def test_what_was_not_used_for_longest_goes_first(tmp_path: Path) -> None:
    cabinet = Cabinet(tmp_path)
    for age, key in enumerate(KEYS):
        cabinet.keep(key, PHOTO)
        aged(cabinet, key, 1000 + age)
    size = (tmp_path / f"{KEYS[0]}.photo").stat().st_size
    assert cabinet.find(KEYS[0]) is not None  # used just now
    cabinet.clear_out(3 * size)
    assert names(cabinet) == {"0", "3", "4"}
    cabinet.clear_out(3 * size)
    assert names(cabinet) == {"0", "3", "4"}


def test_what_a_killed_build_left_counts_too_and_what_is_not_ours_stays(tmp_path: Path) -> None:
    cabinet = Cabinet(tmp_path)
    (tmp_path / f"{KEYS[1]}.photo.77-88").write_bytes(bytes(100))
    (tmp_path / "letter.txt").write_bytes(bytes(100))
    cabinet.clear_out(10)
    assert [file.name for file in tmp_path.iterdir()] == ["letter.txt"]
