"""What reading the content of pages came upon, as sightings."""

from collections.abc import Iterator
from typing import Final

from newsletter.pdf.marks import Fault
from newsletter.preflight.finding import Sighting

UNREAD: Final = frozenset({"amount", "depth"})
ELSEWHERE: Final = {"opi": "OPI", "reference": "Ref"}
"""Kinds of fault by which content lies in another file, with the keys that say so."""


def faulty(fault: Fault) -> Iterator[Sighting]:
    page, kind, detail = fault.at.page, fault.kind, fault.detail
    where = "/".join((*fault.at.chain, detail) if detail else fault.at.chain)
    if kind in UNREAD:
        yield Sighting("NL801", page, value=f"fault.{kind}", object=where)
    elif kind == "postscript":
        yield Sighting("NL822", page, value=detail, object=where)
    elif kind in ELSEWHERE:
        yield Sighting("NL876", page, value=ELSEWHERE[kind], object=where)
    elif kind == "font":
        yield Sighting("NL885", page, topic=detail or "?", value=detail or "?", limit="broken.damaged")
    elif kind == "image":
        yield Sighting("NL877", page, value="fault.image", object=where)
    else:
        yield Sighting("NL802", page, value=f"fault.{kind}", object=where)
