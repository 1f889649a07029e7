"""The conductor: from an issue folder to one PDF."""

import os
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from itertools import chain

from newsletter.build.copy import ISSUE_NAME, Copy, planned, read_copy
from newsletter.build.identity import cache_folder, edition_of, fingerprint, stated_date
from newsletter.build.judging import lost, press_faults, set_badly, sheet_of, unsigned, untimely
from newsletter.build.placing import built, map_of, put_in_place
from newsletter.build.work import Built, Ears, Order, Work
from newsletter.check.composition import judge_page, judge_photos
from newsletter.compose.edition import compose
from newsletter.compose.kit import Kit
from newsletter.intake.issue import read_issue
from newsletter.model.plan import Plan
from newsletter.output import Staged, Unwritable, alone_beside
from newsletter.pages.items import Page
from newsletter.pages.proofcode import ProofName, proof_code
from newsletter.pages.quality import Tally, count
from newsletter.problems import error, has_errors
from newsletter.render.options import Attachment, PressSheet, RenderOptions

__all__ = ["Built", "Ears", "Order", "build"]


def build(order: Order, ears: Ears) -> Built:
    """Compose and write one PDF; it stands at ``order.out`` only where the verdict allows."""
    work = Work(order, ears)
    if not (order.folder / ISSUE_NAME).is_file():
        work.problems += read_issue(order.folder).problems
        return built(work, written=False)
    try:
        with alone_beside(order.out, ears.waiting), ExitStack() as staged:
            pdf = staged.enter_context(Staged(order.out))
            copy = read_copy(order.folder, work.problems)
            if copy is not None and order.target == "press":
                from newsletter.build.press import ordered  # noqa: PLC0415 (a proof need not load it)

                copy = ordered(copy, order)
            if copy is not None:
                _print(copy, pdf, work)
            return put_in_place(copy, pdf, staged, work)
    except Unwritable as refusal:
        work.problems.append(refusal.problem)
        return built(work, written=False)


def _print(copy: Copy, pdf: Staged, work: Work) -> None:
    """Plan, compose, and draw each page as it is finished; what is already refused is composed, but not drawn."""
    work.fingerprint = fingerprint(copy)
    if work.order.target == "proof":
        work.proof = ProofName(proof_code(work.fingerprint, work.order.round), work.order.round)
    work.tally = Tally(copy.layout.baseline)
    if work.order.target == "press" and copy.issue.review.sign_offs:
        work.problems += unsigned(copy, work.fingerprint)
    work.clock.enter("plan")
    plan = planned(copy, work.problems)
    if plan is None or (sheets := _before_the_first(copy, work)) is None:
        return
    work.planned = len(plan.pages)
    pages = chain(sheets, _watched(copy, _composed(copy, plan, work), work))
    work.clock.enter("render")
    if _is_refused(work):
        _drained(pages)
    else:
        work.printed = _draw(copy, pages, pdf, work)
    work.clock.enter("check")
    work.problems += work.ledger.problems
    _judge(copy, plan, work)


def _composed(copy: Copy, plan: Plan, work: Work) -> Iterable[Page]:
    pages = compose(copy.issue, copy.layout, plan, copy.book, work.ledger)
    if work.order.since is None:
        return pages
    from newsletter.build.since import with_changes  # noqa: PLC0415 (few proofs are compared)

    return with_changes(copy, pages, work)


def _before_the_first(copy: Copy, work: Work) -> tuple[Page, ...] | None:
    """Sheets with instructions, of a proof that is sent out; None where their fonts cannot be had."""
    if not work.order.round:
        return ()
    from newsletter.build.rounds import instruction_sheets  # noqa: PLC0415 (few proofs are sent out)

    return instruction_sheets(copy, work)


def _is_refused(work: Work) -> bool:
    if work.order.target == "press":
        from newsletter.build.press import is_stopped  # noqa: PLC0415 (a proof need not load it)

        return is_stopped(work)
    return work.order.target == "screen" and has_errors(work.problems)


