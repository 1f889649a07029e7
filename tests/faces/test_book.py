"""Which file serves a design, what stands in for a lacking letter, and what a bad font file is called."""

import hashlib
import os
from pathlib import Path

import pytest
import uharfbuzz as hb
from hypothesis import given, settings
from hypothesis import strategies as st
from square_type import ASCII, CATALOGUE, FONTS, SQUARE, family

from newsletter.faces.book import VIETNAMESE, FontBook, coordinates_of, nearest_file, open_book
from newsletter.model.fonts import FontCatalogue, FontFamily, FontFile
from newsletter.model.layout import FaceSpec

SERIF = "Source Serif 4"


def codes(catalogue: FontCatalogue, *specs: FaceSpec) -> list[str]:
    return [problem.code for problem in open_book(catalogue, specs).problems]


def catalogue_of(**families: FontFamily) -> FontCatalogue:
    return FontCatalogue(dict(families))


@pytest.fixture(scope="module")
def packaged() -> FontCatalogue:
    """The fonts that come with the program, found where pip has put them."""
    from importlib.resources import files  # noqa: PLC0415

    folder = Path(str(files("fontpkg_source_serif_4"))) / "files"
    axes = (("opsz", 8.0, 60.0), ("wght", 200.0, 900.0))
    upright = FontFile(str(folder / "SourceSerif4[opsz,wght].ttf"), axes=axes)
    italic = FontFile(str(folder / "SourceSerif4-Italic[opsz,wght].ttf"), italic=True, axes=axes)
    return FontCatalogue({SERIF: FontFamily(name=SERIF, files=(upright, italic))})


def test_a_good_family_opens_without_a_word() -> None:
    outcome = open_book(CATALOGUE, [SQUARE])
    assert outcome.value is not None
    assert outcome.problems == ()


def test_an_unknown_family_is_named_with_its_likeness() -> None:
    (problem,) = open_book(CATALOGUE, [FaceSpec("Sqare")]).problems
    assert problem.code == "NL301"
    assert dict(problem.values)["known"] == "Square"


def test_an_absent_file_names_its_package() -> None:
    (problem,) = open_book(catalogue_of(Gone=family("Gone", "gone.ttf")), [FaceSpec("Gone")]).problems
    assert (problem.code, dict(problem.values)["package"]) == ("NL302", "package-of-gone")


