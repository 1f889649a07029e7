"""What the print shop receives: the press PDF with all that speaks for it, as a folder or one ZIP, whole or not at all."""

import hashlib
import json
import os
import struct
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path
from typing import Literal, NamedTuple

from newsletter.build import build
from newsletter.build.bundle import SUMS_NAME, TICKET_NAME, members, plain_name, sums_of, write_zip
from newsletter.build.copy import ISSUE_NAME, Copy, read_copy
from newsletter.build.evidence import embedded_fonts, examine, ink_of, report_sheet, sentence_of
from newsletter.build.identity import edition_of, fingerprint
from newsletter.build.package_texts import fonts_text, readme_text
from newsletter.build.press import ordered
from newsletter.build.printing import Desk, open_desk
from newsletter.build.ticket import PressFile, Product, Ticket, lacking, ticket_sheet, ticket_yaml
from newsletter.build.ticket_words import ticket_words
from newsletter.build.typefaces import fonts_of
from newsletter.build.verify import verify
from newsletter.build.work import Ears, Order
from newsletter.finish.condition import output_intent
from newsletter.finish.standards import STANDARDS
from newsletter.intake.issue import issue_id, read_issue
from newsletter.model.article import Photo
from newsletter.model.issue import PressStandard
from newsletter.output import Staged, StagedFolder, Unwritable, alone_beside
from newsletter.pdf.reader import read
from newsletter.preflight.report import report
from newsletter.preflight.thumbnails import thumbnails
from newsletter.preflight.verdict import Verdict
from newsletter.problems import Problem, error, has_errors, note
from newsletter.source import SourceSpan

THUMBNAIL = 420
"""Pixels across: headlines can be read, and two stand side by side on a screen."""
_ALLOWED_FOR_NOTHING = "NL623"


class PackageOrder(NamedTuple):
    """What is asked for; ``language`` is that of the printed sheets, the rest as in Order."""

    folder: Path
    out: Path
    language: str
    standard: PressStandard | Literal[""] = ""
    profile: str = ""
    allowed: tuple[str, ...] = ()

    @property
    def zipped(self) -> bool:
        return self.out.suffix.lower() == ".zip"


class Packaged(NamedTuple):
    """``files`` stand in the package, () where none was written."""

    problems: tuple[Problem, ...]
    pages: int = 0
    fingerprint: str = ""
    files: tuple[str, ...] = ()


class _Work:
    """What one package knows so far; its files are gathered in ``folder``."""

    def __init__(self, order: PackageOrder, ears: Ears, folder: Path) -> None:
        self.order, self.ears, self.folder = order, ears, folder
        self.words = ticket_words(order.language)
        self.press = folder / f"{plain_name(issue_id(order.folder))}-press.pdf"
        self.problems: list[Problem] = []

    def write(self, name: str, content: bytes | str) -> None:
        path = self.folder / name
        try:
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(content.encode() if isinstance(content, str) else content)
        except OSError as fault:
            raise Unwritable(self.order.out, fault) from fault


def package(order: PackageOrder, ears: Ears) -> Packaged:
    """Build the press PDF, look at it, and put it in its place with ticket, reports and checksums."""
    if not (order.folder / ISSUE_NAME).is_file():
        return Packaged(read_issue(order.folder).problems)
    try:
        with alone_beside(order.out, ears.waiting), ExitStack() as stack:
            if not order.zipped and not _may_be_replaced(order.out):
                return Packaged((error("NL691", file=str(order.out)),))
            archive = stack.enter_context(Staged(order.out)) if order.zipped else None
            folder = stack.enter_context(StagedFolder(order.out))
            return _made(_Work(order, ears, folder.path), archive or folder)
    except Unwritable as refusal:
        return Packaged((refusal.problem,))


def _may_be_replaced(out: Path) -> bool:
    """Whether what stands at OUT is a package as it was made, or nothing at all."""
    if not out.exists():
        return True
    return out.is_dir() and (not any(out.iterdir()) or not verify(out).problems)


def _made(work: _Work, place: Staged | StagedFolder) -> Packaged:
    """Everything into the folder; then it, or a ZIP of it, to its place."""
    gathered = _gathered(work)
    if gathered is None:
        return Packaged(_told(work))
    ticket, date = gathered
    work.write(SUMS_NAME, sums_of(work.folder))
    files = tuple(members(work.folder))
    if isinstance(place, Staged):
        write_zip(work.folder, plain_name(ticket.issue), date, place.sink)
    place.commit()
    return Packaged(_told(work), ticket.product.pages, ticket.fingerprint, files)


def _gathered(work: _Work) -> tuple[Ticket, datetime] | None:
    """All files but the checksums: their ticket, and the day that they bear; None where something refuses them."""
    mark = _press(work)
    copy = _same_copy(work, mark) if mark else None
    if copy is None:
        return None
    content = work.press.read_bytes()
    verdict = _examined(work, copy, content)
    desk = open_desk(copy, os.environ, work.order.language, work.folder)
    work.problems += desk.problems
    if desk.value is None or has_errors(work.problems):
        return None
    ticket = _ticket(copy, verdict, mark, _press_file(work, copy, content))
    ticket = ticket._replace(fonts=fonts_of(embedded_fonts(read(content)), copy.catalogue))
    if blanks := lacking(ticket):
        work.problems.append(note("NL693", copy.issue.place("job"), keys=", ".join(blanks)))
    _write_texts(work, ticket)
    _write_sheets(work, ticket, verdict, desk.value, _pictures(work, content))
    return ticket, desk.value.options.date


