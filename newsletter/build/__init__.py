"""The conductor: from an issue folder to one PDF, and to the judgement of an issue that is not printed."""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Literal, NamedTuple

from newsletter.build.clock import Clock
from newsletter.build.copy import ISSUE_NAME, Copy, planned, read_copy
from newsletter.build.identity import cache_folder, edition_of, fingerprint, stated_date
from newsletter.check.composition import Sheet, blurred, judge_page
from newsletter.check.verdict import FAULTY, GOOD, exit_code
from newsletter.compose.edition import compose
from newsletter.compose.faultmarks import fault_marker
from newsletter.compose.ledger import Ledger
from newsletter.compose.proofmarks import ProofMarker, proof_marker
from newsletter.intake.issue import issue_id, read_issue
from newsletter.model.issue import Issue, Press, PressStandard
from newsletter.model.plan import Plan
from newsletter.output import Staged, Unwritable, alone_beside
from newsletter.pages.items import Edition, Page, StoryFit
from newsletter.pages.quality import Tally, count
from newsletter.pages.report import build_report
from newsletter.problems import Problem, error, has_errors
from newsletter.render.options import Attachment, PressSheet, RenderOptions, Target
from newsletter.units import to_mm


class Order(NamedTuple):
    """What is asked for. ``pages`` empty = all; ``standard`` and ``profile`` "" = as issue.yaml says.

    ``told``: the report is wanted even where it goes to no file. ``grid``: a proof shows grid, frames and word spaces.
    """

    folder: Path
    out: Path
    target: Target = "proof"
    map: Path | None = None
    report: Path | None = None
    told: bool = False
    grid: bool = False
    pages: frozenset[int] = frozenset()
    standard: PressStandard | Literal[""] = ""
    profile: str = ""

    @property
    def reported(self) -> bool:
        return self.told or self.report is not None


class Ears(NamedTuple):
    """Who is told on the way: ``waiting`` for whom, ``page`` after each page (its count, how many are planned at least).

    ``worded`` puts a problem into words.
    """

    worded: Callable[[Problem], Mapping[str, object]]
    waiting: Callable[[str], None]
    page: Callable[[int, int], None]


class Built(NamedTuple):
    """``pages`` are composed, ``printed`` of them stand in the PDF; ``written``: whether OUT is that PDF.

    ``report`` is empty where it is not wanted.
    """

    code: int
    problems: tuple[Problem, ...]
    pages: int
    printed: int
    report: Mapping[str, object]
    written: bool


class _Work:
    """What one build knows so far."""

    def __init__(self, order: Order, ears: Ears) -> None:
        self.order, self.ears = order, ears
        self.clock = Clock()
        self.problems: list[Problem] = []
        self.ledger = Ledger(cuts=order.reported)
        self.tally = Tally(1)
        self.maps: list[tuple[int, str]] = []
        self.fingerprint = ""
        self.pages = self.planned = self.printed = 0


def build(order: Order, ears: Ears) -> Built:
    """Compose and write one PDF; it stands at ``order.out`` only where the verdict allows."""
    work = _Work(order, ears)
    if not (order.folder / ISSUE_NAME).is_file():
        work.problems += read_issue(order.folder).problems
        return _built(work, written=False)
    try:
        with alone_beside(order.out, ears.waiting), ExitStack() as staged:
            pdf = staged.enter_context(Staged(order.out))
            copy = read_copy(order.folder, work.problems)
            if copy is not None:
                _print(_pressed(copy, order), pdf, work)
            return _put_in_place(copy, pdf, staged, work)
    except Unwritable as refusal:
        work.problems.append(refusal.problem)
        return _built(work, written=False)


def judge(
    folder: Path, rules: Callable[[Copy, Plan, int], Iterable[Problem]], heard: Callable[[int, int], None]
) -> tuple[tuple[Problem, ...], int]:
    """All that is wrong with an issue, without printing it, and how many pages it has.

    ``rules`` judge what was read and planned; the pages are judged here as they go by, and ``heard`` is told of each as
    Ears.page is.
    """
    problems: list[Problem] = []
    copy = read_copy(folder, problems)
    plan = planned(copy, problems) if copy else None
    if copy is None or plan is None:
        return tuple(problems), 0
    ledger, tally, pages = Ledger(), Tally(copy.layout.baseline), 0
    for page in compose(copy.issue, copy.layout, plan, copy.book, ledger):
        pages += 1
        problems += judge_page(page, _sheet(copy))
        count(tally, page)
        heard(pages, len(plan.pages))
    problems += [*ledger.problems, *_lost(copy.issue, ledger.fits, problems), *rules(copy, plan, pages)]
    problems += _set_badly(copy, tally)
    problems += _press_faults(copy, Order(folder, folder))
    return tuple(dict.fromkeys(problems)), pages


