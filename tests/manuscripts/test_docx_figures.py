"""What is drawn in a Word file: pictures keep their place, boxes their text, and the rest is told."""

import base64

import pytest
from word_files import paragraph, part, relations, run, word_file

from newsletter.manuscripts.docx import read_docx
from newsletter.manuscripts.manuscript import Inset, Loss, Manuscript, Paragraph, Rule, paragraphs_of

PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
JPEG = b"\xff\xd8\xff\xe0" + bytes(20)
CM_8 = 2_880_000
"""80 mm in EMU."""


def drawn(name: str, *, crop: str = "", alt: str = "", anchored: bool = False, link: str = "embed") -> str:
    kind = "anchor" if anchored else "inline"
    return (
        f'<w:r><w:drawing><wp:{kind}><wp:extent cx="{CM_8}" cy="{CM_8}"/><wp:docPr id="1" name="Hình" descr="{alt}"/>'
        '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:blipFill>'
        f'<a:blip r:{link}="{name}"/>{crop}</pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:{kind}>'
        "</w:drawing></w:r>"
    )


def graphic(uri: str, inside: str) -> str:
    return (
        '<w:r><w:drawing><wp:inline><wp:docPr id="1" name="Biểu đồ 1"/><a:graphic>'
        f'<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/{uri}">{inside}</a:graphicData></a:graphic>'
        "</wp:inline></w:drawing></w:r>"
    )


