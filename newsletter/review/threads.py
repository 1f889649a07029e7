"""Markups that belong together: a correction made of two, what was answered to it, and the states it was given
(ISO 32000-1, 12.5.6.2 and 12.5.6.3).

What answers to what may point anywhere, also to itself or in circles, and in any order of the file."""

import hashlib
from collections.abc import Sequence
from typing import Final, NamedTuple

from newsletter.pdf.marks import Box
from newsletter.review.markups import TEXT_KINDS
from newsletter.review.notes import Intent, Markup, Reply

_OWN_PLACE: Final = (*TEXT_KINDS, "caret", "ink", "shape", "stamp")
"""Kinds that stand for themselves although they name what they answer to."""
_ID_FIGURES: Final = 10


class Thread(NamedTuple):
    """``marks`` are one request, the first the one that the others name; ``replies`` in order of their dates."""

    intent: Intent
    marks: tuple[Markup, ...]
    new_text: str
    comment: str
    author: str
    date: str
    replies: tuple[Reply, ...] = ()

    @property
    def page(self) -> int:
        return self.marks[0].page

    @property
    def boxes(self) -> tuple[Box, ...]:
        """Where it stands: quadrilaterals, or rectangles where there are none."""
        found: list[Box] = []
        for mark in self.marks:
            if mark.page == self.page:
                found.extend(mark.quads or ([mark.rect] if mark.rect else ()))
        return tuple(found)


class Threads(NamedTuple):
    """``used`` markups are in threads, ``states`` set states, ``hidden`` are shown by no viewer; they add up to all."""

    threads: tuple[Thread, ...]
    used: int
    states: int
    hidden: int


def threads(markups: Sequence[Markup]) -> Threads:
    """The requests of a file, in its order."""
    above = [_above(markups, index) for index in range(len(markups))]
    heads = _heads(above)
    gathered: dict[int, list[int]] = {}
    for index, head in enumerate(heads):
        gathered.setdefault(head, []).append(index)
    made: list[Thread] = []
    states = hidden = 0
    for head, members in gathered.items():
        spoken = [index for index in members if index != head]
        settings = [markups[index] for index in spoken if markups[index].state]
        if markups[head].hidden or markups[head].state:  # whatever it was about is not there
            settings = [markups[index] for index in members if markups[index].state]
            spoken = [index for index in spoken if not markups[index].hidden and not markups[index].state]
            states += len(settings)
            hidden += len(members) - len(spoken) - len(settings)
            made += [_thread([markups[index]], (), ()) for index in spoken]
            continue
        together = _together(markups, above, head, members)
        answers = [markups[index] for index in spoken if index not in together and not markups[index].state]
        states += len(settings)
        hidden += sum(answer.hidden for answer in answers)
        marks = [markups[index] for index in sorted(together, key=lambda index: (index != head, index))]
        made.append(_thread(marks, [answer for answer in answers if not answer.hidden], settings))
    return Threads(tuple(made), len(markups) - states - hidden, states, hidden)


def _above(markups: Sequence[Markup], index: int) -> int:
    """What a markup answers to or is grouped with; -1 where it stands for itself."""
    mark = markups[index]
    if not 0 <= mark.reply_to < len(markups) or mark.reply_to == index:
        return -1
    if mark.grouped or mark.state or mark.kind not in _OWN_PLACE or _is_pair(mark, markups[mark.reply_to]):
        return mark.reply_to
    return -1


def _is_pair(mark: Markup, other: Markup) -> bool:
    """Caret and strike-out of a replacement, which some write without RT."""
    return {mark.kind, other.kind} == {"caret", "strike-out"} and mark.page == other.page


