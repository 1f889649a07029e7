"""A file name from a title: short, plain letters, safe on every system."""

import re
import unicodedata
from typing import Final

LONGEST: Final = 40
_RESERVED: Final = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)", re.IGNORECASE)
"""Names of devices that Windows lets no file have."""


def slug(title: str, otherwise: str = "bai") -> str:
    """At most ``LONGEST`` of a-z, 0-9 and hyphens, cut between words: "Đảng bộ Khối" -> "dang-bo-khoi".

    ``otherwise`` stands where the title has no letter that can be written so.
    """
    plain = unicodedata.normalize("NFKD", title.lower().replace("đ", "d"))
    words = re.findall(r"[a-z0-9]+", "".join(sign for sign in plain if not unicodedata.combining(sign)))
    name = words[0][:LONGEST] if words else otherwise
    for word in words[1:]:
        if len(name) + 1 + len(word) > LONGEST:
            break
        name = f"{name}-{word}"
    return f"{name}-{otherwise}" if _RESERVED.fullmatch(name) else name