def _pressed(copy: Copy, order: Order) -> Copy:
    """The issue with the press settings of the command line, where a profile may be any file."""
    press = copy.issue.press
    profile = order.profile or press.profile
    if Path(order.profile).is_file():
        profile = str(Path(order.profile).absolute())
    press = press._replace(standard=order.standard or press.standard, profile=profile)
    return copy._replace(issue=copy.issue._replace(press=press))


# -- composing and printing ---------------------------------------------------


def _print(copy: Copy, pdf: Staged, work: _Work) -> None:
    """Plan, compose, and draw each page as it is finished; what is already refused is composed, but not drawn."""
    work.fingerprint = fingerprint(copy)
    work.tally = Tally(copy.layout.baseline)
    work.clock.enter("plan")
    plan = planned(copy, work.problems)
    if plan is None:
        return
    work.planned = len(plan.pages)
    pages = _watched(copy, compose(copy.issue, copy.layout, plan, copy.book, work.ledger), work)
    work.clock.enter("render")
    if work.order.target != "proof" and has_errors(work.problems):
        _drained(pages)
    else:
        work.printed = _draw(copy, pages, pdf, work)
    work.clock.enter("check")
    work.problems += work.ledger.problems
    if work.order.target != "screen":
        work.problems += _set_badly(copy, work.tally)
    if work.order.target == "proof":
        work.problems += (problem._replace(severity="warning") for problem in _press_faults(copy, work.order))
    work.problems += _lost(copy.issue, work.ledger.fits, work.problems)
    if work.order.pages and not work.order.pages & set(range(1, work.pages + 1)):
        wanted = ", ".join(map(str, sorted(work.order.pages)))
        work.problems.append(error("NL906", pages=wanted, count=work.pages))


def _watched(copy: Copy, pages: Iterable[Page], work: _Work) -> Iterator[Page]:
    """The pages that are to be printed, as they are composed; each is mapped, counted and judged on its way."""
    proof = work.order.target == "proof"
    mapped = proof or work.order.map is not None
    if mapped:
        from newsletter.pages.source_map import page_map  # noqa: PLC0415 (as below)
    marker = proof_marker(copy.issue, copy.layout, copy.book) if proof else None
    faults = fault_marker(marker.kit) if marker else None
    before = work.clock.enter("compose")
    for bare in pages:
        work.clock.enter("check")
        work.pages += 1
        if work.order.target != "screen":
            work.problems += blurred(bare, _sheet(copy))
        page = marker.mark(bare) if marker else bare
        if marker and work.order.grid:
            page = _gridded(page, marker)
        if faults:
            page = page._replace(marks=(*page.marks, *faults.marks(page, [*work.problems, *work.ledger.problems])))
        if mapped:
            work.maps.append((page.number, page_map(page, copy.layout.trim, copy.issue.lines, proof=proof)))
        if work.order.reported or work.order.target != "screen":
            count(work.tally, page)
        work.ears.page(work.pages, work.planned)
        if not work.order.pages or page.number in work.order.pages:
            work.clock.enter(before)
            yield page
        work.clock.enter("compose")
    work.clock.enter(before)


def _gridded(page: Page, marker: ProofMarker) -> Page:
    from newsletter.compose.gridmarks import mark_grid  # noqa: PLC0415 (few builds ask for it)

    return mark_grid(page, marker.kit)


def _draw(copy: Copy, pages: Iterator[Page], pdf: Staged, work: _Work) -> int:
    """How many pages were drawn; 0, and all composed, where the press's profile cannot be had."""
    from newsletter.render.pdf import write_pdf  # noqa: PLC0415 (50 ms that check does not need)

    def attachments() -> tuple[Attachment, ...]:
        return (Attachment("source-map.json", _map(copy, work), "application/json"),)

    target, edition = work.order.target, edition_of(copy.issue, copy.layout)
    press = _press_sheet(copy, edition, work) if target == "press" else None
    if target == "press" and press is None:
        return _drained(pages)
    options = RenderOptions(
        target=target,
        date=stated_date(copy.issue, os.environ),
        photos=work.order.folder,
        cache=cache_folder(os.environ),
        attachments=attachments if target == "proof" else tuple,
        press=press,
    )
    printed = write_pdf(edition, pages, copy.book, options, pdf.sink)
    work.problems += printed.problems
    return printed.pages


def _press_sheet(copy: Copy, edition: Edition, work: _Work) -> "PressSheet | None":
    from newsletter.finish.press import Slug, press_sheet  # noqa: PLC0415 (as above)

    work.clock.enter("finish")
    press, folder = copy.issue.press, work.order.folder
    if faults := _press_faults(copy, work.order):
        work.problems += faults
        return None
    slug = Slug(copy.layout.style("folio").face, work.fingerprint)
    sheet = press_sheet(press, edition, copy.book, slug, folder)
    work.problems += sheet.problems
    work.clock.enter("render")
    return sheet.value


