"""What was drawn or written into the pages of a file, with annotations beside it or without any."""

import io
import subprocess
from collections.abc import Callable
from pathlib import Path
from shutil import which

import pypdf
import pypdfium2 as pdfium
import pytest
from click.testing import CliRunner
from proof_pairs import built, first_folder
from pypdf.generic import ArrayObject, DecodedStreamObject, DictionaryObject, FloatObject, NameObject, NumberObject
from pypdfium2 import raw
from small_pdf import one_page

from newsletter.commands import main
from newsletter.pdf.document import sheet
from newsletter.pdf.marks import Box
from newsletter.pdf.reader import read
from newsletter.review.flat import Copy, Drawn, drawn, trim_of
from newsletter.review.maps import SourceMap, embedded_map, parse_map
from newsletter.review.proofs import read_proofs
from newsletter.review.read import read_proof

Paint = Callable[[bytes, int, bytes], bytes]
PDFTOCAIRO = which("pdftocairo")
PROGRAMS = {
    "qpdf": ("--object-streams=generate", "--recompress-flate", "IN", "OUT"),
    "gs": ("-q", "-o", "OUT", "-sDEVICE=pdfwrite", "IN"),
}
CURVE = b"q 0.9 0.1 0.1 RG 2 w 100 400 m 120 430 150 380 180 410 c S Q"


@pytest.fixture(scope="module")
def proof(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return built(first_folder(tmp_path_factory.mktemp("flat") / "so-1")).read_bytes()


def map_in(proof: bytes) -> SourceMap:
    content = embedded_map(read(proof))
    found = parse_map(content) if content else None
    assert found is not None
    return found


def copy(content: bytes) -> Copy:
    return Copy(content, read(content))


def remarks(returned: bytes, proof: bytes, *, with_sent: bool) -> Drawn:
    return drawn(copy(returned), map_in(proof), copy(proof) if with_sent else None)


def saved(writer: pypdf.PdfWriter) -> bytes:
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def painted(proof: bytes, page: int, content: bytes) -> bytes:
    """The proof with a content stream appended to a page, and Helvetica as /Hv among its fonts."""
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(proof))
    target = writer.pages[page - 1]
    stream = DecodedStreamObject()
    stream.set_data(content)
    held = target.raw_get("/Contents")
    streams = list(held.get_object()) if isinstance(held.get_object(), ArrayObject) else [held]
    target[NameObject("/Contents")] = ArrayObject([*streams, writer._add_object(stream)])
    helvetica = {"/Type": "/Font", "/Subtype": "/Type1", "/BaseFont": "/Helvetica"}
    font = DictionaryObject({NameObject(key): NameObject(value) for key, value in helvetica.items()})
    resources = target["/Resources"].get_object()
    assert isinstance(resources, DictionaryObject)
    fonts = resources["/Font"].get_object()
    assert isinstance(fonts, DictionaryObject)
    fonts[NameObject("/Hv")] = font
    return saved(writer)


def near(box: Box | None, expected: tuple[float, float, float, float], within: float = 3) -> bool:
    return box is not None and all(abs(a - b) <= within for a, b in zip(box, expected, strict=True))


@pytest.mark.parametrize("with_sent", [True, False])
def test_an_untouched_copy_has_no_remarks(proof: bytes, with_sent: bool) -> None:
    again = saved(pypdf.PdfWriter(clone_from=io.BytesIO(proof)))
    for returned in (proof, again):
        assert remarks(returned, proof, with_sent=with_sent) == Drawn()


@pytest.mark.parametrize("with_sent", [True, False])
def test_a_stroke_in_the_page_is_a_remark_at_its_place(proof: bytes, with_sent: bool) -> None:
    found = remarks(painted(proof, 2, CURVE), proof, with_sent=with_sent)
    (markup,) = found.markups
    assert (markup.kind, markup.page, markup.contents) == ("drawn", 2, "")
    assert near(markup.rect, (99, 379, 181, 431), 12)  # control points bound a curve
    assert found.problems == ()


