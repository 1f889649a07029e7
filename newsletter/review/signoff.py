"""Who has signed what off: a decision by name and role on one fingerprint, kept as a file of its own.

A decision names the digest of every file that the fingerprint covers, so that a later change is told by its files."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Final, Literal, NamedTuple
from unicodedata import normalize

from newsletter.problems import Problem
from newsletter.review.store import File, as_json, read_values

SIGN_OFFS: Final = "review/sign-offs"
Decision = Literal["approved", "changes"]
"""``changes``: not to be printed before they are made."""
State = Literal["approved", "changes", "void", "missing"]


class SignOff(NamedTuple):
    """``when`` is ISO 8601. ``files`` are path and digest of all that the fingerprint covers, sorted."""

    by: str
    role: str
    decision: Decision
    fingerprint: str
    when: str
    files: tuple[tuple[str, str], ...]


class Standing(NamedTuple):
    """How a role stands to the issue as it is now. ``void``: it approved of another state; ``changed`` are the files that
    differ since. ``last`` is the decision that this follows from."""

    role: str
    state: State
    last: SignOff | None = None
    changed: tuple[str, ...] = ()


class SignOffs(NamedTuple):
    """In order of time."""

    decisions: tuple[SignOff, ...] = ()
    problems: tuple[Problem, ...] = ()


def sign_off_file(decision: SignOff) -> File:
    content = as_json(decision)
    return File(f"{SIGN_OFFS}/{decision.when[:10]}-{hashlib.sha256(content).hexdigest()[:12]}.json", content)


def read_sign_offs(folder: Path) -> SignOffs:
    """``folder`` is that of the issue."""
    found = read_values(folder, SIGN_OFFS, SignOff)
    return SignOffs(tuple(sorted((one for _, one in found.values), key=lambda one: (one.when, one))), found.problems)


def standings(
    roles: Iterable[str], decisions: Sequence[SignOff], fingerprint: str, files: Iterable[tuple[str, str]]
) -> tuple[Standing, ...]:
    """How each role stands to the issue of this fingerprint, which covers ``files``."""
    now = dict(files)
    return tuple(_standing(role, decisions, fingerprint, now) for role in roles)


def same_role(one: str, other: str) -> bool:
    return _folded(one) == _folded(other)


def _standing(role: str, decisions: Sequence[SignOff], fingerprint: str, now: Mapping[str, str]) -> Standing:
    own = [decision for decision in decisions if same_role(decision.role, role)]
    on_this = [decision for decision in own if decision.fingerprint == fingerprint]
    if on_this:
        return Standing(role, on_this[-1].decision, on_this[-1])
    if own:
        return Standing(role, "changes" if own[-1].decision == "changes" else "void", own[-1], _changed(own[-1], now))
    return Standing(role, "missing")


def _changed(decision: SignOff, now: Mapping[str, str]) -> tuple[str, ...]:
    """Files that are new, gone or not as they were."""
    then = dict(decision.files)
    return tuple(sorted(path for path in {*then, *now} if then.get(path) != now.get(path)))


def _folded(words: str) -> str:
    return " ".join(normalize("NFC", words).casefold().split())
