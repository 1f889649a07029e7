"""What is wrong with a command line, put into Vietnamese too: click says it in English, and not all of it plainly.

Loaded only where something is wrong.
"""

import re
from collections.abc import Iterable, Sequence

import click

from newsletter.commands.program import LANGUAGES, Language, Misuse, Words, language_of

_MEANT = {
    "ISSUE": Words("thư mục của số báo", "the folder of the issue"),
    "FILE": Words("tệp PDF", "the PDF"),
    "DIR": Words("thư mục sẽ tạo", "the folder to make"),
    "PDF": Words("các bản bông gửi về", "the returned proofs"),
    "NOTE": Words("mã của ý kiến", "the id of a note"),
    "STORY:LINE": Words("tên bài và dòng, như 01-xa-luan:12", "story and line, as 01-xa-luan:12"),
}
"""What an argument stands for, by its name in the usage line."""
_EXTRA = re.compile(r"unexpected extra arguments? \((.*)\)")
_REFUSED = re.compile(r"'(.*?)' is not one of")
_NO_DAY = re.compile(r"'(.*?)' does not match the formats? ")


def misuse(fault: click.UsageError, context: click.Context, arguments: Sequence[str] = ()) -> Misuse:
    """A fault that click found as one that speaks both languages; ``arguments`` may ask for one of them."""
    if isinstance(fault, Misuse):
        return fault
    told = Misuse(_words(fault), fault.ctx or context)
    told.language = _asked(arguments) or language_of(told.ctx)
    return told


def no_such_verb(arguments: Sequence[str], verbs: Iterable[str], context: click.Context) -> Misuse:
    """The first argument is none of the verbs."""
    from difflib import get_close_matches  # noqa: PLC0415 (slow to load)

    name, known = arguments[0], list(verbs)
    near = get_close_matches(name, known, 1)
    listed = ", ".join(known)
    vi = f'có phải ý là "{near[0]}"?' if near else f"các lệnh: {listed}"
    en = f'did you mean "{near[0]}"?' if near else f"the verbs are: {listed}"
    told = Misuse(Words(f'không có lệnh "{name}"; {vi}', f'there is no verb "{name}"; {en}'), context)
    told.language = _asked(arguments) or language_of(context)
    return told


def _asked(arguments: Sequence[str]) -> Language | None:
    """The language that arguments name which click could not read to their end."""
    joined = " ".join(arguments)
    return next((one for one in LANGUAGES if re.search(rf"--lang[= ]{one}\b", joined)), None)


def _words(fault: click.UsageError) -> Words:
    said = fault.format_message()
    if isinstance(fault, click.NoSuchOption):
        near = f", có phải ý là {', '.join(fault.possibilities)}?" if fault.possibilities else ""
        return Words(f"không có tùy chọn {fault.option_name}{near}", said)
    if isinstance(fault, click.BadOptionUsage):
        lacks = "requires" in said
        return Words(f"tùy chọn {fault.option_name} {'cần' if lacks else 'không nhận'} một giá trị đi kèm", said)
    if isinstance(fault, click.MissingParameter):
        return _missing(fault)
    if isinstance(fault, click.BadParameter):
        return _refused(fault, said)
    if said == "Missing command.":
        return Words("thiếu tên lệnh", "the name of a verb is missing")
    if extra := _EXTRA.search(said):
        return Words(f"thừa tham số: {extra[1]} (tên có dấu cách thì đặt trong ngoặc kép)",
                     f"one argument too many: {extra[1]} (put a name with spaces in quotation marks)")  # fmt: skip
    return Words(said, said)


def _missing(fault: click.MissingParameter) -> Words:
    param = fault.param
    name = param.human_readable_name if param is not None else ""
    if isinstance(param, click.Option):
        name = param.opts[-1]
    meant = _MEANT.get(name) or _MEANT.get((param.metavar if param is not None else None) or "")
    if meant is None:
        return Words(f"thiếu {name}", f"{name} is missing")
    return Words(f"thiếu {name}: {meant.vi}", f"{name} is missing: {meant.en}")


def _refused(fault: click.BadParameter, said: str) -> Words:
    kind = fault.param.type if fault.param is not None else None
    refused = _REFUSED.match(fault.message)
    name = fault.param.opts[-1] if fault.param is not None and fault.param.opts else ""
    if isinstance(kind, click.DateTime) and (day := _NO_DAY.match(fault.message)):
        return Words(f'{name} không nhận "{day[1]}"; viết năm-tháng-ngày, như 2022-09-20',
                     f'{name} does not take "{day[1]}"; write year-month-day, as 2022-09-20')  # fmt: skip
    if not isinstance(kind, click.Choice) or refused is None:
        return Words(f"giá trị của {name} không dùng được: {fault.message}", said)
    choices = ", ".join(map(str, kind.choices))
    return Words(f'{name} không nhận "{refused[1]}"; chọn một trong: {choices}',
                 f'{name} does not take "{refused[1]}"; it is one of: {choices}')  # fmt: skip
