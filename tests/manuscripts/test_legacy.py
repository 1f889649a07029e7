"""Old encodings become Unicode, stretch by stretch."""

from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st
from old_text import LETTERS, written_in

from newsletter.intake.issue import read_issue
from newsletter.intake.resources import builtin
from newsletter.manuscripts.legacy import decode_bytes, decode_told, decoded, tell
from newsletter.manuscripts.manuscript import (
    Cell,
    Comment,
    Conversion,
    Footnote,
    Manuscript,
    Paragraph,
    Picture,
    Properties,
    Run,
    Table,
    paragraphs_of,
)  # fmt: skip
from newsletter.manuscripts.plain import read_text
from newsletter.model.article import texts_of

FONTS = {"TCVN3": ".VnTime", "VNI": "VNI-Times", "windows-1258": "Arial", "VIQR": "Courier", "UTF-8": ""}
ENCODINGS = list(FONTS)
ENGLISH = "The committee met John Smith and Marie Curie of Microsoft on 12 May (COVID-19)."
FOREIGN = [
    ENGLISH,
    "Où est la bibliothèque ? L'été dernier, nous avons dû traverser la forêt près de la frontière.",
    "Die Größe der Straße in München überrascht ältere Gäste; Müller fährt häufig nach Köln.",
    "Příliš žluťoučký kůň úpěl ďábelské ódy. Škoda vyrábí automobily v Mladé Boleslavi.",
]


def sample() -> list[str]:
    """Paragraphs of the sample issue."""
    issue = read_issue(builtin("issues") / "2022-10-so-dac-biet").value
    assert issue is not None
    return [normalize("NFC", text.plain()) for article in issue.articles for text in texts_of(article)]


PARAGRAPHS = [text for text in sample() if len(text.split()) > 3 and "m²" not in text]


def in_runs(*runs: tuple[str, str]) -> Manuscript:
    """A manuscript of one paragraph, its runs being text and font."""
    return Manuscript("docx", (Paragraph(tuple(Run(text, font=font) for text, font in runs)),))


def shown(manuscript: Manuscript) -> str:
    return "\n".join(paragraph.text for paragraph in paragraphs_of(decoded(manuscript)))


def marks_lost(meant: list[str], manuscript: Manuscript) -> tuple[int, int]:
    """Letters with marks that came out wrong (capitals are no matter), and how many there are."""
    wrong = total = 0
    for text, paragraph in zip(meant, paragraphs_of(decoded(manuscript)), strict=True):
        got = paragraph.text.lower().split()
        for word, other in zip(text.lower().split(), got, strict=True):
            marked = sum(not letter.isascii() for letter in word)
            wrong, total = wrong + (marked if word != other else 0), total + marked
    return wrong, total


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("fonts", [True, False], ids=["fonts", "no fonts"])
def test_the_sample_comes_back_from_every_encoding(encoding: str, fonts: bool) -> None:
    font = FONTS[encoding] if fonts else ""
    blocks = [Paragraph((Run(written_in(text, encoding), font=font),)) for text in PARAGRAPHS]
    wrong, total = marks_lost(PARAGRAPHS, Manuscript("docx", tuple(blocks)))
    assert total > 5000
    assert wrong / total < 0.005


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_a_mixed_document_comes_back(encoding: str) -> None:
    """Every other paragraph in Unicode, in a font that says so or in one that lies; English between them."""
    font = FONTS[encoding]
    meant, blocks = [], []
    for k, text in enumerate(PARAGRAPHS):
        runs = (Run(text, font="Times New Roman"), Run(text, font=font), Run(written_in(text, encoding), font=font),
                Run(ENGLISH, font=font))  # fmt: skip
        meant.append(ENGLISH if k % 4 == 3 else text)
        blocks.append(Paragraph((runs[k % 4],)))
    wrong, total = marks_lost(meant, Manuscript("docx", tuple(blocks)))
    assert wrong / total < 0.005


