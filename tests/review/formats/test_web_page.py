"""The web page stands alone, shows source, suggestion and picture, and lets nothing of a reviewer's text act."""

import base64
import hashlib
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from review.formats.some_notes import AWKWARD, COMMENT, INSERT, NOTES, ORPHAN, REPLACE

from newsletter.legible import clean_lines
from newsletter.review.formats import FORMATS
from newsletter.review.formats.listing import Listing, Picture
from newsletter.review.formats.web_page import MOST_BYTES
from newsletter.review.notes import Note, Reply

VOID = {"meta", "input", "img"}
TAGS = (
    "html head meta title style body header h1 p nav a input div label main section h2 small article figure img "
    "figcaption span b bdi del ins mark ul li"
).split()
ATTRIBUTES = (
    "lang charset http-equiv content name class type id checked for href src alt width height"
).split()  # fmt: skip
PLAIN = Listing()


class Page(HTMLParser):
    """Elements in order with their attributes, text by the class or name of its element; nesting is checked."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[tuple[str, str]] = []
        self.texts: list[tuple[str, str]] = []
        self.feed(html)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append((tag, str(dict(attrs).get("class", tag))))
            self.texts.append((self.open[-1][1], ""))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        if self.open:
            self.texts.append((self.open[-1][1], data))

    def text(self, name: str) -> str:
        return "".join(text for where, text in self.texts if where == name)

    def attributes(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for found, attributes in self.elements if found == tag]


def page(*notes: Note, listing: Listing = PLAIN) -> Page:
    return Page(FORMATS["html"].write(notes, listing))


def picture(size: int = 5) -> Picture:
    return Picture("image/png", b"\x89PNG" + bytes(size - 4), 460, 180)


def test_what_goes_is_struck_and_what_comes_stands_behind_it() -> None:
    html = FORMATS["html"].write([REPLACE], PLAIN)
    assert '<p class="quote">…Đảng ủy <del>khôi</del><ins>Khối</ins> các cơ quan tỉnh…</p>' in html
    assert '<p class="quote">…Đảng ủy <ins>hết sức </ins> các cơ quan' in FORMATS["html"].write([INSERT], PLAIN)
    assert "<mark>khôi</mark>" in FORMATS["html"].write([COMMENT], PLAIN)


def test_a_note_tells_where_it_stands_whose_it_is_and_what_became_of_it() -> None:
    read = page(REPLACE)
    assert read.text("intent") == "Sửa"
    assert "trang 1" in read.text("b")
    assert "Lê Thị Mai" in read.text("bdi")
    assert "articles/01-xa-luan.md:12:8" in read.text("bdi")
    assert "12/10/2022 08:30" in read.text("span")
    assert read.text("tag open") == "chưa xử lý"
    assert read.text("comment") == "tên riêng viết hoa"
    assert "Trần Văn Bình" in read.text("bdi")
    assert ": nhất trí" in read.text("li")
    assert "12/10/2022 09:00 · đồng ý" in read.text("small")


def test_every_note_is_there_in_either_language() -> None:
    assert len(page(*NOTES).attributes("article")) == len(NOTES)
    assert page(*NOTES, listing=Listing("page", "en")).text("h1") == "Notes on the proof"


def test_the_picture_of_the_page_is_part_of_the_file() -> None:
    (image,) = page(REPLACE, COMMENT, listing=Listing(pictures={"a1": picture()})).attributes("img")
    assert image["src"] == "data:image/png;base64," + base64.b64encode(b"\x89PNG\0").decode()
    assert (image["width"], image["height"]) == ("460", "180")
    assert image["alt"] == "Trang 1 quanh chỗ đánh dấu"


def test_pictures_come_to_no_more_than_mail_takes() -> None:
    big = {"a1": picture(MOST_BYTES - 10), "b2": picture(11), "c3": picture(10)}
    images = page(*NOTES, listing=Listing(pictures=big)).attributes("img")
    assert len(images) == 2


def test_rivals_lead_to_each_other() -> None:
    read = page(*NOTES)
    places = {attributes["id"] for attributes in read.attributes("article")}
    links = [attributes["href"] for attributes in read.attributes("a") if str(attributes["href"]).startswith("#n")]
    assert len(links) == 2
    assert {str(link)[1:] for link in links} <= places


def test_one_status_alone_can_be_shown_without_a_script() -> None:
    read = page(*NOTES)
    shown = [attributes["id"] for attributes in read.attributes("input")]
    assert shown == ["show-all", "show-open", "show-rejected", "show-done"]
    assert [attributes["for"] for attributes in read.attributes("label")] == shown
    for status in ("open", "rejected", "done"):
        assert f"#show-{status}:checked ~ main .note:not(.{status})" in read.text("style")


def test_notes_of_one_status_need_no_buttons() -> None:
    assert page(REPLACE, COMMENT).attributes("input") == []


def test_the_policy_lets_in_our_style_and_pictures_alone() -> None:
    read = page(*NOTES)
    digest = base64.b64encode(hashlib.sha256(read.text("style").encode()).digest()).decode()
    (policy,) = (a["content"] for a in read.attributes("meta") if a.get("http-equiv") == "Content-Security-Policy")
    assert policy == (
        f"default-src 'none'; img-src data:; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    )


@pytest.mark.parametrize("text", AWKWARD)
def test_words_are_no_markup_wherever_they_stand(text: str) -> None:
    place = REPLACE.place
    assert place is not None
    place = place._replace(story=text, file=text, quote=text, prefix=text, suffix=text)
    awkward = REPLACE._replace(
        id=text,
        author=text,
        date=text,
        comment=text,
        new_text=text,
        place=place,
        replies=(Reply(text, text, text, text),),
        also=(text,),
        rivals=(text,),
        proof=text,
        file=text,
    )
    lost = ORPHAN._replace(author=text, reason=text)
    read = page(awkward, lost, listing=Listing(title=text, pictures={text: picture()}))
    assert {tag for tag, _ in read.elements} <= set(TAGS)
    assert {name for _, attributes in read.elements for name in attributes} <= set(ATTRIBUTES)
    assert len(read.attributes("article")) == 2
    for attributes in read.attributes("a"):
        assert str(attributes["href"]).startswith("#")


@given(st.text(min_size=1))
def test_any_words_are_shown_as_they_were_written(text: str) -> None:
    assert page(COMMENT._replace(comment=text)).text("comment") == clean_lines(text)
