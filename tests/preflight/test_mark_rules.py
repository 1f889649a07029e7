"""What preflight says of single marks: colour, overprint, small things, pictures, fonts, the edge of the page."""

import pytest
from press_values import (
    BLACK,
    BLEED,
    EVERY_PLATE,
    FONT,
    GOLD,
    GREY_BLACK,
    RED,
    RGB,
    SHEET,
    TRIM,
    WHITE,
    area,
    dictionary,
    document,
    line,
    page,
    photo,
    text,
)

from newsletter.pdf.marks import Box, Colour, Mark
from newsletter.pdf.objects import Name
from newsletter.preflight import (
    bleed_rules,
    colour_rules,
    font_rules,
    image_rules,
    overprint_rules,
    small_rules,
)
from newsletter.preflight.finding import Case, Sighting, Subject
from newsletter.preflight.table import BY_CODE, LIMITS, StandardName, StockName, Yardstick

EVERY_RULE = (
    *colour_rules.RULES, *overprint_rules.RULES, *small_rules.RULES, *image_rules.RULES, *font_rules.RULES,
    *bleed_rules.RULES,
)  # fmt: skip
OUTSIDE = Box(100, 10, 140, 20)
"""Where marks of the printer's stand."""


def found(mark: Mark, standard: StandardName = "pdfx1a", stock: StockName = "coated") -> list[Sighting]:
    yardstick = Yardstick(standard, stock, LIMITS[stock])
    sightings = [one for rule in EVERY_RULE for one in rule(Case(mark, SHEET, yardstick))]
    return [one for one in sightings if standard in BY_CODE[one.code].standards]


def codes(mark: Mark, standard: StandardName = "pdfx1a", stock: StockName = "coated") -> list[str]:
    return [one.code for one in found(mark, standard, stock)]


def cmyk(*parts: float) -> Colour:
    return Colour(("DeviceCMYK",), (), parts, (parts[0], parts[1], parts[2], parts[3]))


@pytest.mark.parametrize("good", [text(), line(), area(), photo()], ids=["text", "line", "area", "photo"])
def test_good_marks_are_passed_by_every_standard(good: Mark) -> None:
    assert codes(good) == []
    assert codes(good, "pdfx4") == []


# Colour


@pytest.mark.parametrize("colour", [RGB, Colour(("Indexed", "DeviceRGB")), Colour(("Pattern", "DeviceRGB"))])
def test_rgb_is_found_however_it_is_wrapped(colour: Colour) -> None:
    assert codes(area(colour)) == ["NL840"]
    assert codes(area(colour), "pdfx4") == ["NL840"]


@pytest.mark.parametrize(
    "colour",
    [Colour(("Lab",)), Colour(("ICCBased", "DeviceCMYK")), Colour(("ICCBased", "DeviceRGB")), Colour(("CalRGB",))],
)
def test_colour_by_a_profile_of_its_own_is_found(colour: Colour) -> None:
    assert codes(area(colour)) == ["NL841"]


def test_rgb_counts_outside_of_the_bleed_and_on_what_is_not_seen_too() -> None:
    assert codes(area(RGB, OUTSIDE)) == ["NL840"]
    assert codes(area(RGB, visible=False)) == ["NL840"]


def test_a_spot_ink_is_one_topic() -> None:
    (one,) = found(area(GOLD))
    assert (one.code, one.topic) == ("NL842", "PANTONE 871 C")


def test_process_inks_by_name_are_no_spots() -> None:
    black = Colour(("Separation", "DeviceCMYK"), ("Black",), (1,), (0, 0, 0, 1))
    assert codes(text(black)) == []


def test_a_spot_ink_that_stands_on_rgb_is_a_fault_of_its_own_in_x1a() -> None:
    assert codes(area(GOLD._replace(spaces=("Separation", "DeviceRGB"), cmyk=None))) == ["NL844", "NL842"]
    assert codes(area(GOLD._replace(spaces=("Separation", "Lab"), cmyk=None)), "pdfx4") == ["NL842"]


def test_the_colour_of_all_plates_is_for_marks_outside_of_the_bleed() -> None:
    assert codes(line(EVERY_PLATE, 0.25, box=OUTSIDE)) == []
    assert "NL843" in codes(line(EVERY_PLATE, 0.25))


@pytest.mark.parametrize("change", [{"alpha": 0.5}, {"blend": "Multiply"}, {"soft_mask": True}, {"groups": ("",)}])
def test_transparency_is_forbidden_in_x1a_and_allowed_in_x4(change: dict[str, object]) -> None:
    assert codes(area(RED, **change)) == ["NL845"]
    assert codes(area(RED, **change), "pdfx4") == []


