"""``layout show``: a layout as a PDF, for people to look at."""

from pathlib import Path

import click

from newsletter.build.design import open_layout, specimen_pdf
from newsletter.check.verdict import exit_code
from newsletter.commands.program import Option, Words
from newsletter.commands.speech import Speech, verb
from newsletter.output import Unwritable, write_whole
from newsletter.problems import Problem

_WRITTEN = Words("đã ghi {file}", "{file} written")


def run(speech: Speech, layout: str, out: str | None) -> int:
    drawn = open_layout(layout)
    problems = list(drawn.problems)
    if drawn.layout and drawn.book:
        target = Path(out or f"{drawn.layout.name}.pdf")
        problems += _written(specimen_pdf(drawn.layout, drawn.book), target, speech)
    speech.problems(problems)
    speech.document({"layout": layout, "problems": [speech.problem_json(problem) for problem in problems]})
    return exit_code(problems)


def _written(pdf: bytes, target: Path, speech: Speech) -> tuple[Problem, ...]:
    try:
        write_whole(target, pdf)
    except Unwritable as refusal:
        return (refusal.problem,)
    speech.say(_WRITTEN.of(speech.language).format(file=target))
    return ()


command = verb(
    "show",
    Words(
        "Ghi một tệp PDF giới thiệu ma-két (tên có sẵn hay thư mục): lưới, màu, hoa văn, kiểu chữ, và mọi mẫu trang với chữ "
        "đặt tạm, mỗi ô chứa chừng bao nhiêu chữ.",
        "Write a PDF of a layout (a name or a folder): grid, inks, ornaments, styles, and every template with dummy text "
        "and how many words its slots hold.",
    ),
    [
        click.Argument(["layout"], metavar="NAME|FOLDER"),
        Option(["-o", "--output", "out"], metavar="OUT.pdf",
               words=Words("Tệp ghi ra; mặc định TÊN.pdf.", "File to write; by default NAME.pdf.")),
    ],
    run,
)  # fmt: skip
