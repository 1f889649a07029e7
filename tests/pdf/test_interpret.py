"""Content is interpreted with its graphics state: each thing painted is a mark that knows where, how large, in
which colour."""

import json
import time
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import example, given, settings
from hypothesis import strategies as st
from small_pdf import Objects, one_page, pdf, stream

from newsletter.commands import main
from newsletter.pdf.interpret import marks_of
from newsletter.pdf.marks import FAULTS, At, Box, Fault, Mark
from newsletter.pdf.painter import Shelf
from newsletter.pdf.reader import read
from newsletter.pdf.syntax import OPERATORS

SAMPLE = Path(__file__).parents[2] / "issues/2022-10-so-dac-biet"
FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Courier/FirstChar 32/LastChar 34/Widths[500 1000 500]>>"
"""The characters space, ! and ": ! is as wide as it is high."""
TYPE = b"/Font<</F 10 0 R>>"


def run(
    content: bytes, resources: bytes = b"", more: Objects | None = None, page: bytes = b""
) -> tuple[list[Mark], list[Fault]]:
    document = read(one_page(content, resources, more, page))
    assert document.damages == ()
    faults: list[Fault] = []
    marks = [mark for one in document.pages for mark in marks_of(document, one, faults)]
    assert {fault.kind for fault in faults} <= set(FAULTS)
    return marks, faults


def marks(content: bytes, resources: bytes = b"", more: Objects | None = None, page: bytes = b"") -> list[Mark]:
    """Marks of a page that nothing is wrong with."""
    found, faults = run(content, resources, more, page)
    assert faults == []
    return found


def faults(content: bytes, resources: bytes = b"", more: Objects | None = None) -> list[tuple[str, str]]:
    return [(fault.kind, fault.detail) for fault in run(content, resources, more)[1]]


def near(box: Box) -> tuple[float, ...]:
    return tuple(round(edge, 2) for edge in box)


# Paths.


def test_a_rectangle_stands_where_the_matrices_put_it() -> None:
    (mark,) = marks(b"q 2 0 0 2 10 20 cm 1 1 3 4 re f Q")
    assert (mark.kind, mark.box, mark.width, mark.at) == ("fill", Box(12, 22, 18, 30), 6, At(1, (), 4))


def test_each_rectangle_of_one_path_is_a_mark_and_a_thin_one_knows_its_width() -> None:
    found = marks(b"0 0 50 0.2 re 0 10 0.1 50 re f")
    assert [(mark.box, round(mark.width or 0, 3)) for mark in found] == [
        (Box(0, 0, 50, 0.2), 0.2),
        (Box(0, 10, 0.1, 60), 0.1),
    ]


def test_a_rectangle_drawn_by_lines_knows_its_width_a_free_form_does_not() -> None:
    assert [mark.width for mark in marks(b"0 0 m 9 0 l 9 1 l 0 1 l h f 0 0 m 9 0 l 5 5 l f 0 0 m 1 1 2 2 9 0 c f")] == [
        1,
        None,
        None,
    ]


def test_a_line_has_the_width_that_the_matrix_gives_it() -> None:
    (mark,) = marks(b"0.5 0 0 0.5 0 0 cm 1 w 20 20 m 60 20 l S")
    assert (mark.kind, mark.width, mark.box) == ("stroke", 0.5, Box(9.75, 9.75, 30.25, 10.25))


def test_the_thinnest_line_of_the_device_has_no_width() -> None:
    assert marks(b"0 w 0 0 m 9 9 l S")[0].width == 0


def test_filled_and_stroked_makes_two_marks() -> None:
    assert [mark.kind for mark in marks(b"0 0 9 9 re B 0 0 m 9 0 l 9 9 l b")] == ["fill", "stroke", "fill", "stroke"]


def test_a_clip_cuts_until_its_state_is_restored() -> None:
    found = marks(b"q 10 10 20 20 re W n 0 0 100 100 re f Q 0 0 100 100 re f")
    assert [mark.box for mark in found] == [Box(10, 10, 30, 30), Box(0, 0, 100, 100)]


def test_what_lies_outside_the_clip_or_the_page_is_not_seen() -> None:
    found = marks(b"300 0 9 9 re f q 0 0 9 9 re W n 50 50 9 9 re f Q 50 50 9 9 re f")
    assert [mark.visible for mark in found] == [False, False, True]


def test_boxes_are_cut_by_the_page() -> None:
    assert marks(b"-50 -50 500 500 re f")[0].box == Box(0, 0, 200, 100)


