"""``explain``: what a code means, why it matters on paper, how to mend it."""

from difflib import get_close_matches

import click

from newsletter.check.verdict import GOOD
from newsletter.commands.program import Words
from newsletter.commands.speech import Speech, verb
from newsletter.commands.wording import Entry, codes, entry, shown_pattern

_UNKNOWN = Words("không có mã {code}; mã gần giống: {near}", "there is no code {code}; near it: {near}")
_FIGURES = str.maketrans("OIL", "011")
_LABELS = {
    "why": Words("Vì sao", "Why"),
    "fix": Words("Cách sửa", "How to mend it"),
    "hint": Words("Gợi ý", "Hint"),
}


def explain(speech: Speech, code: str | None) -> int:
    if code is None:
        return _list(speech)
    name = code.upper()
    said = entry(name)
    if said is None:
        near = ", ".join(_near(name)) or codes()[0]
        raise click.UsageError(_UNKNOWN.of(speech.language).format(code=code, near=near))
    speech.document(_document(name, said, speech))
    speech.say(f"{name} ({said['severity']}): {_message(said, speech)}")
    for part in ("why", "fix", "hint"):
        text = _part(said, part, speech)
        if text:
            speech.say(f"\n{_LABELS[part].of(speech.language)}: {text.strip()}")
    return GOOD


def _near(name: str) -> list[str]:
    """Codes that may have been meant: the one with figures for letters that look like them, else the most alike."""
    read = name[:2] + name[2:].translate(_FIGURES)
    return [read] if read in codes() else get_close_matches(name, codes(), 3, 0.5)


def _part(said: Entry, part: str, speech: Speech) -> str:
    if part == "hint":
        return shown_pattern(said.get("hint", {}).get(speech.language, ""))
    parts: dict[str, dict[str, str]] = {"why": said["why"], "fix": said["fix"]}
    return parts[part][speech.language]


def _message(said: Entry, speech: Speech) -> str:
    return shown_pattern(said["message"][speech.language])


def _document(name: str, said: Entry, speech: Speech) -> dict[str, object]:
    document: dict[str, object] = {
        "code": name,
        "severity": said["severity"],
        "message": _message(said, speech),
    }
    return document | {part: text for part in ("hint", "why", "fix") if (text := _part(said, part, speech))}


def _list(speech: Speech) -> int:
    found = [(name, said) for name in codes() if (said := entry(name))]
    speech.document({"codes": [_document(name, said, speech) for name, said in found]})
    for name, said in found:
        speech.say(f"{name}  {said['severity']:7}  {_message(said, speech)}")
    return GOOD


command = verb(
    "explain",
    Words(
        "Giải thích một mã lỗi: nghĩa, vì sao đáng ngại trên giấy, cách sửa. Không nêu mã thì liệt kê mọi mã.",
        "Explain a code: what it means, why it matters on paper, how to mend it. Without a code, list them all.",
    ),
    [click.Argument(["code"], required=False)],
    explain,
)
