"""A returned proof is read apart, within limits, since nobody knows what it holds."""

from pathlib import Path
from typing import Final, cast

from newsletter.pdf.worker import Failure, apart
from newsletter.problems import error
from newsletter.review.notes import Reading

SECONDS: Final = 18.0
"""Of the clock for one file: a proof of 16 pages with 20 notes takes half of one."""


def read_apart(name: str, content: bytes, folder: Path, password: str = "") -> Reading:
    """``name`` is that of the file, ``folder`` that of the issue. Whatever happens there is a reading."""
    found = apart("newsletter.review.read:read_proof", content, name, str(folder), password, seconds=SECONDS)
    if isinstance(found, Failure):
        return Reading(name, "", (), problems=(error("NL769", file=name, reason=f"limit.{found.why}"),))
    return cast("Reading", found)