def test_a_photo_with_a_soft_mask_is_transparent() -> None:
    assert codes(photo(soft_mask=True)) == ["NL845"]


def test_a_group_blends_in_cmyk() -> None:
    assert codes(area(RED, groups=("DeviceRGB",)), "pdfx4") == ["NL846"]
    assert codes(area(RED, groups=("DeviceCMYK", "")), "pdfx4") == []


def test_a_page_that_is_a_group_is_transparent() -> None:
    group = dictionary(S=Name("Transparency"), CS=Name("DeviceRGB"))
    (rule,) = colour_rules.DOCUMENT_RULES
    assert [one.code for one in rule(Subject(document(page(Group=group)), Yardstick()))] == ["NL845", "NL846"]


def test_transfer_functions_are_found_and_black_generation_is_let_alone() -> None:
    assert codes(area(RED, device=("BG", "TR"))) == ["NL823"]
    assert codes(area(RED, device=("BG", "UCR"))) == []


# What prints over what


def test_white_that_overprints_is_lost() -> None:
    assert codes(text(WHITE, 20)) == ["NL850"]
    assert codes(area(WHITE, overprint=True, overprint_mode=1)) == ["NL851"]


def test_white_that_knocks_out_is_seen() -> None:
    assert codes(text(WHITE, 20, overprint=False)) == []
    assert codes(text(WHITE, 20, overprint_mode=0)) == []


def test_small_black_text_overprints_in_mode_1() -> None:
    assert codes(text(BLACK, 11.9, overprint=False)) == ["NL852"]
    assert codes(text(BLACK, 11.9, overprint_mode=0)) == ["NL852"]
    assert codes(text(BLACK, 12, overprint=False)) == []


def test_thin_black_lines_overprint_also_where_they_are_filled_rectangles() -> None:
    rule = Box(100, 200, 300, 200.5)
    assert codes(line(BLACK, 1.9, overprint=False)) == ["NL853"]
    assert codes(area(BLACK, rule)) == ["NL853"]
    assert codes(line(BLACK, 2, overprint=False)) == []


def test_a_black_dot_is_no_line() -> None:
    assert codes(area(BLACK, Box(100, 200, 101, 201))) == []


def test_small_black_is_not_device_gray() -> None:
    assert codes(text(GREY_BLACK, 11, overprint=False)) == ["NL854"]
    assert codes(line(GREY_BLACK, 1, overprint=False)) == ["NL855"]


def test_device_gray_does_not_overprint() -> None:
    assert codes(area(GREY_BLACK, overprint=True)) == ["NL856"]


def test_what_stands_outside_of_the_bleed_may_knock_out() -> None:
    assert codes(text(BLACK, 5.2, overprint=False, box=OUTSIDE)) == []
    assert codes(line(BLACK, 0.1, box=OUTSIDE)) == []


# What prints too small


def test_rich_black_text_has_a_limit_of_ink_that_newsprint_lowers() -> None:
    rich = text(cmyk(0.6, 0.5, 0.5, 1), 20)
    assert codes(rich) == []
    assert codes(rich, stock="newsprint") == ["NL860"]
    (one,) = found(text(cmyk(0.75, 0.68, 0.67, 0.9), 20))
    assert (one.code, one.value, one.limit) == ("NL860", 300, 280)


def test_small_white_and_small_coloured_text_need_size() -> None:
    assert codes(text(WHITE, 7.9, overprint=False)) == ["NL861"]
    assert codes(text(RED, 7.9)) == ["NL862"]
    assert codes(text(RED, 8)) == []


def test_text_of_one_ink_may_be_small_but_not_tiny() -> None:
    assert codes(text(cmyk(0, 1, 0, 0), 6)) == []
    assert codes(text(BLACK, 4.9)) == ["NL867"]


def test_thin_lines_are_told_apart_by_their_inks() -> None:
    assert codes(line(WHITE, 0.2, overprint=False)) == ["NL863"]
    assert codes(line(RED, 0.2)) == ["NL864"]
    assert codes(line(BLACK, 0.2)) == ["NL865"]
    assert codes(line(BLACK, 0.25)) == []


def test_a_line_of_no_width_is_an_error() -> None:
    assert codes(line(BLACK, 0)) == ["NL866"]


# Pictures


