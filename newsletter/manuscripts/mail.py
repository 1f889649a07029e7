"""A mail (.eml; RFC 5322, MIME) as a parcel: its text, its attachments, and the mails that it forwards.

Headers come as they are written in life: raw UTF-8, words of several encodings, names cut in the middle of a letter.
"""

import base64
import binascii
import datetime as dt
import re
import unicodedata
from collections.abc import Iterator, Sequence
from email import errors, message_from_bytes
from email.header import decode_header
from email.message import EmailMessage
from email.policy import EmailPolicy
from typing import Final, NamedTuple, cast

from newsletter.manuscripts.body import Text, cid_names, html_of, richer, unflowed, with_pictures
from newsletter.manuscripts.budget import MOST_MEMBERS, Allowance
from newsletter.manuscripts.legacy import decode_bytes
from newsletter.manuscripts.manuscript import Enclosure, Parcel, Sender
from newsletter.manuscripts.naming import inner_path, told_apart
from newsletter.problems import Outcome, Problem, error, warning

_MOST_HEAD: Final = 256 * 1024
"""Bytes of the fields before the text; those of a mail through ten servers come to 20 kB."""
_LONGEST_FIELD: Final = 8 * 1024
_MOST_LEVELS: Final = 24
"""Of parts in parts; the mails of programs have six."""
_BEFORE: Final = b"\xef\xbb\xbf\r\n"
"""What editors put before the first field."""
_HEAD_END: Final = re.compile(rb"\r?\n\r?\n")
_WORD: Final = r"=\?[^?\s]+\?[bBqQ]\?[^?\s]*\?="
_RUN: Final = re.compile(rf"{_WORD}(?:\s+{_WORD})*")
"""Encoded words (RFC 2047) that only white space parts."""
_PART: Final = re.compile(rb"\n--[^\r\n]+\r?\nContent-", re.IGNORECASE)
"""Where a part begins; the parser takes half a second for a thousand."""
_BASE64: Final = re.compile(rb"[^A-Za-z0-9+/]")
_CUT: Final = (
    errors.CloseBoundaryNotFoundDefect,
    errors.InvalidBase64CharactersDefect,
    errors.InvalidBase64LengthDefect,
    errors.StartBoundaryNotFoundDefect,
)
"""Defects that may have cost a file its end."""
_ENDINGS: Final = {
    "application/msword": ".doc", "application/pdf": ".pdf", "application/rtf": ".rtf", "application/zip": ".zip",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/vnd.oasis.opendocument.text": ".odt", "image/heic": ".heic", "image/jpeg": ".jpg", "image/png": ".png",
    "image/tiff": ".tif", "image/webp": ".webp", "text/html": ".html", "text/plain": ".txt", "text/rtf": ".rtf",
}  # fmt: skip
"""What parts without a name are called."""


class _Fields(EmailPolicy):
    """As the default policy; fields of raw bytes are read as text first, and none is longer than we look at."""

    def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
        name, value = super().header_source_parse(sourcelines)
        return name, _RUN.sub(_one_word, _readable(value)[:_LONGEST_FIELD])

    def header_fetch_parse(self, name: str, value: str) -> str:
        """Its parser meets fields that it does not expect; they are then as they stand."""
        try:
            return cast("str", super().header_fetch_parse(name, value))
        except (AttributeError, IndexError, LookupError, TypeError, ValueError, errors.HeaderParseError):
            return " ".join(value.split())


POLICY: Final = _Fields()
"""For fields of mails, wherever they stand."""


class _Leaf(NamedTuple):
    """A part without parts. ``forwarded``: the mail that it is."""

    part: EmailMessage
    forwarded: EmailMessage | None = None


def read_mail(content: bytes, name: str, allowance: Allowance, deeper: int) -> Outcome[Parcel]:
    """``deeper``: how many levels of forwarded mails are opened. ``name`` is for problems."""
    head = _HEAD_END.search(content, 0, _MOST_HEAD)
    if head is None and len(content) > _MOST_HEAD:
        return Outcome(None, (error("NL260", file=name, value="damage.mail"),))
    if sum(1 for _ in _PART.finditer(content)) > MOST_MEMBERS:
        return Outcome(None, (error("NL262", file=name, limit=MOST_MEMBERS),))
    try:
        message = cast("EmailMessage", message_from_bytes(content.lstrip(_BEFORE), policy=POLICY))
        return _parcel(message, name, allowance, deeper)
    except RecursionError:
        return Outcome(None, (error("NL260", file=name, value="limit.nesting"),))


