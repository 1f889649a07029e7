"""The status of an issue as one web page: what is late or owed is seen at once, and letters to paste stand below."""

from collections.abc import Iterator
from itertools import groupby
from typing import Final

from newsletter.desk.reminders import reminder
from newsletter.desk.status import Piece, Status
from newsletter.desk.status_formats import day_of, pages_of, state_of, summary
from newsletter.desk.status_labels import LABELS, Labels, Language
from newsletter.webpage import markup, name_markup, web_page

_STYLE: Final = """
table { border-collapse: collapse; width: 100%; background: var(--paper); border: 1px solid var(--line); }
th, td { text-align: left; vertical-align: top; padding: .4rem .75rem; border-top: 1px solid var(--line); }
thead th { border-top: 0; font-size: .85rem; color: var(--soft); }
tbody { border-top: 1px solid var(--soft); }
tbody th { font-weight: 600; width: 22%; }
.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
.state { white-space: nowrap; }
.late, .owed, .overset { color: var(--bad); font-weight: 600; }
.placed, .approved { color: var(--good); }
.sum { font-size: 1.05rem; margin: 1.25rem 0; }
.sum p { margin: 0; }
pre { white-space: pre-wrap; background: var(--paper); border: 1px solid var(--line); border-radius: 4px; padding: 1rem;
  font: inherit; user-select: all; }
@media print { thead { display: table-header-group; } tr, pre { break-inside: avoid; } }
"""


def as_html(status: Status, language: Language) -> str:
    labels, issue = LABELS[language], status.issue
    name = " · ".join(part.plain() for part in (issue.title, issue.edition) if part)
    body = (
        f"<header><h1>{labels.title}</h1>",
        f"<p>{markup(name)} · {day_of(status.today, language)}</p></header>",
        "<main>",
        f'<div class="sum">{"".join(f"<p>{markup(line)}</p>" for line in summary(status, labels, language))}</div>',
        *_table(status, labels, language),
        *_letters(status, labels),
        "</main>",
    )
    return web_page(f"{labels.title} · {name}", body, language=language, style=_STYLE)


def _table(status: Status, labels: Labels, language: Language) -> Iterator[str]:
    """One body for each unit, whose name stands once."""
    yield f"<table><thead><tr>{''.join(f'<th>{name}</th>' for name in labels.columns)}</tr></thead>"
    for unit, group in groupby(status.pieces, key=lambda piece: piece.unit):
        rows = list(group)
        yield "<tbody>"
        for number, piece in enumerate(rows):
            head = f'<th rowspan="{len(rows)}">{name_markup(unit.name or labels.nobody)}</th>' if not number else ""
            yield f"<tr>{head}{_cells(piece, labels, language)}</tr>"
        yield "</tbody>"
    yield "</table>"


def _cells(piece: Piece, labels: Labels, language: Language) -> str:
    come = bool(piece.story)
    late = " late" if piece.late else ""
    return (
        f"<td>{name_markup(piece.title) if come else '–'}</td>"
        f'<td class="number">{day_of(piece.received, language)}</td>'
        f'<td class="number">{piece.words if come else ""}</td>'
        f'<td class="number">{piece.photos if come else ""}</td>'
        f'<td class="state {piece.state}{late}">{markup(state_of(piece, labels))}</td>'
        f'<td class="number">{pages_of(piece)}</td>'
    )


def _letters(status: Status, labels: Labels) -> Iterator[str]:
    if status.debts:
        yield f"<h2>{labels.reminders}</h2>"
        yield from (f'<pre lang="vi">{markup(reminder(status, debt))}</pre>' for debt in status.debts)
