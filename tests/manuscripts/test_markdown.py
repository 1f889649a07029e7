"""Markdown of anybody, with front matter of any kind."""

from newsletter.manuscripts.manuscript import Footnote, Loss, Manuscript, Paragraph, Properties, Run, Table
from newsletter.manuscripts.markdown import read_markdown
from newsletter.manuscripts.runs import plain


def read(text: str) -> Manuscript:
    found = read_markdown(text.encode())
    assert found.missing == ()
    return found


def shown(found: Manuscript) -> list[tuple[str, str]]:
    return [(block.role, block.text) for block in found.blocks if isinstance(block, Paragraph)]


def test_front_matter_becomes_title_deck_properties_and_a_letterhead() -> None:
    front = "title: 'Hội nghị'\ndeck: Sơ kết\nunit: Chi bộ 1\nauthor: Tổ tuyên truyền\ndate: 2022-11-02\nlayout: post\n"
    found = read(f"---\n{front}---\nXin chào.")
    assert shown(found) == [
        ("title", "Hội nghị"),
        ("subtitle", "Sơ kết"),
        ("paragraph", "Đơn vị: Chi bộ 1"),
        ("paragraph", "Tác giả: Tổ tuyên truyền"),
        ("paragraph", "Xin chào."),
    ]
    assert found.properties == Properties("Hội nghị", "Tổ tuyên truyền", "", "2022-11-02")
    assert found.losses == (Loss("field", "layout: post"),)


def test_headings_lists_quotations_and_hard_breaks_are_kept() -> None:
    found = read("# Tít\n\nĐoạn **đậm** và *nghiêng*  \ndòng hai\n\n> Lời dẫn\n\n1. một\n2. hai\n   - ba\n")
    assert shown(found) == [
        ("heading", "Tít"),
        ("paragraph", "Đoạn đậm và nghiêng\ndòng hai"),
        ("quotation", "Lời dẫn"),
        ("list-item", "một"),
        ("list-item", "hai"),
        ("list-item", "ba"),
    ]
    third = found.blocks[5]
    assert isinstance(third, Paragraph)
    assert (third.level, third.label) == (2, "•")


def test_a_footnote_and_a_table_are_kept() -> None:
    found = read("Hội nghị[^a] mở.\n\n| Đơn vị | Bài |\n|---|--:|\n| Chi bộ 1 | 3 |\n\n[^a]: Lần thứ ba.\n")
    assert found.footnotes == (Footnote("1", (plain("Lần thứ ba."),)),)
    assert isinstance(found.blocks[0], Paragraph)
    assert found.blocks[0].runs == (Run("Hội nghị"), Run(footnote="1"), Run(" mở."))
    assert isinstance(found.blocks[1], Table)
    assert found.blocks[1].heads == 1


def test_a_picture_beside_the_file_is_named_and_its_caption_is_text() -> None:
    found = read("Trước\n\n![Quang cảnh hội nghị](anh/1.jpg)\n\nSau")
    texts = [(role, text) for role, text in shown(found) if text]
    assert texts == [("paragraph", "Trước"), ("caption", "Quang cảnh hội nghị"), ("paragraph", "Sau")]
    assert ([picture.name for picture in found.pictures], found.losses) == (["anh/1.jpg"], ())


def test_html_within_is_taken_as_on_a_page() -> None:
    found = read("Một<br>hai\n\n<div>ba <b>bốn</b></div>\n\n<script>\n1\n</script>\n")
    assert shown(found) == [("paragraph", "Một\nhai"), ("paragraph", "ba bốn")]