@pytest.mark.parametrize("encoding", ["TCVN3", "VNI"])
def test_runs_of_two_words_by_turns_old_and_unicode_come_back(encoding: str) -> None:
    blocks = []
    for text in PARAGRAPHS:
        words = [f"{word} " for word in text.split()]
        pairs = ["".join(words[k : k + 2]) for k in range(0, len(words), 2)]
        runs = [
            Run(pair, font="Arial") if k % 2 else Run(written_in(pair, encoding), font=FONTS[encoding])
            for k, pair in enumerate(pairs)
        ]
        blocks.append(Paragraph(tuple(runs)))
    wrong, total = marks_lost(PARAGRAPHS, Manuscript("docx", tuple(blocks)))
    assert wrong / total < 0.005


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_letters_cut_in_two_by_runs_come_back(encoding: str) -> None:
    text = written_in(PARAGRAPHS[0] + " " + PARAGRAPHS[1], encoding)
    cut = [Run(text[k : k + 3], font=FONTS[encoding], bold=k % 2 == 0) for k in range(0, len(text), 3)]
    paragraph = Paragraph(tuple(cut))
    whole = shown(Manuscript("docx", (Paragraph((Run(text, font=FONTS[encoding]),)),)))
    after = decoded(Manuscript("docx", (paragraph,))).blocks[0]
    assert isinstance(after, Paragraph)
    assert after.text == whole
    assert [run.bold for run in after.runs] == [run.bold for run in cut]


@pytest.mark.parametrize("font", [".VnTime", "VNI-Times", "VPS Times", "VISCII", "Arial", ""])
def test_unicode_and_other_languages_stay_as_they_are_in_any_font(font: str) -> None:
    texts = [*PARAGRAPHS, *FOREIGN]
    manuscript = Manuscript("docx", tuple(Paragraph((Run(text, font=font),)) for text in texts))
    after = decoded(manuscript)
    assert [paragraph.text for paragraph in paragraphs_of(after)] == texts
    assert [one for one in after.conversions if one.made] == []


def test_short_words_are_read_as_their_neighbours_are() -> None:
    manuscript = in_runs(("Tr\u00adêng ban §¶ng ñy Khèi, ", ".VnTime"), ("mét", ".VnTime"))
    assert shown(manuscript) == "Trường ban Đảng ủy Khối, một"


def test_a_word_that_could_be_either_is_left_and_told() -> None:
    after = decoded(in_runs(("mét", ".VnTime")))
    assert after.conversions == (Conversion("TCVN3", ".VnTime", "mét", "một", 0.5, made=False),)
    assert after.blocks == in_runs(("mét", ".VnTime")).blocks


def test_a_run_of_both_is_left_and_told() -> None:
    text = "§oµn thanh niªn huyÖn đã tiÕn hµnh triÓn khai"
    after = decoded(in_runs((text, ""), ("Đảng bộ", "")))
    assert after.blocks == in_runs((text, ""), ("Đảng bộ", "")).blocks
    assert [(one.encoding, one.made, one.after[:45]) for one in after.conversions] == [
        ("TCVN3", False, "Đoàn thanh niên huyện đã tiến hành triển khai")
    ]


def test_the_label_of_a_list_item_is_decoded_with_its_text() -> None:
    item = Paragraph((Run("§¶ng bé Khèi", font=".VnTime"),), role="list-item", label="®)")
    after = decoded(Manuscript("docx", (item,))).blocks[0]
    assert isinstance(after, Paragraph)
    assert (after.label, after.text) == ("đ)", "Đảng bộ Khối")


def test_capital_fonts_draw_capitals() -> None:
    assert shown(in_runs(("§¶ng bé Khèi n¨m 2022, microsoft", ".VnTimeH"))) == "ĐẢNG BỘ KHỐI NĂM 2022, MICROSOFT"
    assert shown(in_runs(("microsoft", ".VnTimeH"))) == "microsoft"


def test_symbols_stay() -> None:
    manuscript = in_runs(("·", "Symbol"), ("§¶ng bé Khèi", ".VnTime"), ("ü", "Wingdings"))
    assert shown(manuscript) == "·Đảng bộ Khốiü"


