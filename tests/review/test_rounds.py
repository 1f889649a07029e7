"""From round to round: whether what was asked for stands in the words of today."""

import pytest

from newsletter.model.issue import Reviewer
from newsletter.review.notes import Note, Place
from newsletter.review.rounds import askers, progress, silent, story_of, tallies

AT = Place("a", "articles/a.md", (5, 10), (5, 13), "khôi", "Đảng bộ ", " các cơ quan tỉnh Thái Nguyên")


def found(note: Note, text: str) -> str | None:
    return progress([note], {"articles/a.md": text}).get(note.id)


def replace(new: str, place: Place = AT) -> Note:
    return Note("n", "replace", 1, "Hà", place=place, new_text=new)


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("Đảng bộ khôi các cơ quan tỉnh Thái Nguyên", "waiting"),
        ("Đảng bộ khối các cơ quan tỉnh Thái Nguyên", "done"),
        ("Một câu thêm ở trên. Đảng  bộ\nkhối các cơ quan tỉnh.", "done"),
        ("Đảng bộ khối những cơ quan khác", "done"),
        ("Đảng bộ Khối các cơ quan tỉnh", "changed"),
        ("Không còn câu ấy", "changed"),
        ("", "changed"),
    ],
)
def test_a_correction_is_looked_for_where_its_words_stood(text: str, state: str) -> None:
    assert found(replace("khối"), text) == state


def test_the_same_words_elsewhere_prove_nothing() -> None:
    assert found(replace("khối"), "Một khối đá. Đảng bộ khôi các cơ quan tỉnh Thái Nguyên") == "waiting"


def test_a_shorter_correction_is_not_taken_for_done_within_the_old_words() -> None:
    assert found(replace("khô"), "Đảng bộ khôi các cơ quan tỉnh Thái Nguyên") == "waiting"


def test_a_longer_correction_is_done_only_where_it_stands_whole() -> None:
    assert found(replace("khôi phục"), "Đảng bộ khôi các cơ quan tỉnh Thái Nguyên") == "waiting"
    assert found(replace("khôi phục"), "Đảng bộ khôi phục các cơ quan tỉnh Thái Nguyên") == "done"


def test_words_struck_out_are_gone_where_their_neighbours_meet() -> None:
    strike = Note("n", "delete", 1, "Hà", place=AT)
    assert found(strike, "Đảng bộ các cơ quan tỉnh Thái Nguyên") == "done"
    assert found(strike, "Đảng bộ khôi các cơ quan tỉnh Thái Nguyên") == "waiting"


@pytest.mark.parametrize(
    ("said", "now"),
    [("đảo", "quan cơ"), ("viết hoa", "Cơ quan"), ("viết hoa toàn bộ", "CƠ QUAN"), ("viết thường", "cơ quan")],
)
def test_words_of_proof_correction_are_looked_for_as_they_are_to_be(said: str, now: str) -> None:
    was = "Cơ quan" if said == "viết thường" else "cơ quan"
    place = AT._replace(quote=was, prefix="Đảng bộ Khối các ", suffix=" tỉnh Thái Nguyên")
    note = Note("n", "comment", 1, "Hà", place=place, comment=said)
    assert found(note, f"Đảng bộ Khối các {now} tỉnh Thái Nguyên") == "done"
    assert found(note, f"Đảng bộ Khối các {was} tỉnh Thái Nguyên") == "waiting"


def test_words_put_in_at_a_caret() -> None:
    caret = Note("n", "insert", 1, "Hà", place=AT._replace(quote="", suffix="các cơ quan tỉnh"), new_text="khối ")
    assert found(caret, "Đảng bộ các cơ quan tỉnh") == "waiting"
    assert found(caret, "Đảng bộ khối các cơ quan tỉnh") == "done"


def test_a_correction_of_white_space_alone_is_seen() -> None:
    joined = replace("cơ quan", AT._replace(quote="cơquan", prefix="các ", suffix=" tỉnh"))
    assert found(joined, "các cơquan tỉnh") == "waiting"
    assert found(joined, "các cơ quan tỉnh") == "done"


def test_a_remark_in_the_short_form_is_a_correction() -> None:
    remark = Note("n", "comment", 1, "Hà", place=AT, comment="khôi -> khối")
    assert found(remark, "Đảng bộ khối các cơ quan tỉnh Thái Nguyên") == "done"


def test_of_a_question_it_is_told_whether_the_words_still_stand() -> None:
    question = Note("n", "comment", 1, "Hà", place=AT, comment="có đúng không?")
    assert found(question, "Đảng bộ khôi các cơ quan tỉnh Thái Nguyên") == "waiting"
    assert found(question, "Đã viết lại cả câu") == "changed"


def test_a_headline_in_capitals_is_found_in_the_letters_of_its_source() -> None:
    shouted = replace("HỘI THI", AT._replace(quote="HỘI THAO", prefix="KHAI MẠC ", suffix=" MÙA THU"))
    assert found(shouted, "Khai mạc hội thao mùa thu") == "waiting"
    assert found(shouted, "Khai mạc hội thi mùa thu") == "done"


def test_a_headline_marked_as_a_whole_tells_its_own_place() -> None:
    head = AT._replace(role="title", quote="Những mốc trên đường đi", prefix="", suffix="")
    question = Note("n", "comment", 1, "Hà", place=head, comment="Xem lại?")
    assert found(question, "Những mốc trên đường đi Bài viết") == "waiting"
    assert found(question, "Mốc son Bài viết") == "changed"
    assert found(Note("n", "delete", 1, "Hà", place=head), "Bài viết") == "changed"


def test_a_note_without_a_place_or_in_a_file_that_is_gone_is_left_open() -> None:
    assert progress([replace("x")._replace(place=None)], {"articles/a.md": ""}) == {}
    assert progress([replace("x")], {}) == {}


def test_notes_are_counted_by_everybody_who_asked_and_by_story() -> None:
    notes = [
        replace("khối")._replace(id="1", also=("Nam",)),
        Note("2", "comment", 1, "", file="bong-1.pdf", status="done"),
    ]
    states = progress(notes, {"articles/a.md": "Đảng bộ khối các cơ quan"})
    by_person = tallies(notes, states, askers)
    assert [(one.name, dict(one.statuses), one.done) for one in by_person] == [
        ("Hà", {"open": 1}, 1), ("Nam", {"open": 1}, 1), ("bong-1.pdf", {"done": 1}, 0),
    ]  # fmt: skip
    assert [(one.name, sum(one.statuses.values())) for one in tallies(notes, states, story_of)] == [("", 1), ("a", 1)]


def test_who_has_not_answered_is_told_by_name_or_file() -> None:
    people = [Reviewer("Nguyễn Thị Hà"), Reviewer("Trần Đức Nam"), Reviewer("Lê An")]
    notes = [
        Note("1", "comment", 1, "nguyễn thị hà"),
        Note("2", "comment", 1, "", file="Bong1_TranDucNam.pdf"),
    ]
    assert silent(people, notes) == (people[2],)
