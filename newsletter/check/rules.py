"""The rules that judge an issue as a whole: the one list, for ``check`` and for the gates of a press file."""

from newsletter.check.binding import bindable
from newsletter.check.content import everyone_sent, in_release_window, sentence_case, well_typed
from newsletter.check.glossary import spelled_as_agreed
from newsletter.check.law import lawful
from newsletter.check.rule import Rule

RULES: tuple[Rule, ...] = (
    well_typed,
    spelled_as_agreed,
    sentence_case,
    everyone_sent,
    in_release_window,
    lawful,
    bindable,
)
