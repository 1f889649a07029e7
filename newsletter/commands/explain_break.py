"""``explain-break``: why a line ends where it does, and what would change that."""

from difflib import get_close_matches
from pathlib import Path

import click

from newsletter.build.breaks import SetLine, SetStory, set_story
from newsletter.check.verdict import exit_code
from newsletter.commands.program import Language, Option, Words, issue_argument
from newsletter.commands.speech import Speech, verb
from newsletter.compose.even import Setting
from newsletter.compose.why import Bond, Change, Flaw, Place, Why, explain_line
from newsletter.model.article import NO_OFFSET
from newsletter.problems import Problem, error
from newsletter.source import SourceSpan
from newsletter.units import PT

_FORM = Words(
    "phải là BÀI:DÒNG hay BÀI:CỘT:DÒNG, ví dụ 01-xa-luan:12 hay 01-xa-luan:2:5",
    "must be STORY:LINE or STORY:COLUMN:LINE, such as 01-xa-luan:12 or 01-xa-luan:2:5",
)
_BONDS: dict[Bond, Words] = {
    "": Words("", ""),
    "tied": Words("dấu cách không ngắt", "a no-break space"),
    "glued": Words("giữa một chữ", "inside a word"),
    "hyphen": Words("sau gạch nối của tên nước ngoài", "after the hyphen of a foreign name"),
    "hinge": Words("sau gạch ngang trong chữ", "after a dash inside a word"),
    "dash": Words("gạch ngang đi với chữ trước nó", "a dash stays with the word before it"),
    "closer": Words("dấu đóng đi với chữ trước nó", "a closing mark stays with the word before it"),
    "opener": Words("dấu mở đi với chữ sau nó", "an opening mark stays with the word after it"),
    "title": Words("chữ viết tắt đi với tên", "an abbreviation stays with its name"),
    "unit": Words("số đi với đơn vị", "a number stays with its unit"),
    "number": Words("số đi với chữ trước nó", "a number stays with the word before it"),
    "address": Words("cách xưng hô đi với tên", "a form of address stays with the name"),
    "name": Words("tên riêng", "a name"),
    "compound": Words("từ ghép", "a compound"),
}
_FLAWS: dict[Flaw, Words] = {
    "": Words("", ""),
    "forbidden": Words("không được ngắt", "never parted"),
    "runt": Words("dòng cuối đoạn sẽ quá ngắn", "the paragraph's last line would be too short"),
    "lines": Words("đoạn sẽ thành {lines} dòng", "the paragraph would take {lines} lines"),
    "later": Words(
        "dòng này đỡ hơn, nhưng dòng {line} sẽ tệ hơn (tỷ số {ratio})",
        "better here, but line {line} would be worse (ratio {ratio})",
    ),
    "here": Words("dòng này tệ hơn", "worse here"),
}
_HEAD = Words(
    "{story}, trang {page}, cột {frame}, dòng {number} của cột; dòng {line} của đoạn {lines} dòng",
    "{story}, page {page}, column {frame}, line {number} of the column; line {line} of a paragraph of {lines}",
)
_SET = Words(
    "Khoảng trắng {gap} lần tự nhiên, giãn chữ {tracking} % cỡ chữ, bề rộng chữ {scale} %",
    "Word spaces {gap} times the natural one, tracking {tracking} % em, glyph scale {scale} %",
)
_UNSPACED = Words(
    "Khoảng trắng tự nhiên, giãn chữ {tracking} % cỡ chữ, bề rộng chữ {scale} %",
    "Natural word spaces, tracking {tracking} % em, glyph scale {scale} %",
)
_PLACES = Words("Dòng này có thể kết thúc ở (khuôn {measure} pt):", "This line could end at (measure {measure} pt):")
_COLUMNS = Words(
    "rộng pt   tỷ số  độ xấu  phạt  giá cả đoạn (số dòng)", "width pt  ratio  badness  penalty  whole paragraph (lines)"
)
_KEPT = Words(
    "Đã chọn “{before} |”: đoạn {lines} dòng rẻ nhất là {total}.",
    "“{before} |” was chosen: the cheapest paragraph of {lines} lines costs {total}.",
)
_FORCED = Words(
    "Đoạn {best} dòng chỉ tốn {best_total}, nhưng cột cần đoạn {lines} dòng để các cột kết thúc đúng chỗ.",
    "{best} lines would cost only {best_total}, but the column needs {lines} for the columns to end where they should.",
)
_CHANGES = Words(
    "Điều làm dòng này kết thúc ở chỗ khác (đã thử ngắt lại):",
    "What would move the end of this line (tried by breaking again):",
)
_NO_CHANGE = Words(
    "Bớt một chữ ở dòng này hay dòng trước, hoặc thêm bớt một dòng của đoạn, đều không đổi chỗ kết thúc.",
    "Neither a word less in this line or the one before nor another number of lines would move it.",
)
_WORD_LESS = Words(
    "bớt chữ “{word}” ở dòng {line}: dòng kết thúc ở “{before} |”",
    "without “{word}” in line {line}: it would end at “{before} |”",
)
_OTHER_COUNT = Words(
    "nếu đoạn có {lines} dòng (giá {extra}): dòng kết thúc ở “{before} |”",
    "in {lines} lines (costs {extra}): it would end at “{before} |”",
)