# Colour.


@pytest.mark.parametrize(
    ("content", "spaces", "cmyk"),
    [
        (b"", ("DeviceGray",), (0, 0, 0, 1)),
        (b"0.5 g", ("DeviceGray",), (0, 0, 0, 0.5)),
        (b"1 0 0 rg", ("DeviceRGB",), None),
        (b"0.1 0.2 0.3 0.4 k", ("DeviceCMYK",), (0.1, 0.2, 0.3, 0.4)),
        (b"/DeviceCMYK cs", ("DeviceCMYK",), (0, 0, 0, 1)),
        (b"/S cs 0.5 scn", ("Separation", "DeviceCMYK"), (0, 0.5, 0, 0)),
        (b"/S cs", ("Separation", "DeviceCMYK"), (0, 1, 0, 0)),
        (b"/I cs 1 sc", ("Indexed", "DeviceCMYK"), (1, 0, 0, 0)),
        (b"/N cs 0 1 sc", ("DeviceN", "DeviceCMYK"), (0, 0, 0, 1)),
    ],
)
def test_colours_of_every_way_to_set_them(
    content: bytes, spaces: tuple[str, ...], cmyk: tuple[float, ...] | None
) -> None:
    tint = b"<</FunctionType 2/Domain[0 1]/C0[0 0 0 0]/C1[0 1 0 0]/N 1>>"
    resources = b"/ColorSpace<</S[/Separation/Red/DeviceCMYK %s]/I[/Indexed/DeviceCMYK 1<00000000FF000000>]" % tint
    resources += b"/N[/DeviceN[/Cyan/Black]/DeviceCMYK %s]>>" % tint
    (mark,) = marks(content + b" 0 0 9 9 re f", resources)
    assert (mark.colour.spaces, mark.colour.cmyk) == (spaces, cmyk)


def test_stroke_and_fill_have_colours_of_their_own() -> None:
    fill, stroke = marks(b"0 0 0 1 k 1 0 0 RG 0 0 9 9 re B")
    assert (fill.colour.family, stroke.colour.family) == ("DeviceCMYK", "DeviceRGB")


def test_the_colorant_none_leaves_no_trace() -> None:
    tint = b"<</FunctionType 2/Domain[0 1]/C0[0 0 0 0]/C1[0 1 0 0]/N 1>>"
    (mark,) = marks(b"/S cs 1 scn 0 0 9 9 re f", b"/ColorSpace<</S[/Separation/None/DeviceCMYK %s]>>" % tint)
    assert not mark.visible


# The graphics state.


def test_overprint_is_that_of_the_kind_of_painting() -> None:
    states = b"/ExtGState<</A<</OP true/op false/OPM 1>>/B<</OP true>>>>"
    fill, stroke = marks(b"/A gs 0 0 9 9 re B", states)
    assert (fill.overprint, stroke.overprint, fill.overprint_mode) == (False, True, 1)
    assert marks(b"/B gs 0 0 9 9 re f", states)[0].overprint


def test_transparency_is_told_of_each_mark() -> None:
    states = b"/ExtGState<</A<</ca 0.5/CA 0.25/BM/Multiply/SMask<</S/Alpha>>>>/N<</SMask/None/BM/Normal/ca 1/CA 1>>>>"
    first, second, third = marks(b"/A gs 0 0 9 9 re B /N gs 0 0 9 9 re f", states)
    assert (first.alpha, first.blend, first.soft_mask) == (0.5, "Multiply", True)
    assert second.alpha == 0.25
    assert (third.alpha, third.blend, third.soft_mask) == (1, "Normal", False)


def test_what_is_for_one_device_alone_is_told() -> None:
    states = b"/ExtGState<</A<</TR/Identity/HT/Default/UCR2/Default>>/B<</TR 10 0 R/HT<<>>>>>>"
    assert marks(b"/A gs 0 0 9 9 re f", states)[0].device == ()
    assert marks(b"/B gs 0 0 9 9 re f", states)[0].device == ("TR", "HT")


# Text.


def test_text_has_the_box_of_its_advances_and_its_size() -> None:
    (mark,) = marks(b"BT /F 10 Tf 20 30 Td (!!) Tj ET", TYPE, {10: FONT})
    assert (mark.kind, near(mark.box), mark.size) == ("text", (20, 27.5, 40, 38), 10)
    assert mark.font is not None
    assert (mark.font.name, mark.font.embedded, mark.font.type) == ("Courier", False, "Type1")


