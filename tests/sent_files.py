"""Mails and archives, made for tests as programs write them."""

import base64
import io
from collections.abc import Iterable
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


def mail(*lines: str, sender: str = "Ban Tuyên giáo <tuyengiao@example.vn>", date: str = "") -> bytes:
    head = [f"From: {sender}", "Subject: Tin tháng 9", f"Date: {date or 'Fri, 09 Sep 2022 00:30:00 +0700'}"]
    return "\r\n".join([*head, "MIME-Version: 1.0", *lines]).encode()


def many(*parts: str, kind: str = "mixed") -> tuple[str, ...]:
    """A multipart of parts, each with its own fields."""
    inner = [f"--{kind}\r\n{part}" for part in parts]
    return (f"Content-Type: multipart/{kind}; boundary={kind}", "", *inner, f"--{kind}--", "")


def attached(content: bytes, name: str, kind: str = "application/octet-stream", more: str = "") -> str:
    coded = base64.encodebytes(content).decode().replace("\n", "\r\n")
    return (
        f"Content-Type: {kind}\r\nContent-Disposition: attachment; {name}\r\n{more}"
        f"Content-Transfer-Encoding: base64\r\n\r\n{coded}"
    )


def packed(members: Iterable[tuple[str | ZipInfo, bytes]]) -> bytes:
    file = io.BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return file.getvalue()