def _press_faults(copy: Copy, order: Order) -> tuple[Problem, ...]:
    """What is wrong with ``press`` in issue.yaml beyond its form: the profile, where the command line names no other; the
    folds."""
    return (*(() if order.profile else _profile_faults(copy, order.folder)), *_misfolded(copy))


def _profile_faults(copy: Copy, folder: Path) -> tuple[Problem, ...]:
    """The profile must be one of ours, or a file in the folder."""
    name = copy.issue.press.profile
    if name == Press().profile:
        return ()
    from newsletter.finish.condition import output_intent  # noqa: PLC0415 (as above)
    from newsletter.render.profiles import NAMES  # noqa: PLC0415

    at = copy.issue.place("press.profile")
    if not _lies_in(folder, Path(folder, name)):
        return (error("NL601", at, profile=name, known=", ".join(NAMES)),)
    found = output_intent(name, folder, copy.issue.press.standard)
    return tuple(problem._replace(source=at) for problem in found.problems)


def _misfolded(copy: Copy) -> Iterator[Problem]:
    """Folds that do not lie on the page."""
    width, at = copy.layout.trim.width, copy.issue.place("press.folds")
    for fold in copy.issue.press.folds:
        if not 0 < fold < width:
            yield error("NL603", at, fold=f"{to_mm(fold):g}", width=f"{to_mm(width):g}")


def _lies_in(folder: Path, file: Path) -> bool:
    return Path(os.path.realpath(file)).is_relative_to(os.path.realpath(folder))


def _drained(pages: Iterator[Page]) -> int:
    """Compose to the end for what is to be reported; nothing is drawn."""
    for _ in pages:
        pass
    return 0


def _sheet(copy: Copy) -> Sheet:
    return Sheet(trim=copy.layout.trim, bleed=copy.layout.bleed, min_ppi=copy.issue.press.min_ppi)


def _set_badly(copy: Copy, tally: Tally) -> Iterator[Problem]:
    from newsletter.check.setting import judge_setting  # noqa: PLC0415 (a screen PDF is not judged)

    return judge_setting(tally, copy.layout.bars, copy.issue.lines)


def _lost(issue: Issue, fits: Iterable[StoryFit], problems: Iterable[Problem]) -> Iterator[Problem]:
    """Stories of which a word is neither set nor reported as over; one that the plan leaves out is the plan's error."""
    told = has_errors(problems)
    of = {fit.story: fit for fit in fits}
    for article in issue.articles:
        fit = of.get(article.id)
        found = fit.accounted if fit else 0
        if found != article.words and (found or not told):
            yield error("NL902", article.at, story=article.id, words_in=article.words, words_out=found)


# -- after the verdict ----------------------------------------------------------


def _put_in_place(copy: Copy | None, pdf: Staged, staged: ExitStack, work: _Work) -> Built:
    """Map, report and PDF beside their places first, so that a full disk is known before any is replaced."""
    order, code = work.order, exit_code(work.problems)
    ready: list[Staged] = []
    if code in (GOOD, FAULTY):
        if order.map:
            ready.append(_staged(order.map, _map(copy, work), staged))
        if order.report:
            import json  # noqa: PLC0415 (as below)

            content = (
                json.dumps(_report(work), ensure_ascii=False, indent=2).encode("utf-8", "backslashreplace") + b"\n"
            )
            ready.append(_staged(order.report, content, staged))
    written = work.printed > 0 and (code == GOOD or (code == FAULTY and order.target == "proof"))
    if written:
        pdf.seal()
        ready.append(pdf)
    for file in ready:
        file.commit()
    return _built(work, written=written)


def _staged(target: Path, content: bytes, stack: ExitStack) -> Staged:
    file = stack.enter_context(Staged(target))
    file.sink.write(content)
    file.seal()
    return file


def _map(copy: Copy | None, work: _Work) -> bytes:
    """Of an issue that could not be read, a map without pages, lest an older one be taken for it."""
    from newsletter.pages.source_map import source_map  # noqa: PLC0415 (1.5 ms with json, for those who want a map)

    files = copy.issue.files if copy else ()
    return source_map(work.maps, issue=issue_id(work.order.folder), fingerprint=work.fingerprint, files=files)


def _report(work: _Work) -> Mapping[str, object]:
    if not work.order.reported:
        return {}
    work.clock.enter("check")
    head = {"fingerprint": work.fingerprint, "target": work.order.target, "pages": work.pages}
    told = [work.ears.worded(problem) for problem in dict.fromkeys(work.problems)]
    return build_report(head, work.ledger.fits, work.tally, work.clock.seconds, told)


def _built(work: _Work, *, written: bool) -> Built:
    problems = tuple(dict.fromkeys(work.problems))
    return Built(exit_code(problems), problems, work.pages, work.printed, _report(work), written)
