"""Two proofs compared: what changed, and the new one with its changes marked. It may run apart, for the files are
anybody's."""

from typing import Final, NamedTuple, cast

from newsletter.apart import Failure, apart
from newsletter.pdf.document import Document
from newsletter.pdf.reader import read
from newsletter.problems import Outcome, Problem, error, warning
from newsletter.review.changes import Changes, changes
from newsletter.review.maps import SourceMap, embedded_map, parse_map
from newsletter.review.marked import marked

SECONDS: Final = 60.0


class Compared(NamedTuple):
    """``changes`` is None where one of the two cannot be read, or has no map; ``copy`` the marked PDF, where one was asked
    for and could be made."""

    changes: Changes | None = None
    copy: bytes | None = None
    problems: tuple[Problem, ...] = ()


class Given(NamedTuple):
    """A file to be compared: its name, its content, and the password that opens it where it has one."""

    name: str
    content: bytes
    password: str = ""


class _Proof(NamedTuple):
    document: Document
    content: bytes
    source_map: SourceMap


def compare_apart(old: Given, new: Given, *, marks: bool) -> Compared:
    """``compare`` within limits of time and memory."""
    found = apart("newsletter.review.compare:compare", old, new, marks, seconds=SECONDS)
    if isinstance(found, Failure):
        return Compared(problems=(error("NL782", file=new.name, reason=f"limit.{found.why}"),))
    return cast("Compared", found)


def compare(old: Given, new: Given, marks: bool) -> Compared:
    before, after = _proof(old), _proof(new)
    if before.value is None or after.value is None:
        return Compared(problems=before.problems + after.problems)
    found = changes(before.value.source_map, after.value.source_map)
    problems: list[Problem] = []
    if before.value.source_map.issue != after.value.source_map.issue:
        names = (before.value.source_map.issue, after.value.source_map.issue)
        problems.append(warning("NL783", old=names[0], new=names[1]))
    copy = None
    if marks:
        document, source_map = after.value.document, after.value.source_map
        if len(document.pages) == len(source_map.sheets or source_map.pages):
            copy = marked(document, source_map, after.value.content, found.marks)
        if copy is None:
            problems.append(error("NL784", file=new.name))
    return Compared(found, copy, tuple(problems))


def map_apart(name: str, content: bytes) -> Outcome[SourceMap]:
    """The map of a proof, within limits."""
    found = apart("newsletter.review.compare:map_of", name, content, seconds=SECONDS)
    if isinstance(found, Failure):
        return Outcome(None, (error("NL782", file=name, reason=f"limit.{found.why}"),))
    return cast("Outcome[SourceMap]", found)


def map_of(name: str, content: bytes) -> Outcome[SourceMap]:
    proof = _proof(Given(name, content))
    return Outcome(proof.value.source_map if proof.value else None, proof.problems)


def _proof(given: Given) -> Outcome[_Proof]:
    document, name = read(given.content, given.password), given.name
    if not document.pages:
        locked = document.encryption is not None and not document.encryption.opened
        return Outcome(None, (error("NL751" if locked else "NL781", file=name),))
    stored = embedded_map(document)
    source_map = parse_map(stored) if stored is not None else None
    if stored is None or source_map is None:
        return Outcome(None, (error("NL780", file=name),))
    return Outcome(_Proof(document, stored, source_map))
