"""``layout check``: all that is wrong with a layout, and what it should not do, as measured."""

from collections.abc import Iterator

import click

from newsletter.build.design import Drawn, open_layout
from newsletter.check.verdict import exit_code
from newsletter.commands.program import Words
from newsletter.commands.speech import Speech, verb
from newsletter.problems import Problem

_COUNTED = Words(
    "{layout}: {templates} mẫu trang, {styles} kiểu chữ, {ornaments} hoa văn; {counts}",
    "{layout}: {templates} templates, {styles} styles, {ornaments} ornaments; {counts}",
)


def run(speech: Speech, layout: str) -> int:
    drawn = open_layout(layout)
    found, problems = drawn.layout, (*drawn.problems, *_judged(drawn))
    speech.problems(problems)
    if found:
        speech.say(_COUNTED.of(speech.language).format(
            layout=found.name, templates=len(found.templates), styles=len(found.styles), ornaments=len(found.ornaments),
            counts=speech.counts(problems)))  # fmt: skip
    speech.document({"layout": layout, "problems": [speech.problem_json(problem) for problem in problems]})
    return exit_code(problems)


def _judged(drawn: Drawn) -> Iterator[Problem]:
    if drawn.layout and drawn.book:
        from newsletter.check.design import judge_design  # noqa: PLC0415 (nothing to judge where a file is wrong)

        yield from judge_design(drawn.layout, drawn.book)


command = verb(
    "check",
    Words(
        "Soát một ma-két (tên có sẵn hay thư mục): lỗi khai trong các tệp; chữ dưới 7 pt; chữ chìm trên nền; cột căn đều "
        "quá hẹp; ảnh hẹp hơn nửa cột; hoa văn không dùng.",
        "Judge a layout (a name or a folder): faults in its files; text under 7 pt or hardly seen on its ground; justified "
        "columns that are too narrow; pictures under half a column; ornaments that nothing uses.",
    ),
    [click.Argument(["layout"], metavar="NAME|FOLDER")],
    run,
)
