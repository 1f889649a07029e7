"""What a font's name says of its characters."""

import pytest

from newsletter.manuscripts.legacy_fonts import FontKind, kind_of_font


@pytest.mark.parametrize(("name", "kind"), [
    (".VnTime", FontKind("TCVN3")),
    (".VnTimeH", FontKind("TCVN3", capitals=True)),
    (".VnArial NarrowH", FontKind("TCVN3", capitals=True)),
    (".vntime", FontKind("TCVN3")),
    ("VNTime", FontKind("TCVN3")),
    ("VNI-Times", FontKind("VNI")),
    ("VPS Times", FontKind("VPS")),
    ("Times New Roman", FontKind()),
    ("TimesH", FontKind()),
    ("", FontKind()),
    ("Symbol", FontKind(symbols=True)),
    ("Wingdings 2", FontKind(symbols=True)),
    ("Segoe UI Symbol", FontKind(symbols=True)),
])  # fmt: skip
def test_a_name_says_for_which_set_a_font_was_drawn(name: str, kind: FontKind) -> None:
    assert kind_of_font(name) == kind
