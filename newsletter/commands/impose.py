"""``impose``: the pages of a PDF on the printer's sheets, and a folding dummy of them."""

import os
from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import BinaryIO, Final, NamedTuple, get_args

import click

from newsletter.check.verdict import exit_code
from newsletter.commands.program import Misuse, Option, Words
from newsletter.commands.progress import Progress
from newsletter.commands.speech import Speech, verb
from newsletter.finish.arrangement import Wish
from newsletter.finish.dummy import draw_dummy
from newsletter.finish.impose import Job, Planned, impose, plan
from newsletter.finish.schemes import Blanks, Scheme
from newsletter.finish.sheetmarks import SHEET_MARKS, SheetMark
from newsletter.finish.sheets import parse_sheet
from newsletter.output import Staged, Unwritable, alone_beside
from newsletter.problems import Problem, error, has_errors
from newsletter.units import Mpt, mm, parse_length, to_mm

_LONGEST: Mpt = mm(100)
_LENGTHS = ("creep", "milling", "gripper", "gutter", "bleed")
_SIGNATURES = ("4", "8", "16", "32")

_FOLDED, _PRINTED = ("saddle", "perfect"), ("saddle", "perfect", "nup")
_GOES_WITH: Final[Mapping[str, tuple[str, ...]]] = {
    "signature": _FOLDED, "blanks": _FOLDED, "creep": _FOLDED, "milling": ("perfect",), "turn": _PRINTED, "repeat": _PRINTED,
    "sheet": _PRINTED, "gripper": _PRINTED, "gutter": _PRINTED, "bleed": _PRINTED, "marks": _PRINTED,
}  # fmt: skip
"""The schemes that an option has a meaning for."""
_STRAY = Words("--{option} chỉ dùng với --scheme {schemes}", "--{option} goes with --scheme {schemes}")
_NO_OUT = Words("thiếu -o TỆP.pdf hoặc --dummy TỆP.pdf", "-o OUT.pdf or --dummy OUT.pdf is missing")
_SAME = Words('"{file}" đã là tệp khác của lệnh này', '"{file}" is another file of this command')
_LENGTH = Words(
    '--{option}: "{text}" không phải độ dài từ 0 đến 100 mm, như 3mm, 0.1mm',
    '--{option}: "{text}" is no length from 0 to 100 mm, such as 3mm or 0.1mm',
)
_SHEET = Words(
    '--sheet: "{text}" không phải khổ giấy từ 5 đến 200 cm, như 65x86, 79x109 (cm), 450x320mm, SRA3',
    '--sheet: "{text}" is no paper of 5 to 200 cm, such as 65x86, 79x109 (cm), 450x320mm or SRA3',
)
_MARKS = Words('--marks: "{text}"; chọn trong: {known}; hoặc none', '--marks: "{text}"; choose from: {known}; or none')
_WAITING = Words("đợi một lượt khác ghi xong vào thư mục này ({holder})",
                 "waiting for another run to finish in this folder ({holder})")  # fmt: skip
_RESULT = Words(
    "{out}: {sheets} tờ in, {sides} mặt, {blanks} trang trắng, giấy {paper} cm, {counts}",
    "{out}: {sheets} sheet{sheets_s}, {sides} side{sides_s}, {blanks} blank page{blanks_s}, paper {paper} cm, {counts}",
)
_SPREADS = Words("{out}: {sides} trang đôi, {counts}", "{out}: {sides} spread{sides_s}, {counts}")
_DUMMY = Words("{out}: bản gấp mẫu, {counts}", "{out}: folding dummy, {counts}")


class _Outputs(NamedTuple):
    out: Path | None
    dummy: Path | None

    def all(self) -> list[Path]:
        return [path for path in self if path is not None]


def run(speech: Speech, file: str, out: str | None, dummy: str | None, **options: object) -> int:
    speech = speech._replace(issue=file)
    outputs = _Outputs(Path(out) if out else None, Path(dummy) if dummy else None)
    _refuse(file, outputs)
    job = _job(Path(file), options)
    planned, problems = None, list[Problem]()
    with Progress(), ExitStack() as stack:
        source = _open(Path(file), stack, problems)
        if source is not None:
            found = plan(source, job)
            planned = found.value
            problems += found.problems
        written = planned is not None and _write(speech, planned, job, outputs, problems)
    speech.problems(problems)
    sheets = _SPREADS if job.wish.scheme == "reader" else _RESULT
    for path in outputs.all():
        words = _DUMMY if path == outputs.dummy else sheets
        done = planned if written else None
        speech.say(_said(speech, path, words, done, problems) if done else speech.unwritten(str(path), problems))
    speech.document(_document(speech, planned if written else None, outputs, problems))
    return exit_code(problems)


