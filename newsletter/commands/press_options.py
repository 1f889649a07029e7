"""Options of verbs that make a press file, and the codes that --allow may name."""

from typing import get_args

import click

from newsletter.commands.program import Option, Words
from newsletter.commands.speech import Speech
from newsletter.commands.wording import codes
from newsletter.legible import clean
from newsletter.model.issue import PressStandard

_NO_SUCH_CODE = Words('--allow: không có mã lỗi "{code}"', '--allow: there is no problem code "{code}"')
_NEVER_ALLOWED = Words(
    "--allow: lỗi {code} không cho qua được; xem newsletter explain {code}",
    "--allow: {code} cannot be allowed; see newsletter explain {code}",
)


def press_options() -> list[click.Parameter]:
    return [
        Option(["--standard"], type=click.Choice(get_args(PressStandard)),
               words=Words("Chuẩn tệp in.", "Standard of the press file.")),
        Option(["--profile"], metavar="NAME|FILE.icc",
               words=Words("Hồ sơ màu của nhà in.", "Profile of the press.")),
        Option(["--allow"], multiple=True, metavar="CODE",
               words=Words("Cho qua lỗi mang mã này khi làm tệp in; dùng được nhiều lần.",
                           "Let errors of this code pass in a press file; may be repeated.")),
    ]  # fmt: skip


def allowed_codes(given: tuple[str, ...], speech: Speech) -> tuple[str, ...]:
    """The codes of --allow, sorted, each once; wrong usage where one is unknown, or is no fault of an issue."""
    if not given:
        return ()
    from newsletter.check.gates import may_be_allowed  # noqa: PLC0415 (few builds allow anything)

    wanted = tuple(sorted({code.strip().upper() for code in given}))
    for code in wanted:
        if code not in codes():
            raise click.UsageError(_NO_SUCH_CODE.of(speech.language).format(code=clean(code)))
        if not may_be_allowed(code):
            raise click.UsageError(_NEVER_ALLOWED.of(speech.language).format(code=code))
    return wanted
