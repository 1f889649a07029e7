"""Notes as one web page in one file: a piece of the page round each note beside the words of the source and what is
asked for. No script, no other file; all that reviewers wrote is escaped, and a policy lets nothing else be loaded."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, get_args

from newsletter.review.formats.labels import LABELS, Labels, doubt, heading, standing, state_of
from newsletter.review.formats.listing import Group, Language, Listing, Picture, around, grouped, reviewer
from newsletter.review.formats.web_style import STYLE
from newsletter.review.notes import Note, Place, Reply, Status
from newsletter.webpage import markup, name_markup, picture, web_page

MOST_BYTES: Final = 24 * 1024**2
"""Of all pictures: mail takes it, and a browser opens it at once. Notes behind that have none."""
_ISO: Final = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:T(\d\d:\d\d))?.*")
_STATUSES: Final[tuple[Status, ...]] = get_args(Status)


def as_html(notes: Sequence[Note], listing: Listing) -> str:
    labels = LABELS[listing.language]
    groups = grouped(notes, listing.by)
    numbers = {note.id: number for number, note in enumerate((one for group in groups for one in group.notes), 1)}
    pictures = _within(MOST_BYTES, numbers, listing.pictures)
    body = [
        *_top(notes, groups, listing, labels),
        "<main>",
        *(
            line
            for number, group in enumerate(groups, 1)
            for line in _section(number, group, (listing, labels, pictures, numbers))
        ),
        "</main>",
    ]
    title = " · ".join(filter(None, (labels.title, listing.title)))
    return web_page(title, body, language=listing.language, style=STYLE)


_Shown = tuple[Listing, Labels, Mapping[str, Picture], Mapping[str, int]]
"""What every part is written with: the pictures that are shown, and the number of each note on the page."""


def _within(most: int, ids: Iterable[str], pictures: Mapping[str, Picture]) -> dict[str, Picture]:
    """The pictures that come first, up to so many bytes."""
    kept, size = {}, 0
    for name in ids:
        if name in pictures and size + len(pictures[name].content) <= most:
            kept[name] = pictures[name]
            size += len(pictures[name].content)
    return kept


def _top(notes: Sequence[Note], groups: Sequence[Group], listing: Listing, labels: Labels) -> Iterator[str]:
    """Heading, buttons by status (each with its sum), contents."""
    sums = {status: sum(note.status == status for note in notes) for status in _STATUSES}
    used = [status for status in _STATUSES if sums[status]]
    yield f"<header><h1>{labels.title}</h1>"
    yield f"<p>{markup(' · '.join(filter(None, (listing.title, labels.sum.format(count=len(notes))))))}</p>"
    if len(groups) > 1:
        links = (
            f'<a href="#g{number}">{name_markup(heading(group, listing.by, labels))} ({len(group.notes)})</a>'
            for number, group in enumerate(groups, 1)
        )
        yield f"<nav>{''.join(links)}</nav>"
    yield "</header>"
    if len(used) > 1:
        yield '<input class="filter" type="radio" name="show" id="show-all" checked>'
        yield from (f'<input class="filter" type="radio" name="show" id="show-{status}">' for status in used)
        buttons = (f'<label for="show-{status}">{labels.statuses[status]} ({sums[status]})</label>' for status in used)
        yield f'<div class="filters"><label for="show-all">{labels.every} ({len(notes)})</label>{"".join(buttons)}</div>'


def _section(number: int, group: Group, shown: _Shown) -> Iterator[str]:
    listing, labels, _, _ = shown
    count = labels.sum.format(count=len(group.notes))
    yield f'<section id="g{number}">'
    yield f"<h2>{name_markup(heading(group, listing.by, labels))} <small>{count}</small></h2>"
    for note in group.notes:
        yield from _note(note, shown)
    yield "</section>"


def _note(note: Note, shown: _Shown) -> Iterator[str]:
    listing, labels, pictures, numbers = shown
    piece = pictures.get(note.id)
    classes = " ".join(("note", f"asks-{note.intent}", note.status, *(() if piece else ("plain",))))
    yield f'<article class="{classes}" id="n{numbers[note.id]}">'
    if piece:
        yield _figure(note, piece, labels)
    yield '<div class="words">'
    yield f'<p class="facts">{"".join(_facts(note, listing.language, labels))}</p>'
    if note.place or note.new_text:
        yield f'<p class="quote">{_quoted(note)}</p>'
    if note.comment:
        yield f'<p class="comment">{markup(note.comment)}</p>'
    if note.replies:
        replies = "".join(_reply(reply, listing.language, labels) for reply in note.replies)
        yield f'<ul class="replies">{replies}</ul>'
    yield from _links(note, labels, numbers)
    yield "</div>"
    yield "</article>"


def _figure(note: Note, piece: Picture, labels: Labels) -> str:
    caption = labels.picture.format(page=note.shown_page)
    shown = picture(piece.content, piece.type, (piece.width, piece.height), caption)
    return f"<figure>{shown}<figcaption>{caption}</figcaption></figure>"


def _facts(note: Note, language: Language, labels: Labels) -> Iterator[str]:
    """What is asked, where, by whom, when, and what came of it."""
    yield f'<span class="intent">{labels.intents[note.intent]}</span>'
    page, *rest = standing(note, labels)
    yield f"<b>{page}</b>"
    yield from (f"<span>{name_markup(fact)}</span>" for fact in rest)
    yield f"<b>{name_markup(reviewer(note) or labels.nobody)}</b>"
    if note.date:
        yield f"<span>{markup(_day(note.date, language))}</span>"
    if note.outcome != "proposed":
        yield f'<span class="tag {note.outcome}">{labels.outcomes[note.outcome]}</span>'
    yield f'<span class="tag {note.status}">{labels.statuses[note.status]}</span>'


def _quoted(note: Note) -> str:
    """The marked words among those round them, struck where they are to go, with what is to come."""
    place = note.place or Place("", "", (0, 0), (0, 0), "")
    went = "del" if note.intent in ("replace", "delete") else "mark"
    marked = f"<{went}>{markup(place.quote)}</{went}>" if place.quote else ""
    new = f"<ins>{markup(note.new_text)}</ins>" if note.new_text else ""
    if not note.place:
        return new
    before, after = around(place)
    return f"…{markup(before)}{marked}{new}{markup(after)}…"


def _reply(reply: Reply, language: Language, labels: Labels) -> str:
    told = " · ".join(markup(part) for part in (_day(reply.date, language), state_of(reply, labels)) if part)
    about = f' <span class="small">{told}</span>' if told else ""
    said = f": {markup(reply.text)}" if reply.text else ""
    return f"<li><b>{name_markup(reply.author or labels.nobody)}</b>{about}{said}</li>"


def _links(note: Note, labels: Labels, numbers: Mapping[str, int]) -> Iterator[str]:
    """Who else asks for it, who asks otherwise, how sure its place is, where it came from."""
    if note.also:
        yield f'<p class="small">{labels.also}: {", ".join(map(name_markup, note.also))}</p>'
    rivals = [
        f'<a href="#n{numbers[name]}">{name_markup(name)}</a>' if name in numbers else name_markup(name)
        for name in note.rivals
    ]
    if rivals:
        yield f'<p class="small rivals">{labels.rivals}: {", ".join(rivals)}</p>'
    if told := doubt(note, labels):
        yield f'<p class="small">{name_markup(told)}</p>'
    sources = [f"{labels.file} {name_markup(note.file)}"] if note.file else []
    sources += [f"{labels.proof} {name_markup(note.proof)}"] if note.proof else []
    yield f'<p class="small">{" · ".join([name_markup(note.id), *sources])}</p>'


def _day(iso: str, language: Language) -> str:
    """A date as it is written in Vietnam, or as it is."""
    found = _ISO.fullmatch(iso)
    if found is None:
        return iso
    year, month, day, clock = found.groups()
    written = f"{day}/{month}/{year}" if language == "vi" else f"{year}-{month}-{day}"
    return f"{written} {clock}" if clock else written
