"""Files that a verb is given, read whole."""

import os
from pathlib import Path
from typing import Final

from newsletter.problems import Outcome, error

LARGEST: Final = 1 << 30
"""Bytes of a file that is read at all."""
_TOO_LARGE: Final = "> 1 GiB"


def file_content(file: Path) -> Outcome[bytes]:
    """The bytes of the file; a problem of the machine where it cannot be opened."""
    try:
        if not file.is_file():  # a pipe would be waited for
            reason = os.strerror(21 if file.is_dir() else 2)
        elif file.stat().st_size > LARGEST:
            reason = _TOO_LARGE
        else:
            return Outcome(file.read_bytes())
    except (OSError, ValueError) as fault:
        reason = getattr(fault, "strerror", None) or type(fault).__name__
    return Outcome(None, (error("NL909", file=str(file), reason=reason),))
