"""``review sign-off``: a decision on the issue as it is now, by name and role."""

from pathlib import Path
from typing import cast, get_args

import click

from newsletter.build.copy import read_copy
from newsletter.build.filing import file_away
from newsletter.build.identity import fingerprint, ingredients
from newsletter.commands.program import Option, Words, issue_argument
from newsletter.commands.review_desk import ended, no_issue, now, waiting
from newsletter.commands.speech import Speech, verb
from newsletter.problems import Problem, has_errors, warning
from newsletter.review.signoff import Decision, SignOff, same_role, sign_off_file

_APPROVED = Words("{by} ({role}) đã ký duyệt bản {fingerprint}", "{by} ({role}) approved of {fingerprint}")
_CHANGES = Words("{by} ({role}) yêu cầu sửa bản {fingerprint}", "{by} ({role}) asks for changes to {fingerprint}")
SHOWN = 12
"""Figures of a fingerprint that lists show."""


def run(speech: Speech, issue: str, *, by: str, role: str, decision: str) -> int:
    folder = Path(issue)
    if faults := no_issue(folder):
        return ended(speech, faults)
    problems: list[Problem] = []
    copy = read_copy(folder, problems)
    if copy is None:
        return ended(speech, tuple(problems))
    signed = SignOff(by.strip(), role.strip(), cast("Decision", decision), fingerprint(copy), now(), ingredients(copy))
    asked = copy.issue.review.sign_offs
    told: tuple[Problem, ...] = ()
    if not any(same_role(role, one) for one in asked):
        told = (warning("NL771", copy.issue.place("review.sign_offs"), role=role[:60], roles=", ".join(asked)),)
    told += file_away(folder, [sign_off_file(signed)], waiting(speech))
    if not has_errors(told):
        words = _APPROVED if decision == "approved" else _CHANGES
        shown = signed.fingerprint.removeprefix("sha256:")[:SHOWN]
        speech.say(words.of(speech.language).format(by=signed.by, role=signed.role, fingerprint=shown))
    return ended(speech, told, **signed._replace(files=())._asdict())


def _named(context: click.Context, option: click.Parameter, value: str) -> str:
    """A name that says something."""
    if not value.strip():
        raise click.MissingParameter(ctx=context, param=option)
    return value


command = verb(
    "sign-off",
    Words(
        "Ký duyệt (hoặc yêu cầu sửa) số báo như hiện có, theo tên và chức danh; sửa gì sau đó thì chữ ký mất hiệu lực.",
        "Approve of the issue as it is now, or ask for changes, by name and role; any change afterwards voids it.",
    ),
    [
        issue_argument(),
        Option(["--name", "by"], required=True, callback=_named, metavar="NAME",
               words=Words("Người ký.", "Who signs.")),
        Option(["--role"], required=True, callback=_named, metavar="ROLE",
               words=Words("Chức danh, như trong review.sign_offs của issue.yaml.",
                           "In which role, as in review.sign_offs of issue.yaml.")),
        Option(["--decision"], type=click.Choice(get_args(Decision)), default="approved", show_default=True,
               words=Words("approved: duyệt in; changes: còn phải sửa.", "approved, or changes that are still to be made.")),
    ],
    run,
)  # fmt: skip
