"""A proof that shows what has changed since an older one: all pages are composed first, for what changed on a page is known
when the whole issue is."""

from collections.abc import Iterable, Iterator

from newsletter.build.copy import Copy
from newsletter.build.work import Work
from newsletter.compose.changemarks import change_marks
from newsletter.intake.issue import issue_id
from newsletter.pages.items import Page
from newsletter.pages.source_map import page_map, source_map
from newsletter.problems import warning
from newsletter.review.changes import changed_pages, changes
from newsletter.review.compare import map_apart
from newsletter.review.maps import SourceMap, parse_map
from newsletter.review.marked import changed_on_page


def with_changes(copy: Copy, pages: Iterable[Page], work: Work) -> Iterator[Page]:
    """The pages, with marks where they differ from the proof ``since``; one that cannot be read is told of."""
    name, content = work.order.since or ("", b"")
    old = map_apart(name, content)
    work.problems += old.problems
    composed = list(pages)
    new = _map(copy, composed, work)
    if old.value is None or new is None:
        yield from composed
        return
    if old.value.issue != new.issue:
        work.problems.append(warning("NL783", old=old.value.issue, new=new.issue))
    marks = changed_pages(changes(old.value, new).marks)
    for page in composed:
        here = change_marks(changed_on_page(marks.get(page.number, ())))
        yield page._replace(marks=(*page.marks, *here))


def _map(copy: Copy, pages: list[Page], work: Work) -> SourceMap | None:
    """The map of the issue as it is now, without marks of the proof."""
    trim, lines = copy.layout.trim, copy.issue.lines
    maps = [(page.number, page_map(page, trim, lines, proof=False)) for page in pages]
    issue, files = issue_id(work.order.folder), copy.issue.files
    return parse_map(source_map(maps, issue=issue, fingerprint=work.fingerprint, files=files))