def test_what_was_converted_is_shown_before_and_after_adjoining_stretches_as_one() -> None:
    old = Paragraph((Run("§¶ng bé Khèi", font=".VnTime"),))
    new = Paragraph((Run("Đảng bộ Khối"),))
    after = decoded(Manuscript("docx", (old, old, new, old)))
    assert [(one.encoding, one.before, one.after) for one in after.conversions] == [
        ("TCVN3", "§¶ng bé Khèi\n§¶ng bé Khèi", "Đảng bộ Khối\nĐảng bộ Khối"),
        ("TCVN3", "§¶ng bé Khèi", "Đảng bộ Khối"),
    ]


def test_combining_marks_are_composed_and_told() -> None:
    after = decoded(in_runs(("Đa\u0309ng bộ", "")))
    assert after.blocks == in_runs(("Đảng bộ", "")).blocks
    assert [one.encoding for one in after.conversions] == ["NFD"]


def test_tables_notes_and_what_stands_beside_the_text_are_decoded_too() -> None:
    cell = Cell((Paragraph((Run("§¶ng bé Khèi", font=".VnTime"),)),))
    manuscript = Manuscript(
        "docx",
        (Table(((cell,),)),),
        footnotes=(Footnote("1", (Paragraph((Run("C«ng ®oµn ngµnh", font=".VnTime"),)),)),),
        pictures=(Picture("a.jpg", b"", alt="Héi nghÞ"),),
        properties=Properties(title="Héi nghÞ c¸n bé", author="Müller"),
        comments=(Comment("®óng", quote="Khèi"),),
    )
    after = decoded(manuscript)
    assert [paragraph.text for paragraph in paragraphs_of(after)] == ["Đảng bộ Khối", "Công đoàn ngành"]
    assert (after.properties.title, after.properties.author) == ("Hội nghị cán bộ", "Müller")
    assert (after.pictures[0].alt, after.comments[0].text, after.comments[0].quote) == ("Hội nghị", "đúng", "Khối")


texts = st.text(
    st.sampled_from([*"abcdeghinotu .,?'^(+-5“”…", *LETTERS, *"§¶µ¸®©«¬\u00ad×Ùøûùï\u0301\u0323Ã¡»ºá"]), max_size=40
)
fonts = st.sampled_from(["", "Arial", ".VnTime", ".VnTimeH", "VNI-Times", "VPS Times", "VISCII", "Symbol"])


@given(st.lists(st.lists(st.tuples(texts, fonts), max_size=5), max_size=5), st.sampled_from(ENCODINGS))
def test_nothing_is_converted_twice(paragraphs: list[list[tuple[str, str]]], encoding: str) -> None:
    known = Paragraph((Run(written_in(PARAGRAPHS[0], encoding), font=FONTS[encoding]),))
    blocks = [Paragraph(tuple(Run(text, font=font) for text, font in runs)) for runs in paragraphs]
    once = decoded(Manuscript("docx", (known, *blocks)))
    assert decoded(once) == once


@given(st.lists(st.tuples(texts, fonts), max_size=6))
def test_ascii_letters_and_digits_are_never_lost(runs: list[tuple[str, str]]) -> None:
    def plain(text: str) -> str:
        return "".join(letter for letter in normalize("NFD", text).upper() if letter.isascii() and letter.isalnum())

    manuscript = in_runs(*runs)
    if not decoded(manuscript).conversions:
        before = "".join(text for text, _ in runs)
        assert plain(shown(manuscript)) == plain(before)


@pytest.mark.parametrize("encoding", ["TCVN3", "VNI", "windows-1258", "VIQR"])
def test_a_file_of_bytes_is_decoded_by_its_syllables(encoding: str) -> None:
    content = written_in(" ".join(PARAGRAPHS[:20]), encoding).translate(
        {0x201C: '"', 0x201D: '"', 0x2013: "-", 0x2026: "."}
    )
    text, name = decode_bytes(content.encode("cp1252" if encoding == "VIQR" else "latin-1", "replace"))
    assert name == encoding
    meant, got = " ".join(PARAGRAPHS[:20]).lower().split(), text.lower().split()
    assert sum(a == b for a, b in zip(meant, got, strict=True)) > 0.97 * len(meant)