def _parcel(message: EmailMessage, name: str, allowance: Allowance, deeper: int) -> Outcome[Parcel]:
    leaves = list(_leaves(message))
    allowance.take(len(leaves), 0)
    if allowance.members < 0:
        return Outcome(None, (error("NL262", file=name, limit=MOST_MEMBERS),))
    body = _body(message)
    texts = {id(part) for part in _texts(message)}
    files = [leaf for leaf in leaves if id(leaf.part) not in texts]
    names = list(told_apart(_name(leaf, number) for number, leaf in enumerate(files, 1)))
    work = _Work(name, allowance, deeper, cid_names(body) if body else frozenset())
    for leaf, own in zip(files, names, strict=True):
        work.take(leaf, own)
    if any(isinstance(defect, _CUT) for defect in message.defects):
        work.problems.append(warning("NL261", file=name, member=names[-1] if names else name))
    written = (_enclosed(body, work.pictures),) if body and body.words else ()
    enclosures = (*written, *work.enclosures)
    title, sent = _field(message, "subject"), _day(message)
    parcel = Parcel("eml", enclosures, _sender(message), title, sent, parcels=tuple(work.parcels))
    return Outcome(parcel, tuple(work.problems))


class _Work:
    """The parts of one mail, taken one after another. ``shown``: Content-IDs of pictures that its text shows."""

    def __init__(self, name: str, allowance: Allowance, deeper: int, shown: frozenset[str]) -> None:
        self._name, self._allowance, self._deeper, self._shown = name, allowance, deeper, shown
        self.enclosures: list[Enclosure] = []
        self.parcels: list[Parcel] = []
        self.pictures: dict[str, tuple[str, bytes]] = {}
        self.problems: list[Problem] = []

    def take(self, leaf: _Leaf, own: str) -> None:
        if leaf.forwarded is None:
            self._take_file(leaf.part, own)
        elif self._deeper:
            inner = _parcel(leaf.forwarded, f"{self._name}!/{own}", self._allowance, self._deeper - 1)
            self.problems += inner.problems
            self.parcels += [inner.value._replace(name=own)] if inner.value else []
        else:
            self.problems.append(warning("NL265", file=self._name, member=own, value="member.deep"))

    def _take_file(self, part: EmailMessage, own: str) -> None:
        content, is_whole = _payload(part)
        if not is_whole:
            self.problems.append(warning("NL261", file=self._name, member=own))
        cid = _field(part, "content-id").strip("<> ")
        inlined = cid in self._shown and part.get_content_maintype() == "image"
        if inlined:
            self.pictures[cid] = (part.get_content_type(), content)
        self.enclosures.append(Enclosure(own, content, inlined=inlined))


def _enclosed(body: Text, pictures: dict[str, tuple[str, bytes]]) -> Enclosure:
    """As UTF-8 with a byte order mark, which comes before whatever the text says of its encoding."""
    text = with_pictures(body, pictures)
    return Enclosure(f"thư.{'html' if body.is_html else 'txt'}", text.encode("utf-8-sig", "replace"), body=True)


def _leaves(message: EmailMessage, level: int = 0) -> Iterator[_Leaf]:
    if level > _MOST_LEVELS:
        raise RecursionError
    payload = message.get_payload()
    if message.get_content_type() == "message/rfc822" and isinstance(payload, list) and payload:
        yield _Leaf(message, cast("EmailMessage", payload[0]))
    elif isinstance(payload, list) and message.get_content_maintype() == "multipart":
        for part in payload:
            yield from _leaves(cast("EmailMessage", part), level + 1)
    else:
        yield _Leaf(message)


def _texts(message: EmailMessage) -> Iterator[EmailMessage]:
    """The parts that are the text of the mail, other forms of the same text included."""
    kind = message.get_content_type()
    payload = message.get_payload()
    if isinstance(payload, list) and message.get_content_maintype() == "multipart":
        parts = cast("list[EmailMessage]", payload)
        for part in parts[:1] if kind in ("multipart/related", "multipart/signed") else parts:
            yield from _texts(part)
    elif kind in ("text/plain", "text/html") and not _is_attached(message):
        yield message


def _is_attached(part: EmailMessage) -> bool:
    return part.get_content_disposition() == "attachment" or bool(part.get_filename())


