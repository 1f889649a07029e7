"""Labels of list items, as Word counts them."""

import pytest
from word_files import paragraph, run, word_file

from newsletter.manuscripts.docx import read_docx
from newsletter.manuscripts.manuscript import Paragraph, paragraphs_of


def level(depth: int, form: str, text: str, more: str = "", look: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{more}<w:lvlText w:val="{text}"/>'
        f"<w:rPr>{look}</w:rPr></w:lvl>"
    )


def numbering(*levels: str, numbers: str = '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>') -> str:
    return f'<w:abstractNum w:abstractNumId="0">{"".join(levels)}</w:abstractNum>{numbers}'


def item(depth: int, number: int = 1) -> str:
    place = f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>'
    return paragraph(run("mục"), properties=place)


def read(body: str, numbers: str, styles: str = "") -> list[Paragraph]:
    return list(paragraphs_of(read_docx(word_file(body, parts={"numbering": numbers, "styles": styles}))))


def labels(*depths: int, numbers: str) -> list[str]:
    return [each.label for each in read("".join(map(item, depths)), numbers)]


def test_a_level_below_begins_again_under_each_item() -> None:
    numbers = numbering(level(0, "upperRoman", "%1."), level(1, "decimal", "%2."), level(2, "lowerLetter", "%3)"))
    assert labels(0, 1, 1, 2, 2, 0, 1, 2, numbers=numbers) == ["I.", "1.", "2.", "a)", "b)", "II.", "1.", "a)"]


def test_figures_of_upper_levels_stand_in_a_label() -> None:
    numbers = numbering(level(0, "upperRoman", "%1."), level(1, "decimal", "%1.%2.", "<w:isLgl/>"))
    assert labels(0, 1, 1, numbers=numbers) == ["I.", "1.1.", "1.2."]


def test_a_list_may_begin_anew() -> None:
    again = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    numbers = numbering(
        level(0, "decimal", "%1."),
        numbers='<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
        f'<w:num w:numId="2"><w:abstractNumId w:val="0"/>{again}</w:num>'
        '<w:num w:numId="3"><w:abstractNumId w:val="0"/></w:num>',
    )
    body = item(0) + item(0) + item(0, 2) + item(0, 2) + item(0, 3)
    assert [each.label for each in read(body, numbers)] == ["1.", "2.", "1.", "2.", "3."]


@pytest.mark.parametrize(
    ("text", "look", "label"),
    [
        ("\uf0b7", '<w:rFonts w:ascii="Symbol"/>', "•"),
        ("\uf0a7", '<w:rFonts w:ascii="Wingdings"/>', "▪"),
        ("\uf0d8", '<w:rFonts w:ascii="Wingdings"/>', "➢"),
        ("o", '<w:rFonts w:ascii="Courier New"/>', "◦"),
        ("-", "", "-"),
        ("–", "", "–"),
        ("\uf0b7", "", "•"),
    ],
)
def test_a_bullet_is_a_character_that_every_font_has(text: str, look: str, label: str) -> None:
    assert labels(0, numbers=numbering(level(0, "bullet", text, look=look))) == [label]


def test_an_item_knows_its_depth_and_the_number_of_a_heading_is_text() -> None:
    styles = '<w:style w:type="paragraph" w:styleId="h"><w:name w:val="heading 1"/></w:style>'
    place = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    heading = paragraph(run("Kết quả"), properties=f'<w:pStyle w:val="h"/>{place}')
    numbers = numbering(level(0, "decimal", "%1."), level(1, "lowerLetter", "%2)"))
    found = [(each.role, each.level, each.label, each.text) for each in read(heading + item(1), numbers, styles)]
    assert found == [("heading", 1, "", "1. Kết quả"), ("list-item", 2, "a)", "mục")]


def test_the_name_of_a_style_tells_how_deep_its_list_is() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="LB2"><w:name w:val="List Bullet 2"/>'
        '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    (each,) = read(
        paragraph(run("mục"), properties='<w:pStyle w:val="LB2"/>'), numbering(level(0, "bullet", "•")), styles
    )
    assert (each.role, each.level, each.label) == ("list-item", 2, "•")


def test_number_nought_takes_a_paragraph_out_of_its_list() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="L"><w:name w:val="L"/>'
        '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    out = '<w:pStyle w:val="L"/><w:numPr><w:numId w:val="0"/></w:numPr>'
    (each,) = read(paragraph(run("ngoài"), properties=out), numbering(level(0, "decimal", "%1.")), styles)
    assert (each.role, each.label) == ("paragraph", "")


def test_an_item_whose_label_nobody_sees_is_a_paragraph() -> None:
    (each,) = read(item(0), numbering(level(0, "none", "")))
    assert (each.role, each.label) == ("paragraph", "")


def test_a_list_that_is_not_there_makes_no_item() -> None:
    assert [(each.role, each.label) for each in read(item(0, 9), numbering())] == [("paragraph", "")]
