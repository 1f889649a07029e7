"""The marked copy: the new proof as it was, with its changes drawn over it."""

import io
from pathlib import Path

import pikepdf
import pypdfium2 as pdfium
import pytest
from PIL import Image, ImageChops
from proof_pairs import built, edited, first_folder
from small_pdf import one_page

from newsletter.pdf.reader import read
from newsletter.review.compare import Compared, Given, compare, compare_apart
from newsletter.review.maps import embedded_map, parse_map
from newsletter.review.read import read_proof


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = first_folder(tmp_path_factory.mktemp("pair") / "so-1")
    built(folder)
    return folder


@pytest.fixture(scope="module")
def second(first: Path, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """With one word changed, on page 1."""
    folder = edited(first, tmp_path_factory.mktemp("second") / "so-1", "02-cau",
                    lambda text: text.replace("mười đơn vị", "chín đơn vị", 1))  # fmt: skip
    return built(folder).read_bytes()


@pytest.fixture(scope="module")
def compared(first: Path, second: bytes) -> Compared:
    return compare(Given("cũ", first.with_suffix(".pdf").read_bytes()), Given("mới", second), marks=True)


def shown(content: bytes, page: int) -> Image.Image:
    with pdfium.PdfDocument(content) as document:
        image: Image.Image = document[page].render(scale=2).to_pil().convert("RGB")
    return image


def test_only_the_word_and_its_margin_are_marked(compared: Compared, second: bytes) -> None:
    assert compared.copy is not None
    assert compared.changes is not None
    (mark,) = compared.changes.marks
    changed = ImageChops.difference(shown(second, 0), shown(compared.copy, 0)).getbbox()
    boxes = read(second).pages[0].boxes
    assert boxes.media is not None
    assert boxes.trim is not None
    left, above = boxes.trim.x0, boxes.media.y1 - boxes.trim.y1
    assert changed is not None
    box = [left + mark.left - 2, above + mark.box.y0, left + mark.box.x1, above + mark.box.y1]
    assert changed == pytest.approx([2 * edge for edge in box], abs=2)


def test_pages_without_a_change_look_as_they_did(compared: Compared, second: bytes) -> None:
    assert compared.copy is not None
    assert ImageChops.difference(shown(second, 3), shown(compared.copy, 3)).getbbox() is None


def test_the_copy_is_known_as_the_proof_that_it_shows(compared: Compared, second: bytes) -> None:
    assert compared.copy is not None
    proof, copy = read(second), read(compared.copy)
    assert copy.damages == ()
    assert embedded_map(copy) == embedded_map(proof)
    assert copy.identifiers[0] == proof.identifiers[0]
    assert copy.identifiers[1] != proof.identifiers[1]
    assert copy.xmp == proof.xmp
    assert copy.info.text("Title") == proof.info.text("Title")


def test_marks_are_no_annotations(compared: Compared, second: bytes) -> None:
    assert compared.copy is not None
    counts = [[len(page.annotations) for page in read(content).pages] for content in (second, compared.copy)]
    assert counts[0] == counts[1]


def test_the_copy_is_the_same_each_time(first: Path, second: bytes, compared: Compared) -> None:
    again = compare(Given("cũ", first.with_suffix(".pdf").read_bytes()), Given("mới", second), marks=True)
    assert again.copy == compared.copy


@pytest.mark.parametrize("with_sent", [True, False])
def test_our_own_marks_are_no_remarks_when_the_copy_comes_back(
    compared: Compared, second: bytes, with_sent: bool
) -> None:
    assert compared.copy is not None
    found = parse_map(embedded_map(read(second)) or b"")
    assert found is not None
    reading = read_proof(compared.copy, "a.pdf", {}, (), "", {found.code: second} if with_sent else {})
    assert (reading.notes, reading.problems) == ((), ())


def test_nothing_that_acts_is_copied(first: Path, second: bytes) -> None:
    with pikepdf.open(io.BytesIO(second)) as hostile:
        act = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")
        hostile.Root.OpenAction = act
        hostile.pages[0].obj.AA = pikepdf.Dictionary(O=act)
        launch = pikepdf.Dictionary(S=pikepdf.Name.Launch, F="virus.exe")
        hostile.pages[0].obj.Annots = pikepdf.Array([
            hostile.make_indirect(pikepdf.Dictionary(
                Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=[0, 0, 9, 9], A=launch))])  # fmt: skip
        out = io.BytesIO()
        hostile.save(out)
    found = compare_apart(Given("cũ", first.with_suffix(".pdf").read_bytes()), Given("mới", out.getvalue()), marks=True)
    assert found.copy is not None
    for word in (b"JavaScript", b"OpenAction", b"Launch", b"virus.exe", b"alert"):
        assert word in out.getvalue() or word == b"alert"
        assert word not in found.copy


def test_a_file_without_a_map_is_named(second: bytes) -> None:
    plain = one_page(b"0 0 m")
    found = compare_apart(Given("cũ.pdf", plain), Given("mới.pdf", second), marks=True)
    assert [(problem.code, dict(problem.values)["file"]) for problem in found.problems] == [("NL780", "cũ.pdf")]
    assert found.changes is None


def test_what_is_no_pdf_is_named(second: bytes) -> None:
    found = compare_apart(Given("cũ.pdf", b"x" * 1000), Given("mới.pdf", second), marks=False)
    assert [problem.code for problem in found.problems] == ["NL781"]


def test_a_proof_of_some_pages_is_compared_but_not_marked(first: Path, second: bytes) -> None:
    with pikepdf.open(io.BytesIO(second)) as file:
        del file.pages[2]
        out = io.BytesIO()
        file.save(out)
    found = compare(Given("cũ", first.with_suffix(".pdf").read_bytes()), Given("mới", out.getvalue()), marks=True)
    assert [problem.code for problem in found.problems] == ["NL784"]
    assert found.changes is not None
    assert len(found.changes.stories) == 1


def test_marks_stand_on_their_page_behind_a_page_of_instructions(first: Path, tmp_path: Path) -> None:
    folder = edited(first, tmp_path / "so-1", "02-cau", lambda text: text.replace("mười đơn vị", "chín đơn vị", 1))
    new = built(folder, "--round", "2").read_bytes()
    found = compare(Given("cũ", first.with_suffix(".pdf").read_bytes()), Given("mới", new), marks=True)
    assert found.problems == ()
    assert found.copy is not None
    differ = [
        ImageChops.difference(shown(new, page), shown(found.copy, page)).getbbox() is not None
        for page in range(len(read(new).pages))
    ]
    assert differ == [False, True, False, False, False, False]
    assert read(found.copy).info.text("ProofRound") == "2"