def test_size_is_what_the_matrices_make_of_it() -> None:
    (mark,) = marks(b"0.5 0 0 0.5 0 0 cm BT /F 1 Tf 24 0 0 24 40 20 Tm (!) Tj ET", TYPE, {10: FONT})
    assert (mark.size, near(mark.box)[0], near(mark.box)[2]) == (12, 20, 32)


@pytest.mark.parametrize(
    ("setting", "right"),
    [
        (b"", 30),
        (b"2 Tc", 36),
        (b"5 Tw", 35),
        (b"50 Tz", 17.5),
        (b"50 Tz 2 Tc", 20.5),
    ],
)
def test_spacing_and_scaling_move_the_end(setting: bytes, right: float) -> None:
    (mark,) = marks(b"BT /F 10 Tf %s 5 0 Td (! !) Tj ET" % setting, TYPE, {10: FONT})
    assert near(mark.box)[2] == right


def test_numbers_in_an_array_move_by_thousandths() -> None:
    (mark,) = marks(b"BT /F 10 Tf 10 0 Td [(!) -500 (!)] TJ ET", TYPE, {10: FONT})
    assert (near(mark.box)[0], near(mark.box)[2]) == (10, 35)


def test_strings_follow_one_another_and_lines_begin_anew() -> None:
    found = marks(b"BT /F 10 Tf 12 TL 10 50 Td (!) Tj (!) Tj (!) ' 0 -12 TD (!) Tj T* (!) Tj ET", TYPE, {10: FONT})
    assert [(near(mark.box)[0], near(mark.box)[1] + 2.5) for mark in found] == [
        (10, 50),
        (20, 50),
        (10, 38),
        (10, 26),
        (10, 14),
    ]


def test_rendering_modes() -> None:
    found = marks(b"BT /F 10 Tf 1 Tr (!) Tj 2 Tr (!) Tj 3 Tr (!) Tj ET", TYPE, {10: FONT})
    assert [(mark.width, mark.visible) for mark in found] == [(1, True), (None, True), (1, True), (None, False)]


def test_text_can_clip() -> None:
    found = marks(b"q BT /F 10 Tf 7 Tr (!) Tj ET 0 0 99 99 re f Q 0 0 99 99 re f", TYPE, {10: FONT})
    assert [near(mark.box)[2] for mark in found[1:]] == [10, 99]


def test_a_rotated_line_has_an_upright_box() -> None:
    (mark,) = marks(b"BT /F 10 Tf 0 1 -1 0 50 10 Tm (!!) Tj ET", TYPE, {10: FONT})
    assert (near(mark.box), mark.size) == ((42, 10, 52.5, 30), 10)


def test_a_glyph_of_a_type_3_font_is_run_in_the_colour_of_the_text() -> None:
    font = b"<</Type/Font/Subtype/Type3/FontMatrix[0.01 0 0 0.01 0 0]/FontBBox[0 0 100 100]/FirstChar 65/LastChar 65"
    font += b"/Widths[100]/Encoding<</Differences[65/a]>>/CharProcs<</a 11 0 R>>/Resources<<>>>>"
    glyph = stream(b"100 0 0 0 100 100 d1 1 0 0 rg 0 0 50 50 re f")
    found = marks(b"0 0 0 1 k BT /F 10 Tf 20 20 Td (AA) Tj ET", TYPE, {10: font, 11: glyph})
    assert [(mark.kind, near(mark.box), mark.colour.family) for mark in found] == [
        ("fill", (20, 20, 25, 25), "DeviceCMYK"),
        ("text", (20, 20, 40, 30), "DeviceCMYK"),
    ]


# Forms, groups, patterns, shadings.


def form(content: bytes, entries: bytes = b"") -> bytes:
    return stream(content, b"/Type/XObject/Subtype/Form/BBox[0 0 50 50]" + entries)


FORM = b"/XObject<</Fm 10 0 R>>"


def test_a_form_has_its_matrix_and_clip_and_leaves_the_state_alone() -> None:
    more = {10: form(b"1 0 0 rg 0 0 99 99 re f", b"/Matrix[1 0 0 1 10 10]")}
    inner, outer = marks(b"1 0 0 1 5 5 cm /Fm Do 0 0 1 1 re f", FORM, more)
    assert (inner.box, inner.colour.family, inner.at) == (Box(15, 15, 65, 65), "DeviceRGB", At(1, ("Fm",), 3))
    assert (outer.box, outer.colour.family) == (Box(5, 5, 6, 6), "DeviceGray")


