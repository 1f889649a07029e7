"""Tiny PDFs, object by object, for tests of the reading half of preflight."""

from collections.abc import Mapping, Sequence

Objects = Mapping[int, bytes]


def pdf(objects: Objects, trailer: bytes = b"", header: bytes = b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n") -> bytes:
    """A whole file of these objects (number → its bytes), with object 1 as the catalogue and a true cross-reference
    table."""
    out = bytearray(header)
    places = {}
    for number, body in sorted(objects.items()):
        places[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start, size = len(out), max(objects) + 1
    out += b"xref\n0 %d\n" % size
    for number in range(size):
        row = b"%010d 00000 n \n" % places[number] if number in places else b"0000000000 65535 f \n"
        out += row
    out += b"trailer\n<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF\n" % (size, trailer, start)
    return bytes(out)


def stream(data: bytes, entries: bytes = b"") -> bytes:
    return b"<</Length %d%s>>\nstream\n%s\nendstream" % (len(data), entries, data)


def one_page(
    content: bytes, resources: bytes = b"", more: Objects | None = None, page: bytes = b"", box: bytes = b"0 0 200 100"
) -> bytes:
    """A file of one page, 200 x 100 pt; ``more`` are further objects from number 10 on."""
    return pages([content], resources, more, page, box)


def pages(
    contents: Sequence[bytes],
    resources: bytes = b"",
    more: Objects | None = None,
    page: bytes = b"",
    box: bytes = b"0 0 200 100",
) -> bytes:
    """A file of several pages with the same resources; pages are objects 1000, 1002 …, their contents 1001, 1003 …"""
    objects: dict[int, bytes] = {1: b"<</Type/Catalog/Pages 2 0 R>>"}
    kids = b" ".join(b"%d 0 R" % (1000 + 2 * place) for place in range(len(contents)))
    objects[2] = b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, len(contents))
    for place, content in enumerate(contents):
        number = 1000 + 2 * place
        objects[number] = b"<</Type/Page/Parent 2 0 R/MediaBox[%s]/Resources<<%s>>/Contents %d 0 R%s>>" % (
            box,
            resources,
            number + 1,
            page,
        )
        objects[number + 1] = stream(content)
    return pdf({**objects, **(more or {})})