@pytest.mark.parametrize(("mark", "codec", "name"), [
    (b"\xef\xbb\xbf", "utf-8", "utf-8"), (b"\xff\xfe", "utf-16-le", "utf-16"), (b"\xfe\xff", "utf-16-be", "utf-16"),
    (b"", "utf-8", "utf-8"), (b"", "utf-16-le", "utf-16"), (b"", "utf-16-be", "utf-16"),
])  # fmt: skip
def test_unicode_files_are_known(mark: bytes, codec: str, name: str) -> None:
    text = "Đảng bộ Khối: hội nghị"
    assert decode_bytes(mark + text.encode(codec), "iso-8859-1") == (text, name)


def test_what_a_mail_says_of_itself_is_believed_where_its_bytes_allow_it() -> None:
    text = "Đảng bộ"
    assert decode_bytes("Ða\u0309ng bô\u0323".replace("Ð", "Đ").encode("cp1258"), "windows-1258") == (
        text,
        "windows-1258",
    )
    assert decode_bytes(text.encode(), "windows-1258") == (text, "utf-8")
    assert decode_bytes(b"Ti\xaang Vi\xaet", "x-viet-viscii") == ("Tiếng Việt", "VISCII")
    assert decode_bytes(text.encode(), "x-viet-tcvn") == (text, "utf-8")
    assert decode_bytes(b"caf\xe9", "rot13") == ("café", "windows-1252")


def test_french_files_stay_french_and_a_stray_byte_is_shown() -> None:
    assert decode_bytes(FOREIGN[1].encode("cp1252")) == (FOREIGN[1], "windows-1252")
    assert decode_bytes("Đảng bộ Khối các cơ quan ".encode() * 9 + b"\x93\xe9") == (
        "Đảng bộ Khối các cơ quan " * 9 + "“é",
        "utf-8",
    )


def test_text_read_through_the_wrong_table_comes_back() -> None:
    assert decode_bytes(written_in("Đảng bộ Khối", "UTF-8").encode()) == ("Đảng bộ Khối", "utf-8")


@given(st.binary(max_size=300), st.sampled_from(["", "utf-8", "windows-1258", "viscii", "x-viet-tcvn", "zip", "\0"]))
def test_any_bytes_are_text(content: bytes, declared: str) -> None:
    text, name = decode_bytes(content, declared)
    assert name
    assert normalize("NFC", text) == text


def test_a_file_in_an_old_encoding_is_told_with_its_first_lines() -> None:
    text = " ".join(PARAGRAPHS[:3])
    (told,) = decode_told(written_in(text, "VNI").encode("latin-1", "replace"))[1]
    assert (told.encoding, told.after[:40]) == ("VNI", text[:40])
    assert told.before[:40] == written_in(text, "VNI")[:40]
    assert decode_told(text.encode())[1] == ()


def test_conversions_are_problems_one_for_each_encoding() -> None:
    blocks = [Paragraph((Run(text, font=font),)) for text, font in [
        ("§¶ng bé Khèi", ".VnTime"), ("Đảng bộ", ""), ("§¶ng", ".VnTime"), ("Ñaûng boä Khoái", "VNI-Times"),
        ("coäng moät roài", "VNI-Times"),
    ]]  # fmt: skip
    found = [
        (one.code, one.severity, dict(one.values)) for one in tell(decoded(Manuscript("docx", tuple(blocks))), "a.docx")
    ]
    assert [(code, severity, values["encoding"], values["count"]) for code, severity, values in found] == [
        ("NL290", "note", "TCVN3", 2),
        ("NL290", "note", "VNI", 1),
    ]
    (text,) = tell(read_text("§¶ng bé Khèi\r\nc¸c c¬ quan".encode("latin-1")), "a.txt")
    assert (dict(text.values)["before"], dict(text.values)["after"]) == ("§¶ng bé Khèi", "Đảng bộ Khối")
    (left,) = tell(decoded(in_runs(("mét", ".VnTime"))), "a.docx")
    assert (left.code, left.severity, dict(left.values)["after"]) == ("NL291", "warning", "một")
