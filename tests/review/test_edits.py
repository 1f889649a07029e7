"""Notes become edits of the file: what was asked for is shown, markup stays, and nothing else changes."""

from pathlib import Path
from unicodedata import normalize

import pytest
from marking import FILE, applied, caret, note, place_of

from newsletter.review.apply import apply_notes
from newsletter.review.edits import Edit, edit, spliced
from newsletter.review.notes import Intent
from newsletter.review.shown import show

HEAD = "---\ntitle: Tít\n---\n"


def body(text: str, intent: Intent, words: str | tuple[str, str], new: str = "", comment: str = "") -> str:
    done = applied(HEAD + text, intent, words, new, comment)
    return done.removeprefix(HEAD)


def front(text: str, intent: Intent, words: str | tuple[str, str], new: str = "", comment: str = "") -> str:
    done = applied(f"---\n{text}\n---\nChữ.\n", intent, words, new, comment)
    return done.removeprefix("---\n").removesuffix("\n---\nChữ.\n")


@pytest.mark.parametrize(("text", "words", "new", "after"), [
    ("Đảng ủy khôi họp.\n", "khôi", "khối", "Đảng ủy khối họp.\n"),
    ("Đảng ủy **khôi** họp.\n", "khôi", "khối", "Đảng ủy **khối** họp.\n"),
    ("Đảng **ủy khôi** họp.\n", "Đảng ủy khôi", "Đảng ủy khối", "Đảng **ủy khối** họp.\n"),
    ("Đảng **ủ**y họp.\n", "ủy", "ủys", "Đảng **ủ**ys họp.\n"),
    ("Các [đảng ủy](http://x.vn) họp.\n", "đảng ủy", "chi bộ", "Các [chi bộ](http://x.vn) họp.\n"),
    ("Một hai[^1] ba.\n\n[^1]: Lời chu.\n", "chu", "chú", "Một hai[^1] ba.\n\n[^1]: Lời chú.\n"),
    ("Một hai[^1] ba.\n\n[^1]: Lời.\n", "hai", "năm sáu", "Một năm sáu[^1] ba.\n\n[^1]: Lời.\n"),
    ("| a | b |\n|---|---|\n| một hai | ba |\n", "hai", "x|y", "| a | b |\n|---|---|\n| một x\\|y | ba |\n"),
    ("Một \\*hai ba.\n", "hai", "bốn", "Một \\*bốn ba.\n"),
    ("Một A&amp;B ba.\n", "ba", "bốn", "Một A&amp;B bốn.\n"),
    ("Một hai ba.\n", "hai", "*2*", "Một \\*2\\* ba.\n"),
    ("Một hai,\nba bốn.\n", "hai, ba", "hai ba", "Một hai\nba bốn.\n"),
    ("> Một hai\n> ba\n", "hai ba", "hay bá", "> Một hay\n> bá\n"),
    ("- Một hai\n- ba\n", "hai", "hay", "- Một hay\n- ba\n"),
    ("## Tít xen khôi\n\nChữ.\n", "khôi", "khối", "## Tít xen khối\n\nChữ.\n"),
    ('![Đảng khôi](photos/a.jpg "Ảnh An")\n', "khôi", "khối", '![Đảng khối](photos/a.jpg "Ảnh An")\n'),
    ('![Đảng khôi](photos/a.jpg "Ảnh An")\n', "An", "Ân", '![Đảng khôi](photos/a.jpg "Ảnh Ân")\n'),
    ("Một hai ba bốn.\n", "hai ba bốn", "hai bốn", "Một hai bốn.\n"),
    ("Một hai bốn.\n", "hai bốn", "hai ba bốn", "Một hai ba bốn.\n"),
])  # fmt: skip
def test_a_replacement_keeps_the_markup(text: str, words: str, new: str, after: str) -> None:
    assert body(text, "replace", words, new) == after


