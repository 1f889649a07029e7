"""A press file: what the print shop's order adds to the issue, and the gates that stop what must not be printed."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from newsletter.build.copy import Copy
from newsletter.build.identity import cache_folder
from newsletter.build.ink import Paper, judge_ink
from newsletter.build.judging import on_their_pages, press_faults, ruled
from newsletter.build.work import Order, Work
from newsletter.check.gates import for_press, not_needed
from newsletter.check.ink import soaked
from newsletter.finish.press import Slug, press_sheet
from newsletter.model.plan import Plan
from newsletter.output import Staged
from newsletter.pages.items import Edition, Page
from newsletter.problems import has_errors
from newsletter.render.options import PressSheet, Printed


def ordered(copy: Copy, order: Order) -> Copy:
    """The issue with the press settings of the command line, where a profile may be any file."""
    press = copy.issue.press
    profile = order.profile or press.profile
    if Path(order.profile).is_file():
        profile = str(Path(order.profile).absolute())
    press = press._replace(standard=order.standard or press.standard, profile=profile)
    return copy._replace(issue=copy.issue._replace(press=press))


def sheet(copy: Copy, edition: Edition, work: Work) -> PressSheet | None:
    """The press sheet; None, having said why, where the profile cannot be had."""
    work.clock.enter("finish")
    press, folder = copy.issue.press, work.order.folder
    if faults := press_faults(copy, folder, work.order.profile):
        work.problems += faults
        return None
    slug = Slug(copy.layout.style("folio").face, work.fingerprint, work.order.allowed)
    found = press_sheet(press, edition, copy.book, slug, folder)
    work.problems += found.problems
    work.clock.enter("render")
    return found.value


def weighed(pages: Iterable[Page], work: Work) -> Iterator[Page]:
    """The pages on their way to the printer; what ink lies on each is noted."""
    for page in pages:
        work.soaked.append(soaked(page))
        yield page


def pass_ink_gate(copy: Copy, sheet: PressSheet, printed: Printed, pdf: Staged, work: Work) -> None:
    """Whether the finished file lays too much ink anywhere."""
    work.clock.enter("check")
    paper = Paper(copy.layout.trim, sheet.margin, copy.issue.press.max_ink)
    work.problems += judge_ink(work.soaked, printed.inks, pdf.written(), paper, cache_folder(os.environ))


def is_stopped(work: Work) -> bool:
    """Whether what is known so far stops the press file, so that nothing need be drawn."""
    return has_errors(for_press(work.problems, work.order.allowed))


def pass_gates(copy: Copy, plan: Plan, work: Work) -> None:
    """Judge the finished work as ``check`` does and as a press needs it; what was allowed becomes a warning."""
    work.problems += ruled(copy, plan, work.pages)
    allowed = work.order.allowed
    problems = on_their_pages(work.problems, copy.issue, work.ledger.fits)
    work.problems[:] = for_press(problems, allowed, printable=work.printed > 0)
    work.problems += not_needed(allowed, work.problems)
