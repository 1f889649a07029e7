"""``check``: judge an issue without writing a PDF."""

from pathlib import Path

from newsletter.build.judging import judge
from newsletter.check.verdict import exit_code
from newsletter.commands.program import Words, issue_argument
from newsletter.commands.progress import Progress
from newsletter.commands.speech import Speech, verb
from newsletter.intake.issue import issue_id


def run(speech: Speech, issue: str) -> int:
    with Progress() as progress:
        problems, pages = judge(Path(issue), progress.page)
    speech.problems(problems)
    speech.say(speech.summary(issue, pages, problems))
    told = [speech.problem_json(problem) for problem in problems]
    speech.document({"issue": issue_id(Path(issue)), "pages": pages, "problems": told})
    return exit_code(problems)


command = verb(
    "check",
    Words(
        "Soát một số báo mà không ghi PDF: khai báo, chữ, ảnh, dàn trang, quy định của luật.",
        "Judge an issue without writing a PDF: configuration, text, photos, composition, what the law wants.",
    ),
    [issue_argument()],
    run,
)