def test_strokes_that_touch_are_one_remark_and_others_are_others(proof: bytes) -> None:
    arrow = b"q 1 w 100 600 m 150 620 l S 150 620 m 144 622 l S 150 620 m 146 614 l S 300 100 m 340 130 l S Q"
    found = remarks(painted(proof, 1, arrow), proof, with_sent=True)
    assert [near(markup.rect, box) for markup, box in zip(
        found.markups, [(100, 600, 150, 622), (300, 100, 340, 130)], strict=True)] == [True, True]  # fmt: skip


@pytest.mark.parametrize("with_sent", [True, False])
def test_strokes_that_a_browser_names_are_found_wherever_they_stand(proof: bytes, with_sent: bool) -> None:
    """Chromium's Draw; here below the page's own content."""
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(proof))
    page = writer.pages[2]
    stream = DecodedStreamObject()
    stream.set_data(b"q /GOOG:INKIsInker BMC 1 0 0 rg 200 300 m 230 305 l 231 309 l 199 303 l h f EMC Q")
    page[NameObject("/Contents")] = ArrayObject([writer._add_object(stream), page.raw_get("/Contents")])
    (markup,) = remarks(saved(writer), proof, with_sent=with_sent).markups
    assert markup.page == 3
    assert near(markup.rect, (199, 300, 231, 309))


@pytest.mark.parametrize("with_sent", [True, False])
def test_strokes_that_pdfium_puts_into_a_page_are_found(proof: bytes, with_sent: bool) -> None:
    """As Chromium does when what was drawn is saved."""
    out = io.BytesIO()
    with pdfium.PdfDocument(proof) as document:
        page = document[1]
        path = raw.FPDFPageObj_CreateNewPath(100, 500)
        for x, y in ((140, 510), (180, 495), (180, 497), (140, 512)):
            raw.FPDFPath_LineTo(path, x, y)
        raw.FPDFPath_SetDrawMode(path, raw.FPDF_FILLMODE_WINDING, 0)
        raw.FPDFPageObj_AddMark(path, b"GOOG:INKIsInker")
        raw.FPDFPage_InsertObject(page, path)
        raw.FPDFPage_GenerateContent(page)
        document.save(out)
    (markup,) = remarks(out.getvalue(), proof, with_sent=with_sent).markups
    assert markup.page == 2
    assert near(markup.rect, (100, 495, 180, 512))


@pytest.mark.parametrize("with_sent", [True, False])
def test_an_annotation_that_was_made_flat_is_found(proof: bytes, with_sent: bool) -> None:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(proof))
    form = DecodedStreamObject()
    form.set_data(b"1 1 0 rg 100 498 100 12 re f")
    box = ArrayObject(FloatObject(number) for number in (100, 498, 200, 510))
    form.update({NameObject("/Subtype"): NameObject("/Form"), NameObject("/BBox"): box})
    annotation = DictionaryObject(
        {NameObject("/Subtype"): NameObject("/Highlight"), NameObject("/F"): NumberObject(4), NameObject("/Rect"): box}
    )
    annotation[NameObject("/AP")] = DictionaryObject({NameObject("/N"): writer._add_object(form)})
    writer.pages[2][NameObject("/Annots")] = ArrayObject([writer._add_object(annotation)])
    out = io.BytesIO()
    with pdfium.PdfDocument(saved(writer)) as document:
        page = document[2]
        assert raw.FPDFPage_Flatten(page, raw.FLAT_NORMALDISPLAY) == raw.FLATTEN_SUCCESS
        document.save(out)
    (markup,) = remarks(out.getvalue(), proof, with_sent=with_sent).markups
    assert markup.page == 3
    assert near(markup.rect, (100, 498, 200, 510))