@pytest.mark.parametrize(
    ("ppi", "told"), [(149.9, ["NL870"]), (150, ["NL871"]), (224, ["NL871"]), (225, []), (459, []), (460, ["NL874"])]
)
def test_photos_have_enough_pixels_and_not_too_many(ppi: float, told: list[str]) -> None:
    assert codes(photo(ppi)) == told


def test_the_coarser_axis_counts() -> None:
    assert codes(photo(ppi=300)._replace(image=photo().image._replace(ppi=(300, 100)))) == ["NL870"]  # type: ignore[union-attr]


def test_newsprint_takes_coarser_photos() -> None:
    assert codes(photo(150), stock="newsprint") == []


@pytest.mark.parametrize(("ppi", "told"), [(549, ["NL872"]), (799, ["NL873"]), (800, [])])
def test_line_art_needs_more(ppi: float, told: list[str]) -> None:
    assert codes(photo(ppi, bits=1)) == told


def test_ornaments_of_few_pixels_are_let_alone() -> None:
    assert codes(photo(20, width=16)) == []
    assert codes(photo(20, width=17)) == ["NL870"]


def test_a_photo_outside_of_the_bleed_may_be_coarse() -> None:
    assert codes(photo(20, OUTSIDE)) == []


@pytest.mark.parametrize(("name", "x4"), [("LZWDecode", True), ("JPXDecode", False), ("JBIG2Decode", False)])
def test_filters_that_a_standard_does_not_have_are_found(name: str, x4: bool) -> None:
    assert codes(photo(filters=(name,))) == ["NL875"]
    assert codes(photo(filters=(name,)), "pdfx4") == (["NL875"] if x4 else [])


def test_alternates_and_broken_samples_are_found() -> None:
    assert codes(photo(alternates=True)) == ["NL876"]
    assert codes(photo(broken="DCTDecode")) == ["NL877"]


# Fonts


def test_a_font_is_embedded_as_a_subset() -> None:
    assert codes(text(font=FONT._replace(program="", tag=""))) == ["NL880"]
    assert codes(text(font=FONT._replace(tag=""))) == ["NL881"]


def test_type_3_is_doubtful_in_x1a() -> None:
    drawn = text(font=FONT._replace(type="Type3", program="", tag=""))
    assert codes(drawn) == ["NL882"]
    assert codes(drawn, "pdfx4") == []


def test_a_letter_without_glyph_is_found_where_it_is_shown() -> None:
    assert codes(text(lacking=(0,))) == ["NL883"]
    assert codes(text(lacking=(0,), visible=False)) == []


def test_courier_and_broken_fonts_are_found() -> None:
    assert codes(text(font=FONT._replace(name="Courier-Bold"))) == ["NL884"]
    assert codes(text(font=FONT._replace(broken="glyf"))) == ["NL885"]


# The edge


def test_art_that_stops_at_the_trim_or_short_of_the_bleed_is_found() -> None:
    assert codes(area(RED, TRIM)) == ["NL890"]
    assert codes(area(RED, Box(45, 100, 200, 200))) == ["NL890"]
    (one,) = found(area(RED, Box(100, 50, 200, 200)))
    assert (one.value, one.limit) == (0.0, 3)


def test_art_that_reaches_the_bleed_or_keeps_clear_of_the_trim_is_good() -> None:
    assert codes(area(RED, BLEED)) == []
    assert codes(area(RED, Box(55, 55, 345, 445))) == []


def test_three_millimetres_are_enough_however_large_the_bleed_box() -> None:
    edge = 3 * 72 / 25.4
    assert codes(area(RED, Box(50 - edge, 100, 200, 200))) == []


def test_paper_may_end_where_it_likes() -> None:
    assert codes(area(WHITE, TRIM)) == []


def test_crop_marks_that_come_near_the_corner_are_no_art() -> None:
    assert codes(line(EVERY_PLATE, 0.25, box=Box(50, 5, 50, 35))) == []
    assert codes(line(EVERY_PLATE, 0.25, box=Box(5, 450, 35, 450))) == []


def test_text_stands_clear_of_the_trim() -> None:
    assert codes(text(box=Box(52, 200, 90, 210))) == ["NL891"]
    assert codes(text(box=Box(50 + 3 * 72 / 25.4, 200, 90, 210))) == []


def test_text_that_the_knife_cuts_is_found_and_the_slug_is_not() -> None:
    assert codes(text(box=Box(340, 200, 370, 210))) == ["NL891"]
    assert codes(text(box=Box(100, 10, 300, 16))) == []
