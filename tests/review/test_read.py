"""Returned proofs read into notes: which characters they mean, on turned and cropped pages too, and with the map lost."""

import io
from pathlib import Path
from typing import NamedTuple

import pytest
from proof_pairs import built, edit, first_folder
from pypdf import PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, FloatObject, NameObject, NumberObject, TextStringObject

from newsletter.pdf.marks import Box
from newsletter.pdf.reader import read
from newsletter.review.maps import MapLine, MapWord, SourceMap, embedded_map, parse_map
from newsletter.review.notes import Note, Reading
from newsletter.review.proofs import Proof
from newsletter.review.read import read_apart, read_proof

PASSAGE = (
    "Chiều muộn, chị Hạnh xách giỏ khoai qua chiếc cầu gỗ lim; nắng xiên xuống mặt nước như rắc vàng, và mấy đứa trẻ "
    "chăn trâu gọi nhau í ới bên kia bờ ruộng vừa gặt xong, khói rạ thơm nồng quyện vào mùi bưởi chín."
)
"""It stands nowhere else."""


class Sent(NamedTuple):
    """A proof as sent."""

    content: bytes
    sources: dict[str, str]
    map: SourceMap
    trim: Box
    page: int
    """Index of the page with the passage."""


@pytest.fixture(scope="module")
def sent(tmp_path_factory: pytest.TempPathFactory) -> Sent:
    folder = first_folder(tmp_path_factory.mktemp("review") / "so-1")
    edit(folder, "02-cau", lambda text: text.replace("Đoạn 1.", f"{PASSAGE} Đoạn 1."))
    content = built(folder).read_bytes()
    document = read(content)
    found = parse_map(embedded_map(document) or b"")
    trim = document.pages[0].boxes.trim
    assert found is not None
    assert trim is not None
    sources = {f"articles/{file.name}": file.read_bytes().decode() for file in sorted(folder.glob("articles/*.md"))}
    page = next(index for index, each in enumerate(found.pages) if any("nắng" in line.text for line in each.lines))
    return Sent(content, sources, found, trim, page)


