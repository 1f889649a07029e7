"""An issue folder -> one value: issue.yaml, its articles, the headers of its photos; every fault of all in one run."""

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path
from unicodedata import normalize

from newsletter.intake.article import House, read_article
from newsletter.intake.folder import read_inside
from newsletter.intake.glossary import GLOSSARY_FILE, Glossary, read_glossary
from newsletter.intake.issue_head import Head, read_head
from newsletter.intake.lexicon import read_lexicon
from newsletter.intake.photo_shelf import PhotoShelf
from newsletter.intake.text import MEGABYTE, Stored, printable, read_text
from newsletter.intake.text_pieces import Pieces
from newsletter.model.article import Article
from newsletter.model.issue import Issue
from newsletter.problems import Outcome, Problem, error, warning
from newsletter.source import SourceSpan

UNREADABLE = "NL120"
"""The issue itself is absent or unreadable (exit code 4); any other error is one inside a readable issue."""
ISSUE_FILE = "issue.yaml"
_PLAN_FILE = "plan.yaml"
_ARTICLES = "articles"
_MOST_ARTICLES = 5000
_MANUSCRIPTS = (".markdown", ".txt", ".doc", ".docx", ".odt", ".rtf", ".html", ".htm")
"""Names under which people put articles that nobody would read."""
_GONE = ("NL121", "NL123")


def issue_id(folder: Path) -> str:
    """The last part of the folder's name, as the user wrote it: links stay links."""
    return printable(normalize("NFC", os.path.basename(os.path.abspath(folder))))  # noqa: PTH100, PTH119


def read_issue(folder: Path) -> Outcome[Issue]:
    """Read an issue. Articles with faults are there as far as they could be read.

    The value is None where issue.yaml gives no title or no date; with the problem ``UNREADABLE`` alone, where there is
    no issue.yaml to read.
    """
    absent: Outcome[Issue] = Outcome(None, (error(UNREADABLE, SourceSpan(ISSUE_FILE), folder=printable(str(folder))),))
    try:
        root = folder.resolve(strict=True)
    except (OSError, RuntimeError, ValueError):
        return absent
    read = read_text(root, ISSUE_FILE)
    if any(problem.code in _GONE for problem in read.problems):
        return absent
    pieces = Pieces()
    head = Head(None, None, ())
    if read.value is not None:
        head = read_head(read.value, issue_id(folder), os.path.abspath(folder), pieces)  # noqa: PTH100 (the same)
    house = _house(head, PhotoShelf(root), pieces)
    stories, problems = _read_articles(root, house)
    glossary = read_glossary(root)
    problems = (*read.problems, *head.problems, *problems, *glossary.problems)
    if head.issue is None or read.value is None:
        return Outcome(None, problems)
    texts = (read.value, *(stored for stored, _ in stories))
    files = {*((text.file, text.sha256) for text in texts), *house.shelf.files(), *_plan(root), *_stamp(glossary)}
    return Outcome(
        head.issue._replace(
            articles=tuple(article for _, article in stories),
            lexicon=read_lexicon(glossary.phrases),
            glossary=glossary.phrases,
            files=tuple(sorted(files)),
            lines={text.file: text.lines for text in texts},
        ),
        problems,
    )


def _house(head: Head, shelf: PhotoShelf, pieces: Pieces) -> House:
    if head.form is None:
        return House(shelf, pieces)
    units = {unit.id: unit.name for unit in head.form.units}
    return House(
        shelf,
        pieces,
        None if "units" in head.partial else units,
        None if "sections" in head.partial else head.form.sections,
        head.form.deadline,
    )


def _read_articles(root: Path, house: House) -> tuple[list[tuple[Stored, Article]], tuple[Problem, ...]]:
    stories: list[tuple[Stored, Article]] = []
    names, problems = _article_files(root)
    seen: dict[str, str] = {}
    for name in names:
        read = read_text(root, f"{_ARTICLES}/{name}")
        problems.extend(read.problems)
        if read.value is None:
            continue
        outcome = read_article(read.value, house)
        problems.extend(outcome.problems)
        if outcome.value is None:
            continue
        twin = seen.setdefault(outcome.value.id, read.value.file)
        if twin != read.value.file:
            problems.append(error("NL139", SourceSpan(read.value.file), story=outcome.value.id, other=twin))
            continue
        stories.append((read.value, outcome.value))
    return stories, tuple(problems)


def _article_files(root: Path) -> tuple[list[str], list[Problem]]:
    """Names of the articles, sorted; hidden files are none of ours."""
    try:
        names = sorted(name for name in os.listdir(root / _ARTICLES) if not name.startswith("."))  # noqa: PTH208
    except OSError:
        names = []
    problems = [
        warning("NL138", SourceSpan(f"{_ARTICLES}/{printable(name)}"), file=printable(name))
        for name in names
        if name.lower().endswith(_MANUSCRIPTS) or (name.lower().endswith(".md") and not name.endswith(".md"))
    ]
    articles = [name for name in names if name.endswith(".md")]
    if not articles:
        problems.append(error("NL131", SourceSpan(_ARTICLES)))
    if len(articles) > _MOST_ARTICLES:
        problems.append(error("NL173", SourceSpan(_ARTICLES), count=len(articles), limit=_MOST_ARTICLES))
    return articles[:_MOST_ARTICLES], problems


def _plan(root: Path) -> Iterator[tuple[str, str]]:
    """The plan counts among the files of the issue; what is wrong with it is found where it is read."""
    data, fault = read_inside(root, _PLAN_FILE, 16 * MEGABYTE)
    if fault is None:
        yield _PLAN_FILE, f"sha256:{hashlib.sha256(data).hexdigest()}"


def _stamp(glossary: Glossary) -> Iterator[tuple[str, str]]:
    if glossary.sha256:
        yield GLOSSARY_FILE, glossary.sha256
