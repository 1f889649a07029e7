"""A YAML file of a layout or a font folder: read, decoded and parsed, with every place named as the user knows it."""

from pathlib import Path
from typing import NamedTuple

from newsletter.intake.text import read_text
from newsletter.intake.yaml import LARGEST, MapNode, parse_yaml
from newsletter.problems import Problem, error


class YamlFile(NamedTuple):
    """``node`` is None where there is no mapping in the file; ``sha256`` as in text.Stored, "" where it is unread."""

    node: MapNode | None
    problems: tuple[Problem, ...]
    sha256: str = ""


def read_yaml(root: Path, file: str, shown: str) -> YamlFile:
    """The mapping in a file at a path below ``root``; ``shown`` stands for the file in problems."""
    stored = read_text(root.resolve(), file, 4 * LARGEST, prose=False)
    told = tuple(
        problem._replace(source=problem.source._replace(file=shown)) if problem.source else problem
        for problem in stored.problems
    )
    if stored.value is None:
        return YamlFile(None, told)
    parsed = parse_yaml(stored.value.text, shown)
    problems = (*told, *parsed.problems)
    if parsed.value is None or isinstance(parsed.value, MapNode):
        return YamlFile(parsed.value, problems, stored.value.sha256)
    wrong = error("NL153", parsed.value.at, key=file, found="…")
    return YamlFile(None, (*problems, wrong), stored.value.sha256)
