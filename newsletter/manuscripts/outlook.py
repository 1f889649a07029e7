"""A mail that Outlook saved (.msg, [MS-OXMSG]) as a parcel."""

import datetime as dt
import struct
from email import message_from_string
from email.utils import parseaddr, parsedate_to_datetime
from typing import TYPE_CHECKING, Final

from newsletter.manuscripts.body import Text, cid_names, richer, with_pictures
from newsletter.manuscripts.budget import MOST_MEMBERS, Allowance
from newsletter.manuscripts.legacy import decode_bytes
from newsletter.manuscripts.mail import POLICY
from newsletter.manuscripts.manuscript import Enclosure, Parcel, Sender
from newsletter.manuscripts.naming import inner_path, told_apart
from newsletter.manuscripts.rtf_html import is_wrapped, unwrapped
from newsletter.manuscripts.rtf_packed import unpacked
from newsletter.problems import Outcome, Problem, error, warning

if TYPE_CHECKING:
    from oxmsg.storage import Storage

_SUBJECT, _BODY, _RTF, _HTML, _HEADERS = 0x0037, 0x1000, 0x1009, 0x1013, 0x007D
_SENDER_NAME, _SENDER_ADDRESS, _SENDER_SMTP = 0x0C1A, 0x0C1F, 0x5D01
_SUBMITTED, _BODY_CODEPAGE, _CODEPAGE = 0x0039, 0x3FDE, 0x3FFD
_DATA, _LONG_NAME, _NAME, _MIME, _CONTENT_ID = 0x3701, 0x3707, 0x3704, 0x370E, 0x3712
"""Property identifiers ([MS-OXPROPS])."""
_TEXT, _TEXT_8, _BINARY = 0x001F, 0x001E, 0x0102
"""Property types ([MS-OXCDATA] 2.11.1)."""
_EMBEDDED: Final = "__substg1.0_3701000D"
"""The storage of a mail within an attachment."""
_EPOCH: Final = dt.datetime(1601, 1, 1, tzinfo=dt.UTC)


def read_outlook(content: bytes, name: str, allowance: Allowance, deeper: int) -> Outcome[Parcel]:
    """``deeper``: how many levels of forwarded mails are opened. ``name`` is for problems."""
    from olefile import OleFileIO  # noqa: PLC0415  (for mails of Outlook alone)
    from oxmsg.storage import Storage  # noqa: PLC0415

    try:
        with OleFileIO(content) as file:
            root = Storage.from_ole(file)
        return _parcel(_Box(root, header=32), name, allowance, deeper)
    except MemoryError:
        raise
    except Exception:  # the library asserts, indexes and decodes without asking
        return Outcome(None, (error("NL260", file=name, value="damage.mail"),))