def test_a_group_is_transparent_as_a_whole() -> None:
    more = {10: form(b"0 0 9 9 re f", b"/Group<</S/Transparency/CS/DeviceRGB>>")}
    (mark,) = marks(b"/A gs /Fm Do", FORM + b"/ExtGState<</A<</ca 0.5/BM/Screen>>>>", more)
    assert (mark.alpha, mark.blend, mark.groups) == (0.5, "Screen", ("DeviceRGB",))


def test_the_group_of_a_page_counts_for_its_marks() -> None:
    assert marks(b"0 0 9 9 re f", page=b"/Group<</S/Transparency/CS/DeviceCMYK>>")[0].groups == ("DeviceCMYK",)


def test_a_form_that_paints_itself_is_told_and_ends() -> None:
    assert faults(b"/Fm Do", FORM, {10: form(b"/Fm Do", b"/Resources<<%s>>" % FORM)}) == [("cycle", "Fm")]


def test_forms_that_multiply_end_at_the_bounds() -> None:
    """Ten forms that each paint the next ten times: ten thousand million in all."""
    more = {
        number: form(b"/Fm Do " * 10, b"/Resources<</XObject<</Fm %d 0 R>>>>" % (number + 1))
        for number in range(10, 20)
    }
    document = read(one_page(b"/Fm Do", FORM, {**more, 20: form(b"0 0 9 9 re f")}))
    shelf, told = Shelf(), []
    shelf.operators = 20_000
    found = list(marks_of(document, document.pages[0], told, shelf))
    assert [fault.kind for fault in told] == ["amount"]
    assert len(found) < 20_000


def test_forms_nested_too_deep_are_told() -> None:
    more = {number: form(b"/Fm Do", b"/Resources<</XObject<</Fm %d 0 R>>>>" % (number + 1)) for number in range(10, 60)}
    assert faults(b"/Fm Do", FORM, {**more, 60: form(b"")}) == [("depth", "Fm")]


def test_a_tiling_pattern_paints_its_cell_over_the_area_that_it_fills() -> None:
    cell = stream(
        b"1 0 0 rg 0 0 1 1 re f", b"/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 2 2]/XStep 2/YStep 2/Resources<<>>"
    )
    outer, inner = marks(b"/Pattern cs /P scn 10 10 50 50 re f", b"/Pattern<</P 10 0 R>>", {10: cell})
    assert (outer.colour.spaces, inner.colour.family, inner.box) == (("Pattern",), "DeviceRGB", Box(10, 10, 60, 60))
    assert inner.at.chain == ("Pattern",)


def test_an_uncoloured_pattern_is_painted_in_the_colour_given() -> None:
    cell = stream(
        b"1 0 0 rg 0 0 1 1 re f", b"/PatternType 1/PaintType 2/TilingType 1/BBox[0 0 2 2]/XStep 2/YStep 2/Resources<<>>"
    )
    resources = b"/Pattern<</P 10 0 R>>/ColorSpace<</C[/Pattern/DeviceCMYK]>>"
    outer, inner = marks(b"/C cs 0 1 0 0 /P scn 10 10 50 50 re f", resources, {10: cell})
    assert outer.colour.spaces == ("Pattern", "DeviceCMYK")
    assert (inner.colour.spaces, inner.colour.components) == (("DeviceCMYK",), (0, 1, 0, 0))


def test_shadings_tell_their_space() -> None:
    shading = b"<</ShadingType 2/ColorSpace/DeviceRGB>>"
    resources = b"/Shading<</S %s>>/Pattern<</P<</PatternType 2/Shading %s>>>>" % (shading, shading)
    first, second = marks(b"q 0 0 9 9 re W n /S sh Q /Pattern cs /P scn 0 0 5 5 re f", resources)
    assert (first.kind, first.colour.spaces, first.box) == ("shading", ("DeviceRGB",), Box(0, 0, 9, 9))
    assert second.colour.spaces == ("Pattern", "DeviceRGB")


# Layers.


