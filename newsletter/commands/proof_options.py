"""Options of a proof that is sent out: its number, and the day on which it is wanted back."""

from collections.abc import Mapping
from datetime import date

import click

from newsletter.commands.program import Misuse, Option, Words

NUMBER_MOST = 999
_ONLY_PROOF = Words("--round chỉ dùng với --target proof", "--round goes with --target proof")
_NOT_WATCHED = Words(
    "--round không đi cùng --watch: bông đã gửi thì không đổi nữa",
    "--round does not go with --watch: a proof that was sent does not change",
)
_NO_ROUND = Words(
    "--due cần --round: hạn là của bông gửi đi", "--due wants --round: the day is of a proof that is sent"
)
_NO_NUMBER = Words(
    '--round không nhận "{text}"; cần số từ 1 đến 999', '--round does not take "{text}"; it is a number from 1 to 999'
)
_NO_DAY = Words(
    '--due không nhận "{text}"; viết như 2022-09-20', '--due does not take "{text}"; write it as 2022-09-20'
)


def proof_options() -> list[click.Parameter]:
    return [
        Option(["--round"], metavar="N",
               words=Words("Bông thứ mấy, khi gửi đi duyệt: kèm tờ hướng dẫn, giữ lại bản đồ nguồn trong review/proofs/.",
                           "Number of a proof that is sent out: instructions come first, its map is kept in "
                           "review/proofs/.")),
        Option(["--due"], metavar="YYYY-MM-DD",
               words=Words("Hạn gửi lại bông ấy.", "Day on which that proof is wanted back.")),
    ]  # fmt: skip


def sent_out(options: Mapping[str, str | None], *, watch: bool) -> tuple[int, date | None]:
    """Number and day, 0 and None where the proof is not sent; Misuse where they make no sense."""
    number, due = options["round"], options["due"]
    if number is None:
        if due is not None:
            raise Misuse(_NO_ROUND)
        return 0, None
    if options["target"] != "proof":
        raise Misuse(_ONLY_PROOF)
    if watch:
        raise Misuse(_NOT_WATCHED)
    return _number(number), _day(due) if due is not None else None


def _number(text: str) -> int:
    proper = text.isascii() and text.isdecimal() and len(text) <= len(str(NUMBER_MOST))
    if not proper or not 1 <= int(text) <= NUMBER_MOST:
        raise Misuse(Words(*(words.format(text=text) for words in _NO_NUMBER)))
    return int(text)


def _day(text: str) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        day = None
    if day is None or day.isoformat() != text:
        raise Misuse(Words(*(words.format(text=text) for words in _NO_DAY)))
    return day
