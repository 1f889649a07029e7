"""``check``: judge an issue without writing a PDF, and set right what needs no person."""

from collections import Counter
from pathlib import Path

import click

from newsletter.build.judging import judge
from newsletter.check.verdict import exit_code
from newsletter.commands.program import Option, Words, issue_argument
from newsletter.commands.progress import Progress
from newsletter.commands.speech import WAITING, Speech, verb
from newsletter.intake.issue import issue_id
from newsletter.legible import clean
from newsletter.problems import Problem

_MENDED = Words("{file}: đã sửa {count} chỗ ({codes})", "{file}: {count} places set right ({codes})")
_NONE = Words("không có chỗ nào máy tự sửa được", "there is nothing that can be set right without a person")
_ALONE = Words(
    "--unsafe-fixes chỉ dùng cùng với --fix hoặc --diff", "--unsafe-fixes goes with --fix or with --diff alone"
)


def run(speech: Speech, issue: str, *, fix: bool, unsafe_fixes: bool, diff: bool) -> int:
    if unsafe_fixes and not (fix or diff):
        raise click.UsageError(_ALONE.of(speech.language))
    refused, fixed = _mend(speech, issue, unsafe=unsafe_fixes, write=fix and not diff) if fix or diff else ((), {})
    with Progress() as progress:
        problems, pages = judge(Path(issue), progress.page)
    problems = (*refused, *problems)
    speech.problems(problems)
    speech.say(speech.summary(issue, pages, problems))
    told = [speech.problem_json(problem) for problem in problems]
    more = {"fixed": fixed} if fix or diff else {}
    speech.document({"issue": issue_id(Path(issue)), "pages": pages, **more, "problems": told})
    return exit_code(problems)


def _mend(speech: Speech, issue: str, *, unsafe: bool, write: bool) -> tuple[tuple[Problem, ...], dict[str, int]]:
    """Fixes made, or shown as a diff; how many in each file."""
    from newsletter.build.mending import mend  # noqa: PLC0415 (it reads and proves articles as corrections are)
    from newsletter.review.apply import unified  # noqa: PLC0415

    found = mend(Path(issue), unsafe=unsafe, write=write, waiting=lambda holder: speech.tell(WAITING, holder=holder))
    if not write and not speech.wants_json:
        click.echo(unified(found.revisions), nl=False)
    fixed: Counter[str] = Counter()
    for file, _, count in found.counts if found.written or not write else ():
        fixed[file] += count
    for file, count in fixed.items() if write else ():
        codes = ", ".join(code for name, code, _ in found.counts if name == file)
        speech.tell(_MENDED, file=clean(file), count=count, codes=codes)
    if not found.counts and not found.problems:
        speech.tell(_NONE)
    return found.problems, dict(fixed)


command = verb(
    "check",
    Words(
        "Soát một số báo mà không ghi PDF: khai báo, chữ, ảnh, dàn trang, quy định của luật.",
        "Judge an issue without writing a PDF: configuration, text, photos, composition, what the law wants.",
    ),
    [
        issue_argument(),
        Option(
            ["--fix"],
            is_flag=True,
            words=Words(
                "sửa luôn trong bài những chỗ không đổi chữ nào: dấu cách, dấu ba chấm, ký tự trông giống",
                "set right in the articles what changes no word: spaces, ellipses, look-alike letters",
            ),
        ),
        Option(
            ["--unsafe-fixes"],
            is_flag=True,
            words=Words(
                "sửa cả chữ: tên theo glossary.yaml, chính tả, dấu thanh, ngày, dấu ngoặc kép, gạch",
                "words too: names by glossary.yaml, spelling, tone marks, days, quotation marks, dashes",
            ),
        ),
        Option(
            ["--diff"],
            is_flag=True,
            words=Words("chỉ cho xem sẽ sửa gì, không ghi", "show what would be changed, and write nothing"),
        ),
    ],
    run,
)
