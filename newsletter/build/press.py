"""A press file: what the print shop's order adds to the issue, and the gates that stop what must not be printed."""

from pathlib import Path

from newsletter.build.copy import Copy
from newsletter.build.judging import on_their_pages, press_faults, ruled
from newsletter.build.work import Order, Work
from newsletter.check.gates import for_press, not_needed
from newsletter.finish.press import Slug, press_sheet
from newsletter.model.plan import Plan
from newsletter.pages.items import Edition
from newsletter.problems import has_errors
from newsletter.render.options import PressSheet


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
