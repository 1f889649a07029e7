"""Problems put into words, from the catalogue of codes in vi and en. It is read only when there is something to say."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TypedDict

from newsletter.commands.program import Language
from newsletter.legible import clean
from newsletter.problems import Problem
from newsletter.units import PT

_ENTRY = re.compile(r"^(NL\d{3}):", re.MULTILINE)
_TERM = re.compile(r"[a-z]+\.[a-z]+")

_ALLOWED: dict[Language, str] = {"vi": "[cho qua theo --allow]", "en": "[allowed by --allow]"}
"""Said of an error that a user has let pass."""


class Entry(TypedDict):
    """What the catalogue says of a code, each in {vi, en}; ``hint`` may be absent."""

    severity: str
    message: dict[str, str]
    hint: dict[str, str]
    why: dict[str, str]
    fix: dict[str, str]


@cache
def _catalogue() -> dict[str, str]:
    """Code -> its entry as YAML; entries are parsed one by one, when they are shown."""
    entries: dict[str, str] = {}
    for file in sorted(Path(__file__).with_name("catalogue").glob("*.yaml")):
        text = file.read_text(encoding="utf-8")
        found = list(_ENTRY.finditer(text))
        ends = [match.start() for match in found[1:]] + [len(text)]
        entries |= {match[1]: text[match.start() : end] for match, end in zip(found, ends, strict=True)}
    return entries


def codes() -> tuple[str, ...]:
    return tuple(sorted(_catalogue()))


@cache
def entry(code: str) -> Entry | None:
    """The entry of a code; None where there is none."""
    import yaml  # noqa: PLC0415 (20 ms, for those alone to whom something is said)

    text = _catalogue().get(code)
    if text is None:
        return None
    loader: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    found: Entry = yaml.load(text, Loader=loader)[code]  # noqa: S506 (a safe loader)
    return found


@cache
def terms() -> dict[str, dict[str, str]]:
    """Words in both languages for kinds that stand among the values of a problem (``damage.truncated``)."""
    import yaml  # noqa: PLC0415 (as above)

    loader: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    text = Path(__file__).with_name("terms.yaml").read_text(encoding="utf-8")
    found: dict[str, dict[str, str]] = yaml.load(text, Loader=loader)  # noqa: S506 (a safe loader)
    return found


class _Values(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return "…"


def message(problem: Problem, language: Language) -> str:
    """The sentence of a problem; of a code without an entry, the code and its values."""
    said = entry(problem.code)
    if said is None:
        return ", ".join(f"{name}: {_shown(value, language)}" for name, value in problem.values) or problem.code
    sentence = said["message"][language].format_map(_values(problem, language))
    return f"{sentence} {_ALLOWED[language]}" if problem.allowed else sentence


def hint(problem: Problem, language: Language) -> str:
    """The way out; "" where there is none to name. A hint that needs a value which is empty gives way to what mends the
    fault in general."""
    said = entry(problem.code)
    if said is None:
        return ""
    pattern = said.get("hint", {}).get(language, "")
    values = _values(problem, language)
    if any(not values[name] for name in re.findall(r"\{(\w+)", pattern)):
        fix = said["fix"][language].strip()
        return (fix[:1].lower() + fix[1:]).removesuffix(".")
    return pattern.format_map(values)


def shown_pattern(pattern: str) -> str:
    """A pattern of the catalogue for readers: its braces as they will be printed."""
    return pattern.replace("{{", "{").replace("}}", "}")


def _values(problem: Problem, language: Language) -> _Values:
    return _Values((name, _shown(value, language)) for name, value in problem.values)


def _shown(value: str | float, language: Language) -> str:
    if isinstance(value, str) and _TERM.fullmatch(value) and value in terms():
        return terms()[value][language]
    return clean(value) if isinstance(value, str) else f"{value:g}" if isinstance(value, float) else str(value)


def as_json(problem: Problem, language: Language) -> dict[str, object]:
    """A problem as the contract's JSON; what is unknown is absent."""
    found: dict[str, object] = {
        "code": problem.code,
        "severity": problem.severity,
        "message": message(problem, language),
    }
    found |= {"allowed": True} if problem.allowed else {}
    found |= {"hint": hint(problem, language)} if hint(problem, language) else {}
    found |= dict(_place(problem))
    return found


def _place(problem: Problem) -> Iterator[tuple[str, object]]:
    if problem.source:
        yield "file", problem.source.file
        if problem.source.line:
            yield "line", problem.source.line
        if problem.source.column:
            yield "column", problem.source.column
    if problem.spot:
        yield "page", problem.spot.page
        if problem.spot.box:
            yield "box", [edge / PT for edge in problem.spot.box]


def by_place(problem: Problem) -> tuple[object, ...]:
    """Key of the order in which problems are told: file by file from the top, then page by page."""
    source, spot = problem.source, problem.spot
    return (
        source is None, source or ("", 0, 0), spot.page if spot else 0, problem.code, str(problem.values),
    )  # fmt: skip
