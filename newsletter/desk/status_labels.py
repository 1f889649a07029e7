"""What the status of an issue is called, in both languages."""

from collections.abc import Mapping
from typing import Final, Literal, NamedTuple

from newsletter.desk.status import State

Language = Literal["vi", "en"]


class Labels(NamedTuple):
    """``columns``: unit, title, received, words, photos, state, pages."""

    title: str
    columns: tuple[str, str, str, str, str, str, str]
    states: Mapping[State, str]
    nobody: str
    late: str
    overdue: str
    overset: str
    short: str
    received: str
    owing: str
    owes: str
    deadline: str
    nothing_owed: str
    reminders: str


LABELS: Final[dict[Language, Labels]] = {
    "vi": Labels(
        title="Tình hình bài vở",
        columns=("Đơn vị", "Bài", "Nhận", "Chữ", "Ảnh", "Tình trạng", "Trang"),
        states={
            "owed": "chưa gửi",
            "collected": "đã nhận",
            "edited": "đã biên tập",
            "approved": "đã duyệt",
            "placed": "đã xếp trang",
            "overset": "tràn",
        },
        nobody="(không ghi đơn vị)",
        late="muộn {days} ngày",
        overdue="quá hạn {days} ngày",
        overset="thừa {lines} dòng",
        short="thiếu {lines} dòng",
        received="Đã nhận {count} bài, {words} chữ, {photos} ảnh; {late} bài muộn.",
        owing="Còn {units} đơn vị nợ {count} bài:",
        owes="{unit}: nợ {owes} bài (đã gửi {sent}/{expected})",
        deadline="Hạn: trước ngày {day}",
        nothing_owed="Các đơn vị đã gửi đủ bài.",
        reminders="Thư nhắc",
    ),
    "en": Labels(
        title="Where the pieces stand",
        columns=("Unit", "Piece", "Received", "Words", "Photos", "State", "Page"),
        states={
            "owed": "owed",
            "collected": "collected",
            "edited": "edited",
            "approved": "approved",
            "placed": "placed",
            "overset": "overset",
        },
        nobody="(no unit named)",
        late="{days} days late",
        overdue="{days} days overdue",
        overset="{lines} lines over",
        short="{lines} lines short",
        received="Received: {count} pieces, {words} words, {photos} photos; {late} late.",
        owing="{units} units still owe {count} pieces:",
        owes="{unit} owes {owes} (sent {sent} of {expected})",
        deadline="Due before {day}",
        nothing_owed="Every unit has sent what was expected.",
        reminders="Reminders",
    ),
}