@pytest.mark.parametrize("with_sent", [True, False])
def test_words_written_into_the_page_are_told(proof: bytes, with_sent: bool) -> None:
    written = painted(proof, 1, b"q BT /Hv 11 Tf 120 500 Td (sua lai cau nay) Tj ET Q")
    found = remarks(written, proof, with_sent=with_sent)
    (markup,) = found.markups
    assert markup.contents == "sua lai cau nay"
    assert markup.rect is not None
    assert abs(markup.rect.x0 - 120) < 2
    assert 490 < markup.rect.y0 < markup.rect.y1 < 515


def test_more_drawings_than_two_hundred_end_in_one_that_holds_the_rest(proof: bytes) -> None:
    dots = b" ".join(b"%d %d 3 3 re f" % (60 + 20 * (k % 20), 100 + 20 * (k // 20)) for k in range(300))
    found = remarks(painted(proof, 1, b"q " + dots + b" Q"), proof, with_sent=True)
    assert len(found.markups) == 200
    assert [(problem.code, dict(problem.values)["count"]) for problem in found.problems] == [("NL797", 300)]


def test_a_page_that_is_a_picture_is_named(proof: bytes) -> None:
    found = remarks(pictured(proof, 2), proof, with_sent=False)
    assert [(problem.code, dict(problem.values)["page"]) for problem in found.problems] == [("NL796", 2)]
    assert found.markups == ()


def pictured(proof: bytes, page: int, dots: int = 130) -> bytes:
    """The proof with a page as a picture of itself."""
    with pdfium.PdfDocument(proof) as document:
        image = document[page - 1].render(scale=dots / 72).to_pil()
    out = io.BytesIO()
    image.convert("RGB").save(out, "PDF", resolution=dots)
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(proof))
    writer.remove_page(page - 1)
    writer.insert_page(pypdf.PdfReader(out).pages[0], page - 1)
    return saved(writer)


def test_what_was_drawn_on_a_picture_of_a_page_is_found_by_the_sent_page(proof: bytes) -> None:
    assert remarks(pictured(proof, 2), proof, with_sent=True).markups == ()
    yellow = b" q 1 1 0 rg /Nothing gs 300 640 60 12 re f Q"
    found = remarks(pictured(painted(proof, 2, CURVE + yellow), 2, 150), proof, with_sent=True)
    assert found.problems == ()
    assert found.doubtful == {2}
    first, second = found.markups
    assert near(first.rect, (300, 640, 360, 652), 6)
    assert near(second.rect, (99, 393, 181, 417), 8)


def test_a_picture_that_does_not_lie_on_the_sent_page_is_named(proof: bytes) -> None:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(pictured(proof, 2)))
    writer.pages[1].mediabox.upper_right = (300, 850)
    (problem,) = remarks(saved(writer), proof, with_sent=True).problems
    assert problem.code == "NL796"


@pytest.mark.parametrize("with_sent", [True, False])
@pytest.mark.skipif(PDFTOCAIRO is None, reason="pdftocairo is not installed")
def test_a_page_that_another_program_wrote_anew_keeps_its_remark(proof: bytes, tmp_path: Path, with_sent: bool) -> None:
    before, after = tmp_path / "a.pdf", tmp_path / "b.pdf"
    for content, expected in ((proof, 0), (painted(proof, 2, CURVE), 1)):
        before.write_bytes(content)
        subprocess.run([str(PDFTOCAIRO), "-pdf", str(before), str(after)], check=True)
        found = remarks(after.read_bytes(), proof, with_sent=with_sent)
        assert [markup.page for markup in found.markups] == [2] * expected


def test_a_page_that_is_another_is_named_not_taken_for_a_long_remark(proof: bytes) -> None:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(proof))
    first = writer.pages[0]
    writer.remove_page(0)
    writer.insert_page(first, 1)
    found = remarks(saved(writer), proof, with_sent=False)
    assert [(problem.code, dict(problem.values)["page"]) for problem in found.problems] == [("NL798", 1), ("NL798", 2)]
    assert found.markups == ()


