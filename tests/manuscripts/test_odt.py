"""OpenDocument texts: what their styles say, and nothing of them lost."""

import base64

import pytest
from manuscripts.small_odt import odt

from newsletter.manuscripts.manuscript import (
    Comment,
    Footnote,
    Inset,
    Loss,
    Manuscript,
    Paragraph,
    Revision,
    Rule,
    Run,
    Table,
)
from newsletter.manuscripts.odt import read_odt
from newsletter.manuscripts.runs import plain

PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
STYLES = (
    '<style:style style:name="T1" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>'
    '<style:style style:name="T2" style:family="text"><style:text-properties style:text-position="super 58%"/>'
    "</style:style>"
    '<style:style style:name="T3" style:family="text"><style:text-properties text:display="none"/></style:style>'
    '<style:style style:name="P1" style:family="paragraph" style:parent-style-name="Heading_20_2"/>'
    '<style:style style:name="P2" style:family="paragraph" style:parent-style-name="Standard">'
    '<style:paragraph-properties fo:text-align="center"/><style:text-properties fo:font-style="italic"/></style:style>'
    '<text:list-style style:name="L1">'
    '<text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="."/>'
    '<text:list-level-style-number text:level="2" style:num-format="a" style:num-suffix=")"/></text:list-style>'
    '<text:list-style style:name="L2"><text:list-level-style-bullet text:level="1" text:bullet-char="–"/>'
    "</text:list-style>"
)
NAMED = (
    '<office:font-face-decls><style:font-face style:name="F" svg:font-family="&apos;.VnTime&apos;"/>'
    '</office:font-face-decls><office:styles><style:style style:name="Standard" style:family="paragraph">'
    '<style:text-properties style:font-name="F" '
    'fo:font-size="13pt"/></style:style><style:style style:name="Caption" style:family="paragraph"/>'
    '<style:style style:name="Illustration" style:family="paragraph" style:parent-style-name="Caption"/>'
    "</office:styles>"
)


def read(body: str, parts: dict[str, bytes] | None = None) -> Manuscript:
    found = read_odt(odt(body, STYLES, NAMED, parts))
    assert found.missing == ()
    return found


def shown(found: Manuscript) -> list[tuple[str, int, str, str]]:
    return [
        (block.role, block.level, block.label, block.text) for block in found.blocks if isinstance(block, Paragraph)
    ]


def test_headings_titles_captions_and_alignment_come_from_styles() -> None:
    found = read(
        '<text:p text:style-name="Title">Tít</text:p><text:h text:outline-level="1">Một</text:h>'
        '<text:p text:style-name="P1">Hai</text:p><text:p text:style-name="P2">Giữa</text:p>'
        '<text:p text:style-name="Illustration">Ảnh</text:p><text:p text:style-name="Horizontal_20_Line"/>'
    )
    assert shown(found) == [
        ("title", 1, "", "Tít"),
        ("heading", 1, "", "Một"),
        ("heading", 2, "", "Hai"),
        ("paragraph", 1, "", "Giữa"),
        ("caption", 1, "", "Ảnh"),
    ]
    assert isinstance(found.blocks[5], Rule)
    fourth = found.blocks[3]
    assert isinstance(fourth, Paragraph)
    assert (fourth.align, fourth.size) == ("centre", 13.0)
    assert fourth.runs == (Run("Giữa", italic=True, font=".VnTime"),)
    assert found.properties.title == "Tít"
    assert found.properties.author == "Tổ tuyên truyền"


def test_spaces_tabs_breaks_links_and_looks_within_a_paragraph() -> None:
    found = read(
        '<text:p>Xin\n  <text:span text:style-name="T1">chào<text:s text:c="2"/>x<text:span text:style-name="T2">2'
        '</text:span></text:span><text:tab/>các<text:line-break/><text:a xlink:href="https://example.vn/">bạn</text:a></text:p>'
    )
    assert found.blocks == (
        Paragraph(
            (
                Run("Xin "),
                Run("chào  x", bold=True),
                Run("2", bold=True, superior=True),
                Run("\tcác\n"),
                Run("bạn", link="https://example.vn/"),
            )
        ),
    )


