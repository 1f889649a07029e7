"""``layout check``: all that is wrong with a layout, and what it should not do, as measured."""

from pathlib import Path

import click

from newsletter.build.copy import faces_of
from newsletter.check.verdict import exit_code
from newsletter.commands.program import Words
from newsletter.commands.speech import Speech, verb
from newsletter.faces.book import open_book
from newsletter.intake.fonts import read_catalogue
from newsletter.intake.layout import read_layout
from newsletter.intake.resources import builtin
from newsletter.model.layout import Layout
from newsletter.problems import Problem

_COUNTED = Words(
    "{layout}: {templates} mẫu trang, {styles} kiểu chữ, {ornaments} hoa văn; {counts}",
    "{layout}: {templates} templates, {styles} styles, {ornaments} ornaments; {counts}",
)


def run(speech: Speech, layout: str) -> int:
    place = Path(layout)
    name, beside = (place.name, place.parent) if place.is_dir() else (layout, Path())
    found, problems = _judged(name, beside)
    speech.problems(problems)
    if found:
        speech.say(_COUNTED.of(speech.language).format(
            layout=name, templates=len(found.templates), styles=len(found.styles), ornaments=len(found.ornaments),
            counts=speech.counts(problems)))  # fmt: skip
    speech.document({"layout": name, "problems": [speech.problem_json(problem) for problem in problems]})
    return exit_code(problems)


def _judged(name: str, beside: Path) -> tuple[Layout | None, tuple[Problem, ...]]:
    catalogue = read_catalogue((builtin("fonts"), beside / "fonts"))
    read = read_layout(name, beside, catalogue.value)
    problems = (*catalogue.problems, *read.problems)
    if read.value is None or catalogue.value is None:
        return None, problems
    book = open_book(catalogue.value, faces_of(read.value))
    if book.value is None:
        return read.value, (*problems, *book.problems)
    from newsletter.check.design import judge_design  # noqa: PLC0415 (nothing to judge where a file is wrong)

    return read.value, (*problems, *book.problems, *judge_design(read.value, book.value))


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
