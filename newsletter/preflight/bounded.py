"""Preflight of files that nobody trusts: in a process of its own, with limits on time and memory, and a verdict whatever
happens to it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, cast

from newsletter.apart import Failure, apart
from newsletter.preflight.finding import Sighting, gather
from newsletter.preflight.table import LIMITS, Yardstick
from newsletter.preflight.verdict import PreflightOrder, Verdict

if TYPE_CHECKING:
    from newsletter.preflight.annotate import Remark


def preflight_apart(content: bytes, order: PreflightOrder) -> Verdict:
    """As ``judge.preflight``; a file that cannot be judged within the limits is at fault for that."""
    found = apart("newsletter.preflight.judge:preflight", content, order)
    return _undone(found, order) if isinstance(found, Failure) else cast("Verdict", found)


def _undone(failure: Failure, order: PreflightOrder) -> Verdict:
    stock = order.stock or "coated"
    yardstick = Yardstick(order.standard or "pdfx1a", stock, LIMITS[stock])
    return Verdict(gather([Sighting("NL801", value=f"limit.{failure.why}")], yardstick, {}), yardstick=yardstick)


def annotated_apart(content: bytes, remarks: Sequence["Remark"]) -> bytes | None:
    """As ``annotate.annotated``; None too where the limits do not suffice."""
    found = apart("newsletter.preflight.annotate:annotated", content, tuple(remarks))
    return found if isinstance(found, bytes) else None