def _refuse(file: str, outputs: _Outputs) -> None:
    """Misuse where nothing is to be written, or something over the file that is read, or twice."""
    if not outputs.all():
        raise Misuse(_NO_OUT)
    taken = {os.path.realpath(file)}
    for path in outputs.all():
        real = os.path.realpath(path)
        if real in taken:
            raise Misuse(_filled(_SAME, file=path))
        taken.add(real)


def _job(file: Path, options: Mapping[str, object]) -> Job:
    """The command line as a job; Misuse where it makes no sense."""
    scheme: Scheme = options["scheme"]  # type: ignore[assignment]
    for name, schemes in _GOES_WITH.items():
        if options[name] not in (None, False) and scheme not in schemes:
            raise Misuse(_filled(_STRAY, option=name, schemes="|".join(schemes)))
    lengths = {name: _length(name, str(options[name])) for name in _LENGTHS if options[name] is not None}
    sheet = None
    if options["sheet"] is not None:
        try:
            sheet = parse_sheet(str(options["sheet"]))
        except ValueError:
            raise Misuse(_filled(_SHEET, text=options["sheet"])) from None
    blanks: Blanks = options["blanks"] or "inside"  # type: ignore[assignment]
    turn: bool | None = options["turn"]  # type: ignore[assignment]
    wish = Wish(scheme, int(str(options["signature"] or 0)), blanks, turn, bool(options["repeat"]))
    wanted = SHEET_MARKS if options["marks"] is None else _marks(str(options["marks"]))
    marks = wanted if scheme != "reader" else frozenset[SheetMark]()
    return Job(wish, sheet=sheet, marks=marks, name=file.name, **lengths)


def _length(option: str, text: str) -> Mpt:
    try:
        length = parse_length(text)
    except ValueError:
        length = -1
    if not 0 <= length <= _LONGEST:
        raise Misuse(_filled(_LENGTH, option=option, text=text))
    return length


def _marks(text: str) -> frozenset[SheetMark]:
    named = {name.strip() for name in text.split(",")} - {"none", ""}
    if not named <= SHEET_MARKS:
        raise Misuse(_filled(_MARKS, text=text, known=", ".join(sorted(SHEET_MARKS))))
    return frozenset(mark for mark in SHEET_MARKS if mark in named)


def _filled(words: Words, **values: object) -> Words:
    return Words(words.vi.format(**values), words.en.format(**values))


def _open(file: Path, stack: ExitStack, problems: list[Problem]) -> BinaryIO | None:
    """The file; None, with the problem, where it cannot be had."""
    try:
        if file.is_file():  # a pipe would be waited for
            return stack.enter_context(file.open("rb"))
    except (OSError, ValueError):
        pass
    problems.append(error("NL650", file=str(file)))
    return None


def _write(speech: Speech, planned: Planned, job: Job, outputs: _Outputs, problems: list[Problem]) -> bool:
    """Sheets and dummy, both or none."""
    try:
        with ExitStack() as stack:
            for folder in sorted({Path(os.path.realpath(path)).parent for path in outputs.all()}):
                path = next(path for path in outputs.all() if Path(os.path.realpath(path)).parent == folder)
                stack.enter_context(alone_beside(path, lambda holder: speech.tell(_WAITING, holder=holder)))
            staged = {path: stack.enter_context(Staged(path)) for path in outputs.all()}
            if outputs.out:
                problems += impose(planned, job, staged[outputs.out].sink)
            if outputs.dummy:
                problems += draw_dummy(planned.arrangement, job.name, staged[outputs.dummy].sink)
            if has_errors(problems):
                return False
            for whole in staged.values():
                whole.seal()
            for whole in staged.values():
                whole.commit()
    except Unwritable as refusal:
        problems.append(refusal.problem)
        return False
    return True


def _said(speech: Speech, path: Path, words: Words, planned: Planned, problems: list[Problem]) -> str:
    """The result line of a file."""
    arrangement = planned.arrangement
    counted = {"sheets": arrangement.sheets, "sides": len(arrangement.formes), "blanks": arrangement.blanks}
    return words.of(speech.language).format(
        out=path,
        **counted,
        **{f"{name}_s": "s" * (count != 1) for name, count in counted.items()},
        paper=" x ".join(f"{to_mm(side) / 10:.1f}".removesuffix(".0") for side in planned.paper),
        counts=speech.counts(problems),
    )


