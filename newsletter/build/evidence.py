"""What preflight finds in the press PDF, as tickets and reports say it."""

from collections.abc import Callable, Iterable, Iterator, Mapping

from newsletter.build.ticket import Ink, PressFile, number
from newsletter.build.ticket_words import TicketWords
from newsletter.check.gates import for_press
from newsletter.compose.paper import Banner, Block, Finding, Grid, Heading, Pairs, Prose, Sheet, Stamp
from newsletter.model.issue import Press
from newsletter.pdf.document import Document
from newsletter.pdf.objects import Dictionary
from newsletter.preflight.bounded import preflight_apart
from newsletter.preflight.verdict import PageFacts, PreflightOrder, Verdict
from newsletter.problems import Problem, Severity

LONGEST_SENTENCE = 600
"""Characters of a finding on paper."""


def examine(content: bytes, press: Press, allowed: Iterable[str]) -> Verdict:
    """The verdict on a press file by the values of its issue; what a user lets pass is a warning in it."""
    order = PreflightOrder(press.standard, min_ppi=press.min_ppi, max_ink=press.max_ink)
    verdict = preflight_apart(content, order)
    weighed = for_press(verdict.problems, allowed)
    findings = (one._replace(problem=problem) for one, problem in zip(verdict.findings, weighed, strict=True))
    return verdict._replace(findings=tuple(findings))


def embedded_fonts(document: Document) -> Iterator[tuple[str, str]]:
    """The fonts that pages name: PostScript name without its tag, and how it is embedded (subset, whole, none)."""
    for page in document.pages:
        fonts = page.resources.dictionary("Font")
        for key in fonts:
            font = fonts.dictionary(key)
            below = [item for item in font.array("DescendantFonts") if isinstance(item, Dictionary)]
            descriptor = (below[0] if below else font).dictionary("FontDescriptor")
            tag, _, name = font.name("BaseFont").rpartition("+")
            inside = not {"FontFile", "FontFile2", "FontFile3"}.isdisjoint(descriptor)
            yield name, ("subset" if tag else "whole") if inside else "none"


def ink_of(pages: Iterable[PageFacts]) -> Ink | None:
    """The ink of all pages as the ticket says it: the plates that print anything; None where no page was measured."""
    measured = [page for page in pages if page.average_ink is not None]
    if not measured:
        return None
    totals: dict[str, float] = {}
    for page in measured:
        for name, percent in page.coverage:
            totals[name] = totals.get(name, 0.0) + percent
    coverage = tuple((name, total / len(measured)) for name, total in totals.items() if total)
    peak = max(((page.peak_ink or 0.0, page.number) for page in measured), key=lambda found: found[0])
    average = max(((page.average_ink or 0.0, page.number) for page in measured), key=lambda found: found[0])
    return Ink(coverage, peak, average)


def sentence_of(problems: Iterable[Problem], words: TicketWords) -> tuple[Severity | None, str]:
    """The worst severity of a verdict (None: good), and the verdict in words."""
    grades = [problem.severity for problem in problems]
    errors, warnings = grades.count("error"), grades.count("warning")
    if errors:
        return "error", words.found.format(errors=errors, warnings=warnings)
    return ("warning", words.passed.format(warnings=warnings)) if warnings else (None, words.good)


def report_sheet(
    verdict: Verdict,
    press: PressFile,
    banner: tuple[str, str],
    words: TicketWords,
    worded: Callable[[Problem], Mapping[str, object]],
) -> Sheet:
    """The preflight report on paper; ``banner`` are title and deck."""
    problems = sorted(verdict.problems, key=_by_weight)
    file = (
        (words.name, words.name_is.format(name=press.name, size=number(press.size, words))),
        (words.digest, press.sha256),
        (words.standard, press.standard),
        (words.condition, f"{press.condition}: {press.condition_is}"),
    )
    blocks = (
        Banner(words.report, *banner),
        Stamp(*sentence_of(problems, words)),
        Heading(words.file),
        Pairs(file),
        Heading(words.findings),
        *(_finding(problem, words, worded(problem)) for problem in problems),
        *([] if problems else [Prose(words.nothing)]),
        *_ink_blocks([page for page in verdict.facts.pages if page.average_ink is not None], words),
    )
    return Sheet(f"{words.report} · {press.name}", blocks)


def _by_weight(problem: Problem) -> tuple[int, int, str]:
    return ("error", "warning", "note").index(problem.severity), problem.spot.page if problem.spot else 0, problem.code


def _finding(problem: Problem, words: TicketWords, told: Mapping[str, object]) -> Finding:
    said, remedy = (str(told.get(key, ""))[:LONGEST_SENTENCE] for key in ("message", "hint"))
    label = words.severities[problem.severity].upper()
    where = words.page.format(page=problem.spot.page) if problem.spot else words.whole_file
    return Finding(problem.severity, label, problem.code, where, said, remedy)


def _ink_blocks(pages: list[PageFacts], words: TicketWords) -> Iterator[Block]:
    if pages:
        names = list(dict.fromkeys(name for page in pages for name, _ in page.coverage))
        head = (words.page.format(page="").strip().capitalize(), words.peak, words.average, *names)
        yield Heading(words.inks)
        yield Grid(
            head, tuple(_ink_row(page, names, words) for page in pages), (2, 3, 5, *(3 for _ in names)), figures=True
        )


def _ink_row(page: PageFacts, names: list[str], words: TicketWords) -> tuple[str, ...]:
    coverage = dict(page.coverage)
    figures = (page.peak_ink or 0.0, page.average_ink or 0.0, *(coverage.get(name, 0.0) for name in names))
    return (str(page.number), *(number(figure, words, fixed=True) for figure in figures))