def run(speech: Speech, issue: str, place: str, page: int | None) -> int:
    story, frame, number = _parsed(place, speech.language)
    problems: list[Problem] = []
    found = set_story(Path(issue), story, problems)
    asked = _asked(found, story, frame, number, page)
    problems = [problem for problem in problems if problem.severity == "error"]  # warnings are check's to tell
    if isinstance(asked, Problem) and (found.lines or not problems):
        problems.append(asked)
    speech.problems(problems)
    document: dict[str, object] = {}
    if isinstance(asked, SetLine) and asked.drawn is not None:
        why = explain_line(asked.drawn, asked.at)
        _say(speech, story, asked, why)
        document = _document(found, story, asked, why)
    speech.document(document | {"problems": [speech.problem_json(problem) for problem in problems]})
    return exit_code(problems)


def _parsed(place: str, language: Language) -> tuple[str, str, int]:
    """Story, column ("" = all of them), line."""
    story, _, rest = place.partition(":")
    frame, _, line = rest.rpartition(":")
    if not story or not line.isascii() or not line.isdigit() or len(line) > 9 or int(line) < 1:
        raise click.BadParameter(_FORM.of(language), param_hint="STORY:LINE")
    return story, frame, int(line)


def _asked(found: SetStory, story: str, frame: str, number: int, page: int | None) -> SetLine | Problem:
    if story not in found.stories:
        near = ", ".join(get_close_matches(story, found.stories, 3, 0.4))
        return error("NL910", story=story, near=near)
    lines = [
        one
        for one in found.lines
        if (page is None or one.page == page) and frame in ("", one.line.frame, one.line.frame.rpartition("/")[2])
    ]
    if number > len(lines):
        return error("NL911", story=story, line=number, count=len(lines))
    asked = lines[number - 1]
    if asked.drawn is None:
        return error("NL912", _source(found, asked), line=number, text=_text(asked))
    return asked


def _source(found: SetStory, asked: SetLine) -> SourceSpan | None:
    run = asked.line.runs[-1] if asked.line.runs else None
    if run is None or run.text.starts[run.first] == NO_OFFSET or found.offsets is None:
        return None
    return SourceSpan(run.text.file, *found.offsets.place(run.text.starts[run.first]))


def _text(asked: SetLine) -> str:
    if asked.drawn is None:
        return " ".join(run.text.cut(run.first, run.first + len(run.shapes)).plain() for run in asked.line.runs)
    start = asked.drawn.ends[asked.at - 1] if asked.at else 0
    return asked.drawn.atoms.text.cut(start, asked.drawn.ends[asked.at]).plain()


# -- in words -----------------------------------------------------------------------


def _say(speech: Speech, story: str, asked: SetLine, why: Why) -> None:
    language = speech.language
    head = {"story": story, "page": asked.page, "frame": asked.line.frame, "number": asked.number}
    speech.say(_HEAD.of(language).format(**head, line=why.line, lines=why.lines))
    speech.say(f"  “{_text(asked)}”")
    setting = _setting(asked)
    values = {
        "gap": _number(asked.line.gap, 2, language),
        "tracking": _number(setting.tracking / 10, 2, language, sign=True),
        "scale": _number(setting.scale / 10, 1, language),
    }
    speech.say("  " + (_SET if asked.line.gap else _UNSPACED).of(language).format(**values))
    speech.say("\n" + _PLACES.of(language).format(measure=_points(why.measure, language)))
    wide = max(len(_ending(place)) for place in why.places)
    speech.say("    " + " " * wide + "  " + _COLUMNS.of(language))
    for place in why.places:
        speech.say(_row(place, why, wide, language))
    speech.say("\n" + _reason(why, language))
    speech.say("\n" + (_CHANGES if why.changes else _NO_CHANGE).of(language))
    for change in why.changes:
        speech.say("  - " + _change(change, language))


def _setting(asked: SetLine) -> Setting:
    """Scale in per mille and all of the tracking in 1/1000 em."""
    run = asked.line.runs[-1]
    return Setting(run.scale, run.tracking / run.size * 1000)


def _ending(place: Place) -> str:
    return f"{place.before} | {place.after}"


