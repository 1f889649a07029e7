"""What an issue is called in its PDF, and the fingerprint of all that decides how its pages look."""

import hashlib
from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path

from newsletter import __version__
from newsletter.build.copy import Copy, faces_of
from newsletter.model.fonts import FontFile
from newsletter.model.issue import Issue
from newsletter.model.layout import Layout
from newsletter.pages.items import Edition

_LAST_SECOND = 253402300800
"""1 January 10000, which no date reaches."""
_MOST_DIGITS = 100
"""Beyond some thousands of figures, Python does not read a number."""


def edition_of(issue: Issue, layout: Layout) -> Edition:
    parts = [text.plain() for text in (issue.title, issue.edition) if text is not None]
    return Edition(
        id=issue.id,
        title=" – ".join(parts),
        organization=issue.organization.plain() if issue.organization else "",
        date=issue.date,
        language=issue.language,
        trim=layout.trim,
        bleed=layout.bleed,
    )


def fingerprint(copy: Copy) -> str:
    """SHA-256 over all that decides how the pages look (contract: Fingerprint)."""
    lines = "".join(f"{path} {digest}\n" for path, digest in ingredients(copy))
    return f"sha256:{hashlib.sha256(lines.encode()).hexdigest()}"


def ingredients(copy: Copy) -> tuple[tuple[str, str], ...]:
    """What the fingerprint covers: path or name, and digest, of each part; sorted."""
    fonts = [
        (f"font:{name}/{Path(file.path).name}", file.sha256 or _sha256(file))
        for name in sorted({face.family for face in faces_of(copy.layout)} | set(copy.catalogue.fallbacks))
        for file in (copy.catalogue.families[name].files if name in copy.catalogue.families else ())
    ]
    parts = [*copy.issue.files, *fonts, (f"layout:{copy.layout.name}", copy.layout.digest), ("program", __version__)]
    return tuple(sorted(parts))


def _sha256(file: FontFile) -> str:
    """ "" for a file of a fallback family that is not there: it sets nothing."""
    path = Path(file.path)
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""
    except OSError:
        return ""


def stated_date(issue: Issue, environment: Mapping[str, str]) -> datetime:
    """The date inside the PDF: SOURCE_DATE_EPOCH, else the newest that the issue states; never the clock."""
    epoch = environment.get("SOURCE_DATE_EPOCH", "")
    if epoch.isascii() and epoch.isdigit() and len(epoch) < _MOST_DIGITS and int(epoch) < _LAST_SECOND:
        return datetime.fromtimestamp(int(epoch), UTC)
    dates: list[date] = [issue.date, *([issue.deadline] if issue.deadline else [])]
    if issue.job.delivery:
        dates.append(issue.job.delivery)
    if issue.release:
        dates += [issue.release.start, issue.release.end]
    newest = max(dates)
    return datetime(newest.year, newest.month, newest.day, tzinfo=UTC)


def cache_folder(environment: Mapping[str, str]) -> Path | None:
    """Where converted photos are kept from build to build; None where the account has no home."""
    given = environment.get("XDG_CACHE_HOME") or environment.get("LOCALAPPDATA")
    home = environment.get("HOME") or environment.get("USERPROFILE")
    if given:
        return Path(given) / "newsletter"
    return Path(home) / ".cache" / "newsletter" if home else None
