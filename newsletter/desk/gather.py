"""What lies in inboxes, as submissions: files, folders, mails and archives, each file once."""

from collections.abc import Sequence
from pathlib import Path

from newsletter.desk.submission import Submission
from newsletter.problems import Outcome, error


def gather(inboxes: Sequence[Path], *, issue: Path | None = None) -> Outcome[tuple[Submission, ...]]:
    """Submissions in an order that does not depend on the file system; None where an inbox is absent or unreadable.

    ``issue``: the folder that they are collected for, which is no part of any inbox.
    """
    absent = tuple(error("NL270", file=str(inbox)) for inbox in inboxes if not inbox.exists() or inbox == issue)
    return Outcome(None, absent) if absent else Outcome(())