@pytest.mark.parametrize(("text", "words", "after"), [
    ("Đảng ủy khôi họp.\n", "khôi", "Đảng ủy họp.\n"),
    ("Đảng **ủy khôi** họp.\n", "ủy khôi", "Đảng họp.\n"),
    ("Đảng **ủy khôi** họp.\n", "khôi", "Đảng **ủy** họp.\n"),
    ("Đảng **ủy khôi** họp.\n", "ủy", "Đảng **khôi** họp.\n"),
    ("Đảng **ủy khôi** họp.\n", "khôi họp", "Đảng **ủy**.\n"),
    ("**Đảng** ủy\n", "Đảng", "ủy\n"),
    ("ủy *Đảng*\n", "Đảng", "ủy\n"),
    ("Các [đảng ủy](http://x.vn) khối.\n", "đảng ủy", "Các khối.\n"),
    ("Một hai, ba.\n", "hai", "Một, ba.\n"),
    ("Một (hai) ba.\n", "(hai)", "Một ba.\n"),
    ("Một hai,\nba bốn.\n", "ba", "Một hai,\nbốn.\n"),
    ("Một. Hai.\n\nBa.\n\nBốn.\n", "Ba.", "Một. Hai.\n\nBốn.\n"),
    ("Một. Hai.\n\nBa.\n", "Hai.", "Một.\n\nBa.\n"),
    ("Một.\n\nHai. Ba.\n", "Hai.", "Một.\n\nBa.\n"),
    ("> [!quote]\n> Một hai\n> ba\n", "ba", "> [!quote]\n> Một hai\n"),
    ("| a | b |\n|---|---|\n| một hai | ba |\n", "ba", "| a | b |\n|---|---|\n| một hai |  |\n"),
])  # fmt: skip
def test_a_deletion_takes_its_space_and_empty_marks_along(text: str, words: str, after: str) -> None:
    assert body(text, "delete", words) == after


LISTS = "Mở.\n\n- một\n- hai ba\n- bốn\n\nĐóng.\n"
NUMBERED = "1. một\n2. hai ba\n3. bốn\n"
HEADED = "Mở.\n\n## Tít xen\n\nĐoạn *lẻ*\nhai dòng.\n\n- một\n"


@pytest.mark.parametrize(("text", "words", "after"), [
    (LISTS, "hai ba", LISTS.replace("- hai ba\n", "")),
    (LISTS, "một", LISTS.replace("- một\n", "")),
    (LISTS, "bốn", LISTS.replace("- bốn\n", "")),
    (LISTS, "Đóng.", LISTS.replace("\nĐóng.\n", "")),
    (LISTS.replace("\n-", "\n\n-"), "hai ba", LISTS.replace("\n-", "\n\n-").replace("- hai ba\n\n", "")),
    (NUMBERED, "một", "1. hai ba\n2. bốn\n"),
    (NUMBERED, "hai ba", "1. một\n2. bốn\n"),
    ("1. một\n    1. con\n2. hai\n3. ba\n", "hai", "1. một\n    1. con\n2. ba\n"),
    ("1. một\n1. hai\n1. ba\n", "hai", "1. một\n1. ba\n"),
    (NUMBERED, "bốn", "1. một\n2. hai ba\n"),
    ("- một\n\n  thêm\n- hai\n", "thêm", "- một\n- hai\n"),
    ("- một\n    - con\n- hai\n", "con", "- một\n- hai\n"),
    ("> [!box] Hộp\n> Mở.\n>\n> - một\n> - hai\n", "một", "> [!box] Hộp\n> Mở.\n>\n> - hai\n"),
    (HEADED, "Tít xen", HEADED.replace("## Tít xen\n\n", "")),
    (HEADED, "Đoạn lẻ hai dòng.", HEADED.replace("Đoạn *lẻ*\nhai dòng.\n\n", "")),
    ("Mở.\n\n## Tít xen\n", "Mở.", "## Tít xen\n"),
    ("Mở.\r\n\r\n- một\r\n- hai\r\n", "một", "Mở.\r\n\r\n- hai\r\n"),
    ("- một\n- hai", "hai", "- một\n"),
])  # fmt: skip
def test_a_whole_item_paragraph_or_crosshead_goes_with_its_lines(text: str, words: str, after: str) -> None:
    assert body(text, "delete", words) == after


def test_an_item_with_others_below_it_is_left_for_a_person() -> None:
    assert body("- một\n    - con\n- hai\n", "delete", "một") == "crosses"
    assert body("- một\n\n  thêm\n- hai\n", "delete", "một") == "crosses"