# -- the press PDF, and what is found in it ---------------------------------------


def _press(work: _Work) -> str:
    """Build the press PDF as ``build`` does; the fingerprint of its issue, "" where it is refused."""
    order = work.order
    built = build(
        Order(
            folder=order.folder,
            out=work.press,
            target="press",
            told=True,
            standard=order.standard,
            profile=order.profile,
            allowed=order.allowed,
        ),
        work.ears,
    )
    work.problems += (_meant(problem, work) for problem in built.problems)
    return str(built.report["fingerprint"]) if built.written else ""


def _meant(problem: Problem, work: _Work) -> Problem:
    """A fault of writing names what the user asked for, not the folder in the making."""
    values = tuple((name, str(work.order.out) if value == str(work.press) else value) for name, value in problem.values)
    return problem._replace(values=values)


def _same_copy(work: _Work, mark: str) -> Copy | None:
    """The issue that was printed; None where somebody has changed it meanwhile."""
    copy = read_copy(work.order.folder, [])
    if copy is None or fingerprint(copy) != mark:
        work.problems.append(error("NL695"))
        return None
    return ordered(copy, Order(work.order.folder, work.press, standard=work.order.standard, profile=work.order.profile))


def _examined(work: _Work, copy: Copy, content: bytes) -> Verdict:
    """What preflight says; of a code that it needs to be allowed, nobody is told that it was allowed for nothing."""
    verdict = examine(content, copy.issue.press, work.order.allowed)
    passed = {problem.code for problem in verdict.problems if problem.allowed}
    work.problems = [
        problem
        for problem in work.problems
        if problem.code != _ALLOWED_FOR_NOTHING or dict(problem.values).get("unused") not in passed
    ]
    work.problems += verdict.problems
    return verdict


def _pictures(work: _Work, content: bytes) -> tuple[Photo, ...]:
    """Small pictures of the pages, written, and as photos for the ticket."""
    photos = []
    for number, picture in thumbnails(content, THUMBNAIL):
        name = f"pages/{number:02}.png"
        work.write(name, picture)
        size = struct.unpack(">II", picture[16:24])  # PNG (ISO 15948), 11.2.2: width and height in IHDR
        photos.append(Photo(name, size, hashlib.sha256(picture).hexdigest(), "rgb", SourceSpan(name)))
    return tuple(photos)


def _ticket(copy: Copy, verdict: Verdict, mark: str, press: PressFile) -> Ticket:
    issue, edition = copy.issue, edition_of(copy.issue, copy.layout)
    product = Product(
        title=edition.title,
        organization=edition.organization,
        day=issue.date,
        trim=copy.layout.trim,
        bleed=issue.press.bleed,
        pages=len(verdict.facts.pages),
        binding=issue.press.binding,
    )
    return Ticket(issue.id, product, issue.job, press, mark, ink=ink_of(verdict.facts.pages))


def _press_file(work: _Work, copy: Copy, content: bytes) -> PressFile:
    press = copy.issue.press
    intent = output_intent(press.profile, work.order.folder, press.standard).value
    return PressFile(
        name=work.press.name,
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        standard=STANDARDS[press.standard].title,
        condition=intent.identifier if intent else "",
        condition_is=intent.description if intent else "",
        allowed=tuple(sorted({problem.code for problem in work.problems if problem.allowed})),
    )


def _told(work: _Work) -> tuple[Problem, ...]:
    return tuple(dict.fromkeys(work.problems))


# -- its other files ---------------------------------------------------------------


def _write_texts(work: _Work, ticket: Ticket) -> None:
    work.write(TICKET_NAME, ticket_yaml(ticket))
    work.write("fonts.txt", fonts_text(ticket))
    work.write("README.txt", readme_text(ticket))


def _write_sheets(work: _Work, ticket: Ticket, verdict: Verdict, desk: Desk, pictures: tuple[Photo, ...]) -> None:
    """The printed ticket, and the preflight report on paper and for programs."""
    words, product = work.words, ticket.product
    banner = (product.title, product.organization)
    findings = report_sheet(verdict, ticket.press, banner, words, work.ears.worded)
    ticket_page = ticket_sheet(ticket, words, sentence_of(verdict.problems, words), pictures)
    work.write("ticket.pdf", desk.printed(ticket_page, f"{words.ticket} – {product.title}"))
    work.write("preflight.pdf", desk.printed(findings, f"{words.report} – {product.title}"))
    told = {"file": ticket.press.name, **report(verdict, work.ears.worded)}
    work.write("preflight.json", json.dumps(told, ensure_ascii=False, indent=2) + "\n")
