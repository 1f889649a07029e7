"""Where a verb may write: not over what it reads, and not twice into one file."""

import os
from collections.abc import Sequence
from pathlib import Path

import click

from newsletter.build.copy import ISSUE_NAME, PLAN_NAME
from newsletter.commands.program import Language, Words
from newsletter.commands.speech import Speech
from newsletter.intake.glossary import GLOSSARY_FILE
from newsletter.output import Unwritable, write_whole
from newsletter.problems import Problem

_FOLDERS = ("articles", "photos")
_SOURCE = Words(
    '"{file}" là tệp nguồn của số báo; hãy ghi ra tệp khác', '"{file}" is a source of the issue; write to another file'
)
_WRITTEN = Words("đã ghi {file}", "{file} written")
_TWICE = Words('hai kết quả cùng ghi vào "{file}"', 'two results would be written to "{file}"')


def refuse_sources(folder: Path, outputs: Sequence[Path], language: Language, *, plan: bool = False) -> None:
    """UsageError where an output is a source of the issue in ``folder`` or comes twice; ``plan``: plan.yaml is no source."""
    root = Path(os.path.realpath(folder))
    files = {root / ISSUE_NAME, root / GLOSSARY_FILE} | (set() if plan else {root / PLAN_NAME})
    seen: set[Path] = set()
    for output in outputs:
        real = Path(os.path.realpath(output))
        if real in files or any((root / name) in real.parents for name in _FOLDERS):
            raise click.UsageError(_SOURCE.of(language).format(file=output))
        if real in seen:
            raise click.UsageError(_TWICE.of(language).format(file=output))
        seen.add(real)


def deliver(text: str, out: str | None, speech: Speech) -> tuple[Problem, ...]:
    """A result of text goes to the file ``out``, else to stdout; broken bytes of names in it are written out."""
    content = text.encode("utf-8", "backslashreplace")
    if out is None:
        if not speech.wants_json:
            click.echo(content, nl=False)
        return ()
    try:
        write_whole(Path(out), content)
    except Unwritable as refusal:
        return (refusal.problem,)
    speech.say(_WRITTEN.of(speech.language).format(file=out))
    return ()