def test_a_title_is_never_taken_away_and_the_reason_is_said() -> None:
    assert front("title: Đảng ủy khối", "delete", "Đảng ủy khối") == "needed"
    assert front("title: Đảng ủy khối", "comment", "Đảng ủy khối", comment="bỏ") == "needed"
    assert front("title: Đảng ủy khối", "delete", "khối") == "title: Đảng ủy"


def test_several_blocks_of_a_file_go_together(tmp_path: Path) -> None:
    (tmp_path / "articles").mkdir()
    text = HEAD + HEADED + "- bảy\n- ba\n\n1. bốn\n2. năm\n3. sáu\n"
    (tmp_path / FILE).write_text(text, "utf-8")
    shown = show(FILE, text)
    gone = ["Tít xen", "Đoạn lẻ hai dòng.", "bảy", "bốn"]
    notes = [note("delete", place_of(shown, words), name=words) for words in gone]
    done = apply_notes(tmp_path, notes)
    assert [left.note.id for left in done.left] == []
    assert done.revisions[0].after.decode() == HEAD + "Mở.\n\n- một\n- ba\n\n1. năm\n2. sáu\n"


@pytest.mark.parametrize(("around", "new", "after"), [
    (("đảng ", "ủy"), "bộ", "Các **chi** đảng bộ ủy.\n"),
    (("đảng", " ủy"), ", ", "Các **chi** đảng, ủy.\n"),
    (("ủy", "."), "khối", "Các **chi** đảng ủy khối.\n"),
    (("chi ", "đảng"), "của", "Các **chi** của đảng ủy.\n"),
    (("Các ", "chi"), "ban", "Các ban **chi** đảng ủy.\n"),
    (("", "Các"), "Với", "Với Các **chi** đảng ủy.\n"),
    (("đả", "ng"), "n", "Các **chi** đảnng ủy.\n"),
    (("đảng ", "ủy"), "xuống dòng", "Các **chi** đảng\n\nủy.\n"),
    (("đả", "ng"), "cách ra", "Các **chi** đả ng ủy.\n"),
])  # fmt: skip
def test_an_insertion_brings_its_space(around: tuple[str, str], new: str, after: str) -> None:
    assert body("Các **chi** đảng ủy.\n", "insert", around, new) == after


@pytest.mark.parametrize(("said", "words", "after"), [
    ("in đậm", "hai", "Một **hai** ba tư.\n"),
    ("in nghiêng", "hai ba", "Một *hai ba* tư.\n"),
    ("đảo", "ba tư", "Một hai tư ba.\n"),
    ("viết hoa", "hai", "Một Hai ba tư.\n"),
    ("viết hoa toàn bộ", "hai ba", "Một HAI BA tư.\n"),
    ("viết thường", "Một", "một hai ba tư.\n"),
    ("sát lại", "hai ba", "Một haiba tư.\n"),
    ("giữ nguyên", "hai ba", "Một hai ba tư.\n"),
    ("hai -> 2", "Một hai ba", "Một 2 ba tư.\n"),
    ("bỏ “hai”", "Một hai ba", "Một ba tư.\n"),
    ("hai -> “hai”", "Một hai ba", "Một “hai” ba tư.\n"),
    ('thêm "rưỡi" sau "hai"', "Một hai ba", "Một hai rưỡi ba tư.\n"),
])  # fmt: skip
def test_words_of_proof_correction_are_carried_out(said: str, words: str, after: str) -> None:
    assert body("Một hai ba tư.\n", "comment", words, comment=said) == after


def test_two_paragraphs_are_joined() -> None:
    assert body("Một.\n\nHai.\n", "insert", ("Một. ", "Hai"), "nối đoạn") == "Một. Hai.\n"


