"""RTF of Word, WordPad, LibreOffice and Macs: letters by the code pages of their fonts, and nothing lost."""

import base64

import pytest

from newsletter.manuscripts.kinds import Unreadable
from newsletter.manuscripts.legacy import decoded
from newsletter.manuscripts.manuscript import (
    Comment,
    Inset,
    Loss,
    Manuscript,
    Paragraph,
    Properties,
    Revision,
    Run,
    Table,
)
from newsletter.manuscripts.rtf import read_rtf

PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
HEAD = r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\froman\fcharset0 Times New Roman;}{\f1\fnil\fcharset163 Arial;}"
HEAD += r"{\f2\fnil .VnTime;}{\f3\ftech\fcharset2{\*\panose 05}Symbol;}}{\stylesheet{Normal;}{\s1\b heading 1;}{\s2 Title;}}"


def read(body: str) -> Manuscript:
    found = read_rtf((HEAD + body + "}").encode("cp1252"))
    assert found.missing == ()
    return found


def texts(found: Manuscript) -> list[tuple[str, str, str]]:
    return [(block.role, block.label, block.text) for block in found.blocks if isinstance(block, Paragraph)]


def test_letters_come_by_unicode_or_by_the_code_page_of_their_font() -> None:
    found = read(r"\uc1 Vi\u7879?t \u272\'d0\u7843{}ng \uc0\u7897 i\par\f1 Vi\'ea\'f2t\par\f2\'a7\'b6ng bé\par")
    assert [part[2] for part in texts(decoded(found))][:2] == ["Việt Đảng ội", "Việt"]
    third = found.blocks[2]
    assert isinstance(third, Paragraph)
    assert third.runs == (Run("§¶ng bé", font=".VnTime"),)


def test_the_name_of_a_font_may_say_its_code_page() -> None:
    head = r"{\rtf1\ansi{\fonttbl{\f1 Arial (Vietnamese);}{\f2 Arial CE;}}"
    found = decoded(read_rtf((head + r"\f1 Vi\'ea\'f2t\par\f2 \'9d\par}").encode()))
    assert [part[2] for part in texts(found)] == ["Việt", "ť"]


def test_a_sign_beyond_16_bits_comes_as_two_units() -> None:
    assert texts(read(r"a\u-10179?\u-8704?b\par"))[0][2] == "a\U0001f600b"


def test_looks_end_with_their_groups() -> None:
    found = read(r"\pard\plain\f0 Xin {\b ch\'e0o {\i c\'e1c}} b\'b9n{\super 2}{\sub 3}\~\emdash\line x\par")
    assert found.blocks == (
        Paragraph(
            (
                Run("Xin ", font="Times New Roman"),
                Run("chào ", bold=True, font="Times New Roman"),
                Run("các", bold=True, italic=True, font="Times New Roman"),
                Run(" b¹n", font="Times New Roman"),
                Run("2", superior=True, font="Times New Roman"),
                Run("3", inferior=True, font="Times New Roman"),
                Run("\xa0—\nx", font="Times New Roman"),
            ),
            size=12.0,
        ),
    )


def test_styles_say_titles_and_headings_and_labels_lists() -> None:
    found = read(
        r"\pard\s2\qc T\'edt\par\pard\s1 M\'f4c\par\pard\outlinelevel1 Hai\par"
        r"{\listtext\f3 \'b7\tab}\pard\ls1\ilvl0 m\par{\pntext 2.\tab}\pard\ls1\ilvl1 h\par\pard x\par"
    )
    assert texts(found) == [
        ("title", "", "Tít"),
        ("heading", "", "Môc"),
        ("heading", "", "Hai"),
        ("list-item", "•", "m"),
        ("list-item", "2.", "h"),
        ("paragraph", "", "x"),
    ]
    levels = [block.level for block in found.blocks if isinstance(block, Paragraph)]
    assert levels == [1, 1, 2, 1, 2, 1]
    assert isinstance(found.blocks[0], Paragraph)
    assert found.blocks[0].align == "centre"


def test_a_table_keeps_its_head_and_joined_cells() -> None:
    found = read(
        r"\trowd\trhdr\cellx1000\cellx2000\pard\intbl A\cell B\cell\row"
        r"\trowd\clvmgf\cellx1000\cellx2000\pard\intbl C\par D\cell E\cell\row"
        r"\trowd\clvmrg\cellx1000\cellx2000\pard\intbl\cell F\cell\row"
        r"\trowd\cellx2000\pard\intbl G\cell\row\pard Sau\par"
    )
    table, after = found.blocks
    assert isinstance(table, Table)
    assert table.heads == 1
    assert [[(cell.columns, cell.rows, [p.text for p in cell.paragraphs]) for cell in row] for row in table.rows] == [
        [(1, 1, ["A"]), (1, 1, ["B"])],
        [(1, 2, ["C", "D"]), (1, 1, ["E"])],
        [(1, 1, ["F"])],
        [(2, 1, ["G"])],
    ]
    assert isinstance(after, Paragraph)


