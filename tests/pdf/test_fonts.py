"""Fonts: what they are, how far they reach, and what they cannot show."""

import struct
import zlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsletter.pdf.fonts import Font, font_of
from newsletter.pdf.objects import Array, Dictionary, Name, Plain, Ref, Stream
from newsletter.pdf.programs import program_of

FONTS = Path(__file__).parent.parent / "fonts"
TTF, OTF = (FONTS / "square.ttf").read_bytes(), (FONTS / "square.otf").read_bytes()
Entries = dict[str, Plain | Ref]


def font(entries: Entries) -> Font:
    return font_of(Dictionary(entries), lambda *_: None)


def composite(
    program: bytes = TTF, kind: str = "CIDFontType2", key: str = "FontFile2", encoding: Plain = None, **more: Plain
) -> Font:
    descriptor: Entries = {"Ascent": 800, "Descent": -200}
    if program:
        descriptor[key] = Stream({}, program)
    below: Entries = {
        "Subtype": Name(kind),
        "DW": 500,
        "W": Array([3, Array([250, 1000]), 10, 12, 600]),
        "FontDescriptor": Dictionary(descriptor),
        **more,
    }
    return font(
        {
            "Subtype": Name("Type0"),
            "BaseFont": Name("ABCDEF+Square"),
            "Encoding": Name("Identity-H") if encoding is None else encoding,
            "DescendantFonts": Array([Dictionary(below)]),
        }
    )


def codes(*numbers: int) -> bytes:
    return b"".join(struct.pack(">H", number) for number in numbers)


def test_the_facts_of_a_subset() -> None:
    facts = composite().facts
    assert (facts.name, facts.tag, facts.type, facts.program, facts.encoding) == (
        "Square",
        "ABCDEF",
        "CIDFontType2",
        "FontFile2",
        "Identity-H",
    )
    assert (facts.embedded, facts.subset, facts.broken) == (True, True, "")


def test_advances_of_a_composite_font() -> None:
    assert composite().show(codes(3, 4, 11, 1)).advance == pytest.approx(0.25 + 1 + 0.6 + 0.5)


def test_glyph_0_and_glyphs_beyond_the_program_are_lacking() -> None:
    last = program_of(TTF, "FontFile2").size - 1
    assert composite().show(codes(0, 1, last, last + 1)).lacking == (0, last + 1)


def test_a_map_from_cid_to_glyph_is_followed() -> None:
    mapped = composite(CIDToGIDMap=Stream({}, codes(0, 0, 2)))
    assert mapped.show(codes(1, 2, 3)).lacking == (1, 3)


def test_a_cff_program_that_is_keyed_by_name_takes_cids_for_glyphs() -> None:
    found = composite(OTF, "CIDFontType0", "FontFile3")
    assert found.facts.broken == ""
    size = program_of(OTF, "FontFile3").size
    assert found.show(codes(1, size)).lacking == (size,)


def test_an_embedded_cmap_says_how_long_codes_are() -> None:
    cmap = b"1 begincodespacerange <20> <7e> endcodespacerange 1 begincodespacerange <8000> <9fff> endcodespacerange "
    cmap += b"2 begincidrange <20> <22> 3 <8000> <8001> 10 endcidrange"
    found = composite(encoding=Stream({}, cmap))
    shown = found.show(b"\x20\x21\x80\x01")
    assert (shown.glyphs, shown.advance) == (3, pytest.approx(0.25 + 1 + 0.6))


def test_a_cmap_that_is_only_named_is_no_reason_to_miss_glyphs() -> None:
    assert composite(encoding=Name("UniJIS-UTF16-H")).show(codes(60000)).lacking == ()


def test_a_vertical_font_runs_down() -> None:
    found = composite(encoding=Name("Identity-V"))
    assert (found.vertical, found.show(codes(1, 2)).advance) == (True, -2)


def test_a_simple_font_counts_spaces_and_widths() -> None:
    found = font(
        {"Subtype": Name("Type1"), "BaseFont": Name("Helvetica"), "FirstChar": 65, "Widths": Array([700, 300])}
    )
    shown = found.show(b"AB ")
    assert (shown.advance, shown.glyphs, shown.spaces, found.facts.embedded) == (pytest.approx(1.0), 3, 1, False)


def standard(name: str, string: bytes, **more: Plain) -> float:
    """Advance of a string in a font whose file says nothing of its widths."""
    return font({"Subtype": Name("Type1"), "BaseFont": Name(name), **more}).show(string).advance