@pytest.mark.parametrize(("text", "words", "new", "after"), [
    ("title: Đảng ủy khôi", "khôi", "khối", "title: Đảng ủy khối"),
    ("title: Đảng ủy khôi", "khôi", "khối: họp", 'title: "Đảng ủy khối: họp"'),
    ("title: Đảng ủy khôi", "khôi", "khối #1", 'title: "Đảng ủy khối #1"'),
    ("title: 'Đảng ủy khôi'", "khôi", "khối's", "title: 'Đảng ủy khối''s'"),
    ('title: "Đảng ủy khôi"', "khôi", '"khối"', 'title: "Đảng ủy \\"khối\\""'),
    ("title: Đảng ủy khôi", "Đảng", '"Đảng"', 'title: "\\"Đảng\\" ủy khôi"'),
    ("title: Đảng ủy khôi", "Đảng ủy khôi", '"Đảng ủy khối"', 'title: "\\"Đảng ủy khối\\""'),
    ('title: "Đảng \\"ủy\\" khôi"', '"ủy"', "“ủy”", 'title: "Đảng “ủy” khôi"'),
    ("title: T\ndeck: >\n  Đảng ủy\n  khôi", "ủy khôi", "ủy khối: họp", "title: T\ndeck: >\n  Đảng ủy\n  khối: họp"),
    ("title: T\ndeck: |\n  Đảng ủy\n  khôi", "khôi", "khối", "title: T\ndeck: |\n  Đảng ủy\n  khối"),
    ("title: T\ndeck: Đảng ủy\n  khôi", "ủy khôi", "ủy khối", "title: T\ndeck: Đảng ủy\n  khối"),
    ("title: T\nphotos:\n  - {file: photos/a.jpg, caption: Đảng khôi}", "khôi", "khối, họp",
     'title: T\nphotos:\n  - {file: photos/a.jpg, caption: "Đảng khối, họp"}'),
    ("title: T\nphotos:\n  - file: photos/a.jpg\n    caption: Đảng khôi # chú", "khôi", "khối",
     "title: T\nphotos:\n  - file: photos/a.jpg\n    caption: Đảng khối # chú"),
    ("title: T\nkicker: a b", "a b", "123", "title: T\nkicker: 123"),
])  # fmt: skip
def test_front_matter_is_edited_as_yaml(text: str, words: str, new: str, after: str) -> None:
    assert front(text, "replace", words, new) == after


def test_words_of_front_matter_go_and_come() -> None:
    assert front("title: T\ndeck: |\n  Đảng ủy\n  khôi", "delete", "khôi") == "title: T\ndeck: |\n  Đảng ủy"
    assert front("title: T\ndeck: Đảng ủy khôi", "delete", "Đảng ủy") == "title: T\ndeck: khôi"
    assert front("title: Đảng ủy", "insert", ("ủy", ""), "khối") == "title: Đảng ủy khối"


VERSE = "---\ntitle: T\nkind: poem\n---\nMột\n    hai ba\nbốn\n\n    năm\nsáu\n"


def test_verse_keeps_its_lines_and_indents() -> None:
    assert applied(VERSE, "replace", "Một hai", "Mốt hài") == VERSE.replace("Một", "Mốt").replace("hai", "hài")
    assert applied(VERSE, "delete", "hai") == VERSE.replace("hai ", "")
    assert applied(VERSE, "delete", "bốn năm") == "crosses"


@pytest.mark.parametrize("line", ["Một\n", "    hai ba\n", "bốn\n", "    năm\n", "sáu\n"])
def test_a_verse_goes_with_its_own_indent_alone(line: str) -> None:
    wanted = VERSE.replace(line, "", 1).rstrip("\n")
    assert applied(VERSE, "delete", line.strip()).rstrip("\n") == wanted


def test_a_file_stays_in_its_own_form_of_unicode_and_line_ends() -> None:
    decomposed = normalize("NFD", "---\ntitle: Đảng ủy khôi\n---\nMột hai.\n")
    assert applied(decomposed, "replace", "khôi", "khối") == decomposed.replace(
        normalize("NFD", "khôi"), normalize("NFD", "khối")
    )
    windows = (HEAD + "Một hai. Ba bốn.\n").replace("\n", "\r\n")
    done = applied(windows, "insert", ("hai. ", "Ba"), "xuống dòng")
    assert done == windows.replace("hai. Ba", "hai.\r\n\r\nBa")
    assert applied(windows, "delete", "hai.") == windows.replace(" hai.", "")