class _Box:
    """The properties of a mail or an attachment. ``header``: bytes before the first one of fixed length (2.4)."""

    def __init__(self, storage: "Storage", header: int = 8) -> None:
        self._streams = {stream.name: stream.bytes_ for stream in storage.streams}
        self.boxes = {inner.name: inner for inner in storage.storages}
        fixed = self._streams.get("__properties_version1.0", b"")[header:]
        self._fixed: dict[int, int] = {
            tag >> 16: value for tag, _, value in struct.iter_unpack("<IIQ", fixed[: len(fixed) // 16 * 16])
        }

    def number(self, identifier: int) -> int:
        return self._fixed.get(identifier, 0)

    def binary(self, identifier: int) -> bytes:
        return self._streams.get(f"__substg1.0_{identifier:04X}{_BINARY:04X}", b"")

    def text(self, identifier: int, codepage: int = 0) -> str:
        """As UTF-16, else in the code page of the mail."""
        wide = self._streams.get(f"__substg1.0_{identifier:04X}{_TEXT:04X}")
        if wide is not None:
            return wide.decode("utf-16-le", "replace").rstrip("\0")
        narrow = self._streams.get(f"__substg1.0_{identifier:04X}{_TEXT_8:04X}", b"")
        return decode_bytes(narrow.rstrip(b"\0"), _codec(codepage or self.number(_CODEPAGE) & 0xFFFF))[0]


def _codec(codepage: int) -> str:
    return {0: "", 65001: "utf-8", 28591: "latin-1", 20127: ""}.get(codepage, f"cp{codepage}")


def _parcel(box: _Box, name: str, allowance: Allowance, deeper: int) -> Outcome[Parcel]:
    attached = [_Box(inner) for key, inner in sorted(box.boxes.items()) if key.startswith("__attach_version1.0_#")]
    allowance.take(len(attached) + 1, 0)
    if allowance.members < 0:
        return Outcome(None, (error("NL262", file=name, limit=MOST_MEMBERS),))
    body = _body(box)
    shown = cid_names(body) if body else frozenset()
    names = list(told_apart(_name(file, number) for number, file in enumerate(attached, 1)))
    problems: list[Problem] = []
    enclosures: list[Enclosure] = []
    parcels: list[Parcel] = []
    pictures: dict[str, tuple[str, bytes]] = {}
    for file, own in zip(attached, names, strict=True):
        if _EMBEDDED in file.boxes:
            inner = _forwarded(file, name, own, (allowance, deeper))
            problems += inner.problems
            parcels += [inner.value._replace(name=own)] if inner.value else []
            continue
        cid, kind = file.text(_CONTENT_ID).strip("<> "), file.text(_MIME)
        inlined = cid in shown and kind.startswith("image/")
        if inlined:
            pictures[cid] = (kind, file.binary(_DATA))
        enclosures.append(Enclosure(own, file.binary(_DATA), inlined=inlined))
    written = _written(box, body, pictures)
    sender, sent = _sender_and_day(box)
    parcel = Parcel("msg", (*written, *enclosures), sender, box.text(_SUBJECT).strip(), sent, parcels=tuple(parcels))
    return Outcome(parcel, tuple(problems))


def _forwarded(file: _Box, name: str, own: str, limits: tuple[Allowance, int]) -> Outcome[Parcel]:
    allowance, deeper = limits
    if not deeper:
        return Outcome(None, (warning("NL265", file=name, member=own, value="member.deep"),))
    return _parcel(_Box(file.boxes[_EMBEDDED], header=24), f"{name}!/{own}", allowance, deeper - 1)


def _body(box: _Box) -> Text | None:
    codepage = box.number(_BODY_CODEPAGE) & 0xFFFF
    raw = box.binary(_HTML)
    page = decode_bytes(raw, _codec(codepage))[0] if raw else box.text(_HTML, codepage)
    rich = b"" if page else unpacked(box.binary(_RTF))
    page = page or (unwrapped(rich) if is_wrapped(rich) else "")
    forms = [Text(page, is_html=True), Text(box.text(_BODY, codepage))]
    written = [form for form in forms if form.words]
    return richer(written) if written else None


def _written(box: _Box, body: Text | None, pictures: dict[str, tuple[str, bytes]]) -> tuple[Enclosure, ...]:
    """The text of the mail as a file: HTML, else RTF that was written as such, else plain."""
    if body is None or not body.is_html:
        rich = unpacked(box.binary(_RTF))
        if rich and not is_wrapped(rich):
            return (Enclosure("thư.rtf", rich, body=True),)
    if body is None:
        return ()
    text = with_pictures(body, pictures).encode("utf-8-sig", "replace")
    return (Enclosure(f"thư.{'html' if body.is_html else 'txt'}", text, body=True),)


def _name(file: _Box, number: int) -> str:
    stored = file.text(_LONG_NAME) or file.text(_NAME)
    name = inner_path(stored).rpartition("/")[2].strip()
    if _EMBEDDED in file.boxes:
        title = _Box(file.boxes[_EMBEDDED], header=24).text(_SUBJECT).replace("/", "-")[:80].strip()
        return name or f"{title or number}.msg"
    return name or f"tệp-{number}"


def _sender_and_day(box: _Box) -> tuple[Sender, str]:
    """From the fields of the mail as it came, where they were kept: they alone know the time zone. Else the day is that of
    UTC."""
    fields = message_from_string(box.text(_HEADERS), policy=POLICY)
    name, address = parseaddr(str(fields.get("from", "")))
    name = name or box.text(_SENDER_NAME).strip()
    address = address or box.text(_SENDER_SMTP).strip() or box.text(_SENDER_ADDRESS).strip()
    sender = Sender(name, address if "@" in address else "")
    try:
        return sender, parsedate_to_datetime(str(fields["date"])).date().isoformat()
    except (ValueError, TypeError, IndexError):
        ticks = box.number(_SUBMITTED)
    try:
        return sender, (_EPOCH + dt.timedelta(microseconds=ticks // 10)).date().isoformat() if ticks else ""
    except OverflowError:
        return sender, ""