def _body(message: EmailMessage) -> Text | None:
    """The text of a mail: of alternatives the richer, of several parts all."""
    kind = message.get_content_type()
    payload = message.get_payload()
    if not isinstance(payload, list) or message.get_content_maintype() != "multipart":
        return _text(message) if kind in ("text/plain", "text/html") and not _is_attached(message) else None
    parts = cast("list[EmailMessage]", payload)
    found = [_body(part) for part in (parts[:1] if kind in ("multipart/related", "multipart/signed") else parts)]
    texts = [text for text in found if text is not None]
    if not texts:
        return None
    return richer(texts) if kind == "multipart/alternative" else _joined(texts)


def _joined(texts: Sequence[Text]) -> Text:
    if any(text.is_html for text in texts):
        return Text("\n".join(map(html_of, texts)), is_html=True)
    return Text("\n\n".join(text.text for text in texts))


def _text(part: EmailMessage) -> Text:
    content, _ = _payload(part)
    text, _ = decode_bytes(content, _declared(part))
    if part.get_content_type() == "text/html":
        return Text(text, is_html=True)
    if str(part.get_param("format") or "").lower() == "flowed":
        text = unflowed(text, delete_space=str(part.get_param("delsp") or "").lower() == "yes")
    return Text(text)


def _declared(part: EmailMessage) -> str:
    """The encoding that a part says it has; ASCII says nothing where there are other bytes."""
    declared = part.get_content_charset("")
    return "" if declared in ("us-ascii", "ascii") else declared


def _payload(part: EmailMessage) -> tuple[bytes, bool]:
    """The bytes of a part, and whether they are whole. Base64 that breaks off is read up to there."""
    content = part.get_payload(decode=True)
    decoded = content if isinstance(content, bytes) else b""
    if not any(isinstance(defect, _CUT) for defect in part.defects):
        return decoded, True
    if str(part.get("content-transfer-encoding", "")).strip().lower() != "base64":
        return decoded, False
    raw = part.get_payload()
    signs = _BASE64.sub(b"", str(raw).encode("ascii", "replace"))
    try:
        return base64.b64decode(signs[: len(signs) // 4 * 4]), False
    except binascii.Error:
        return decoded, False


def _name(leaf: _Leaf, number: int) -> str:
    stored = leaf.part.get_filename() or ""
    name = inner_path(_mended(stored)).rpartition("/")[2].strip()
    if leaf.forwarded is not None:
        title = re.sub(r"\s+", " ", _field(leaf.forwarded, "subject").replace("/", "-"))[:80].strip()
        return name or f"{title or number}.eml"
    return name or f"tệp-{number}{_ENDINGS.get(leaf.part.get_content_type(), '')}"


def _field(message: EmailMessage, name: str) -> str:
    """A field as text on one line; "" where it is absent or beyond reading."""
    try:
        return " ".join(_mended(str(message.get(name, ""))).split())
    except (ValueError, LookupError, IndexError, AttributeError, TypeError):  # its parser meets what it does not expect
        return ""


def _sender(message: EmailMessage) -> Sender:
    try:
        for kind in ("from", "sender", "reply-to"):
            field = message.get(kind)
            for address in getattr(field, "addresses", ()):
                name = " ".join(_mended(address.display_name).split())
                spec = address.addr_spec if "@" in address.addr_spec else ""
                if name or spec:
                    return Sender(name, spec)
    except (ValueError, LookupError, IndexError, AttributeError, TypeError):
        pass
    return Sender(_field(message, "from"))


def _day(message: EmailMessage) -> str:
    try:
        moment = getattr(message.get("date"), "datetime", None)
    except (ValueError, LookupError, IndexError, AttributeError, TypeError):
        return ""
    return moment.date().isoformat() if isinstance(moment, dt.datetime) else ""


def _one_word(run: re.Match[str]) -> str:
    """One encoded word in UTF-8 of several, which may part in the middle of a letter and be in any encoding."""
    try:
        pieces = decode_header(run[0])
    except (errors.HeaderParseError, binascii.Error, ValueError):
        return run[0]
    text = "".join(piece if isinstance(piece, str) else decode_bytes(piece, name or "")[0] for piece, name in pieces)
    return f"=?utf-8?b?{base64.b64encode(text.encode('utf-8', 'replace')).decode()}?="


def _readable(value: str) -> str:
    """A field that holds raw bytes (RFC 6532, or none at all) as text."""
    if value.isascii():
        return value
    return decode_bytes(value.encode("utf-8", "surrogateescape"))[0]


def _mended(value: str) -> str:
    """Encoded words may part in the middle of a letter, whose bytes were then kept one by one."""
    if any("\ud800" <= sign <= "\udfff" for sign in value):
        value = value.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    return unicodedata.normalize("NFC", value)