@pytest.mark.parametrize(("text", "intent", "words", "said", "why"), [
    ("Một hai[^1] ba.\n\n[^1]: Lời.\n", "delete", "hai", "", "crosses"),
    ("Một. Hai.\n\nBa. Tư.\n", "delete", "Hai. Ba.", "", "crosses"),
    ("Một. Hai.\n\nBa. Tư.\n", "replace", "Hai. Ba.", "Hai ba.", "crosses"),
    ("Một *hai* **ba** tư.\n", "replace", "hai ba", "năm", "crosses"),
    ("Một, hai, ba.\n", "delete", "hai", "", "unclear"),
    ("## Một, hai\n", "delete", "hai", "", "unclear"),
    ("Một, hai\n\nBa.\n", "delete", "hai", "", "unclear"),
    ("Một hai ba.\n", "comment", "hai ba", "viết hoa", "unclear"),
    ("Một hai ba.\n", "comment", "Một hai ba", "đảo", "unclear"),
    ("Một hai ba.\n", "comment", "hai", "xuống dòng", "unclear"),
    ("Một hai hai ba.\n", "comment", "Một hai hai", "hai -> 2", "lost"),
    ("Một hai ba.\n", "comment", "hai", "ba -> 3", "lost"),
    ("Một hai ba.\n", "insert", ("Một ", "hai"), "n", "unclear"),
])  # fmt: skip
def test_what_is_not_plain_is_left_for_a_person(
    text: str, intent: Intent, words: str | tuple[str, str], said: str, why: str
) -> None:
    new, comment = ("", said) if intent == "comment" else (said, "")
    assert body(text, intent, words, new, comment) == why


def test_words_that_moved_are_found_again_by_what_stands_around_them() -> None:
    old = show(FILE, HEAD + "Một khôi hai. Ba khôi bốn.\n")
    now = show(FILE, HEAD + "Một đoạn mới đứng trước.\n\nMột khôi hai. Ba khôi bốn.\n")
    place = place_of(old, "khôi", nth=1)
    done = edit(note("replace", place, "khối"), now)
    assert isinstance(done, Edit)
    assert spliced(now.stored.text, done.splices) == now.stored.text.replace("Ba khôi", "Ba khối")
    at = caret(old, "Ba ", "khôi")
    done = edit(note("insert", at, "các"), now)
    assert isinstance(done, Edit)
    assert spliced(now.stored.text, done.splices) == now.stored.text.replace("Ba khôi", "Ba các khôi")


def test_words_that_are_gone_or_stand_twice_are_lost() -> None:
    place = place_of(show(FILE, HEAD + "Một khôi hai.\n"), "khôi")
    assert edit(note("replace", place, "khối"), show(FILE, HEAD + "Một khối hai.\n")) == "lost"
    twice = show(FILE, HEAD + "Đầu.\n\nMột khôi hai.\n\nMột khôi hai.\n")
    assert edit(note("replace", place, "khối"), twice) == "lost"
    assert edit(note("replace", None, "khối"), twice) == "lost"


def test_a_headline_in_capitals_is_corrected_in_its_own_letters() -> None:
    shown = show(FILE, "---\ntitle: Đảng ủy khôi họp\n---\nChữ.\n")
    place = place_of(shown, "Đảng ủy khôi")
    place = place._replace(quote="ĐẢNG ỦY KHÔI", suffix=" HỌP")
    done = edit(note("replace", place, "ĐẢNG ỦY KHỐI"), shown)
    assert isinstance(done, Edit)
    assert spliced(shown.stored.text, done.splices) == shown.stored.text.replace("khôi", "khối")
    assert edit(note("replace", place, "ĐẢNG BỘ"), shown) == "unclear"


def test_a_slip_beside_a_line_says_which_words_it_means() -> None:
    shown = show(FILE, HEAD + "Một hai ba.\n")
    slip = note("comment", place_of(shown, "Một hai ba.")._replace(method="nearest"), comment="xóa")
    assert edit(slip, shown) == "unclear"
    assert edit(slip._replace(kinds=("note",), place=place_of(shown, "hai")), shown) == "unclear"
    named = edit(slip._replace(comment="hai -> 2"), shown)
    assert isinstance(named, Edit)
    assert (named.old, named.new) == ("hai", "2")


def test_an_insertion_is_not_made_twice() -> None:
    before = show(FILE, HEAD + "Một hai ba.\n")
    at = caret(before, "hai ", "ba")
    done = edit(note("insert", at, "rưỡi"), before)
    assert isinstance(done, Edit)
    after = show(FILE, spliced(before.stored.text, done.splices) or "")
    assert edit(note("insert", at, "rưỡi"), after) == "lost"
