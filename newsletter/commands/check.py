"""``check``: judge an issue without writing a PDF."""

from collections.abc import Iterable
from pathlib import Path

from newsletter.build import judge
from newsletter.build.copy import Copy
from newsletter.check.content import everyone_sent, in_release_window, sentence_case, well_typed
from newsletter.check.glossary import spelled_as_agreed
from newsletter.check.law import lawful
from newsletter.check.rule import Rule, Subject, check
from newsletter.check.verdict import exit_code
from newsletter.commands.program import Words, issue_argument
from newsletter.commands.progress import Progress
from newsletter.commands.speech import Speech, verb
from newsletter.intake.issue import issue_id
from newsletter.model.plan import Plan
from newsletter.problems import Problem

RULES: tuple[Rule, ...] = (well_typed, spelled_as_agreed, sentence_case, everyone_sent, in_release_window, lawful)


def run(speech: Speech, issue: str) -> int:
    with Progress() as progress:
        problems, pages = judge(Path(issue), _rules, progress.page)
    speech.problems(problems)
    speech.say(speech.summary(issue, pages, problems))
    told = [speech.problem_json(problem) for problem in problems]
    speech.document({"issue": issue_id(Path(issue)), "pages": pages, "problems": told})
    return exit_code(problems)


def _rules(copy: Copy, plan: Plan, pages: int) -> Iterable[Problem]:
    return check(RULES, Subject(copy.issue, copy.layout, plan, pages))


command = verb(
    "check",
    Words(
        "Soát một số báo mà không ghi PDF: khai báo, chữ, ảnh, dàn trang, quy định của luật.",
        "Judge an issue without writing a PDF: configuration, text, photos, composition, what the law wants.",
    ),
    [issue_argument()],
    run,
)
