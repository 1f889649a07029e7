"""A mail or an archive opened, in a process of its own with limits on time and memory."""

from collections.abc import Iterator, Sequence
from typing import Final, cast

from newsletter.apart import Failure, apart
from newsletter.manuscripts.budget import Allowance
from newsletter.manuscripts.kinds import kind_of, promised
from newsletter.manuscripts.manuscript import Enclosure, Parcel
from newsletter.problems import Outcome, Problem, error, warning

SECONDS: Final = 20.0
"""For one mail or archive; one of 20 MB takes less than one."""
MEMORY: Final = 2**30
"""Bytes beside the file itself: what may be unpacked, three times."""
MOST_DEEP: Final = 2
"""How deep mails and archives are opened that lie in another."""
_MOST_TOGETHER, _MOST_BYTES_TOGETHER = 16, 32 * 2**20
"""Files opened in one process."""
_PARCELS: Final = ("eml", "msg", "zip")


def is_parcel(content: bytes, name: str) -> bool:
    """Whether a file is a mail or an archive; a ZIP that calls itself something else (a damaged Word file, say) is none."""
    kind = kind_of(content, name)
    return kind in _PARCELS and (kind != "zip" or promised(name) in ((), ("zip",)))


def open_apart(content: bytes, name: str) -> Outcome[Parcel]:
    """As ``opened``; what does not come to an end within the limits is told."""
    found = apart("newsletter.manuscripts.open:opened", content, name, seconds=SECONDS, memory=MEMORY)
    if isinstance(found, Failure):
        return Outcome(None, (error("NL260", file=name, value=f"limit.{found.why}"),))
    return cast("Outcome[Parcel]", found)


def open_all_apart(files: Sequence[tuple[bytes, str]]) -> list[Outcome[Parcel]]:
    """The same of several, by content and name. They share a process, which costs more to start than a mail to open; where
    it fails, each is opened in one of its own."""
    made: list[Outcome[Parcel]] = []
    for together in _batches(files):
        task = "newsletter.manuscripts.open:opened_all"
        contents, names = zip(*together, strict=True)
        found = apart(task, names, *contents, seconds=SECONDS, memory=MEMORY) if len(together) > 1 else None
        made += found if isinstance(found, list) else [open_apart(*file) for file in together]
    return made


def _batches(files: Sequence[tuple[bytes, str]]) -> Iterator[list[tuple[bytes, str]]]:
    held: list[tuple[bytes, str]] = []
    for file in files:
        size = sum(len(content) for content, _ in held) + len(file[0])
        if held and (len(held) == _MOST_TOGETHER or size > _MOST_BYTES_TOGETHER):
            yield held
            held = []
        held.append(file)
    if held:
        yield held


def opened_all(names: Sequence[str], *contents: bytes) -> list[Outcome[Parcel]]:
    return [opened(content, name) for content, name in zip(contents, names, strict=True)]


def opened(content: bytes, name: str) -> Outcome[Parcel]:
    """A mail (.eml, .msg) or an archive (.zip) with what it encloses, and what is wrong with it. All that lies in it is
    within one allowance."""
    return _opened(content, name, Allowance(), MOST_DEEP)


def _opened(content: bytes, name: str, allowance: Allowance, deeper: int) -> Outcome[Parcel]:
    found = _read(content, name, allowance, deeper)
    if found.value is None:
        return found
    inner = _with_inner(found.value, name, allowance, deeper)
    return Outcome(inner.value, (*found.problems, *inner.problems))


def _read(content: bytes, name: str, allowance: Allowance, deeper: int) -> Outcome[Parcel]:
    """By a reader of its own kind, each of which loads what the others need not."""
    match kind_of(content, name):
        case "zip":
            from newsletter.manuscripts.archive import read_archive  # noqa: PLC0415

            return read_archive(content, name, allowance)
        case "msg":
            from newsletter.manuscripts.outlook import read_outlook  # noqa: PLC0415

            return read_outlook(content, name, allowance, deeper)
        case _:
            from newsletter.manuscripts.mail import read_mail  # noqa: PLC0415

            return read_mail(content, name, allowance, deeper)


def _with_inner(parcel: Parcel, name: str, allowance: Allowance, deeper: int) -> Outcome[Parcel]:
    """The same parcel, the mails and archives among its enclosures opened."""
    problems: list[Problem] = []
    parcels: list[Parcel] = []
    kept: list[Enclosure] = []
    for held in parcel.parcels:
        again = _with_inner(held, f"{name}!/{held.name}", allowance, deeper - 1)
        problems += again.problems
        parcels += [again.value] if again.value else []
    for enclosure in parcel.enclosures:
        if enclosure.body or not is_parcel(enclosure.content, enclosure.name):
            kept.append(enclosure)
            continue
        if deeper <= 0:
            problems.append(warning("NL265", file=name, member=enclosure.name, value="member.deep"))
            kept.append(enclosure)
            continue
        inner = _opened(enclosure.content, f"{name}!/{enclosure.name}", allowance, deeper - 1)
        problems += inner.problems
        if inner.value is None:
            kept.append(enclosure)
        else:
            parcels.append(inner.value._replace(name=enclosure.name))
    return Outcome(parcel._replace(enclosures=tuple(kept), parcels=tuple(parcels)), tuple(problems))