def test_a_stroke_becomes_a_note_at_the_line_that_it_stands_on(proof: bytes) -> None:
    page = map_in(proof).pages[1]
    line = next(line for line in page.lines if line.role == "body")
    trim = sheet(read(proof).pages[1])
    y = trim.y1 - line.baseline - 1
    stroke = b"q 1 0 0 RG 1 w %.2f %.2f m %.2f %.2f l S Q" % (trim.x0 + line.box.x0, y, trim.x0 + line.box.x1, y + 0.6)
    written = b"q BT /Hv 9 Tf 20 20 Td (sai roi) Tj ET Q"
    content = painted(painted(proof, 2, stroke), 3, written)
    reading = read_proof(content, "a.pdf", {}, ())
    first, second = reading.notes
    assert (first.intent, first.kinds, first.page, second.page) == ("drawing", ("drawn",), 2, 3)
    assert first.place is not None
    assert (first.place.file, first.place.start[0]) == (line.file, line.start[0])
    assert second.comment == "sai roi"
    assert reading.used == 2
    assert reading.annotations == 2 + sum(count for _, count in reading.skipped)


INK = b"1 0 0 RG 2 w 210 500 m 240 520 l S"


def inked(content: bytes, page: int, box: tuple[float, ...] = (200, 490, 250, 530)) -> bytes:
    """The file with ink on a page as an annotation that has its own appearance."""
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(content))
    corners = ArrayObject(map(FloatObject, box))
    form = DecodedStreamObject()
    form.set_data(INK)
    form.update({NameObject("/Subtype"): NameObject("/Form"), NameObject("/BBox"): corners})
    looks = DictionaryObject({NameObject("/N"): writer._add_object(form)})
    stroke = ArrayObject(map(FloatObject, (210, 500, 240, 520)))
    entries = {"/Subtype": NameObject("/Ink"), "/F": NumberObject(4), "/Rect": corners, "/AP": looks}
    ink = DictionaryObject({NameObject(key): value for key, value in entries.items()})
    ink[NameObject("/InkList")] = ArrayObject([stroke])
    writer.pages[page - 1][NameObject("/Annots")] = ArrayObject([writer._add_object(ink)])
    return saved(writer)


@pytest.mark.parametrize("with_sent", [True, False])
def test_strokes_are_found_beside_annotations_and_none_of_them_twice(proof: bytes, with_sent: bool) -> None:
    """As a tablet leaves a file that makes some strokes flat and keeps others."""
    sent = {map_in(proof).code: proof} if with_sent else {}
    reading = read_proof(inked(painted(painted(proof, 2, CURVE), 3, CURVE), 2), "a.pdf", {}, (), "", sent)
    assert [(note.kinds, note.page) for note in reading.notes] == [(("ink",), 2), (("drawn",), 2), (("drawn",), 3)]
    assert reading.problems == ()
    assert (reading.used, reading.annotations) == (3, 3 + sum(count for _, count in reading.skipped))
    (alone,) = read_proof(inked(proof, 2), "a.pdf", {}, (), "", sent).notes
    assert alone.kinds == ("ink",)


def test_an_annotation_on_a_picture_of_a_page_is_no_stroke_besides(proof: bytes) -> None:
    drawn_over = inked(pictured(painted(proof, 2, CURVE), 2, 150), 2)
    notes = read_proof(drawn_over, "a.pdf", {}, (), "", {map_in(proof).code: proof}).notes
    assert [note.kinds for note in notes] == [("ink",), ("drawn",)]