def _document(speech: Speech, planned: Planned | None, outputs: _Outputs, problems: list[Problem]) -> dict[str, object]:
    found: dict[str, object] = {
        "impose": str(outputs.out) if planned and outputs.out else None,
        "dummy": str(outputs.dummy) if planned and outputs.dummy else None,
    }
    if planned is not None:
        arrangement = planned.arrangement
        found |= {
            "scheme": arrangement.scheme,
            "pages": len(planned.source.pages),
            "sheets": arrangement.sheets,
            "sides": len(arrangement.formes),
            "blanks": arrangement.blanks,
            "paper_mm": [round(to_mm(side), 2) for side in planned.paper],
        }
    return found | {"problems": [speech.problem_json(problem) for problem in problems]}


command = verb(
    "impose",
    Words(
        "Bình trang một tệp PDF lên tờ in: đóng ghim lồng (saddle), keo gáy theo tay (perfect), bình nhiều trang rời (nup), "
        "hoặc trang đôi để xem trên máy (reader).",
        "Put the pages of a PDF on the printer's sheets: saddle stitch, perfect bound in signatures, n-up, or spreads to be "
        "read on a screen.",
    ),
    [
        click.Argument(["file"]),
        Option(["-o", "--output", "out"], metavar="OUT.pdf", words=Words("Tệp tờ in ghi ra.", "The sheets.")),
        Option(["--dummy"], metavar="OUT.pdf",
               words=Words("Ghi bản gấp mẫu khổ A4: số trang, đầu trang, nếp gấp.",
                           "Write a folding dummy on A4: page numbers, heads, folds.")),
        Option(["--scheme"], type=click.Choice(get_args(Scheme)), default="saddle", show_default=True,
               words=Words("Cách bình.", "How pages are bound.")),
        Option(["--sheet"], metavar="65x86|SRA3|WxHmm",
               words=Words("Khổ giấy in (cm); mặc định vừa đủ trang và dấu, nup: 65x86.",
                           "Paper (cm); by default as large as pages and marks, nup: 65x86.")),
        Option(["--signature"], type=click.Choice(_SIGNATURES),
               words=Words("Số trang một tay; mặc định 16 (saddle: theo khổ giấy).",
                           "Pages of a signature; default 16 (saddle: what the paper takes).")),
        Option(["--blanks"], type=click.Choice(get_args(Blanks)),
               words=Words("Trang trắng thêm vào: trước bìa cuối (inside, mặc định) hay ở cuối.",
                           "Added blank pages: before the back cover (inside, default) or at the end.")),
        Option(["--creep"], metavar="0.1mm",
               words=Words("Độ dày một tờ giấy, để bù lồng.", "Thickness of the paper, to make up for creep.")),
        Option(["--milling"], metavar="3mm",
               words=Words("Phay gáy mỗi trang (perfect; mặc định 3mm).",
                           "Milled off the spine of each page (perfect; default 3mm).")),
        Option(["--gripper"], metavar="12mm",
               words=Words("Chừa nhíp; mặc định 12mm khi có khổ giấy.",
                           "Gripper; default 12mm where the paper is named.")),
        Option(["--gutter"], metavar="6mm",
               words=Words("Khoảng giữa các trang cắt rời; mặc định 2 lần tràn lề.",
                           "Between pages that are cut apart; default twice the bleed.")),
        Option(["--bleed"], metavar="3mm",
               words=Words("Tràn lề giữ lại; mặc định như trong tệp.", "Bleed to keep; default as in the file.")),
        Option(["--turn/--no-turn"], default=None,
               words=Words("In tự trở: hai mặt trên một khuôn (mặc định với nup).",
                           "Work and turn: both sides on one plate (the default of nup).")),
        Option(["--repeat"], is_flag=True,
               words=Words("Lặp lại cho đầy tờ.", "Step and repeat: fill the sheet.")),
        Option(["--marks"], metavar="crop,fold,…|none",
               words=Words("Dấu in: crop, fold, registration, collating, colour-bar, slug; mặc định tất cả.",
                           "Marks: crop, fold, registration, collating, colour-bar, slug; default all.")),
    ],
    run,
)  # fmt: skip
