"""The code that names a proof on each of its pages: short enough to be said by phone, and text that survives printing."""

import hashlib
import re
from typing import Final, NamedTuple

ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Base 32 of Douglas Crockford: without I, L, O (taken for 1 and 0) and U."""
_FIGURES: Final = 8
_HALF: Final = _FIGURES // 2
_ALIKE: Final = str.maketrans("ILO", "110")
_CODE: Final = (
    r"(?<![0-9A-Za-z])([0-9A-TV-Za-tv-z]{4})[-\u2010\u2011\u00ad\ufffe\x02]([0-9A-TV-Za-tv-z]{4})(?![0-9A-Za-z])"
)
"""Readers of PDFs give a hyphen in several ways; pdfium U+0002 or U+FFFE where it takes it for the end of a line."""


class ProofName(NamedTuple):
    """``number`` 0: a proof that is not sent out under a number."""

    code: str
    number: int = 0


def proof_code(fingerprint: str, number: int) -> str:
    """The code of an issue's proof as shown, ``7K3M-Q9XA``: 40 bits of a digest of fingerprint and number of the proof,
    0 for a proof without one."""
    digest = hashlib.sha256(f"proof {number} of {fingerprint}".encode()).digest()
    value = int.from_bytes(digest[: _FIGURES * 5 // 8], "big")
    figures = "".join(ALPHABET[value >> 5 * place & 31] for place in reversed(range(_FIGURES)))
    return f"{figures[:_HALF]}-{figures[_HALF:]}"


def codes_in(text: str) -> tuple[str, ...]:
    """What could be a code in a text, as codes are shown, each once, in order; letters that are taken for figures are
    read as these. Two years with a hyphen look like a code too: what counts is whether it is known."""
    found = ("-".join(match.groups()).upper().translate(_ALIKE) for match in re.finditer(_CODE, text))
    return tuple(dict.fromkeys(found))