def _row(place: Place, why: Why, wide: int, language: Language) -> str:
    mark = "  > " if place.stop == why.chosen else "    "
    cells = f"{_points(place.natural, language):>8}  {_number(place.ratio, 2, language, sign=True):>5}"
    if place.flaw == "forbidden":
        never = f"{_FLAWS['forbidden'].of(language)}: {_BONDS[place.bond].of(language)}"
        return f"{mark}{_ending(place):{wide}}  {cells}  {never}"
    known = place.kept if place.kept is not None else place.total
    lines = why.lines if place.kept is not None else place.lines
    cells += f"  {_number(place.badness, 0, language):>6}  {place.price:>4}"
    if known is not None:
        cells += f"  {_number(known, 0, language)} ({lines})"
    return f"{mark}{_ending(place):{wide}}  {cells}  {_remark(place, language)}".rstrip()


def _remark(place: Place, language: Language) -> str:
    line, ratio = place.loosest or (0, 0.0)
    flaw = (
        _FLAWS[place.flaw]
        .of(language)
        .format(lines=place.lines, line=line, ratio=_number(ratio, 2, language, sign=True))
    )
    return "; ".join(part for part in (_BONDS[place.bond].of(language), flaw) if part)


def _reason(why: Why, language: Language) -> str:
    chosen = next(place for place in why.places if place.stop == why.chosen)
    said = _KEPT.of(language).format(before=chosen.before, lines=why.lines, total=_number(why.total, 0, language))
    if why.best == why.lines:
        return said
    best = _number(why.best_total, 0, language)
    return said + " " + _FORCED.of(language).format(best=why.best, best_total=best, lines=why.lines)


def _change(change: Change, language: Language) -> str:
    if change.word:
        return _WORD_LESS.of(language).format(word=change.word, line=change.line, before=change.before)
    extra = _number(change.extra, 0, language, sign=True)
    return _OTHER_COUNT.of(language).format(lines=change.lines, extra=extra, before=change.before)


def _points(length: int, language: Language) -> str:
    return _number(length / PT, 1, language)


def _number(value: float, digits: int, language: Language, *, sign: bool = False) -> str:
    """1234.5 as a reader of the language writes it: 1.234,5 in Vietnamese."""
    text = f"{value:{'+' if sign else ''},.{digits}f}"
    return text.translate(str.maketrans(",.", ".,")) if language == "vi" else text


# -- as JSON ------------------------------------------------------------------------


def _document(found: SetStory, story: str, asked: SetLine, why: Why) -> dict[str, object]:
    source, setting = _source(found, asked), _setting(asked)
    document: dict[str, object] = {"story": story, "page": asked.page, "frame": asked.line.frame, "line": asked.number}
    if source:
        document |= {"file": source.file, "start": [source.line, source.column]}
    return document | {
        "text": _text(asked),
        "gap": round(asked.line.gap, 4) or None,
        "tracking": round(setting.tracking, 2),
        "scale": setting.scale / 1000,
        "measure": why.measure / PT,
        "paragraph": {
            "line": why.line,
            "lines": why.lines,
            "cost": why.total,
            "best_lines": why.best,
            "best_cost": why.best_total,
        },
        "candidates": [_candidate(place, why) for place in why.places],
        "changes": [
            {"without": change.word, "line": change.line, "ends": change.before}
            if change.word
            else {"lines": change.lines, "costs_more": change.extra, "ends": change.before}
            for change in why.changes
        ],
    }


def _candidate(place: Place, why: Why) -> dict[str, object]:
    return {
        "before": place.before,
        "after": place.after,
        "chosen": place.stop == why.chosen,
        "width": place.natural / PT,
        "ratio": round(place.ratio, 4),
        "badness": round(place.badness, 2),
        "penalty": place.price,
        "bond": place.bond,
        "flaw": place.flaw,
        "line_cost": place.cost,
        "cost": place.total,
        "lines": place.lines or None,
        "cost_in_as_many_lines": place.kept,
    }


command = verb(
    "explain-break",
    Words(
        "Giải thích vì sao một dòng chữ của bài kết thúc ở chỗ ấy: những chỗ khác có thể, giá của mỗi chỗ, điều gì làm đổi. "
        "Bản bông đánh số dòng riêng từng cột: BÀI:CỘT:DÒNG (01-xa-luan:2:5 là dòng 5 của cột 2) chỉ dòng như đã in; "
        "BÀI:DÒNG đếm liền qua mọi cột của bài.",
        "Explain why a line of a story's text ends where it does: where else it could, what each place costs, what would "
        "change it. Proofs number the lines of each column by itself: STORY:COLUMN:LINE (01-xa-luan:2:5 is line 5 of column "
        "2) names a line as printed; STORY:LINE counts on through all columns of the story.",
    ),
    [
        issue_argument(),
        click.Argument(["place"], metavar="STORY:LINE"),
        Option(
            ["--page"],
            type=click.IntRange(min=1),
            metavar="N",
            words=Words("Chỉ đếm các dòng của bài trên trang này.", "Count the lines of the story on this page alone."),
        ),
    ],
    run,
)
