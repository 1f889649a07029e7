"""Letters to units that still owe pieces, in Vietnamese, as text to paste into a mail."""

import datetime as dt
import re
from collections.abc import Iterator
from typing import Final

from newsletter.desk.status import Debt, Status
from newsletter.language.folding import folded
from newsletter.model.issue import Unit

RULE: Final = "-" * 60
EDITORS: Final = re.compile(r"\W*ban[\W_]*bien[\W_]*tap\W*(?:ban[\W_]*tin\b.*)?")
"""The unit that sends the letters, by its id or name (folded)."""


def reminders(status: Status) -> str:
    """One letter for each unit, rules between them; "" where nothing is owed. The editors write none to themselves."""
    return f"\n{RULE}\n\n".join(reminder(status, debt) for debt in status.debts if not _is_editors(debt.unit))


def _is_editors(unit: Unit) -> bool:
    return any(EDITORS.fullmatch(folded(name)) for name in (unit.id, unit.name))


def reminder(status: Status, debt: Debt) -> str:
    return "\n\n".join(_paragraphs(status, debt)) + "\n"


def _paragraphs(status: Status, debt: Debt) -> Iterator[str]:
    issue, unit = status.issue, debt.unit
    name = " ".join(part.plain() for part in (issue.title, issue.edition) if part)
    yield f"Kính gửi: {unit.name}"
    occasion = f" – {issue.occasion.plain()}" if issue.occasion else ""
    sent = f"mới nhận được {debt.sent}/{unit.articles} bài" if debt.sent else "chưa nhận được bài nào"
    yield f"Ban Biên tập đang chuẩn bị {name}{occasion}."
    yield f"Đến nay, Ban Biên tập {sent} của đơn vị. {_due(issue.deadline, status.today)}"
    yield (
        f"Đề nghị đơn vị gửi {debt.owes} bài còn thiếu, kèm ảnh (tệp gốc) và chú thích ảnh, về Ban Biên tập"
        f"{_until(issue.deadline, status.today)}. Nếu đã gửi, xin báo lại để Ban Biên tập kiểm tra."
    )
    yield "Trân trọng cảm ơn."
    yield f"BAN BIÊN TẬP {issue.title.plain().upper()}"


def _due(deadline: dt.date | None, today: dt.date) -> str:
    if deadline is None:
        return "Bài của đơn vị đang được chờ để lên trang."
    left = (deadline - today).days - 1
    day = vietnamese_day(deadline)
    if left < 0:
        return f"Hạn nhận bài là trước ngày {day}, đến nay đã quá {-left} ngày."
    return f"Hạn nhận bài là trước ngày {day}, {f'còn {left} ngày' if left else 'hôm nay là ngày cuối'}."


def _until(deadline: dt.date | None, today: dt.date) -> str:
    if deadline is None or deadline <= today:
        return " trong thời gian sớm nhất"
    return f" trước ngày {vietnamese_day(deadline)}"


def vietnamese_day(day: dt.date) -> str:
    """A day as offices write it: a zero before days under 10 and before January and February (NĐ 30/2020)."""
    month = f"{day.month:02}" if day.month < 3 else str(day.month)
    return f"{day.day:02}/{month}/{day.year}"