def body(sent: Sent, number: int = -1) -> tuple[MapLine, MapWord]:
    """A line of that page's text, by default one of the passage, and a word in its middle."""
    lines = [line for line in sent.map.pages[sent.page].lines if line.role == "body"]
    line = lines[number] if number >= 0 else next(line for line in lines if "nắng" in line.text)
    return line, line.words[len(line.words) // 2]


def over(sent: Sent, line: MapLine, left: float, right: float) -> tuple[float, float, float, float]:
    """The rectangle of a mark as high as its line, and a little more, as most viewers draw it."""
    return sent.trim.x0 + left, sent.trim.y1 - line.box.y1 - 0.4, sent.trim.x0 + right, sent.trim.y1 - line.box.y0 + 0.4


def mark(subtype: str, rect: tuple[float, ...], contents: str = "", quads: bool = True) -> DictionaryObject:
    x0, y0, x1, y1 = rect
    made = DictionaryObject({
        NameObject("/Type"): NameObject("/Annot"),
        NameObject("/Subtype"): NameObject(f"/{subtype}"),
        NameObject("/Rect"): ArrayObject(map(FloatObject, rect)),
        NameObject("/Contents"): TextStringObject(contents),
    })  # fmt: skip
    if quads:
        made[NameObject("/QuadPoints")] = ArrayObject(map(FloatObject, (x0, y1, x1, y1, x0, y0, x1, y0)))
    return made


def returned(sent: Sent, *marks: DictionaryObject, turned: int = 0, bare: bool = False, password: str = "") -> bytes:
    """The proof with marks on that page."""
    writer = PdfWriter(clone_from=io.BytesIO(sent.content))
    page = writer.pages[sent.page]
    page[NameObject("/Annots")] = ArrayObject([writer._add_object(one) for one in marks])
    if turned:
        page[NameObject("/Rotate")] = NumberObject(turned)
        page[NameObject("/CropBox")] = ArrayObject(map(FloatObject, (20, 30, 600, 830)))
    if bare:
        writer._root_object.pop("/Names", None)
        writer.metadata = None
    if password:
        writer.encrypt(password, algorithm="RC4-128")
    whole = io.BytesIO()
    writer.write(whole)
    return whole.getvalue()


def only(reading: Reading) -> Note:
    (note,) = reading.notes
    return note


@pytest.mark.parametrize("turned", [0, 90, 180, 270])
def test_a_mark_means_the_characters_under_it_on_turned_and_cropped_pages_too(sent: Sent, turned: int) -> None:
    line, word = body(sent)
    marked = returned(sent, mark("StrikeOut", over(sent, line, word.left, word.right)), turned=turned)
    place = only(read_proof(marked, "a.pdf", sent.sources, ())).place
    assert place is not None
    assert (place.file, place.start, place.end) == (
        line.file,
        (word.line, word.column),
        (word.line, word.column + word.length - 1),
    )
    assert (place.quote, place.method, place.confidence, place.frame) == (word.text, "map", 1.0, line.frame)
    assert f"{place.prefix[-8:]}{place.quote}{place.suffix[:8]}" in " ".join(sent.sources[line.file].split())


def test_part_of_a_word_is_marked_by_its_letters(sent: Sent) -> None:
    line, _ = body(sent)
    word = max(line.words, key=lambda each: each.length)
    middle = (word.left + word.right) / 2
    marked = returned(sent, mark("Highlight", over(sent, line, word.left, middle)))
    place = only(read_proof(marked, "a.pdf", sent.sources, ())).place
    assert place is not None
    assert word.text.startswith(place.quote)
    assert 0 < len(place.quote) < len(word.text)
    assert place.end[1] - place.start[1] + 1 == len(place.quote)


def test_a_selection_that_ran_into_another_place_means_its_longest_run_and_is_doubtful(sent: Sent) -> None:
    line, word = body(sent)
    far = [each for each in sent.map.pages[sent.page].lines if each.role == "body" and each.story == line.story][-1]
    one = mark("StrikeOut", over(sent, line, word.left, line.words[-1].right))
    x0, y0, x1, y1 = over(sent, far, far.words[0].left, far.words[0].right)
    quads = one["/QuadPoints"]
    assert isinstance(quads, ArrayObject)
    quads.extend(map(FloatObject, (x0, y1, x1, y1, x0, y0, x1, y0)))
    place = only(read_proof(returned(sent, one), "a.pdf", sent.sources, ())).place
    assert place is not None
    assert place.quote == line.text[line.text.index(word.text) :]
    assert place.confidence < 1


def test_a_selection_from_line_to_line_means_both_and_not_what_it_ran_over_beside_them(sent: Sent) -> None:
    """As poppler selects: to the end of the line, all of the line beside it, and on from the start of the next."""
    lines = [each for each in sent.map.pages[sent.page].lines if each.role == "body"]
    at = lines.index(body(sent)[0])
    first, second, far = lines[at], lines[at + 1], lines[-1]
    pieces = (
        (first, first.words[-1].left, first.words[-1].right),
        (far, far.words[0].left, far.words[-1].right),
        (second, second.words[0].left, second.words[0].right),
    )
    one = mark("StrikeOut", over(sent, *pieces[0]))
    quads = one["/QuadPoints"]
    assert isinstance(quads, ArrayObject)
    for piece in pieces[1:]:
        x0, y0, x1, y1 = over(sent, *piece)
        quads.extend(map(FloatObject, (x0, y1, x1, y1, x0, y0, x1, y0)))
    place = only(read_proof(returned(sent, one), "a.pdf", sent.sources, ())).place
    assert place is not None
    assert place.quote == f"{first.words[-1].text} {second.words[0].text}"
    assert place.confidence < 1


def test_without_a_map_words_are_found_by_what_stands_round_them(sent: Sent) -> None:
    line, word = body(sent)
    marked = returned(sent, mark("Underline", over(sent, line, word.left, line.words[-1].right)), bare=True)
    reading = read_proof(marked, "a.pdf", sent.sources, ())
    place = only(reading).place
    assert place is not None
    assert (place.file, place.start, place.method) == (line.file, (word.line, word.column), "text")
    assert 0.5 <= place.confidence < 1
    assert [problem.code for problem in reading.problems] == ["NL754"]


def test_a_kept_proof_gives_its_map_to_a_file_that_names_it(sent: Sent) -> None:
    line, word = body(sent)
    marked = returned(sent, mark("Underline", over(sent, line, word.left, word.right)), bare=True)
    writer = PdfWriter(clone_from=io.BytesIO(marked))
    writer.add_metadata({"/Subject": "BÔNG 2 · 7K3M-Q9XA"})
    whole = io.BytesIO()
    writer.write(whole)
    kept = Proof(2, "7K3M-Q9XA", sent.map.fingerprint, "sha256:", 1, "", sent.map)
    reading = read_proof(whole.getvalue(), "a.pdf", sent.sources, (kept,))
    assert (reading.proof, only(reading).proof, reading.problems) == ("7K3M-Q9XA", "7K3M-Q9XA", ())
    assert only(reading).place is not None


@pytest.mark.parametrize("bare", [False, True])
def test_a_caret_stands_before_the_character_right_of_it(sent: Sent, bare: bool) -> None:
    line, word = body(sent)
    x0, y0, _, y1 = over(sent, line, word.left, word.right)
    caret = mark("Caret", (x0 - 4, y0, x0 + 4, (y0 + y1) / 2), "rất", quads=False)
    note = only(read_proof(returned(sent, caret, bare=bare), "a.pdf", sent.sources, ()))
    assert note.place is not None
    assert (note.intent, note.new_text) == ("insert", "rất")
    assert (note.place.file, note.place.start, note.place.quote) == (line.file, (word.line, word.column), "")
    assert note.place.suffix.startswith(word.text)


def test_a_note_in_the_margin_is_of_the_line_beside_it_and_says_so(sent: Sent) -> None:
    line, _ = body(sent, 0)
    x0, y0, _, y1 = over(sent, line, line.box.x0, line.box.x1)
    rect = (x0 - 30, (y0 + y1) / 2 - 8, x0 - 14, (y0 + y1) / 2 + 8)
    place = only(read_proof(returned(sent, mark("Text", rect, "xem", False)), "a.pdf", sent.sources, ())).place
    assert place is not None
    assert (place.start, place.line, place.quote, place.method) == (line.start, 1, line.text, "nearest")
    assert place.confidence < 0.7


@pytest.mark.parametrize("above", [3.0, 8.0, -2.5])
def test_a_stroke_along_a_line_means_the_words_that_it_runs_through_over_or_under(sent: Sent, above: float) -> None:
    line, word = body(sent)
    base = sent.trim.y1 - line.baseline + above
    stroke = mark("Ink", (sent.trim.x0 + word.left, base - 0.5, sent.trim.x0 + word.right, base + 0.5), quads=False)
    place = only(read_proof(returned(sent, stroke), "a.pdf", sent.sources, ())).place
    assert place is not None
    assert (place.quote, place.start) == (word.text, (word.line, word.column))
    assert (place.method, place.confidence) == ("nearest", 0.7)


def test_a_ring_round_a_word_means_the_word(sent: Sent) -> None:
    line, word = body(sent)
    x0, y0, x1, y1 = over(sent, line, word.left, word.right)
    ring = mark("Circle", (x0 - 1, y0 - 3, x1 + 1, y1 + 3), quads=False)
    place = only(read_proof(returned(sent, ring), "a.pdf", sent.sources, ())).place
    assert place is not None
    assert word.text in place.quote


def test_a_stroke_in_the_contents_is_of_the_title_that_stands_there(sent: Sent) -> None:
    page, line = next(
        (page, line)
        for page in sent.map.pages
        for line in page.lines
        if line.role == "furniture" and line.file.startswith("articles/") and len(line.words) > 1
    )
    left, base = sent.trim.x0 + line.words[0].left, sent.trim.y1 - line.baseline
    stroke = mark("Ink", (left, base - 1, left + 20, base - 0.5), quads=False)
    marked = returned(sent._replace(page=sent.map.pages.index(page)), stroke)
    place = only(read_proof(marked, "a.pdf", sent.sources, ())).place
    assert place is not None
    assert (place.file, place.role) == (line.file, "furniture")
    assert line.text.startswith(place.quote)


def test_a_note_on_a_line_is_of_the_line_that_its_corner_points_at(sent: Sent) -> None:
    line, word = body(sent)
    x0, y0, _, y1 = over(sent, line, word.left, word.right)
    middle = (y0 + y1) / 2
    icon = mark("Text", (x0, middle - 24, x0 + 24, middle), "xem", False)
    place = only(read_proof(returned(sent, icon), "a.pdf", sent.sources, ())).place
    assert place is not None
    assert (place.quote, place.method) == (line.text, "nearest")


def test_every_annotation_is_counted(sent: Sent) -> None:
    line, word = body(sent)
    nowhere = (-30000.0, 32768.0, 32768.0, -32768.0)
    marks = [
        mark("Link", nowhere), mark("Highlight", nowhere), mark("Highlight", over(sent, line, word.left, word.right)),
    ]  # fmt: skip
    reading = read_proof(returned(sent, *marks), "a.pdf", sent.sources, ())
    assert [note.outcome for note in reading.notes] == ["unreadable", "proposed"]
    assert dict(reading.skipped)["Link"] >= 1
    assert reading.annotations == reading.used + reading.states + sum(count for _, count in reading.skipped)


def test_a_note_on_an_older_proof_is_found_in_the_text_of_today(sent: Sent) -> None:
    line, word = body(sent)
    marked = returned(sent, mark("StrikeOut", over(sent, line, word.left, word.right)))
    now = {file: text.replace("\nĐoạn 0.", "\nMột đoạn mới.\n\nĐoạn 0.") for file, text in sent.sources.items()}
    place = only(read_proof(marked, "a.pdf", now, ())).place
    assert place is not None
    assert place.start == (word.line + 2, word.column)
    gone = dict.fromkeys(now, "---\ntitle: Khác\n---\nKhác hẳn.\n")
    note = only(read_proof(marked, "a.pdf", gone, ()))
    assert (note.place, note.outcome, note.reason) == (None, "orphan", "changed")


def test_the_same_file_gives_the_same_notes(sent: Sent) -> None:
    line, word = body(sent)
    marked = returned(sent, mark("Highlight", over(sent, line, word.left, word.right), "sửa"))
    assert read_apart(marked, "a.pdf", sent.sources, ()) == read_proof(marked, "a.pdf", sent.sources, ())


def test_a_remark_that_repeats_the_marked_words_is_none(sent: Sent) -> None:
    line, word = body(sent)
    marked = returned(sent, mark("Highlight", over(sent, line, word.left, word.right), word.text))
    assert only(read_proof(marked, "a.pdf", sent.sources, ())).comment == ""


def test_a_locked_file_wants_its_password(sent: Sent) -> None:
    line, word = body(sent)
    one = mark("Highlight", over(sent, line, word.left, word.right))
    locked = returned(sent, one, password="bông")  # noqa: S106
    assert [problem.code for problem in read_proof(locked, "a.pdf", sent.sources, ()).problems] == ["NL751"]
    place = only(read_proof(locked, "a.pdf", sent.sources, (), "bông")).place
    assert place is not None
    assert place.quote == word.text


@pytest.mark.parametrize("content", [b"", b"%PDF-1.4", b"GIF89a", b"\0" * 1000])
def test_what_is_no_pdf_is_said_to_be_none(content: bytes) -> None:
    reading = read_proof(content, "a.pdf", {}, ())
    assert ([problem.code for problem in reading.problems], reading.notes) == (["NL750"], ())


def test_half_a_file_gives_what_it_has(sent: Sent, tmp_path: Path) -> None:
    for part in (0.3, 0.6, 0.9, 0.99):
        reading = read_proof(sent.content[: int(len(sent.content) * part)], "a.pdf", sent.sources, ())
        assert reading.problems
