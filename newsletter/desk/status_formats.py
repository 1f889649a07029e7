"""The status of an issue written down: as a table for a terminal, as JSON, as CSV."""

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Final

from newsletter import spreadsheet
from newsletter.desk.status import Piece, Status
from newsletter.desk.status_labels import LABELS, Labels, Language
from newsletter.legible import clean

FORMAT: Final = "newsletter-status/1"
_WIDEST: Final = (28, 44)
"""Signs of the first two columns on a terminal."""
_NUMBERS: Final = (3, 4)
"""Columns of figures."""
_COLUMNS: Final = ("unit", "unit_name", "story", "title", "received", "late_days", "words", "photos", "state",
                   "approved", "pages", "overset_lines", "short_lines")  # fmt: skip


def as_text(status: Status, language: Language) -> Iterator[str]:
    """Lines of a table, then sums, then who owes what."""
    labels = LABELS[language]
    rows = [labels.columns, *(_row(piece, labels, language) for piece in status.pieces)]
    widths = [max(len(row[k]) for row in rows) for k in range(len(labels.columns))]
    for number, row in enumerate(rows):
        yield "  ".join(map(_aligned, row, widths, range(len(row)))).rstrip()
        if not number:
            yield "  ".join("-" * width for width in widths)
    yield ""
    yield from summary(status, labels, language)


def _aligned(cell: str, width: int, column: int) -> str:
    return cell.rjust(width) if column in _NUMBERS else cell.ljust(width)


def summary(status: Status, labels: Labels, language: Language) -> Iterator[str]:
    came = status.received
    if status.issue.deadline:
        yield labels.deadline.format(day=day_of(status.issue.deadline, language))
    yield labels.received.format(
        count=len(came),
        words=sum(piece.words for piece in came),
        photos=sum(piece.photos for piece in came),
        late=sum(piece.late > 0 for piece in came),
    )
    if not status.debts:
        yield labels.nothing_owed
        return
    yield labels.owing.format(units=len(status.debts), count=sum(debt.owes for debt in status.debts))
    for debt in status.debts:
        unit = debt.unit
        yield f"  {labels.owes.format(unit=unit.name, owes=debt.owes, sent=debt.sent, expected=unit.articles)}"


def _row(piece: Piece, labels: Labels, language: Language) -> tuple[str, ...]:
    unit, title = (_shortened(clean(name), most) for name, most in zip(
        (piece.unit.name or labels.nobody, piece.title or "–"), _WIDEST, strict=True))  # fmt: skip
    owed = not piece.story
    return (
        unit,
        title,
        day_of(piece.received, language),
        "" if owed else str(piece.words),
        "" if owed else str(piece.photos),
        state_of(piece, labels),
        pages_of(piece),
    )


def state_of(piece: Piece, labels: Labels) -> str:
    """The state with what a person has to know of it."""
    told = [labels.states[piece.state]]
    if piece.late:
        told.append((labels.late if piece.story else labels.overdue).format(days=piece.late))
    if piece.overset:
        told.append(labels.overset.format(lines=piece.overset))
    elif piece.short:
        told.append(labels.short.format(lines=piece.short))
    return ", ".join(told)


def pages_of(piece: Piece) -> str:
    return ", ".join(map(str, piece.pages))


def day_of(day: dt.date | None, language: Language) -> str:
    if day is None:
        return ""
    return f"{day:%d/%m/%Y}" if language == "vi" else day.isoformat()


def _shortened(name: str, most: int) -> str:
    return name if len(name) <= most else f"{name[: most - 1].rstrip()}…"


def as_json(status: Status) -> dict[str, object]:
    return {
        "format": FORMAT,
        "issue": status.issue.id,
        "deadline": _iso(status.issue.deadline),
        "today": status.today.isoformat(),
        "pieces": [dict(zip(_COLUMNS, _values(piece), strict=True)) for piece in status.pieces],
        "owed": [
            {"unit": debt.unit.id, "unit_name": debt.unit.name, "expected": debt.unit.articles, "sent": debt.sent,
             "owes": debt.owes}
            for debt in status.debts
        ],
    }  # fmt: skip


def as_csv(status: Status) -> str:
    rows = ([" ".join(map(str, cell)) if isinstance(cell, list) else "" if cell is None else cell
             for cell in _values(piece)] for piece in status.pieces)  # fmt: skip
    return spreadsheet.as_csv(_COLUMNS, rows)


def _values(piece: Piece) -> Sequence[object]:
    return (
        piece.unit.id,
        piece.unit.name,
        piece.story,
        piece.title,
        _iso(piece.received),
        piece.late,
        piece.words,
        piece.photos,
        piece.state,
        _iso(piece.approved),
        list(piece.pages),
        piece.overset,
        piece.short,
    )


def _iso(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None
