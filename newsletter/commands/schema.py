"""``schema``: the JSON Schema of a format, for editors that complete and check."""

import json

import click

from newsletter.check.verdict import GOOD
from newsletter.commands.program import Words
from newsletter.commands.speech import Speech, verb
from newsletter.intake.schema import KINDS, schema


def run(speech: Speech, kind: str) -> int:  # noqa: ARG001 (a schema is the same in every language)
    click.echo(json.dumps(schema(kind), ensure_ascii=False, indent=2).encode())
    return GOOD


command = verb(
    "schema",
    Words("In JSON Schema của một định dạng.", "Print the JSON Schema of a format."),
    [click.Argument(["kind"], type=click.Choice(KINDS), default="issue")],
    run,
)
