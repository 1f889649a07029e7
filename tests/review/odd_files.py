"""The same marked proof in the shapes that files come back in: turned, cropped, moved, scaled, encrypted, packed, saved
again and again. What the marks mean is the same in all of them."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from io import BytesIO
from typing import Final

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf
from pypdf import PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, TextStringObject
from review.clients import saved

_BOXES: Final = ("/MediaBox", "/CropBox", "/TrimBox", "/BleedBox", "/ArtBox")
_PLACED: Final = ("/Rect", "/QuadPoints", "/L", "/Vertices")


def turned(angle: int) -> Callable[[bytes], bytes]:
    """Shown in another direction; space and marks stay what they are."""

    def turn(content: bytes) -> bytes:
        with changed(content) as (pdf, out):
            for page in pdf.pages:
                page.Rotate = angle
            pdf.save(out)
        return out.getvalue()

    return turn


def cropped(content: bytes) -> bytes:
    """Shown without slug and bleed."""
    with changed(content) as (pdf, out):
        for page in pdf.pages:
            page.CropBox = page.get("/TrimBox", page.MediaBox)
        pdf.save(out)
    return out.getvalue()


def placed(scale: float, across: float, up: float, unit: float = 1.0) -> Callable[[bytes], bytes]:
    """Everything on a page stands elsewhere in its space, in other units."""

    def place(content: bytes) -> bytes:
        with changed(content) as (pdf, out):
            for page in pdf.pages:
                matrix = f"q {scale} 0 0 {scale} {across} {up} cm\n".encode()
                page.contents_add(pdf.make_stream(matrix), prepend=True)
                page.contents_add(pdf.make_stream(b"\nQ"))
                for key in _BOXES:
                    if key in page:
                        page[key] = _moved(page[key], scale, across, up)
                for annotation in page.get("/Annots", ()):
                    for key in _PLACED:
                        if key in annotation:
                            annotation[key] = _moved(annotation[key], scale, across, up)
                if unit != 1:
                    page.UserUnit = unit
            pdf.save(out)
        return out.getvalue()

    return place


def _moved(numbers: Array, scale: float, across: float, up: float) -> Array:
    pairs = list(map(float, numbers))  # type: ignore[call-overload]
    moved = [round(number * scale + (up if at % 2 else across), 3) for at, number in enumerate(pairs)]
    return Array(moved)


def encrypted(content: bytes) -> bytes:
    """With rights for its owner, and no password to open it."""
    with changed(content) as (pdf, out):
        pdf.save(out, encryption=pikepdf.Encryption(owner="chủ", user="", R=6))
    return out.getvalue()


def packed(content: bytes) -> bytes:
    with changed(content) as (pdf, out):
        pdf.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return out.getvalue()


def saved_again(content: bytes) -> bytes:
    """A mark made and taken out again stands in an older state of the file."""
    first = PdfWriter(BytesIO(content), incremental=True)
    entries = {"/Type": "/Annot", "/Subtype": "/Text"}
    made = DictionaryObject({NameObject(key): NameObject(value) for key, value in entries.items()})
    made[NameObject("/Contents")] = TextStringObject("bỏ rồi")
    made[NameObject("/Rect")] = ArrayObject()
    first.add_annotation(0, made)
    second = PdfWriter(BytesIO(saved(first)), incremental=True)
    annotations = second.pages[0]["/Annots"].get_object()
    assert isinstance(annotations, ArrayObject)
    annotations.pop()
    return saved(second)


def other_corners(content: bytes) -> bytes:
    """Quadrilaterals as poppler has them on turned pages: BL TL BR TR."""
    with changed(content) as (pdf, out):
        for annotation in _annotations(pdf):
            if "/QuadPoints" in annotation:
                numbers = list(annotation.QuadPoints)
                rows = [numbers[at : at + 8] for at in range(0, len(numbers), 8)]
                annotation.QuadPoints = Array([n for row in rows for n in row[4:6] + row[:2] + row[6:] + row[2:4]])
        pdf.save(out)
    return out.getvalue()


def only_rectangles(content: bytes) -> bytes:
    """Marks on one line without quadrilaterals, their rectangles from the upper right to the lower left."""
    with changed(content) as (pdf, out):
        for annotation in _annotations(pdf):
            if len(annotation.get("/QuadPoints", ())) == 8:
                del annotation["/QuadPoints"]
                x0, y0, x1, y1 = annotation.Rect
                annotation.Rect = Array([x1, y1, x0, y0])
        pdf.save(out)
    return out.getvalue()


def indirect(content: bytes) -> bytes:
    """Lists of annotations as objects of their own, with nothing and foolish things in them."""
    with changed(content) as (pdf, out):
        for page in pdf.pages:
            found = page.get("/Annots", Array())
            page.Annots = pdf.make_indirect(Array([None, *found, 7, Dictionary(), Name.Text, Array()]))
        pdf.save(out)
    return out.getvalue()


def one_name(content: bytes) -> bytes:
    """PyMuPDF names them anew on every page; Okular names what it did not make."""
    with changed(content) as (pdf, out):
        for annotation in _annotations(pdf):
            annotation.NM = pikepdf.String("fitz-A0")
        pdf.save(out)
    return out.getvalue()


def started_late(content: bytes) -> bytes:
    """Something stands before the header, as mail programs leave it."""
    return b"\r\nContent-Type: application/pdf\r\n\r\n" + content


FILES: Final[Mapping[str, Callable[[bytes], bytes]]] = {
    "turned to the right": turned(90),
    "on its head": turned(180),
    "turned to the left": turned(270),
    "cropped": cropped,
    "moved": placed(1, -300, 120.5),
    "in other units": placed(0.5, 0, 0, unit=2),
    "encrypted": encrypted,
    "packed": packed,
    "saved again": saved_again,
    "other corners": other_corners,
    "only rectangles": only_rectangles,
    "indirect": indirect,
    "one name": one_name,
    "started late": started_late,
}


@contextmanager
def changed(content: bytes) -> Iterator[tuple[Pdf, BytesIO]]:
    with Pdf.open(BytesIO(content)) as pdf:
        yield pdf, BytesIO()


def _annotations(pdf: Pdf) -> Iterator[Dictionary]:
    for page in pdf.pages:
        yield from page.get("/Annots", ())
