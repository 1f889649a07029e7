"""Whether the binding can take the number of pages."""

from collections.abc import Iterator

from newsletter.check.rule import Subject
from newsletter.model.issue import Binding
from newsletter.problems import Problem, warning

PAGES_IN: dict[Binding, int] = {"saddle": 4, "perfect": 2, "none": 1}
"""A stitched sheet folds into four pages; a glued block is made of leaves; loose pages bind nobody."""


def bindable(subject: Subject) -> Iterator[Problem]:
    """The rule of the number of pages; an issue that could not be composed has none to judge."""
    issue, pages = subject.issue, subject.pages
    multiple = PAGES_IN[issue.press.binding]
    if pages % multiple:
        key = "pages" if issue.pages is not None else "press.binding"
        yield warning("NL620", issue.place(key), pages=pages, binding=issue.press.binding, multiple=multiple,
                      wanted=pages + multiple - pages % multiple)  # fmt: skip
