"""``preflight``: judge any PDF for the press."""

import os
from pathlib import Path
from typing import Any

import click

from newsletter.check.verdict import exit_code
from newsletter.commands.inputs import file_content
from newsletter.commands.program import Misuse, Option, Words
from newsletter.commands.progress import Progress
from newsletter.commands.speech import Speech, verb
from newsletter.commands.verdict_text import verdict_lines
from newsletter.commands.wording import message
from newsletter.legible import clean
from newsletter.output import Unwritable, write_whole
from newsletter.preflight.bounded import annotated_apart, preflight_apart
from newsletter.preflight.report import report
from newsletter.preflight.table import CONDITIONS, STANDARDS, STOCKS, StockName
from newsletter.preflight.verdict import PreflightOrder, Verdict
from newsletter.problems import Problem, warning

_ITSELF = Words(
    '"{file}" là tệp được soát; hãy ghi bản vẽ lỗi ra tệp khác',
    '"{file}" is the file that is judged; write the annotated copy to another',
)
_STOCK = Words(
    '--profile không nhận "{value}"; chọn một trong: {known}',
    '--profile does not take "{value}"; it is one of: {known}',
)


def _stock(context: click.Context, _option: click.Parameter, value: str | None) -> StockName | None:
    """A stock by its own name, or by that of a printing condition."""
    if value is None:
        return None
    name = value.strip().lower()
    found = next((stock for stock in STOCKS if stock == name), CONDITIONS.get(name))
    if found is None:
        told = {"value": clean(value), "known": ", ".join(STOCKS)}
        raise Misuse(Words(_STOCK.vi.format(**told), _STOCK.en.format(**told)), context)
    return found


def run(speech: Speech, file: str, annotated: str | None, **limits: Any) -> int:
    if annotated and os.path.realpath(annotated) == os.path.realpath(file):
        raise click.UsageError(_ITSELF.of(speech.language).format(file=file))
    opened = file_content(Path(file))
    if opened.value is None:
        speech.problems(opened.problems)
        speech.document({"file": file, "problems": [speech.problem_json(one) for one in opened.problems]})
        return exit_code(opened.problems)
    speech = speech._replace(issue=file)
    with Progress():
        verdict = preflight_apart(opened.value, PreflightOrder(**limits))
        failed = _annotate(opened.value, verdict, Path(annotated), speech) if annotated else ()
    speech.problems((*verdict.problems, *failed))
    for line in verdict_lines(verdict, Path(file).name, speech):
        speech.say(line)
    speech.document({"file": file, **report(verdict, speech.problem_json)})
    return exit_code((*verdict.problems, *failed))


def _annotate(content: bytes, verdict: Verdict, out: Path, speech: Speech) -> tuple[Problem, ...]:
    """Draws each finding into a copy at ``out``."""
    from newsletter.preflight.annotate import Remark  # noqa: PLC0415 (for those alone who want it)

    remarks = [
        Remark(problem.code, problem.severity, message(problem, speech.language), place)
        for problem, places, _ in verdict.findings
        for place in places or (None,)
    ]
    copy = annotated_apart(content, remarks)
    if copy is None:
        return (warning("NL913", file=str(out)),)
    try:
        write_whole(out, copy)
    except Unwritable as fault:
        return (fault.problem,)
    return ()


command = verb(
    "preflight",
    Words(
        "Soát một tệp PDF bất kỳ xem đã in được chưa: chuẩn PDF/X, khổ, màu, phông, ảnh, nét, lượng mực.",
        "Judge any PDF for the press: PDF/X, boxes, colour, fonts, pictures, lines, ink.",
    ),
    [
        click.Argument(["file"], metavar="FILE"),
        Option(
            ["--standard"],
            type=click.Choice(STANDARDS),
            words=Words(
                "Soát theo chuẩn này; mặc định theo chuẩn ghi trong tệp.",
                "The standard to judge by; by default what the file claims.",
            ),
        ),
        Option(
            ["--profile", "stock"],
            callback=_stock,
            metavar="|".join(STOCKS),
            words=Words(
                "Loại giấy; mặc định theo điều kiện in ghi trong tệp.",
                "The stock; by default that of the file's output intent.",
            ),
        ),
        Option(
            ["--min-ppi"],
            type=click.FloatRange(1, 10_000),
            metavar="N",
            words=Words(
                "Ảnh dưới N ppi bị cảnh báo, dưới 0,6 N là lỗi.",
                "A picture below N ppi is a warning, below 0.6 N an error.",
            ),
        ),
        Option(
            ["--max-ink"],
            type=click.FloatRange(1, 400),
            metavar="N",
            words=Words(
                "Mực trung bình trên ô 15 x 15 mm nhiều nhất N %.", "The most ink on average over 15 x 15 mm, per cent."
            ),
        ),
        Option(
            ["--annotated"],
            type=click.Path(dir_okay=False),
            metavar="OUT.pdf",
            words=Words(
                "Ghi một bản sao có vẽ từng lỗi đúng chỗ.", "Write a copy with each finding drawn where it is."
            ),
        ),
    ],
    run,
)
