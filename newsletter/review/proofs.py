"""The numbered proofs of an issue: what is kept of each in ``ISSUE/review/proofs/N.json`` (newsletter-proof/1).

With them a file that came back is known again, and what was marked on an older proof is traced by that proof's map."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final, NamedTuple

from newsletter.problems import Outcome, Problem, warning
from newsletter.review.maps import BYTES_MOST, SourceMap, map_of

FORMAT: Final = "newsletter-proof/1"
NUMBER_MOST: Final = 999
"""The highest number of a proof."""


class Proof(NamedTuple):
    """``sha256`` (``sha256:…``) and ``size`` are of the PDF that was sent, ``deadline`` an ISO date or "".

    ``identifier`` is the first part of that file's /ID in hex, which programs keep when they write it again (ISO 32000-1,
    14.4); "" in records of before it was kept."""

    number: int
    code: str
    fingerprint: str
    sha256: str
    size: int
    deadline: str
    map: SourceMap
    identifier: str = ""


def proof_file(folder: Path, number: int) -> Path:
    """Where the proof of that number is kept; ``folder`` is the issue's."""
    return folder / "review" / "proofs" / f"{number}.json"


def proof_record(head: Mapping[str, object], source_map: bytes) -> bytes:
    """The content of that file: ``head`` has number, code, fingerprint, id, sha256, size, and deadline where there is one;
    a line for each page of the map, so that versions compare well."""
    start = json.dumps({"format": FORMAT, **head}, ensure_ascii=False)
    return start[:-1].encode() + b', "map":\n' + source_map.rstrip(b"\n") + b"}\n"


def read_proofs(folder: Path) -> Outcome[tuple[Proof, ...]]:
    """The proofs kept with an issue, by number; what is none of ours is told of and left out."""
    proofs: list[Proof] = []
    problems: list[Problem] = []
    for number in _numbers(folder):
        proof = _read(proof_file(folder, number), number)
        if proof is None:
            problems.append(warning("NL761", file=f"review/proofs/{number}.json", number=number))
        else:
            proofs.append(proof)
    return Outcome(tuple(proofs), tuple(problems))


def sent_pdf(folder: Path, proof: Proof) -> bytes | None:
    """The PDF of a proof byte for byte as it was sent, where it still lies in the issue's out/; else None."""
    try:
        for file in sorted((folder / "out").glob("*.pdf")):
            if file.is_file() and file.stat().st_size == proof.size:
                content = file.read_bytes()
                if f"sha256:{hashlib.sha256(content).hexdigest()}" == proof.sha256:
                    return content
    except OSError:
        return None
    return None


def next_round(folder: Path) -> int:
    """The number of the next proof of an issue; one that cannot be read keeps its number."""
    return max(_numbers(folder), default=0) + 1


def _numbers(folder: Path) -> list[int]:
    try:
        stems = [file.stem for file in proof_file(folder, 1).parent.iterdir() if file.suffix == ".json"]
    except OSError:
        return []
    return sorted(_proper(stems))


def _proper(stems: list[str]) -> Iterator[int]:
    for stem in stems:
        if stem.isascii() and stem.isdecimal() and stem[0] != "0" and len(stem) <= len(str(NUMBER_MOST)):
            yield int(stem)


def _read(file: Path, number: int) -> Proof | None:
    try:
        if not file.is_file():
            return None
        with file.open("rb") as opened:
            content = opened.read(BYTES_MOST + 1)
        whole = json.loads(content) if len(content) <= BYTES_MOST else None
    except (OSError, ValueError, RecursionError):
        return None
    if not isinstance(whole, dict) or whole.get("format") != FORMAT or whole.get("number") != number:
        return None
    found, size = map_of(whole.get("map")), whole.get("size")
    if found is None or not isinstance(size, int):
        return None
    texts = [whole.get(key, "") for key in ("code", "fingerprint", "sha256", "deadline", "id")]
    code, fingerprint, sha256, deadline, identifier = (text if isinstance(text, str) else "" for text in texts)
    return Proof(number, code, fingerprint, sha256, size, deadline, found, identifier)