def _judge(copy: Copy, plan: Plan, work: Work) -> None:
    """What the finished pages show; for the press everything that ``check`` would say."""
    target = work.order.target
    if target != "screen":
        work.problems += set_badly(copy, work.tally)
    if target != "press":  # a press file is asked by every rule
        work.problems += untimely(copy)
    if target == "proof":
        faults = press_faults(copy, work.order.folder)
        work.problems += (problem._replace(severity="warning") for problem in faults)
    work.problems += lost(copy.issue, work.ledger.fits, work.problems)
    if work.order.pages and not work.order.pages & set(range(1, work.pages + 1)):
        wanted = ", ".join(map(str, sorted(work.order.pages)))
        work.problems.append(error("NL906", pages=wanted, count=work.pages))
    if target == "press":
        from newsletter.build.press import pass_gates  # noqa: PLC0415 (as above)

        pass_gates(copy, plan, work)


def _watched(copy: Copy, pages: Iterable[Page], work: Work) -> Iterator[Page]:
    """The pages that are to be printed, as they are composed; each is mapped, counted and judged on its way."""
    target = work.order.target
    proof = target == "proof"
    mapped = proof or work.order.map is not None
    if mapped:
        from newsletter.pages.source_map import page_map  # noqa: PLC0415 (as below)
    marker = faults = None
    if work.proof:
        from newsletter.compose.faultmarks import fault_marker  # noqa: PLC0415 (proofs alone are marked)
        from newsletter.compose.proofmarks import proof_marker  # noqa: PLC0415 (the same)

        marker = proof_marker(copy.issue, copy.layout, copy.book, work.proof)
        faults = fault_marker(marker.kit)
    judge = {"proof": judge_photos, "press": judge_page, "screen": None}[target]
    before = work.clock.enter("compose")
    for bare in pages:
        work.clock.enter("check")
        work.pages += 1
        if judge:
            work.problems += judge(bare, sheet_of(copy))
        page = marker.mark(bare) if marker else bare
        if marker and work.order.grid:
            page = _gridded(page, marker.kit)
        if faults:
            page = page._replace(marks=(*page.marks, *faults.marks(page, [*work.problems, *work.ledger.problems])))
        if mapped:
            work.maps.append((page.number, page_map(page, copy.layout.trim, copy.issue.lines, proof=proof)))
        if work.order.reported or judge:
            count(work.tally, page)
        work.ears.page(work.pages, work.planned)
        if not work.order.pages or page.number in work.order.pages:
            work.sheets.append(page.number)
            work.clock.enter(before)
            yield page
        work.clock.enter("compose")
    work.clock.enter(before)


def _gridded(page: Page, kit: Kit) -> Page:
    from newsletter.compose.gridmarks import mark_grid  # noqa: PLC0415 (few builds ask for it)

    return mark_grid(page, kit)


def _draw(copy: Copy, pages: Iterator[Page], pdf: Staged, work: Work) -> int:
    """How many pages were drawn; 0, and all composed, where the press's profile cannot be had."""
    from newsletter.render.pdf import write_pdf  # noqa: PLC0415 (50 ms that check does not need)

    def attachments() -> tuple[Attachment, ...]:
        return (Attachment("source-map.json", map_of(copy, work), "application/json"),)

    target, edition = work.order.target, edition_of(copy.issue, copy.layout)
    press: PressSheet | None = None
    if target == "press":
        from newsletter.build.press import pass_ink_gate, sheet, weighed  # noqa: PLC0415 (as above)

        press = sheet(copy, edition, work)
        if press is None:
            return _drained(pages)
        pages = weighed(pages, work)
    options = RenderOptions(
        target=target,
        date=stated_date(copy.issue, os.environ),
        photos=work.order.folder,
        cache=cache_folder(os.environ),
        attachments=attachments if target == "proof" else tuple,
        press=press,
        proof=work.proof,
    )
    printed = write_pdf(edition, pages, copy.book, options, pdf.sink)
    work.problems += printed.problems
    work.identifier = printed.identifier
    if press:
        pass_ink_gate(copy, press, printed, pdf, work)
    return printed.pages


def _drained(pages: Iterator[Page]) -> int:
    """Compose to the end for what is to be reported; nothing is drawn."""
    for _ in pages:
        pass
    return 0
