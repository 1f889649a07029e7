"""What belongs to the page, not to a story: nameplate, contents, imprint, running heads, folios, jump lines."""

from collections.abc import Sequence
from typing import NamedTuple

from newsletter.compose.itemise import itemise
from newsletter.compose.kit import Kit
from newsletter.compose.setting import Measure, Words, set_line, set_text
from newsletter.compose.solid import Solid, placed
from newsletter.compose.wording import dated, wording
from newsletter.geometry import Rect
from newsletter.model.article import GLUED, Align, Article, Text, unplaced
from newsletter.model.layout import Slot, Style
from newsletter.pages.items import Item, Line, Link, Panel
from newsletter.problems import warning
from newsletter.units import Mpt, half_up, share

HAIRLINE: Mpt = 350
NOWHERE = Words("", "furniture")


class Entry(NamedTuple):
    """A story and the number of the page on which it opens."""

    article: Article
    page: int


def extent(line: Line) -> tuple[Mpt, Mpt]:
    """Left and right edge of a line's glyphs (advances)."""
    first = next(iter(line.runs[0].spans()))
    last = list(line.runs[-1].spans())[-1]
    return first[0], last[1]


def put(line: Line, x: Mpt, align: Align, baseline: Mpt) -> Line:
    """A line moved so that its left edge, middle or right edge is at ``x``."""
    left, right = extent(line)
    anchor = {"left": left, "centre": (left + right) // 2, "right": right}[align]
    return placed((line,), x - anchor, baseline - line.baseline)[0]


def one_line(text: Text, style: Style, kit: Kit, width: Mpt) -> Line:
    """A text on one line, at the largest of the style's sizes that holds it (the smallest, where none does)."""
    for size in style.steps:
        atoms = itemise(text, style, kit.caster, size=size)
        if atoms.end[-1] - atoms.at[0] <= width or size == style.steps[-1]:
            runs, _ = set_line(atoms, 0, len(atoms.casts), Measure(0, width), last=True)
            return Line("", "furniture", "", -size, size // 4, 0, runs, 0.0, True)
    raise AssertionError("a style has at least one size")


def set_masthead(area: Rect, kit: Kit) -> list[Item]:
    """The nameplate: issuing body, name, occasion, then edition and date between rules at its foot.

    The law wants the word "bản tin" at the head of the first page, the name below or after it, the issuing body and the
    date (Press Law 103/2016, Article 34, clause 1); where the name does not begin with the word, it stands above.
    """
    issue, words = kit.issue, wording(kit.issue.language)
    small, name = kit.style("masthead-line"), kit.style("masthead")
    height = small.leading * 3 // 2
    rows: list[tuple[Text, Style]] = []
    if issue.organization is not None:
        rows.append((issue.organization, small))
    if not issue.title.plain().lower().startswith(words.newsletter.lower()):
        rows.append((unplaced(words.newsletter), kit.style("masthead-word")))
    rows.append((issue.title, name))
    if issue.occasion is not None:
        rows.append((issue.occasion, kit.style("occasion")))
    items: list[Item] = []
    for first in range(len(name.steps)):
        sized = name._replace(steps=name.steps[first:])
        lines, foot = _nameplate([(text, sized if style is name else style) for text, style in rows], area, kit)
        items[:] = lines
        if foot <= area.y1 - height:
            break
    colour = small.rule or small.colour
    baseline = area.y1 - height // 2 + small.size // 3
    items += [Panel(Rect(area.x0, y0, area.x1, y0 + HAIRLINE * 2), colour) for y0 in (area.y1 - height, area.y1)]
    if issue.edition is not None:
        items.append(put(one_line(issue.edition, small, kit, area.width), area.x0, "left", baseline))
    day = one_line(unplaced(dated(issue.date, words)), small, kit, area.width)
    items.append(put(day, area.x1, "right", baseline))
    return items


def _nameplate(rows: Sequence[tuple[Text, Style]], area: Rect, kit: Kit) -> tuple[list[Line], Mpt]:
    """The rows from the top of the area down, and how far down the last one reaches."""
    gap = kit.style("masthead-line").size // 3
    lines: list[Line] = []
    y = area.y0
    for text, style in rows:
        line = one_line(text, style, kit, area.width)
        y += _rise(line, kit)
        align: Align = "left" if style.align == "justify" else style.align
        x = {"left": area.x0, "centre": (area.x0 + area.x1) // 2, "right": area.x1}[align]
        lines.append(put(line, x, align, y))
        y += line.runs[0].size // 4 + gap
    return lines, y


def _rise(line: Line, kit: Kit) -> Mpt:
    """How far the ink of a line rises over its baseline."""
    rise: Mpt = 0
    for run in line.runs:
        face = kit.caster.book.face(run.face)
        rise = max(rise, *(half_up(face.ink(shape.text)[3] * run.unit) for shape in run.shapes))
    return rise


def set_contents(area: Rect, columns: int, entries: list[Entry], kit: Kit) -> list[Item]:
    """The stories with their page numbers; where the area cannot hold all, the least important are left out."""
    style = kit.style("contents")
    heading = one_line(unplaced(wording(kit.issue.language).contents), kit.style("contents-title"), kit, area.width)
    size = heading.runs[0].size
    items: list[Item] = [put(heading, area.x0, "left", area.y0 + size)]
    body = Rect(area.x0, area.y0 + size * 7 // 4, area.x1, area.y1)
    widths = share(body.width - (columns - 1) * kit.layout.gutter, columns)
    indent = kit.style("contents-page").size * 2
    rows = [_contents_row(entry, indent, widths[-1] - indent, kit) for entry in entries]
    gap = style.leading * 2 // 5
    while rows:
        columns_of = _in_columns([height + gap for _, _, height in rows], body.height + gap, columns)
        if columns_of is not None:
            break
        rows.remove(max(reversed(rows), key=lambda row: row[0].article.priority))
    else:
        return items
    y = [body.y0] * columns
    for (entry, lines, height), column in zip(rows, columns_of, strict=True):
        x = body.x0 + sum(widths[:column]) + column * kit.layout.gutter
        items += placed(lines, x, y[column])
        items.append(Link(Rect(x, y[column], x + widths[column], y[column] + height), page=entry.page))
        y[column] += height + gap
    return items


def _contents_row(entry: Entry, indent: Mpt, width: Mpt, kit: Kit) -> tuple[Entry, tuple[Line, ...], Mpt]:
    """A page number and a title, from (0, 0)."""
    words = NOWHERE._replace(story=entry.article.id)
    lines, height = set_text(entry.article.title, kit.style("contents"), kit.caster, Measure(indent, width), words)
    number = one_line(unplaced(str(entry.page)), kit.style("contents-page"), kit, indent)
    return entry, (put(number, 0, "left", lines[0].baseline), *lines), height


def _in_columns(heights: list[Mpt], depth: Mpt, columns: int) -> list[int] | None:
    """Which column each row stands in, columns filled to an even depth; None where they do not fit."""
    goal = max(-(-sum(heights) // columns), *heights)
    for limit in range(goal, depth + 1, max(1, (depth - goal) // 8 or 1)):
        placed_in, column, y = [], 0, 0
        for height in heights:
            if y + height > limit and y:
                column, y = column + 1, 0
            placed_in.append(column)
            y += height
        if column < columns:
            return placed_in
    return None


def set_imprint(area: Rect, columns: int, kit: Kit) -> list[Item]:
    """What the law wants at the foot of the last page (Article 34, clause 1), then the issue's own lines."""
    issue, style = kit.issue, kit.style("imprint")
    imprint = issue.imprint
    fields = (imprint.publisher, imprint.license, imprint.printer, imprint.print_run, imprint.periodicity)
    texts = [text for text in (*fields, *imprint.lines) if text is not None]
    widths = share(area.width - (columns - 1) * kit.layout.gutter, columns)
    rows = [set_text(text, style, kit.caster, Measure(0, widths[-1]), NOWHERE) for text in texts]
    if not rows:
        return []
    gap = style.leading // 3
    where = _in_columns([height + gap for _, height in rows], area.height + gap, columns)
    if where is None:
        lines_set, room = sum(len(lines) for lines, _ in rows), columns * (area.height // style.leading)
        kit.tell(warning("NL518", issue.place("imprint"), lines=lines_set, columns=columns, room=room))
    y = [area.y0] * columns
    items: list[Item] = []
    for (lines, height), column in zip(rows, where or [0] * len(rows), strict=True):
        x = area.x0 + sum(widths[:column]) + column * kit.layout.gutter
        items += placed(lines, x, y[column])
        y[column] += height + gap
    return items


def set_running(number: int, section: str, box: Rect, kit: Kit, *, left: bool) -> list[Item]:
    """Folio at the outside, the newsletter's name (left pages) or the section (right pages) beside it, over a rule.

    ``box`` is the type area; the running head stands a line and a half above it. A folio whose style has a ground stands
    in a block of that colour.
    """
    folio, head = kit.style("folio"), kit.style("running-head")
    baseline = box.y0 - kit.baseline
    issue = kit.issue
    name = issue.title.plain() if left or not section else section
    if left and issue.edition is not None:
        name = f"{name} – {issue.edition.plain()}"
    rule = head.rule or head.colour
    under = baseline + head.size // 2
    page = one_line(unplaced(str(number)), folio, kit, box.width)
    beside = one_line(unplaced(name), head, kit, box.width)
    pad = folio.size // 2 if folio.ground is not None else 0
    if left:
        page, beside = put(page, box.x0 + pad, "left", baseline), put(beside, box.x1, "right", baseline)
    else:
        page, beside = put(page, box.x1 - pad, "right", baseline), put(beside, box.x0, "left", baseline)
    items: list[Item] = [Panel(Rect(box.x0, under, box.x1, under + HAIRLINE), rule)]
    if folio.ground is not None:
        x0, x1 = extent(page)
        items.append(Panel(Rect(x0 - pad, baseline - folio.size, x1 + pad, under), folio.ground))
    return [*items, page, beside] if left else [*items, beside, page]


def set_jump_to(page: int, width: Mpt, kit: Kit, slot: Slot, story: str) -> Solid:
    """«Xem tiếp trang 4», at the foot of the last column."""
    words = wording(kit.issue.language).continued_on.format(page=page)
    return Solid((_jump(words, width, kit, slot, story),), 1)


def set_jump_from(article: Article, page: int, width: Mpt, kit: Kit, slot: Slot) -> Solid:
    """The head of a continuation: the story's title, small, and where it began."""
    style = kit.style("crosshead", slot)
    lines, height = set_text(article.title, style, kit.caster, Measure(0, width), Words(article.id, "jump"))
    words = wording(kit.issue.language).continued_from.format(page=page)
    note = _jump(words, width, kit, slot, article.id)
    count = kit.lines(height)
    shift = (count - 1) * kit.baseline + kit.drop - lines[-1].baseline
    head = placed(lines, 0, shift)
    beside = extent(head[-1])[1] + style.size < extent(note)[0]
    below = 0 if beside else 1
    lowered = placed((note,), 0, (count - 1 + below) * kit.baseline)
    return Solid((*head, *lowered), count + below + 1)


def _jump(words: str, width: Mpt, kit: Kit, slot: Slot, story: str) -> Line:
    style = kit.style("jump", slot)
    line = one_line(unplaced(words), style, kit, width)
    align: Align = "left" if style.align == "justify" else style.align
    x = {"left": 0, "centre": width // 2, "right": width}[align]
    return put(line, x, align, kit.drop)._replace(story=story, role="jump", top=0, bottom=kit.baseline)


def set_teaser(article: Article, page: int, area: Rect, kit: Kit, slot: Slot) -> list[Item]:
    """A story announced: title, deck as far as it fits, page number; all of it a way there."""
    style = kit.style("teaser-title", slot)
    words = Words(article.id, "furniture", f"{slot.name}/1")
    body = kit.style("teaser", slot)
    label = one_line(
        unplaced(wording(kit.issue.language).page.format(page=page)), kit.style("contents-page", slot), kit, area.width
    )
    below = label.runs[0].size * 3 // 2
    title, measure = article.title, Measure(area.x0, area.width)
    lines, height = set_text(title, style, kit.caster, measure, words)
    for count in range(len(title.pieces) - 1, 0, -1):  # a headline too long for its area breaks off
        if height <= area.height - below:
            break
        shown = title.cut(0, count).followed(unplaced("…", GLUED))
        lines, height = set_text(shown, style, kit.caster, measure, words)
    items: list[Item] = [*placed(lines, 0, area.y0)]
    y = area.y0 + height
    room = area.y1 - y - below
    if article.deck is not None:
        text, depth = set_text(article.deck, body, kit.caster, Measure(area.x0, area.width), words)
        if depth <= room:
            items += placed(text, 0, y + body.leading // 4)
            y += depth + body.leading // 4
    items.append(put(label, area.x0, "left", y + label.runs[0].size * 5 // 4))
    items.append(Link(area, page=page))
    return items


def set_fixed(text: str, area: Rect, style: Style, kit: Kit) -> list[Item]:
    """A fixed label of the layout, on a ground of its own where its style has one."""
    line = one_line(unplaced(text), style, kit, area.width)
    size = line.runs[0].size
    align: Align = "left" if style.align == "justify" else style.align
    x = {"left": area.x0, "centre": (area.x0 + area.x1) // 2, "right": area.x1}[align]
    line = put(line, x, align, area.y0 + (area.height + size * 7 // 10) // 2)
    items: list[Item] = []
    if style.ground is not None:
        left, right = extent(line)
        pad = size // 2
        items.append(Panel(Rect(left - pad, area.y0, right + pad, area.y1), style.ground))
    return [*items, line]
