"""The job ticket: programs read back what was written, people find a blank where nothing is known."""

import datetime as dt
from functools import cache

from hypothesis import given
from hypothesis import strategies as st

from newsletter.build.ticket import Font, Ink, PressFile, Product, Ticket, lacking, ticket_sheet, ticket_yaml
from newsletter.build.ticket_words import EN, VI, TicketWords
from newsletter.build.typefaces import fonts_of
from newsletter.compose.itemise import Caster
from newsletter.compose.paper import PAPER_FACES, set_paper
from newsletter.faces.book import open_book
from newsletter.geometry import Size
from newsletter.intake.fonts import read_catalogue
from newsletter.intake.resources import builtin
from newsletter.intake.yaml import ListNode, MapNode, Node, ScalarNode, parse_yaml
from newsletter.model.article import Photo
from newsletter.model.fonts import FontCatalogue
from newsletter.model.issue import Job
from newsletter.pages.items import Line
from newsletter.source import SourceSpan
from newsletter.units import mm

DAY = dt.date(2022, 10, 20)
PRODUCT = Product("Bản tin nội bộ – Số đặc biệt", "Đảng bộ Khối", DAY, Size(mm(190), mm(270)), mm(3), 16, "saddle")
PRESS = PressFile("so-press.pdf", 1234567, "a" * 64, "PDF/X-1a:2003", "FOGRA39", "Coated paper", ())
JOB = Job("Couché 120", 1500, "Cán mờ", "Văn phòng", dt.date(2022, 10, 28))
INK = Ink((("Cyan", 12.34), ("Black", 20.0)), (301.26, 3), (276.0, 5))
FONT = Font("Serif-Roman", "Serif", "Serif[wght].ttf", "4.004", "OFL-1.1", "subset")
FULL = Ticket("so-dac-biet", PRODUCT, JOB, PRESS._replace(allowed=("NL622",)), "sha256:" + "b" * 64, (FONT,), INK)
BARE = Ticket("so-dac-biet", PRODUCT, Job(), PRESS, "sha256:" + "b" * 64)


@cache
def catalogue() -> FontCatalogue:
    found = read_catalogue((builtin("fonts"),)).value
    assert found is not None
    return found


def plain(node: Node | None) -> object:
    match node:
        case MapNode(entries):
            return {key.text: plain(value) for key, value in entries}
        case ListNode(nodes):
            return [plain(value) for value in nodes]
        case ScalarNode():
            return node.text
    return None


def read(ticket: Ticket) -> object:
    outcome = parse_yaml(ticket_yaml(ticket), "ticket.yaml")
    assert outcome.problems == ()
    return plain(outcome.value)


def shown(ticket: Ticket, words: TicketWords = VI, pictures: tuple[Photo, ...] = ()) -> list[str]:
    book = open_book(catalogue(), PAPER_FACES).value
    assert book is not None
    pages = set_paper(ticket_sheet(ticket, words, (None, words.good), pictures), Caster(book))
    assert len(pages) == 1
    return [
        " ".join(shape.text for run in item.runs for shape in run.shapes)
        for item in pages[0].items
        if isinstance(item, Line)
    ]


def test_what_programs_read_is_what_was_written() -> None:
    assert read(FULL) == {
        "format": "newsletter-ticket/1",
        "issue": "so-dac-biet",
        "title": "Bản tin nội bộ – Số đặc biệt",
        "organization": "Đảng bộ Khối",
        "date": "2022-10-20",
        "product": {"width_mm": "190.0", "height_mm": "270.0", "bleed_mm": "3.0", "pages": "16", "binding": "saddle"},
        "ink": {
            "coverage": {"Cyan": "12.3", "Black": "20.0"},
            "peak": {"percent": "301.3", "page": "3"},
            "average_15mm": {"percent": "276.0", "page": "5"},
        },
        "job": {
            "stock": "Couché 120", "run": "1500", "finishing": "Cán mờ", "contact": "Văn phòng", "delivery": "2022-10-28"
        },
        "press": {
            "file": "so-press.pdf", "bytes": "1234567", "sha256": "a" * 64, "standard": "PDF/X-1a:2003",
            "condition": "FOGRA39", "condition_is": "Coated paper", "allowed": ["NL622"],
        },
        "fingerprint": "sha256:" + "b" * 64,
        "program": read_program(),
        "fonts": [{
            "name": "Serif-Roman", "family": "Serif", "file": "Serif[wght].ttf", "version": "4.004", "licence": "OFL-1.1",
            "embedding": "subset",
        }],
    }  # fmt: skip


def read_program() -> str:
    from newsletter import __version__  # noqa: PLC0415

    return f"newsletter {__version__}"


def test_what_is_not_known_is_absent_from_the_yaml_and_named() -> None:
    written = read(BARE)
    assert isinstance(written, dict)
    assert {"job", "ink", "fonts"} & set(written) == set()
    assert lacking(BARE) == ("job.stock", "job.run", "job.finishing", "job.contact", "job.delivery")
    assert lacking(FULL) == ()


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Co", "Cn", "Zl", "Zp", "Cf"]), min_size=1))
def test_any_text_comes_back_from_the_yaml_as_it_was(text: str) -> None:
    written = read(BARE._replace(job=Job(stock=text)))
    assert isinstance(written, dict)
    assert written["job"] == {"stock": text}


def test_the_printed_ticket_writes_numbers_and_days_as_its_language_does() -> None:
    vietnamese, english = shown(FULL), shown(FULL, EN)
    assert "1.500 bản" in vietnamese
    assert "28/10/2022" in vietnamese
    assert "190 x 270 mm, tràn lề 3 mm" in vietnamese
    assert any(line.startswith("cao nhất 301,3 % ở trang 3") for line in vietnamese)
    assert "1,500 copies" in english
    assert "2022-10-28" in english
    assert any(line.startswith("peak 301.3 % on page 3") for line in english)


def test_the_printed_ticket_says_what_was_allowed() -> None:
    assert "NL622" in shown(FULL)
    assert VI.allowed not in shown(BARE)


def test_the_ticket_of_eight_pages_is_one_sheet_pictures_and_all() -> None:
    photo = Photo("pages/01.png", (420, 597), "", "rgb", SourceSpan("pages/01.png"))
    assert shown(FULL, pictures=(photo,) * 8)[-8:] == [str(number) for number in range(1, 9)]


def test_fonts_are_told_with_file_version_and_licence_and_strangers_by_their_name() -> None:
    found = fonts_of([("SourceSerif4Roman-Regular", "subset"), ("Arial", "none")], catalogue())
    assert [(font.name, font.family, font.version, font.licence, font.embedding) for font in found] == [
        ("Arial", "", "", "", "none"),
        ("SourceSerif4Roman-Regular", "Source Serif 4", "4.004", "OFL-1.1", "subset"),
    ]
