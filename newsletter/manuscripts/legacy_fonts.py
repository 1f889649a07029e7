"""What the name of a font says of the characters in it."""

from functools import lru_cache
from typing import NamedTuple

_SYMBOLS = ("symbol", "wingding", "webding", "zapfdingbat", "opensymbol", "marlett", "mt extra", "monotype sorts")
_CHARSETS = ((".vn", "TCVN3"), ("vntime", "TCVN3"), ("vnarial", "TCVN3"), ("vni", "VNI"), ("vps", "VPS"),
             ("visc", "VISCII"), ("vi times", "VISCII"), ("vi arial", "VISCII"))  # fmt: skip
"""Beginnings of names of fonts that were drawn for a set (ABC, VNI, VPS and the fonts of Viet-Std)."""


class FontKind(NamedTuple):
    """``charset``: the set that the font was drawn for, "" for Unicode or where nothing says so. ``capitals``: it draws
    capitals for small letters (.VnTimeH). ``symbols``: its characters are no letters."""

    charset: str = ""
    capitals: bool = False
    symbols: bool = False


@lru_cache(maxsize=1 << 10)
def kind_of_font(name: str) -> FontKind:
    plain = name.strip().lower()
    if plain.startswith(_SYMBOLS) or plain.endswith("symbol"):
        return FontKind(symbols=True)
    charset = next((charset for start, charset in _CHARSETS if plain.startswith(start)), "")
    return FontKind(charset, capitals=charset == "TCVN3" and name.strip().endswith("H"))
