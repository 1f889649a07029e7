"""glossary.yaml: names and set phrases of the issue, as they are to be printed."""

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from unicodedata import normalize

from newsletter.intake.scalars import Line
from newsletter.intake.validate import SHOWN, Field, Form, fill, node_at
from newsletter.intake.yaml import ListNode, ScalarNode
from newsletter.intake.yaml_file import read_yaml
from newsletter.problems import Problem, error, warning

GLOSSARY_FILE = "glossary.yaml"
FEWEST, MOST_WORDS = 2, 12
"""Words of a phrase: a single syllable is no phrase, and no name of a body has more."""
LARGEST = 2000
"""Phrases; our own list has as many."""
_WORD = re.compile(r"\w[\w./&-]*")


class GlossaryForm(Form):
    """glossary.yaml: names and set phrases that stay on one line where they can, and are spelled as here."""

    phrases: tuple[Line, ...] = Field(
        default=(),
        description="Phrases of 2 to 12 words as they are to be printed; a capital must be met by a capital",
        examples=[["Đảng ủy Khối", "chuyển đổi số"]],
    )


class Glossary(NamedTuple):
    """``sha256`` is that of the file, "" where there is none to read."""

    phrases: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    sha256: str = ""


def read_glossary(root: Path) -> Glossary:
    """The glossary of the issue folder ``root``, without the phrases that cannot be used; empty where there is none."""
    if not os.path.lexists(root / GLOSSARY_FILE):
        return Glossary()
    read = read_yaml(root, GLOSSARY_FILE, GLOSSARY_FILE)
    if read.node is None:
        return Glossary((), read.problems, read.sha256)
    filled = fill(GlossaryForm, read.node)
    listed = node_at(read.node, "phrases")
    told: list[Problem] = []
    phrases = tuple(_usable(listed, told)) if isinstance(listed, ListNode) else ()
    return Glossary(phrases, (*read.problems, *filled.problems, *told), read.sha256)


def _usable(listed: ListNode, told: list[Problem]) -> Iterator[str]:
    """Each phrase once, single spaces between its words; what is wrong is told."""
    seen: dict[str, int] = {}
    nodes = [node for node in listed.nodes if isinstance(node, ScalarNode) and not node.empty]
    if len(nodes) > LARGEST:
        told.append(error("NL181", nodes[LARGEST].at, count=len(nodes), limit=LARGEST))
    for node in nodes[:LARGEST]:
        words = normalize("NFC", node.text).split()
        phrase = " ".join(words)
        if not FEWEST <= len(words) <= MOST_WORDS or not all(map(_WORD.fullmatch, words)):
            told.append(error("NL180", node.at, phrase=phrase[:SHOWN], fewest=FEWEST, most=MOST_WORDS))
        elif phrase in seen:
            told.append(warning("NL182", node.at, phrase=phrase[:SHOWN], line=seen[phrase]))
        else:
            seen[phrase] = node.at.line
            yield phrase