def test_lists_are_counted_as_they_are_drawn() -> None:
    item = "<text:list-item><text:p>{}</text:p>{}</text:list-item>"
    inner = "<text:list>" + item.format("a", "") + item.format("b", "<text:p>bb</text:p>") + "</text:list>"
    found = read(
        f'<text:list text:style-name="L1">{item.format("một", inner)}{item.format("hai", "")}</text:list>'
        "<text:p>Giữa</text:p>"
        f'<text:list text:style-name="L1" text:continue-numbering="true">{item.format("ba", "")}</text:list>'
        f'<text:list text:style-name="L1">{item.format("một", "")}</text:list>'
        f'<text:list text:style-name="L2">{item.format("gạch", "")}</text:list>'
    )
    assert [part[1:] for part in shown(found)] == [
        (1, "1.", "một"),
        (2, "a)", "a"),
        (2, "b)", "b"),
        (2, "", "bb"),
        (1, "2.", "hai"),
        (1, "", "Giữa"),
        (1, "3.", "ba"),
        (1, "1.", "một"),
        (1, "–", "gạch"),
    ]


def test_headings_are_numbered_by_the_outline() -> None:
    named = (
        '<office:styles><text:outline-style style:name="Outline"><text:outline-level-style text:level="1" '
        'style:num-format="I" style:num-suffix="."/><text:outline-level-style text:level="2" style:num-format="1" '
        'text:display-levels="2"/></text:outline-style></office:styles>'
    )
    one, two = ('<text:h text:outline-level="{}">{}</text:h>'.format(level, "{}") for level in (1, 2))
    item = f"<text:list-item>{two}</text:list-item>"
    nested = f'<text:list text:style-name="Outline"><text:list-item><text:list>{item}</text:list>'
    body = one.format("A") + two.format("B") + nested.format("C") + "</text:list-item></text:list>" + one.format("D")
    assert [part[2:] for part in shown(read_odt(odt(body, STYLES, named)))] == [
        ("I.", "A"),
        ("I.1", "B"),
        ("I.2", "C"),
        ("II.", "D"),
    ]


def test_a_table_keeps_its_head_and_spans() -> None:
    found = read(
        "<table:table><table:table-header-rows><table:table-row><table:table-cell><text:p>A</text:p></table:table-cell>"
        '<table:table-cell table:number-rows-spanned="2"><text:p>B</text:p></table:table-cell></table:table-row>'
        "</table:table-header-rows><table:table-row><table:table-cell><text:p>C</text:p><text:p>D</text:p>"
        "</table:table-cell>"
        "<table:covered-table-cell/></table:table-row></table:table>"
    )
    (table,) = found.blocks
    assert isinstance(table, Table)
    assert table.heads == 1
    assert [[(cell.rows, [p.text for p in cell.paragraphs]) for cell in row] for row in table.rows] == [
        [(1, ["A"]), (2, ["B"])],
        [(1, ["C", "D"])],
    ]


def test_a_footnote_stands_at_its_mark() -> None:
    found = read(
        '<text:p>Hội<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body>'
        "<text:p>Lần thứ ba.</text:p></text:note-body></text:note> nghị</text:p>"
    )
    assert found.blocks == (Paragraph((Run("Hội"), Run(footnote="1"), Run(" nghị"))),)
    assert found.footnotes == (Footnote("1", (plain("Lần thứ ba."),)),)


def test_changes_and_remarks_are_listed_and_deletions_are_not_text() -> None:
    info = "<office:change-info><dc:creator>A</dc:creator><dc:date>2022-10-01T08:00:00</dc:date></office:change-info>"
    found = read(
        '<text:tracked-changes><text:changed-region text:id="c1">'
        f'<text:insertion>{info}</text:insertion></text:changed-region><text:changed-region text:id="c2">'
        f"<text:deletion>{info}<text:p>cũ</text:p></text:deletion></text:changed-region>"
        '</text:tracked-changes><text:p>Bài <text:change-start text:change-id="c1"/>mới'
        '<text:change-end text:change-id="c1"/><text:change text:change-id="c2"/> '
        '<office:annotation office:name="n"><dc:creator>B</dc:creator><dc:date>2022</dc:date>'
        '<text:p>Sửa tít</text:p></office:annotation>hay<office:annotation-end office:name="n"/></text:p>'
    )
    assert shown(found) == [("paragraph", 1, "", "Bài mới hay")]
    assert found.revisions == (
        Revision("deletion", "cũ", "A", "2022-10-01T08:00:00"),
        Revision("insertion", "mới", "A", "2022-10-01T08:00:00"),
    )
    assert found.comments == (Comment("Sửa tít", "hay", "B", "2022"),)