def test_a_stroke_that_was_added_to_the_very_bytes_is_found_without_the_sent_file(tmp_path: Path) -> None:
    folder = first_folder(tmp_path / "so-1")
    content = built(folder, "--round", "1").read_bytes()
    writer = pypdf.PdfWriter(io.BytesIO(content), incremental=True)
    page = writer.pages[1]
    stream = DecodedStreamObject()
    stream.set_data(CURVE)
    page[NameObject("/Contents")] = ArrayObject([writer._add_object(stream), page.raw_get("/Contents")])
    back = saved(writer)
    assert back.startswith(content)
    (note,) = read_proof(back, "a.pdf", {}, read_proofs(folder).value or ()).notes
    assert (note.kinds, note.page) == (("drawn",), 2)  # though it lies below the page's own content


@pytest.mark.parametrize("with_sent", [True, False])
@pytest.mark.parametrize("program", PROGRAMS)
def test_a_marked_file_that_a_program_saved_again_has_no_strokes(
    proof: bytes, tmp_path: Path, program: str, with_sent: bool
) -> None:
    if which(program) is None:
        pytest.skip(f"{program} is not installed")
    before, after = tmp_path / "a.pdf", tmp_path / "b.pdf"
    before.write_bytes(inked(proof, 2))
    names = {"IN": str(before), "OUT": str(after)}
    subprocess.run([names.get(word, word) for word in (program, *PROGRAMS[program])], check=True, capture_output=True)
    sent = {map_in(proof).code: proof} if with_sent else {}
    notes = read_proof(after.read_bytes(), "a.pdf", {}, (), "", sent).notes
    (as_sent,) = read_proof(inked(proof, 2), "a.pdf", {}, ()).notes
    assert [(note.kinds, note.place and note.place[:6]) for note in notes] == [
        (("ink",), as_sent.place and as_sent.place[:6])
    ]


def test_a_file_without_remarks_has_no_notes_and_pictures_are_told_by_file_and_page(proof: bytes) -> None:
    assert read_proof(proof, "a.pdf", {}, ()).notes == ()
    reading = read_proof(pictured(proof, 2), "b.pdf", {}, ())
    assert [(problem.code, dict(problem.values)) for problem in reading.problems] == [
        ("NL796", {"file": "b.pdf", "page": 2})
    ]
    code = map_in(proof).code
    drawn_over = pictured(painted(proof, 2, CURVE), 2, 150)
    (note,) = read_proof(drawn_over, "b.pdf", {}, (), "", {code: proof}).notes
    assert note.page == 2
    assert note.place is None or note.place.confidence <= 0.5


def test_a_scan_of_a_page_is_compared_with_the_pdf_that_lies_in_out(tmp_path: Path) -> None:
    folder = first_folder(tmp_path / "so-1")
    (folder / "out").mkdir()
    sent, back = folder / "out" / "b.pdf", tmp_path / "ve.pdf"
    command(["build", str(folder), "--round", "1", "-o", str(sent)])
    content = sent.read_bytes()
    back.write_bytes(pictured(painted(content, 3, CURVE), 3, 150))
    told = command(["review", "read", str(back), "--issue", str(folder)])
    assert "NL796" not in told
    assert "1 ý kiến: 1 mới" in told
    sent.unlink()
    assert "NL796" in command(["review", "read", str(back), "--issue", str(folder)])


def command(words: list[str]) -> str:
    """What a command says."""
    result = CliRunner().invoke(main, words)
    assert result.exit_code in (0, 1), result.output
    return result.output


def test_of_a_file_that_nobody_knows_only_named_strokes_count() -> None:
    content = one_page(b"0 0 50 50 re f /GOOG:INKIsInker BMC 100 20 30 5 re f EMC 0 0 9 9 re f")
    (markup,) = drawn(copy(content), None).markups
    assert markup.rect == (100, 20, 130, 25)


def test_the_trim_is_known_where_the_file_has_lost_it(proof: bytes) -> None:
    page, mapped = read(proof).pages[0], map_in(proof).pages[0]
    bare = page._replace(boxes=page.boxes._replace(trim=None, art=None, crop=None))
    assert near(trim_of(bare, mapped), sheet(page), 0.1)
