"""The font catalogue: packages, users' own files, and files that are not what they seem."""

import hashlib
import sys
from pathlib import Path

import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.ttLib.tables._g_l_y_f import Glyph
from hypothesis import given
from hypothesis import strategies as st

from newsletter.intake.font_names import read_names
from newsletter.intake.fonts import read_catalogue
from newsletter.intake.resources import builtin


def make_font(path: Path, family: str, *, weight: int = 400, italic: bool = False) -> Path:
    """A font with a single empty glyph that names itself."""
    font = FontBuilder(1000)
    font.setupGlyphOrder([".notdef"])
    font.setupCharacterMap({})
    font.setupGlyf({".notdef": Glyph()})
    font.setupHorizontalMetrics({".notdef": (500, 0)})
    font.setupHorizontalHeader(ascent=800, descent=-200)
    font.setupNameTable({"familyName": family, "styleName": "Regular"})
    font.setupOS2(usWeightClass=weight, usWidthClass=3, fsSelection=1 if italic else 64)
    font.setupPost()
    font.save(path)
    return path


def test_every_file_of_the_catalogue_is_installed_and_is_the_pinned_one() -> None:
    outcome = read_catalogue([builtin("fonts")])
    assert outcome.problems == ()
    assert outcome.value is not None
    assert list(outcome.value.families) == [
        "Source Serif 4", "Noto Serif", "Roboto Condensed", "Archivo Narrow", "Source Sans 3",
    ]  # fmt: skip
    for family in outcome.value.families.values():
        assert [file.italic for file in family.files] == [False, True]
        assert family.licence == "OFL-1.1"
        for file in family.files:
            assert hashlib.sha256(Path(file.path).read_bytes()).hexdigest() == file.sha256


def test_the_axes_of_the_catalogue_are_those_of_the_files() -> None:
    catalogue = read_catalogue([builtin("fonts")]).value
    assert catalogue is not None
    for family in catalogue.families.values():
        for file in family.files:
            names = read_names(Path(file.path))
            assert names is not None
            assert names.family == family.name
            assert names.file.italic == file.italic
            assert sorted(names.file.axes) == sorted(file.axes)


def test_fallbacks_are_families_of_the_catalogue() -> None:
    catalogue = read_catalogue([builtin("fonts")]).value
    assert catalogue is not None
    assert set(catalogue.fallbacks) <= set(catalogue.families)


def test_finding_a_package_runs_nothing_of_it() -> None:
    before = set(sys.modules)
    read_catalogue([builtin("fonts")])
    assert not [name for name in set(sys.modules) - before if name.startswith("fontpkg")]


def test_a_file_beside_the_issue_is_known_by_the_names_that_it_gives_itself(tmp_path: Path) -> None:
    path = make_font(tmp_path / "x.ttf", "Chữ Nhà", weight=700, italic=True)
    outcome = read_catalogue([builtin("fonts"), tmp_path])
    assert outcome.problems == ()
    assert outcome.value is not None
    (file,) = outcome.value.families["Chữ Nhà"].files
    assert (file.path, file.weight, file.italic, file.width, file.sha256) == (str(path), 700, True, 75.0, "")


def test_a_file_may_be_described_more_closely(tmp_path: Path) -> None:
    make_font(tmp_path / "x.ttf", "Whatever")
    (tmp_path / "fonts.yaml").write_text(
        "families:\n  Chữ Nhà:\n    roles: [headline]\n    files:\n      - {file: x.ttf, weight: 900, sha256: ab}\n",
        encoding="utf-8",
    )
    outcome = read_catalogue([tmp_path])
    assert outcome.problems == ()
    assert outcome.value is not None
    assert list(outcome.value.families) == ["Chữ Nhà"]
    (file,) = outcome.value.families["Chữ Nhà"].files
    assert (file.weight, file.sha256) == (900, "ab")


def test_the_issue_may_put_its_own_family_in_the_place_of_one_built_in(tmp_path: Path) -> None:
    path = make_font(tmp_path / "x.ttf", "Noto Serif")
    catalogue = read_catalogue([builtin("fonts"), tmp_path]).value
    assert catalogue is not None
    assert [file.path for file in catalogue.families["Noto Serif"].files] == [str(path)]


def test_a_package_that_is_not_installed_has_no_files(tmp_path: Path) -> None:
    (tmp_path / "fonts.yaml").write_text(
        "families:\n  X: {package: fontpkg-no-such-thing, files: [{file: x.ttf}]}\n  Y: {package: ../os, files: []}\n"
    )
    outcome = read_catalogue([tmp_path])
    assert outcome.value is not None
    assert [family.files for family in outcome.value.families.values()] == [(), ()]


@pytest.mark.parametrize("file", ["../x.ttf", "/etc/passwd", "a/../../x.ttf"])
def test_a_file_outside_the_folder_is_refused(tmp_path: Path, file: str) -> None:
    (tmp_path / "fonts.yaml").write_text(f"families:\n  X:\n    files: [{{file: {file}}}]\n")
    outcome = read_catalogue([tmp_path])
    assert [(one.code, one.source.line if one.source else 0) for one in outcome.problems] == [("NL308", 3)]
    assert outcome.value is not None
    assert outcome.value.families["X"].files == ()


def test_a_link_out_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "fonts").mkdir()
    (tmp_path / "fonts" / "x.ttf").symlink_to(make_font(tmp_path / "x.ttf", "X"))
    assert [one.code for one in read_catalogue([tmp_path / "fonts"]).problems] == ["NL304"]


def test_a_circle_of_links_is_no_font(tmp_path: Path) -> None:
    (tmp_path / "x.ttf").symlink_to("x.ttf")
    (tmp_path / "fonts.yaml").write_text("families:\n  X: {files: [{file: x.ttf}]}\n")
    assert [one.code for one in read_catalogue([tmp_path]).problems] == []
    (tmp_path / "fonts.yaml").unlink()
    assert [one.code for one in read_catalogue([tmp_path]).problems] == ["NL304"]


def test_a_file_that_is_no_font_is_told(tmp_path: Path) -> None:
    (tmp_path / "x.otf").write_bytes(b"OTTO")
    (problem,) = read_catalogue([tmp_path]).problems
    assert (problem.code, dict(problem.values)["file"]) == ("NL304", "x.otf")


def test_a_font_cut_anywhere_names_itself_or_is_none(tmp_path: Path) -> None:
    whole = make_font(tmp_path / "x.ttf", "X").read_bytes()
    for end in range(0, len(whole), 7):
        (tmp_path / "cut.ttf").write_bytes(whole[:end])
        names = read_names(tmp_path / "cut.ttf")
        assert names is None or names.family == "X"


@given(content=st.binary(max_size=300))
def test_bytes_at_random_never_raise(content: bytes, tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.getbasetemp() / "random.ttf"
    path.write_bytes(b"\x00\x01\x00\x00\x00\x03" + content)
    names = read_names(path)
    assert names is None or names.family