def test_a_layer_that_is_off_hides_what_is_in_it() -> None:
    objects = {
        1: b"<</Type/Catalog/Pages 2 0 R/OCProperties<</OCGs[8 0 R 9 0 R]/D<</OFF[9 0 R]>>>>>>",
        2: b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        3: b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Contents 4 0 R"
        b"/Resources<</Properties<</A 8 0 R/B 9 0 R/M 7 0 R>>/XObject<</Fm 6 0 R>>>>>>",
        4: stream(
            b"/OC/A BDC 0 0 1 1 re f EMC /OC/B BDC /T BMC 0 0 1 1 re f EMC EMC /Fm Do 0 0 1 1 re f"
            b" /OC/M BDC 0 0 1 1 re f EMC"
        ),
        6: form(b"0 0 1 1 re f", b"/OC 9 0 R"),
        7: b"<</Type/OCMD/OCGs[8 0 R 9 0 R]/P/AllOn>>",
        8: b"<</Type/OCG/Name(on)>>",
        9: b"<</Type/OCG/Name(off)>>",
    }
    document = read(pdf(objects))
    told: list[Fault] = []
    found = list(marks_of(document, document.pages[0], told))
    assert [(mark.visible, mark.layers) for mark in found] == [
        (True, ("on",)),
        (False, ("off",)),
        (False, ("off",)),
        (True, ()),
        (False, ()),
    ]
    assert told == []


# What is wrong.


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"Q", ("balance", "Q")),
        (b"q", ("balance", "q")),
        (b"BT", ("balance", "BT")),
        (b"/X BMC", ("balance", "BMC")),
        (b"EMC", ("balance", "EMC")),
        (b"BT BT ET", ("place", "BT")),
        (b"ET", ("place", "ET")),
        (b"BT (a) Tj ET", ("place", "Tf")),
        (b"BT /F 1 Tf ET (a) Tj", ("place", "Tj")),
        (b"1 1 l", ("place", "l")),
        (b"/Nix gs", ("resource", "Nix")),
        (b"/Nix Do", ("resource", "Nix")),
        (b"/Nix cs", ("resource", "Nix")),
        (b"BT /Nix 1 Tf ET", ("resource", "Nix")),
        (b"/Nix sh", ("resource", "Nix")),
        (b"/DeviceCMYK cs 1 scn", ("operands", "scn")),
        (b"q " * 40 + b"Q " * 40, ("nesting", "q")),
        (b"/Ps Do", ("postscript", "Ps")),
        (b"foo", ("operator", "foo")),
    ],
)
def test_each_fault_is_told(content: bytes, expected: tuple[str, str]) -> None:
    more = {10: FONT, 11: stream(b"", b"/Subtype/PS")}
    assert expected in faults(content, TYPE + b"/XObject<</Ps 11 0 R>>", more)


def test_a_content_stream_that_is_broken_is_read_as_far_as_it_goes() -> None:
    packed = zlib.compress(b"0 0 9 9 re f " + bytes(range(256)) * 40)[:-300]
    document = read(
        pdf(
            {
                1: b"<</Type/Catalog/Pages 2 0 R>>",
                2: b"<</Type/Pages/Kids[3 0 R]/Count 1/MediaBox[0 0 99 99]>>",
                3: b"<</Type/Page/Parent 2 0 R/Contents 4 0 R>>",
                4: stream(packed, b"/Filter/FlateDecode"),
            }
        )
    )
    told: list[Fault] = []
    found = list(marks_of(document, document.pages[0], told))
    assert [mark.kind for mark in found] == ["fill"]
    assert told[0] == Fault("contents", At(1), "FlateDecode")


def test_streams_of_an_array_of_contents_are_one_but_tokens_end_with_each() -> None:
    document = read(
        pdf(
            {
                1: b"<</Type/Catalog/Pages 2 0 R>>",
                2: b"<</Type/Pages/Kids[3 0 R]/Count 1/MediaBox[0 0 99 99]>>",
                3: b"<</Type/Page/Parent 2 0 R/Contents[4 0 R 5 0 R]>>",
                4: stream(b"q 0 0 1"),
                5: stream(b"2 re f Q"),
            }
        )
    )
    told: list[Fault] = []
    (mark,) = marks_of(document, document.pages[0], told)
    assert (mark.box, told) == (Box(0, 0, 1, 2), [])


# Any content at all.

