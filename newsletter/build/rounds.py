"""A proof that is sent out under a number: the instructions before its first page, and what is kept of it."""

import hashlib
import os
from contextlib import ExitStack

from newsletter.build.copy import Copy, faces_of
from newsletter.build.work import Work
from newsletter.compose.instructions import instructions
from newsletter.compose.itemise import Caster
from newsletter.compose.paper import A4, PAPER_FACES, set_paper
from newsletter.compose.wording import wording
from newsletter.faces.book import open_book
from newsletter.output import Staged, Unwritable, alone_beside
from newsletter.pages.items import Page
from newsletter.problems import error
from newsletter.review.proofs import next_round, proof_file, proof_record


def instruction_sheets(copy: Copy, work: Work) -> tuple[Page, ...] | None:
    """The sheets before the first page; None where the fonts that come with the program are not there."""
    opened = open_book(copy.catalogue, (*faces_of(copy.layout), *PAPER_FACES))
    work.problems += opened.problems
    if opened.value is None or work.proof is None:
        return None
    sheet = instructions(copy.issue, work.proof, work.order.due)
    label = wording(copy.issue.language).instructions
    pages = set_paper(sheet, Caster(copy.book, copy.issue.lexicon))
    sheets = tuple(page._replace(number=page.number - len(pages), label=label, paper=A4) for page in pages)
    work.sheets += (page.number for page in sheets)
    return sheets


def keep(pdf: Staged, source_map: bytes, staged: ExitStack, work: Work) -> list[Staged] | None:
    """What is kept of the proof, beside its place (nothing where it stands there already); None, with a problem, where
    another proof has that number."""
    order, name = work.order, work.proof
    place = proof_file(order.folder, order.round)
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        raise Unwritable(place, fault) from fault
    if os.path.realpath(place.parent) != os.path.realpath(order.out.parent):  # whose lock is held already
        staged.enter_context(alone_beside(place, work.ears.waiting))
    head: dict[str, object] = {
        "number": order.round,
        "code": name.code if name else "",
        "fingerprint": work.fingerprint,
        "id": work.identifier,
    }
    with pdf.written().open("rb") as written:
        head["sha256"] = f"sha256:{hashlib.file_digest(written, 'sha256').hexdigest()}"
        head["size"] = written.tell()
    if order.due:
        head["deadline"] = order.due.isoformat()
    content = proof_record(head, source_map)
    if os.path.lexists(place):
        if place.is_file() and place.read_bytes() == content:
            return []
        file = f"review/proofs/{place.name}"
        work.problems.append(error("NL760", number=order.round, file=file, next=next_round(order.folder)))
        return None
    record = staged.enter_context(Staged(place))
    record.sink.write(content)
    record.seal()
    return [record]