def test_a_footnote_stands_at_its_mark_and_a_box_apart() -> None:
    found = read(
        r"\pard H\'e9i{\super\chftn}{\footnote\pard{\super\chftn} L\'e7n ba.\par} ngh\'cc"
        r"{\shp{\*\shpinst{\sp{\sn fFlipH}{\sv 0}}{\shptxt\pard H\'e9p\par}}{\shprslt b\'e1}}\par"
    )
    assert [paragraph.text for paragraph in found.footnotes[0].paragraphs] == ["Lçn ba."]
    assert texts(found) == [("paragraph", "", "Héi nghÌ")]
    assert isinstance(found.blocks[0], Paragraph)
    assert found.blocks[0].runs[1] == Run(footnote="1")
    assert isinstance(found.blocks[1], Inset)


def test_changes_and_remarks_are_listed_and_deletions_are_not_text() -> None:
    found = read(
        r"{\*\revtbl{Unknown;}{An;}}\pard B {\revised\revauth1\revdttm1243763712 m}{\deleted\revauthdel1 c}"
        r"{\*\atrfstart 1}hay{\*\atrfend 1}{\*\atnid A}{\*\atnauthor An}\chatn"
        r"{\*\annotation{\*\atndate 1243763712}S\par}\par"
    )
    assert texts(found) == [("paragraph", "", "B mhay")]
    date = found.revisions[0].date
    assert found.revisions == (Revision("insertion", "m", "An", date), Revision("deletion", "c", "An"))
    assert found.comments == (Comment("S", "hay", "An", date),)


def test_links_fields_and_properties() -> None:
    found = read(
        r"{\info{\title T\'edt}{\author An}{\creatim\yr2022\mo10\dy3\hr8\min5}}\pard "
        r'{\field{\*\fldinst{ HYPERLINK "https://example.vn/"}}{\fldrslt{\ul \'f0\'e2y}}}'
        r" {\field{\*\fldinst PAGE}{\fldrslt 7}}\par"
    )
    assert isinstance(found.blocks[0], Paragraph)
    assert [(run.text, run.link) for run in found.blocks[0].runs] == [("ðây", "https://example.vn/"), (" 7", "")]
    assert found.properties == Properties("Tít", "An", "", "2022-10-03T08:05:00")


@pytest.mark.parametrize("binary", [False, True])
def test_pictures_are_taken_with_their_crop_and_description(binary: bool) -> None:
    data = b"\\bin%d " % len(PIXEL) + PIXEL if binary else PIXEL.hex().encode()
    head = (
        HEAD
        + r"\pard A{\*\shppict{\pict{\*\picprop{\sp{\sn wzDescription}{\sv Hoi truong}}}\pngblip\picwgoal1440\pichgoal720"
    )
    head += r"\piccropl144\picscalex50 "
    found = read_rtf(head.encode() + data + rb"}}{\nonshppict{\pict\wmetafile8 0102}}\par}")
    (picture,) = found.pictures
    assert (picture.content, picture.alt, picture.crop, picture.width) == (
        PIXEL,
        "Hoi truong",
        (0.1, 0.0, 0.0, 0.0),
        11.43,
    )
    assert isinstance(found.blocks[0], Paragraph)
    assert found.blocks[0].runs[1] == Run(picture=0)


def test_what_is_not_taken_is_told() -> None:
    found = read(
        r"{\header Chi b\'e9\par}\pard A{\v k\'edn}{\pict\wmetafile8 010009000003}{\object\objemb{\*\objdata 01}}"
        r'{\field{\*\fldinst INCLUDEPICTURE \\d "https://example.vn/a.png"}}\par'
    )
    assert found.losses == (
        Loss("header", "Chi bé"),
        Loss("text", "kín"),
        Loss("drawing", "wmetafile"),
        Loss("object"),
        Loss("remote-picture", "https://example.vn/a.png"),
    )


@pytest.mark.parametrize("cut", range(0, 400, 7))
def test_a_file_that_breaks_off_gives_what_it_has(cut: int) -> None:
    whole = HEAD + r"\trowd\cellx9\intbl a\cell\row\pard b{\footnote c\par}{\*\shppict{\pict\pngblip 8950}}{\b d\par}}"
    if cut < 6:
        with pytest.raises(Unreadable):
            read_rtf(whole[:cut].encode())
    else:
        assert read_rtf(whole[:cut].encode()).kind == "rtf"


def test_groups_without_end_are_refused() -> None:
    with pytest.raises(Unreadable) as refused:
        read_rtf(b"{\\rtf1" + b"{" * 5000)
    assert refused.value.reason == "nesting"


def test_what_is_given_as_bytes_and_as_unicode_is_taken_once() -> None:
    found = read(r"{\info{\upr{\title T?t}{\*\ud{\title T\u237?t}}}}A{\upr{b?}{\*\ud{\u7879?}}}\par")
    assert found.properties.title == "Tít"
    assert texts(found) == [("paragraph", "", "Aệ")]
