"""``plan``: which story stands where, as a file to edit and to pin."""

from pathlib import Path

from newsletter.build.copy import PLAN_NAME, read_copy, replanned
from newsletter.check.verdict import FAULTY, GOOD, exit_code
from newsletter.commands.new import SCHEMAS
from newsletter.commands.outputs import refuse_sources
from newsletter.commands.program import Option, Words, issue_argument
from newsletter.commands.progress import Progress
from newsletter.commands.speech import Speech, verb
from newsletter.intake.plan import write_plan
from newsletter.model.plan import Plan
from newsletter.output import Unwritable, write_whole
from newsletter.problems import Problem

_NO_OPENING = "NL454"
"""A story that the old plan does not know: the new one gives it a place."""
_NO_ARTICLE = "NL452"
"""A story that the issue does not know: on a page that is planned anew it is left out. Any other fault of the old plan has
to be mended first, lest a page that is pinned be lost."""


def run(speech: Speech, issue: str, out: str | None) -> int:
    target = Path(out) if out else Path(issue, PLAN_NAME)
    refuse_sources(Path(issue), [target], speech.language, plan=True)
    problems: list[Problem] = []
    with Progress():
        copy = read_copy(Path(issue), problems)
    problems = [problem for problem in problems if not _is_planned_away(problem, copy.plan if copy else None)]
    faulty = any(p.severity == "error" and p.source and p.source.file == PLAN_NAME for p in problems)
    with Progress():
        plan = replanned(copy, problems) if copy and not faulty else None
    written = plan is not None and exit_code(problems) in (GOOD, FAULTY)
    if plan is not None and written:
        try:
            write_whole(target, _for_editors(write_plan(plan), Path(issue)).encode())
        except Unwritable as refusal:
            problems.append(refusal.problem)
            written = False
    speech.problems(problems)
    pages = len(plan.pages) if plan else 0
    out_name = str(target)
    speech.say(speech.summary(out_name, pages, problems) if written else speech.unwritten(out_name, problems))
    told = [speech.problem_json(problem) for problem in problems]
    speech.document({"plan": str(target) if written else None, "pages": pages, "problems": told})
    return exit_code(problems)


def _is_planned_away(problem: Problem, old: Plan | None) -> bool:
    """Whether a new plan does away with a problem of the old one."""
    at = problem.source
    if problem.code != _NO_ARTICLE or old is None or at is None:
        return problem.code == _NO_OPENING
    above = [page for page in old.pages if page.at is not None and page.at <= at]
    return bool(above) and not above[-1].pinned


def _for_editors(text: str, folder: Path) -> str:
    """The modeline leads to the schemas that ``new`` put into the issue, where they are."""
    own = (folder / SCHEMAS).is_dir()
    return text.replace(f"$schema=../../{SCHEMAS}/", f"$schema={SCHEMAS}/", 1) if own else text


command = verb(
    "plan",
    Words(
        "Chọn mẫu trang và chỗ cho mọi bài; ghi plan.yaml để sửa và ghim. Trang đã ghim (pinned) được giữ nguyên.",
        "Choose templates and places for all articles; writes plan.yaml, to edit and pin. What is pinned stays.",
    ),
    [
        issue_argument(),
        Option(["-o", "--output", "out"], metavar="FILE",
               words=Words("Tệp ghi ra; mặc định ISSUE/plan.yaml.", "Default ISSUE/plan.yaml.")),
    ],
    run,
)  # fmt: skip