FRAME = '<draw:frame svg:width="5cm"><draw:image xlink:href="{}"/><svg:desc>Quang cảnh</svg:desc></draw:frame>'


def test_a_picture_in_a_frame_with_its_caption_is_a_picture_and_a_caption() -> None:
    found = read(
        f'<text:p>Trước<draw:frame><draw:text-box><text:p text:style-name="Illustration">{FRAME.format("Pictures/1.png")}'
        "Hội trường</text:p></draw:text-box></draw:frame></text:p><text:p>Sau</text:p>",
        {"Pictures/1.png": PIXEL},
    )
    (picture,) = found.pictures
    assert (picture.name, picture.content, picture.alt, picture.width) == ("1.png", PIXEL, "Quang cảnh", 50.0)
    assert shown(found) == [
        ("paragraph", 1, "", "Trước"),
        ("caption", 1, "", "Hội trường"),
        ("paragraph", 1, "", "Sau"),
    ]
    assert isinstance(found.blocks[0], Paragraph)
    assert found.blocks[0].runs[1] == Run(picture=0)


def test_a_text_box_stands_apart() -> None:
    found = read(
        "<text:p>Trước<draw:frame><draw:text-box><text:p>Hộp</text:p></draw:text-box></draw:frame> sau</text:p>"
    )
    assert shown(found) == [("paragraph", 1, "", "Trước sau")]
    assert found.blocks[1] == Inset((plain("Hộp"),))


@pytest.mark.parametrize(
    ("frame", "loss"),
    [
        (FRAME.format("https://example.vn/1.png"), Loss("remote-picture", "https://example.vn/1.png")),
        (FRAME.format("../1.png"), Loss("picture", "../1.png")),
        (FRAME.format("Pictures/2.svg"), Loss("drawing", "Pictures/2.svg")),
        ('<draw:frame><draw:object xlink:href="./Object 1"/></draw:frame>', Loss("chart", "Object 1")),
    ],
)
def test_what_is_not_taken_is_told(frame: str, loss: Loss) -> None:
    manifest = (
        b'<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><m:file-entry m:full-path="Object 1/" '
        b'm:media-type="application/vnd.oasis.opendocument.chart"/></m:manifest>'
    )
    parts = {"Pictures/2.svg": b"<svg/>", "META-INF/manifest.xml": manifest}
    assert read(f"<text:p>{frame}</text:p>", parts).losses == (loss,)


def test_hidden_text_and_headers_are_told() -> None:
    named = (
        "<office:master-styles><style:master-page><style:header><text:p>Chi bộ 1</text:p></style:header>"
        "</style:master-page>"
        "</office:master-styles>"
    )
    body = '<text:p>Thấy<text:span text:style-name="T3"> kín</text:span></text:p>'
    found = read_odt(odt(body, STYLES, named))
    assert found.missing == ()
    assert shown(found) == [("paragraph", 1, "", "Thấy")]
    assert found.losses == (Loss("text", "kín"), Loss("header", "Chi bộ 1"))


def test_pictures_in_hidden_text_are_told() -> None:
    section = f'<text:section text:display="none"><text:p>kín{FRAME.format("Pictures/1.png")}</text:p></text:section>'
    found = read(f"<text:p>Thấy</text:p>{section}", {"Pictures/1.png": PIXEL})
    assert found.losses[:2] == (Loss("text", "kín Quang cảnh"), Loss("picture", "Pictures/1.png"))


def test_a_million_empty_cells_cost_nothing() -> None:
    cell = '<table:table-cell table:number-columns-repeated="1000000"/>'
    (table,) = read(f"<table:table><table:table-row>{cell}</table:table-row></table:table>").blocks
    assert isinstance(table, Table)
    assert len(table.rows[0]) == 200
