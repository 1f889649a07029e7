"""Addresses on a page: links, and pictures that stand in their own address."""

import base64
import binascii
import re
from urllib.parse import parse_qs, unquote_to_bytes, urlsplit


def target(address: str) -> str:
    """Where a link leads; Google Docs sends its readers round by its own server."""
    address = address.strip()
    if re.match(r"https?://www\.google\.com/url\?", address):
        try:
            return parse_qs(urlsplit(address).query).get("q", [address])[0]
        except ValueError:
            return address
    return address if re.match(r"(?:https?|mailto|ftp|tel):", address, re.IGNORECASE) else ""


def embedded(source: str) -> bytes:
    """The bytes of a data: URL (RFC 2397); none where it makes no sense."""
    head, _, body = source.partition(",")
    if not head.lower().endswith(";base64"):
        return unquote_to_bytes(body)
    try:
        return base64.b64decode(re.sub(r"\s|%0[ad]", "", body))
    except (binascii.Error, ValueError):
        return b""
