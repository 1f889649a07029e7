"""Is a package what it was when it was made? Every sum, nothing missing, nothing besides, the PDF that the ticket names."""

import re
from pathlib import Path
from typing import NamedTuple

from newsletter.apart import apart
from newsletter.build.bundle import SUM_LINE, SUMS_NAME, TICKET_NAME, digest_of
from newsletter.build.holding import LONGEST, Holding, hold_folder, hold_zip, open_zip
from newsletter.build.ticket import TICKET_FORMAT
from newsletter.intake.yaml import MapNode, Node, ScalarNode, parse_yaml
from newsletter.manuscripts.budget import FAULTS
from newsletter.problems import Outcome, Problem, error

LARGEST_LIST = 2**20
"""Bytes of SHA256SUMS and of ticket.yaml; both have a few thousand."""
LARGEST_PDF = 2**29
"""Bytes of a press file in which the fingerprint is looked for, since it is held in memory for that."""
SECONDS = 60.0
"""For that; the sample takes half of one."""


class Verified(NamedTuple):
    """``files`` were looked at; sound where there are no problems."""

    files: int
    problems: tuple[Problem, ...]


def verify(package: Path) -> Verified:
    """Judge a package, a folder or a ZIP, without unpacking it."""
    try:
        if package.is_dir():
            return _held(hold_folder(package))
        if not package.is_file():
            return Verified(0, (error("NL692", file=str(package)),))
        with open_zip(package) as archive:
            return _held(hold_zip(archive))
    except FAULTS:
        return Verified(0, (error("NL690", file=package.name),))


def _held(outcome: Outcome[Holding]) -> Verified:
    if outcome.value is None or outcome.problems:
        return Verified(0, outcome.problems)
    holding = outcome.value
    if SUMS_NAME not in holding.sizes:
        return Verified(len(holding.sizes), (error("NL680", file=SUMS_NAME),))
    problems: list[Problem] = []
    sums = _sums(holding, problems)
    digests = {name: _digest(holding, name) for name in sums if name in holding.sizes}
    missing = sorted(sums.keys() - digests.keys())
    changed = sorted(name for name, digest in digests.items() if digest != sums[name])
    besides = sorted(holding.sizes.keys() - sums.keys() - {SUMS_NAME})
    for code, names in (("NL681", missing), ("NL682", changed), ("NL683", besides)):
        problems += [error(code, file=name[:LONGEST]) for name in names]
    if not problems:
        problems += _ticket_faults(holding, digests)
    return Verified(len(holding.sizes), tuple(problems))


def _sums(holding: Holding, problems: list[Problem]) -> dict[str, str]:
    """Path -> digest, as SHA256SUMS says, up to the first line that says nothing."""
    sums: dict[str, str] = {}
    for number, line in enumerate(_text(holding, SUMS_NAME).splitlines(), 1):
        match = SUM_LINE.fullmatch(line)
        if match is None or match[2] in sums:
            problems.append(error("NL684", file=SUMS_NAME, line=number))
            break
        sums[match[2]] = match[1]
    return sums


def _ticket_faults(holding: Holding, digests: dict[str, str]) -> list[Problem]:
    """Whether the ticket speaks of the PDF that stands beside it."""
    if TICKET_NAME not in holding.sizes:
        return [error("NL681", file=TICKET_NAME)]
    ticket = parse_yaml(_text(holding, TICKET_NAME), TICKET_NAME).value
    if _said(ticket, "format") != TICKET_FORMAT:
        return [error("NL684", file=TICKET_NAME, line=1)]
    name, digest = _said(ticket, "press", "file"), _said(ticket, "press", "sha256")
    if digests.get(name) != digest or not re.fullmatch("[0-9a-f]{64}", digest):
        return [error("NL685", file=name[:LONGEST])]
    if holding.sizes[name] <= LARGEST_PDF and _fingerprint(holding, name) != _said(ticket, "fingerprint"):
        return [error("NL685", file=name)]
    return []


def _fingerprint(holding: Holding, name: str) -> str:
    """What a press file says that it was made from; it is read in a process of its own, since nobody trusts it yet."""
    with holding.open(name) as file:
        found = apart("newsletter.build.verify:identifier", file.read(LARGEST_PDF), seconds=SECONDS)
    return found if isinstance(found, str) else ""


def identifier(content: bytes) -> str:
    """The dc:identifier of a PDF, "" where it has none."""
    from newsletter.pdf.reader import read  # noqa: PLC0415 (pypdf: 0.2 s, for packages that are sound so far)
    from newsletter.preflight.xmp import read_xmp  # noqa: PLC0415

    packet = read(content).xmp
    properties = read_xmp(packet) if packet is not None else None
    return properties.get("dc:identifier", "") if properties else ""


def _said(node: Node | None, *keys: str) -> str:
    """The value of a key, "" where there is none."""
    for key in keys:
        node = node.get(key) if isinstance(node, MapNode) else None
    return node.text if isinstance(node, ScalarNode) else ""


def _text(holding: Holding, name: str) -> str:
    """A small file as text, as far as it is read and is UTF-8."""
    with holding.open(name) as file:
        return file.read(LARGEST_LIST).decode("utf-8", "replace")


def _digest(holding: Holding, name: str) -> str:
    """Of a file; "" where it cannot be read to its end."""
    try:
        with holding.open(name) as file:
            return digest_of(file)
    except FAULTS:
        return ""
