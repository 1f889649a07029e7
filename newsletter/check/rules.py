"""The rules that judge an issue as a whole: the one list, for ``check`` and for the gates of a press file."""

from collections.abc import Iterator

from newsletter.check.binding import bindable
from newsletter.check.content import everyone_sent, in_release_window, sentence_case, well_typed
from newsletter.check.glossary import spelled_as_agreed
from newsletter.check.law import lawful
from newsletter.check.punctuation import dashes, quoted_in_pairs, signs_apart
from newsletter.check.rule import Rule, Subject
from newsletter.check.slip import Slip, TextRule, read_words
from newsletter.check.spelling import named_one_way, spelled_rightly
from newsletter.check.style import abbreviations, capitals, days, i_or_y, numbers, tones_in_place
from newsletter.model.issue import Issue
from newsletter.problems import Problem

TEXT_RULES: tuple[TextRule, ...] = (well_typed, spelled_as_agreed)
"""For text of any language."""
VIETNAMESE_RULES: tuple[TextRule, ...] = (
    signs_apart,
    dashes,
    quoted_in_pairs,
    spelled_rightly,
    named_one_way,
    tones_in_place,
    i_or_y,
    days,
    numbers,
    abbreviations,
    capitals,
)


def slips(issue: Issue) -> Iterator[Slip]:
    """All that is wrong with the texts of an issue, rule by rule, with what would set it right."""
    reading = read_words(issue)
    vietnamese = issue.language.lower().split("-")[0] == "vi"
    for rule in (*TEXT_RULES, *(VIETNAMESE_RULES if vietnamese else ())):
        yield from rule(reading)


def well_written(subject: Subject) -> Iterator[Problem]:
    """The rules of text."""
    yield from (slip.problem for slip in slips(subject.issue))


RULES: tuple[Rule, ...] = (
    well_written,
    sentence_case,
    everyone_sent,
    in_release_window,
    lawful,
    bindable,
)
