"""What is wrong with an issue: what ``check`` says of it, part by part as builds ask for it too."""

import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from newsletter.build.copy import Copy, planned, read_copy
from newsletter.build.identity import fingerprint, ingredients
from newsletter.check.composition import Sheet, judge_page
from newsletter.compose.edition import compose
from newsletter.compose.ledger import Ledger
from newsletter.model.issue import Issue, Press
from newsletter.model.plan import Plan
from newsletter.pages.items import StoryFit
from newsletter.pages.quality import Tally, count
from newsletter.problems import PageSpot, Problem, error, has_errors, note, warning
from newsletter.units import to_mm

MOST_NAMED = 5
"""Files that a message names."""


def judge(folder: Path, heard: Callable[[int, int], None]) -> tuple[tuple[Problem, ...], int]:
    """All that is wrong with an issue, without printing it, and how many pages it has.

    The pages are judged as they go by, and ``heard`` is told of each as Ears.page is.
    """
    from newsletter.check.ink import inked  # noqa: PLC0415 (a press build measures ink, a proof asks nothing of it)

    problems: list[Problem] = []
    copy = read_copy(folder, problems)
    problems += unsigned(copy, fingerprint(copy)) if copy and copy.issue.review.sign_offs else ()
    plan = planned(copy, problems) if copy else None
    if copy is None or plan is None:
        return tuple(problems), 0
    ledger, tally, pages = Ledger(), Tally(copy.layout.baseline), 0
    for page in compose(copy.issue, copy.layout, plan, copy.book, ledger):
        pages += 1
        problems += [*judge_page(page, sheet_of(copy)), *inked(page, sheet_of(copy))]
        count(tally, page)
        heard(pages, len(plan.pages))
    problems += [*ledger.problems, *lost(copy.issue, ledger.fits, problems), *ruled(copy, plan, pages)]
    problems += set_badly(copy, tally)
    problems += press_faults(copy, folder)
    return tuple(dict.fromkeys(on_their_pages(problems, copy.issue, ledger.fits))), pages


def ruled(copy: Copy, plan: Plan, pages: int) -> tuple[Problem, ...]:
    """What the rules say that judge an issue as a whole."""
    from newsletter.check.rule import Subject, check  # noqa: PLC0415 (5 ms that a proof need not pay)
    from newsletter.check.rules import RULES  # noqa: PLC0415

    return check(RULES, Subject(copy.issue, copy.layout, plan, pages))


def untimely(copy: Copy) -> Iterable[Problem]:
    """What every build says of a date outside the days in which the issue is to come out."""
    release = copy.issue.release
    if release is None or release.holds(copy.issue.date):
        return ()
    from newsletter.check.content import in_release_window  # noqa: PLC0415 (few issues are dated so)
    from newsletter.check.rule import Subject  # noqa: PLC0415

    return in_release_window(Subject(copy.issue, copy.layout))


def set_badly(copy: Copy, tally: Tally) -> Iterator[Problem]:
    """What misses a bar of the layout."""
    from newsletter.check.setting import judge_setting  # noqa: PLC0415 (a screen PDF is not judged)

    return judge_setting(tally, copy.layout.bars, copy.issue.lines)


def sheet_of(copy: Copy) -> Sheet:
    press = copy.issue.press
    return Sheet(copy.layout.trim, copy.layout.bleed, press.min_ppi, press.max_ink)


def lost(issue: Issue, fits: Iterable[StoryFit], problems: Iterable[Problem]) -> Iterator[Problem]:
    """Stories of which a word is neither set nor reported as over; one that the plan leaves out is the plan's error."""
    told = has_errors(problems)
    of = {fit.story: fit for fit in fits}
    for article in issue.articles:
        fit = of.get(article.id)
        found = fit.accounted if fit else 0
        if found != article.words and (found or not told):
            yield error("NL902", article.at, story=article.id, words_in=article.words, words_out=found)


def on_their_pages(problems: Iterable[Problem], issue: Issue, fits: Iterable[StoryFit]) -> list[Problem]:
    """The problems; an error in an article that stands on a single page is given that page where it has none."""
    pages = {fit.story: fit.pages[0] for fit in fits if len(fit.pages) == 1}
    of = {article.file: pages[article.id] for article in issue.articles if article.id in pages}
    return [
        problem._replace(spot=PageSpot(of[problem.source.file]))
        if problem.severity == "error" and not problem.spot and problem.source and problem.source.file in of
        else problem
        for problem in problems
    ]


def unsigned(copy: Copy, signed: str) -> Iterator[Problem]:
    """Each role that issue.yaml lists and that has not signed this state of the issue (its fingerprint ``signed``) off: a
    warning where it had signed another, a note where it has said nothing yet. They stop a press file
    (check/gates.py)."""
    from newsletter.review.signoff import read_sign_offs, standings  # noqa: PLC0415 (few issues ask for it)

    kept = read_sign_offs(Path(copy.issue.folder))
    found = standings(copy.issue.review.sign_offs, kept.decisions, signed, ingredients(copy))
    lacking = [one for one in found if one.state != "approved"]
    for damaged in kept.problems if lacking else ():
        yield damaged._replace(severity="warning")
    for one in lacking:
        told = note if one.state == "missing" else warning
        at, files = copy.issue.place("review.sign_offs"), listed(one.changed)
        yield told("NL770", at, role=one.role, why=f"signoff.{one.state}", files=files)


def listed(files: tuple[str, ...]) -> str:
    """The first of some files, and how many more there are."""
    more = f" … (+{len(files) - MOST_NAMED})" if len(files) > MOST_NAMED else ""
    return ", ".join(files[:MOST_NAMED]) + more


def press_faults(copy: Copy, folder: Path, profile: str = "") -> tuple[Problem, ...]:
    """What is wrong with ``press`` in issue.yaml beyond its form: the profile, where the command line names no other
    (``profile``), and the folds."""
    return (*(() if profile else _profile_faults(copy, folder)), *_misfolded(copy))


def _profile_faults(copy: Copy, folder: Path) -> tuple[Problem, ...]:
    """The profile must be one of ours, or a file in the folder."""
    name = copy.issue.press.profile
    if name == Press().profile:
        return ()
    from newsletter.finish.condition import output_intent  # noqa: PLC0415 (few issues name another)
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