def _heads(above: Sequence[int]) -> list[int]:
    """For each the last that its chain leads to; of a circle the first in the file."""
    heads = [-1] * len(above)
    for index in range(len(above)):
        path: list[int] = []
        here = index
        on_path: set[int] = set()
        while here not in on_path and heads[here] < 0 and above[here] >= 0:
            path.append(here)
            on_path.add(here)
            here = above[here]
        if here in on_path:
            head = min(path[path.index(here) :])
        else:
            head = heads[here] if heads[here] >= 0 else here
            heads[here] = head
        for passed in path:
            heads[passed] = head
    return heads


def _together(markups: Sequence[Markup], above: Sequence[int], head: int, members: Sequence[int]) -> set[int]:
    """The head with all that are one with it."""
    found = {head}
    waiting = [index for index in members if index != head and not markups[index].state]
    joins = {index for index in waiting if markups[index].grouped or _is_pair(markups[index], markups[above[index]])}
    below: dict[int, list[int]] = {}
    for index in joins:
        below.setdefault(above[index], []).append(index)
    reached = [head]
    while reached:
        for index in below.get(reached.pop(), ()):
            if index not in found:
                found.add(index)
                reached.append(index)
    return found


def _thread(marks: Sequence[Markup], answers: Sequence[Markup], settings: Sequence[Markup]) -> Thread:
    intent, new_text, comment = _request(marks)
    return Thread(
        intent,
        tuple(marks),
        new_text,
        comment,
        next((mark.author for mark in marks if mark.author), ""),
        next((date for mark in marks if (date := mark.modified or mark.created)), ""),
        _replies(answers, settings),
    )


def _request(marks: Sequence[Markup]) -> tuple[Intent, str, str]:
    """What is asked for: intent, new text, what is said beside."""
    caret = next((mark for mark in marks if mark.kind == "caret"), None)
    strike = next((mark for mark in marks if mark.kind == "strike-out"), None)
    if caret and strike:
        return "replace", caret.contents or strike.contents, _said(marks, caret if caret.contents else strike)
    if strike and "Replace" in strike.intent and strike.contents:
        return "replace", strike.contents, _said(marks, strike)
    if caret and caret.contents:
        return "insert", caret.contents, _said(marks, caret)
    said = _said(marks)
    if strike:
        return "delete", "", said
    if any(mark.kind == "stamp" for mark in marks):
        return "stamp", "", said or marks[0].subject
    drawn = all(mark.kind in ("ink", "shape", "drawn") and "Highlight" not in mark.intent for mark in marks)
    return ("drawing" if drawn else "comment"), "", said


def _said(marks: Sequence[Markup], but: Markup | None = None) -> str:
    """What is written in them, each text once, with the names of files that they carry."""
    texts = [text for mark in marks if mark is not but for text in (mark.contents, mark.attachment) if text]
    return "\n".join(text for text in dict.fromkeys(texts) if but is None or text != but.contents)


def _replies(answers: Sequence[Markup], settings: Sequence[Markup]) -> tuple[Reply, ...]:
    """Remarks, and the newest state that each author set, of each model; by date, else in the file's order."""
    newest: dict[tuple[str, str], Markup] = {}
    for mark in sorted(settings, key=_moment):
        newest[mark.author, mark.state[0] if mark.state else ""] = mark
    kept = (*answers, *newest.values())
    return tuple(
        Reply(mark.author, mark.modified or mark.created, "" if mark.state else mark.contents, *mark.state[1:])
        for mark in sorted(kept, key=_moment)
    )


def _moment(mark: Markup) -> str:
    return (mark.modified or mark.created)[:19]


def note_id(thread: Thread, proof: str) -> str:
    """The same for the same note read again, whatever a viewer has added to it: of kinds, page, place, text, author and
    proof."""
    kinds = "+".join(sorted(mark.kind for mark in thread.marks))
    boxes = [tuple(round(number) for number in box) for box in thread.boxes]
    words = [mark.contents for mark in thread.marks]
    whole = repr((kinds, thread.page, sorted(boxes), sorted(words), thread.author, proof))
    return hashlib.sha256(whole.encode()).hexdigest()[:_ID_FIGURES]