def test_a_pipe_is_no_font_file_and_nobody_waits_for_it(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.ttf")
    piped = FontFamily(name="F", files=(FontFile(str(tmp_path / "a.ttf")),))
    assert codes(catalogue_of(F=piped), FaceSpec("F")) == ["NL302"]


def test_another_version_of_a_pinned_file_is_refused() -> None:
    sha256 = hashlib.sha256((FONTS / "square.ttf").read_bytes()).hexdigest()
    assert codes(catalogue_of(F=family("F", "square.ttf", sha256=sha256)), FaceSpec("F")) == []
    assert codes(catalogue_of(F=family("F", "square.ttf", sha256="0" * 64)), FaceSpec("F")) == ["NL303"]


def test_a_text_file_in_disguise_is_no_font() -> None:
    assert codes(catalogue_of(F=family("F", "make_square.py")), FaceSpec("F")) == ["NL304"]


def test_a_font_without_vietnamese_opens_with_a_warning() -> None:
    outcome = open_book(CATALOGUE, [ASCII])
    assert outcome.value is not None
    (problem,) = outcome.problems
    assert (problem.code, problem.severity) == ("NL305", "warning")
    assert dict(problem.values)["count"] == 134


def test_a_font_that_may_not_be_embedded_is_refused(tmp_path: Path) -> None:
    content = bytearray((FONTS / "square.ttf").read_bytes())
    for index in range(int.from_bytes(content[4:6], "big")):
        entry = 12 + 16 * index
        if content[entry : entry + 4] == b"OS/2":
            start = int.from_bytes(content[entry + 8 : entry + 12], "big")
            content[start + 8 : start + 10] = b"\x00\x02"
    (tmp_path / "mine.ttf").write_bytes(content)
    assert codes(catalogue_of(F=family("F", str(tmp_path / "mine.ttf"))), FaceSpec("F")) == ["NL307"]


def test_all_faults_are_told_in_one_run_and_each_once() -> None:
    bold = FaceSpec("Gone", weight=700)
    catalogue = catalogue_of(Gone=family("Gone", "gone.ttf"), F=family("F", "make_square.py"))
    assert codes(catalogue, FaceSpec("Gone"), bold, FaceSpec("F"), FaceSpec("Nobody")) == ["NL302", "NL304", "NL301"]


@pytest.fixture(scope="module")
def scrap(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("fonts") / "damaged.ttf"


@settings(max_examples=60)
@given(st.data())
def test_no_damaged_font_makes_more_than_a_problem(scrap: Path, data: st.DataObject) -> None:
    content = bytearray((FONTS / "square.ttf").read_bytes())
    for _ in range(data.draw(st.integers(1, 20))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    scrap.write_bytes(content[: data.draw(st.integers(len(content) // 2, len(content)))])
    spec = FaceSpec("Damaged")
    outcome = open_book(catalogue_of(Damaged=family("Damaged", str(scrap))), [spec])
    if outcome.value is None:
        assert {problem.code for problem in outcome.problems} <= {"NL304", "NL307"}
    else:
        face = outcome.value.face(spec)
        assert face.program(face.shape("Đảng bộ").glyphs)


def test_the_face_itself_covers_what_it_has() -> None:
    assert FontBook(CATALOGUE).cover(SQUARE, "Đảng") == SQUARE


def test_a_fallback_family_keeps_weight_and_slope() -> None:
    spec = FaceSpec("SquareAscii", 700, italic=True)
    assert FontBook(CATALOGUE).cover(spec, "Đảng") == replace_family(spec, "Square")
    assert FontBook(CATALOGUE).cover(spec, "日本") is None


def replace_family(spec: FaceSpec, name: str) -> FaceSpec:
    return spec._replace(family=name)


def test_a_fallback_that_cannot_be_opened_is_passed_over() -> None:
    catalogue = CATALOGUE._replace(fallbacks=("Nobody", "Square"))
    assert FontBook(catalogue).cover(ASCII, "Đảng") == SQUARE


def test_slope_is_chosen_before_weight_and_weight_before_width() -> None:
    plain, bold = FontFile("r.ttf"), FontFile("b.ttf", weight=700)
    slanted, narrow = FontFile("i.ttf", italic=True), FontFile("n.ttf", width=75)
    several = FontFamily(name="F", files=(plain, bold, slanted, narrow))
    assert nearest_file(several, FaceSpec("F", 600)) is bold
    assert nearest_file(several, FaceSpec("F", 900, italic=True)) is slanted
    assert nearest_file(several, FaceSpec("F", 400, width=80)) is narrow


def test_axes_stay_within_their_limits(packaged: FontCatalogue) -> None:
    source = hb.Face(hb.Blob(Path(packaged.families[SERIF].files[0].path).read_bytes()))
    assert dict(coordinates_of(source, FaceSpec(SERIF, 1000, optical=4))) == {"wght": 900, "opsz": 8}
    assert dict(coordinates_of(source, FaceSpec(SERIF)))["opsz"] == 20


def test_two_designs_of_one_instance_share_a_face(packaged: FontCatalogue) -> None:
    book = FontBook(packaged)
    assert book.face(FaceSpec(SERIF, 950)) is book.face(FaceSpec(SERIF, 900))
    assert book.face(FaceSpec(SERIF, 900)) is not book.face(FaceSpec(SERIF, 800))


@pytest.mark.parametrize("spec", [FaceSpec(SERIF, 400, optical=10), FaceSpec(SERIF, 800, italic=True, optical=48)])
def test_the_embedded_instance_is_the_font_that_was_measured(packaged: FontCatalogue, spec: FaceSpec) -> None:
    face = FontBook(packaged).face(spec)
    glyphs = face.shape(VIETNAMESE).glyphs
    instance = hb.Font(hb.Face(hb.Blob(face.program(glyphs))))
    for glyph in glyphs:
        assert instance.get_glyph_h_advance(glyph) == face.advance(glyph)


def test_kerning_of_the_variable_font_is_that_of_its_instance(packaged: FontCatalogue) -> None:
    spec = FaceSpec(SERIF, 400, optical=10)
    face = FontBook(packaged).face(spec)
    source = hb.Face(hb.Blob(Path(packaged.families[SERIF].files[0].path).read_bytes()))
    request = hb.SubsetInput()
    request.unicode_set.update(map(ord, VIETNAMESE))
    for tag, value in face.coordinates:
        request.pin_axis_location(source, tag, value)
    instance = hb.Font(hb.subset(source, request))
    differing = 0
    for word in ("Và", "Tổ", "AVẤT", "Thế", "Yêu", "Về", "Từ", "Vị", "Lý", "Kỷ"):
        buffer = hb.Buffer()
        buffer.add_str(word)
        buffer.guess_segment_properties()
        hb.shape(instance, buffer, {"liga": False, "calt": False})
        advances = tuple(place.x_advance for place in buffer.glyph_positions)
        differing += advances != face.shape(word).advances
    assert differing == 0
    assert face.shape("AV").advance < face.shape("A").advance + face.shape("V").advance