_OPERANDS = st.sampled_from(
    [b"1", b"-3.5", b"0", b"99999999", b"/Fm", b"/F", b"/P", b"/Nix", b"(ab)", b"[1 (a) /X]", b"<<>>"]
)
_OPERATION = st.builds(
    lambda operands, operator: b" ".join([*operands, operator]),
    st.lists(_OPERANDS, max_size=7),
    st.sampled_from([name.encode() for name in OPERATORS]),
)
_SENSIBLE = st.sampled_from(
    [
        b"q",
        b"Q",
        b"1e9 0 0 1e9 0 0 cm",
        b"0 0 0 0 0 0 cm",
        b"BT /F 10 Tf",
        b"ET",
        b"/Pattern cs /P scn",
        b"/Pattern CS /P SCN",
        b"0 0 9 9 re B",
        b"9 Tr (x) Tj",
        b"7 Tr [(x) 1e9] TJ",
        b"W n",
        b"/Fm Do",
        b"0 0 m 1 1 2 2 3 3 c S",
    ]
)


@settings(max_examples=100)
@given(st.lists(st.one_of(_OPERATION, _SENSIBLE), max_size=25))
@example([b"W", b"99999999 w", b"S", b"0 0 m 1 1 2 2 3 3 c S"])
def test_no_content_raises(lines: list[bytes]) -> None:
    resources = b"/Font<</F 10 0 R>>/XObject<</Fm 11 0 R>>/Pattern<</P 12 0 R>>"
    tiling = b"/PatternType 1/PaintType 1/BBox[0 0 2 2]/Resources<</Pattern<</P 12 0 R>>>>"
    more = {10: FONT, 11: form(b"0 0 9 9 re f"), 12: stream(b"/Pattern cs /P scn 0 0 1 1 re f", tiling)}
    found, told = run(b"\n".join(lines), resources, more)
    assert {fault.kind for fault in told} <= set(FAULTS)
    for mark in found:
        assert all(abs(edge) <= 2e7 for edge in mark.box)
        assert mark.size is None or 0 <= mark.size < float("inf")


# Our own pages.


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> tuple[bytes, dict[str, Any]]:
    """The sample for the screen, whose text stands as on its press file, and its source map."""
    folder = tmp_path_factory.mktemp("interpret")
    pdf_file, map_file = folder / "screen.pdf", folder / "map.json"
    told = ["build", str(SAMPLE), "--target", "screen", "-o", str(pdf_file), "--map", str(map_file)]
    result = CliRunner().invoke(main, told)
    assert result.exit_code == 0, result.stderr
    return pdf_file.read_bytes(), json.loads(map_file.read_text("utf-8"))


def test_lines_of_our_own_pages_stand_where_the_source_map_says(sample: tuple[bytes, dict[str, Any]]) -> None:
    """Drop caps are drawn as areas; figures of footnotes stand higher than their line."""
    content, source_map = sample
    document, shelf, told = read(content), Shelf(), list[Fault]()
    compared = 0
    for page, mapped in zip(document.pages, source_map["pages"], strict=True):
        trim = page.boxes.trim or page.boxes.media
        assert trim is not None
        found = [mark.box for mark in marks_of(document, page, told, shelf) if mark.kind == "text" and mark.visible]
        boxes = [(box.x0 - trim.x0, trim.y1 - box.y1, box.x1 - trim.x0, trim.y1 - box.y0) for box in found]
        for line in mapped["lines"]:
            left, _, right, _ = line["box"]
            on = [
                box for box in boxes if box[1] < line["baseline"] < box[3] and left - 1 < box[0] and box[2] < right + 1
            ]
            if line["role"] == "drop-cap" or line["text"][-1:].isdigit():
                continue
            assert min(box[0] for box in on) == pytest.approx(left, abs=1), line
            assert max(box[2] for box in on) == pytest.approx(right, abs=1), line
            compared += 1
    assert compared > 1300
    assert told == []


def test_our_own_pages_are_read_and_interpreted_in_two_seconds(sample: tuple[bytes, dict[str, Any]]) -> None:
    began = time.process_time()
    document, shelf = read(sample[0]), Shelf()
    found = [mark for page in document.pages for mark in marks_of(document, page, [], shelf)]
    assert time.process_time() - began < 2
    assert len(document.pages) == 16
    assert len(found) > 1000


def test_our_own_press_file_is_all_inks_and_whole_fonts(good: Mapping[str, bytes]) -> None:
    document, told = read(good["pdfx1a"]), list[Fault]()
    found = [mark for page in document.pages for mark in marks_of(document, page, told)]
    assert told == []
    assert {mark.colour.family for mark in found if mark.kind == "text"} == {"DeviceCMYK"}
    fonts = {mark.font for mark in found if mark.font is not None}
    assert all(font.embedded and font.subset and font.unicode and not font.broken for font in fonts)
    assert {mark.lacking for mark in found} == {()}
    assert {mark.image.broken for mark in found if mark.image is not None} == {""}