def boxed(*paragraphs: str) -> str:
    """A text box as Word saves it: once in DrawingML, once more in VML."""
    content = f"<w:txbxContent>{''.join(paragraphs)}</w:txbxContent>"
    shape = '<wp:docPr id="2" name="Hộp"/><a:graphic><a:graphicData uri="http://x/wordprocessingShape">'
    return (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor>{shape}<wps:wsp><wps:txbx>{content}'
        "</wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict>"
        f"<v:shape><v:textbox>{content}</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )


def read(body: str, *links: tuple[str, str, str], **files: bytes) -> Manuscript:
    held: dict[str, str | bytes] = {f"word/media/{name.replace('_', '.')}": content for name, content in files.items()}
    return read_docx(word_file(body, links=links, files=held))


PHOTO = ("rId9", "image", "media/anh.png")


@pytest.mark.parametrize("anchored", [False, True])
def test_a_picture_has_its_place_its_crop_its_width_and_its_description(anchored: bool) -> None:
    crop = '<a:srcRect l="10000" r="25000" t="-500"/>'
    photo = drawn("rId9", crop=crop, alt="Quang cảnh Đại hội", anchored=anchored)
    manuscript = read(paragraph(run("trước "), photo, run(" sau")), PHOTO, anh_png=PNG)
    (picture,) = manuscript.pictures
    assert (picture.name, picture.content, picture.alt) == ("anh.png", PNG, "Quang cảnh Đại hội")
    assert (picture.crop, picture.width) == ((0.1, 0.0, 0.25, 0.0), 80.0)
    assert [(each.text, each.picture) for each in next(paragraphs_of(manuscript)).runs] == [
        ("trước ", -1),
        ("", 0),
        (" sau", -1),
    ]
    assert manuscript.losses == ()


def test_one_file_shown_twice_is_two_pictures() -> None:
    manuscript = read(paragraph(drawn("rId9")) + paragraph(drawn("rId9")), PHOTO, anh_png=PNG)
    assert len(manuscript.pictures) == 2
    assert [each.runs[0].picture for each in paragraphs_of(manuscript)] == [0, 1]


def test_an_old_picture_in_vml_is_found_too() -> None:
    shape = (
        '<w:r><w:pict><v:shape style="position:absolute;width:144pt;height:72pt" alt="Trụ sở">'
        '<v:imagedata r:id="rId9" cropleft="6554f"/></v:shape></w:pict></w:r>'
    )
    (picture,) = read(paragraph(shape), PHOTO, anh_png=PNG).pictures
    assert (picture.alt, picture.width, round(picture.crop[0], 3)) == ("Trụ sở", 50.8, 0.1)


@pytest.mark.parametrize(
    "made",
    ["Ảnh có chứa người&#xA;&#xA;Mô tả được tạo tự động", "https://example.org/a?b=c", "C:\\Ảnh cũ\\IMG 0012.JPG", " "],
)
def test_a_description_that_a_program_made_is_none(made: str) -> None:
    assert read(paragraph(drawn("rId9", alt=made)), PHOTO, anh_png=PNG).pictures[0].alt == ""


def test_a_remote_picture_is_told_and_never_fetched() -> None:
    manuscript = read(paragraph(drawn("rId9", link="link")), ("rId9", "image", "http://127.0.0.1:9/anh.png"))
    assert manuscript.pictures == ()
    assert manuscript.losses == (Loss("remote-picture", "http://127.0.0.1:9/anh.png"),)


def test_a_picture_that_nobody_can_show_is_told_by_name() -> None:
    emf = b"\x01\0\0\0" + bytes(36) + b" EMF" + bytes(60)
    manuscript = read(paragraph(drawn("rId9")), ("rId9", "image", "media/bieu.emf"), bieu_emf=emf)
    assert manuscript.losses == (Loss("picture", "bieu.emf"),)


def test_a_picture_whose_file_is_not_there_is_told() -> None:
    assert read(paragraph(drawn("rId9")), PHOTO).losses == (Loss("picture", "anh.png"),)
    assert read(paragraph(drawn("rId8"))).losses == (Loss("picture", "rId8"),)


def test_the_text_of_a_box_comes_once_behind_its_paragraph() -> None:
    manuscript = read(paragraph(run("Trước"), boxed(paragraph(run("Trong hộp"))), run(" sau")) + paragraph(run("Hết")))
    first, inset, last = manuscript.blocks
    assert isinstance(first, Paragraph)
    assert isinstance(inset, Inset)
    assert isinstance(last, Paragraph)
    assert (first.text, last.text) == ("Trước sau", "Hết")
    assert [each.text for each in inset.blocks if isinstance(each, Paragraph)] == ["Trong hộp"]
    assert (manuscript.words, manuscript.missing, manuscript.losses) == (5, (), ())


def test_a_box_in_a_box_and_a_photo_in_a_box_are_not_lost() -> None:
    inner = boxed(paragraph(run("trong nữa"), drawn("rId9")))
    manuscript = read(paragraph(boxed(paragraph(run("ngoài"), inner))), PHOTO, anh_png=PNG)
    assert [each.text for each in paragraphs_of(manuscript)] == ["", "ngoài", "trong nữa"]
    assert len(manuscript.pictures) == 1


def test_a_box_in_a_cell_stays_in_the_cell() -> None:
    cell = paragraph(run("ô"), boxed(paragraph(run("hộp"))))
    (table,) = read(f"<w:tbl><w:tr><w:tc>{cell}</w:tc></w:tr></w:tbl>").blocks
    assert [each.text for each in paragraphs_of(Manuscript("docx", (table,)))] == ["ô", "hộp"]


def test_a_photo_in_a_cell_that_is_merged_away_keeps_a_place() -> None:
    def row(inside: str, merge: str) -> str:
        return f"<w:tr><w:tc><w:tcPr><w:vMerge {merge}/></w:tcPr>{paragraph(inside)}</w:tc></w:tr>"

    rows = row(run("trên"), 'w:val="restart"') + row(drawn("rId9"), "")
    manuscript = read(f"<w:tbl>{rows}</w:tbl>", PHOTO, anh_png=PNG)
    assert [[run.picture for run in each.runs] for each in paragraphs_of(manuscript)] == [[-1], [0]]


def test_lettering_is_text_and_a_shape_without_any_is_told() -> None:
    lettering = '<w:r><w:pict><v:shape><v:textpath string="CHÀO MỪNG"/></v:shape></w:pict></w:r>'
    arrow = '<w:r><w:pict><v:line id="mũi tên"/></w:pict></w:r>'
    manuscript = read(paragraph(lettering, arrow))
    assert [each.text for each in paragraphs_of(manuscript)] == ["", "CHÀO MỪNG"]
    assert manuscript.losses == (Loss("drawing", "mũi tên"),)


def test_a_line_across_the_text_is_a_rule() -> None:
    drawn_line = '<w:r><w:pict><v:rect o:hr="t"/></w:pict></w:r>'
    border = '<w:pBdr><w:bottom w:val="single"/></w:pBdr>'
    manuscript = read(paragraph(drawn_line) + paragraph(properties=border) + paragraph(run("chữ"), properties=border))
    assert [type(block) for block in manuscript.blocks] == [Rule, Rule, Paragraph]


def test_charts_diagrams_and_objects_are_told_with_what_they_say() -> None:
    chart = part("document", "<a:t>Số đảng viên</a:t>")
    diagram = part("document", "<a:t>Ban Thường vụ</a:t><a:t>Văn phòng</a:t>")
    thing = '<w:r><w:object><o:OLEObject ProgID="Excel.Sheet.12"/></w:object></w:r>'
    manuscript = read_docx(
        word_file(
            paragraph(graphic("chart", '<c:chart r:id="rId1"/>'))
            + paragraph(graphic("diagram", '<dgm:relIds r:dm="rId2"/>'))
            + paragraph(thing)
            + '<w:altChunk r:id="rId3"/>',
            links=(
                ("rId1", "chart", "charts/chart1.xml"),
                ("rId2", "diagramData", "diagrams/data1.xml"),
                ("rId3", "aFChunk", "kem.html"),
            ),
            files={"word/charts/chart1.xml": chart, "word/diagrams/data1.xml": diagram, "word/kem.html": "<p>Kèm</p>"},
        )
    )
    assert manuscript.losses == (
        Loss("chart", "Số đảng viên"),
        Loss("drawing", "Ban Thường vụ Văn phòng"),
        Loss("object", "Excel.Sheet.12"),
        Loss("text", "kem.html"),
    )


def test_a_formula_becomes_a_line_and_is_told() -> None:
    def letters(text: str) -> str:
        return f"<m:r><m:t>{text}</m:t></m:r>"

    half = f"<m:f><m:num>{letters('a+b')}</m:num><m:den>{letters('2')}</m:den></m:f>"
    square = f"<m:sSup><m:e>{letters('x')}</m:e><m:sup>{letters('2')}</m:sup></m:sSup>"
    manuscript = read(paragraph(run("Ta có "), f"<m:oMath>{square}{letters('=')}{half}</m:oMath>"))
    assert next(paragraphs_of(manuscript)).text == "Ta có x^2=(a+b)/2"
    assert manuscript.losses == (Loss("formula", "x^2=(a+b)/2"),)


def test_heads_feet_and_programs_are_told() -> None:
    head = part("hdr", paragraph(run("Đảng ủy Khối")) + paragraph(run("Đơn vị: Văn phòng")))
    foot = part("ftr", paragraph('<w:fldSimple w:instr="PAGE"><w:r><w:t>1</w:t></w:r></w:fldSimple>'))
    manuscript = read_docx(
        word_file(
            paragraph(run("Thân bài")),
            links=(("rId1", "header", "header1.xml"), ("rId2", "footer", "footer1.xml")),
            files={"word/header1.xml": head, "word/footer1.xml": foot, "word/vbaProject.bin": b"\xd0\xcf\x11\xe0"},
        )
    )
    assert manuscript.losses == (
        Loss("header", "Đảng ủy Khối Đơn vị: Văn phòng"),
        Loss("macro", "word/vbaproject.bin"),
    )


def test_a_picture_in_a_footnote_has_its_own_relations() -> None:
    note = f'<w:footnote w:id="2">{paragraph(run(" Xem ảnh"), drawn("rId1"))}</w:footnote>'
    manuscript = read_docx(
        word_file(
            paragraph(run("Chữ"), '<w:r><w:footnoteReference w:id="2"/></w:r>'),
            parts={"footnotes": note},
            files={
                "word/_rels/footnotes.xml.rels": relations(("rId1", "image", "media/a.jpg")),
                "word/media/a.jpg": JPEG,
            },
        )
    )
    assert [each.name for each in manuscript.pictures] == ["a.jpg"]
    assert [(run.text, run.picture) for run in manuscript.footnotes[0].paragraphs[0].runs] == [("Xem ảnh", -1), ("", 0)]