def test_a_standard_font_without_widths_has_those_that_every_reader_knows() -> None:
    assert standard("Helvetica", b"Ai") == pytest.approx(0.667 + 0.222)
    assert standard("Courier-Bold", b"Ai") == pytest.approx(1.2)
    assert standard("Times-Roman", b"\x96", Encoding=Name("WinAnsiEncoding")) == pytest.approx(0.5)
    assert standard("Symbol", b"a", Encoding=Name("WinAnsiEncoding")) == pytest.approx(0.631)


def test_differences_of_a_standard_font_are_measured_by_their_names() -> None:
    encoding = Dictionary({"Differences": Array([65, Name("emdash"), Name("g17")])})
    assert standard("Helvetica", b"AB", Encoding=encoding) == pytest.approx(1.0)


def test_what_is_no_standard_font_and_has_no_widths_is_guessed() -> None:
    assert standard("Arial", b"Ai") == pytest.approx(1.0)


def test_a_simple_truetype_font_lacks_what_its_tables_lack() -> None:
    entries: Entries = {
        "Subtype": Name("TrueType"),
        "BaseFont": Name("Square"),
        "Encoding": Name("WinAnsiEncoding"),
        "FontDescriptor": Dictionary({"Flags": 32, "FontFile2": Stream({}, (FONTS / "square-ascii.ttf").read_bytes())}),
    }
    found = font(entries)
    assert found.show(b"Az").lacking == ()
    assert found.show(b"\xe9").lacking == (0xE9,)


@pytest.mark.parametrize(
    ("program", "key", "broken"),
    [
        (b"", "FontFile2", "empty"),
        (b"nonsense", "FontFile2", "kind"),
        (TTF[:20], "FontFile2", "damaged"),
        (TTF[:-500], "FontFile2", "table"),
        (TTF.replace(b"loca", b"lock", 1), "FontFile2", "table loca"),
        (OTF, "FontFile2", "kind"),
        (TTF, "FontFile3", "kind"),
        (OTF[:-400], "FontFile3", "table"),
        (b"%!PS-AdobeFont-1.0: X", "FontFile", "eexec"),
        (b"%!PS-AdobeFont-1.0: X eexec " + bytes(600), "FontFile", "CharStrings"),
        (b"junk", "FontFile", "header"),
    ],
)
def test_a_broken_program_is_told(program: bytes, key: str, broken: str) -> None:
    below = Dictionary({"FontDescriptor": Dictionary({key: Stream({}, program)}), "Subtype": Name("TrueType")})
    assert font(below.entries).facts.broken.startswith(broken)


def _eexec(clear: bytes) -> bytes:
    key, out = 55665, bytearray()
    for byte in b"\0\0\0\0" + clear:
        cipher = byte ^ key >> 8
        key = (cipher + key) * 52845 + 22719 & 0xFFFF
        out.append(cipher)
    return bytes(out)


def test_a_type_1_font_lacks_glyphs_that_its_encoding_names_in_vain() -> None:
    private = b"dup /Private 8 dict dup begin /CharStrings 2 dict dup begin /.notdef 3 RD abc ND /A 3 RD abc ND end"
    program = b"%!PS-AdobeFont-1.0: X\ncurrentfile eexec\n" + _eexec(private)
    found = font(
        {
            "Subtype": Name("Type1"),
            "BaseFont": Name("X"),
            "Encoding": Dictionary({"Differences": Array([65, Name("A"), Name("B"), Name(".notdef")])}),
            "FontDescriptor": Dictionary({"FontFile": Stream({"Filter": Name("FlateDecode")}, zlib.compress(program))}),
        }
    )
    assert (found.facts.broken, found.show(b"ABC").lacking) == ("", (66, 67))


def test_what_is_no_font_is_told_and_still_shows() -> None:
    told: list[tuple[str, str]] = []
    found = font_of(Dictionary({"Subtype": Name("Type0"), "BaseFont": Name("X")}), lambda *fault: told.append(fault))
    assert (told, found.show(b"abcd").glyphs) == ([("font", "X")], 2)


def test_widths_that_repeat_themselves_cost_no_more_than_once() -> None:
    found = composite(W=Array([0, 65000, 500] * 20_000))
    assert found.show(codes(9)).advance == 0.5


@settings(max_examples=150)
@given(st.data())
def test_no_damage_to_a_program_raises(data: st.DataObject) -> None:
    source, key = data.draw(st.sampled_from([(TTF, "FontFile2"), (OTF, "FontFile3")]))
    program = bytearray(source)
    for _ in range(data.draw(st.integers(1, 6))):
        program[data.draw(st.integers(0, min(len(program) - 1, 2000)))] = data.draw(st.integers(0, 255))
    program_of(bytes(program[: data.draw(st.integers(0, len(program)))]), key)
