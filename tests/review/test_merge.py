"""Many returned files, one list: nothing twice, nothing lost, and who asks otherwise of the same words is told."""

from newsletter.review.merge import merge
from newsletter.review.notes import Note, Place, Reading, Reply
from newsletter.review.store import Event, Shelf, note_file, settled

AT = Place("a", "articles/a.md", (5, 10), (5, 13), "khôi", "Đảng bộ ", " các cơ quan")


def wish(name: str, author: str, new: str = "khối", place: Place = AT, **more: object) -> Note:
    return Note(name, "replace", 1, author, "2022-10-12T08:00:00Z", place, new,
                kinds=("caret", "strike-out"), file=f"{author}.pdf")._replace(**more)  # fmt: skip


def read(*notes: Note, file: str = "a.pdf") -> Reading:
    return Reading(file, "7K3M-Q9XA", notes, annotations=len(notes), used=len(notes))


def shelf(*notes: Note, events: tuple[Event, ...] = ()) -> Shelf:
    return settled(notes, Shelf(events=events))


def test_the_same_file_read_twice_changes_nothing() -> None:
    reading = read(wish("n1", "Hà"), wish("n2", "Hà", "các", AT._replace(start=(9, 1), end=(9, 3))))
    first = merge([reading], Shelf())
    again = merge([reading, reading], first.shelf)
    assert first.fresh == ("n1", "n2")
    assert (again.fresh, again.updated, again.shelf) == ((), (), first.shelf)


def test_the_same_wish_of_two_people_is_one_note_with_two_names() -> None:
    both = [read(wish("n1", "Hà")), read(wish("n2", "Nam"), file="b.pdf")]
    merged = merge(both, Shelf())
    assert [(note.id, note.author, note.also) for note in merged.shelf.notes] == [("n1", "Hà", ("Nam",))]
    assert merge(both, merged.shelf).updated == ()


def test_a_reviewer_without_a_name_is_told_by_the_file() -> None:
    merged = merge([read(wish("n1", "Hà"), wish("n2", "", file="ban-to-chuc.pdf"))], Shelf())
    assert merged.shelf.notes[0].also == ("ban-to-chuc.pdf",)


def test_a_wish_that_says_more_stays_a_note_of_its_own_and_is_no_rival() -> None:
    merged = merge([read(wish("n1", "Hà"), wish("n2", "Nam", comment="tên riêng"))], Shelf())
    assert [(note.id, note.outcome) for note in merged.shelf.notes] == [("n1", "proposed"), ("n2", "proposed")]


def test_two_different_corrections_of_the_same_words_are_rivals() -> None:
    wider = AT._replace(end=(5, 20))
    merged = merge([read(wish("n1", "Hà")), read(wish("n2", "Nam", "khối cơ quan", wider))], Shelf())
    assert [(note.id, note.outcome, note.rivals) for note in merged.shelf.notes] == [
        ("n1", "conflict", ("n2",)),
        ("n2", "conflict", ("n1",)),
    ]
    assert b"rivals" not in note_file(merged.shelf.notes[0]).content
    assert b"conflict" not in note_file(merged.shelf.notes[0]).content


def test_neighbouring_words_are_no_conflict() -> None:
    beside = AT._replace(start=(5, 14), end=(5, 17))
    elsewhere = AT._replace(file="articles/b.md")
    merged = merge([read(wish("n1", "Hà"), wish("n2", "Nam", "x", beside), wish("n3", "An", "y", elsewhere))], Shelf())
    assert {note.outcome for note in merged.shelf.notes} == {"proposed"}


def test_a_caret_within_struck_words_is_a_conflict_and_one_before_them_is_none() -> None:
    within = wish("n2", "Nam", "mới ", AT._replace(start=(5, 11), end=(5, 11)), intent="insert")
    before = wish("n3", "An", "cả ", AT._replace(end=(5, 10)), intent="insert")
    merged = merge([read(wish("n1", "Hà"), within, before)], Shelf())
    assert {note.id: note.rivals for note in merged.shelf.notes} == {"n1": ("n2",), "n2": ("n1",), "n3": ()}


def test_a_rejected_note_is_nobodys_rival() -> None:
    rejected = Event("n2", "rejected", 1, "Nam", "2022-10-13T08:00:00Z")
    now = shelf(wish("n1", "Hà"), wish("n2", "Nam", "khoi"), events=(rejected,))
    assert [note.outcome for note in now.notes] == ["proposed", "proposed"]


def test_a_later_copy_of_a_reviewer_replaces_what_it_says_anew() -> None:
    first = merge([read(wish("n1", "Hà", "khoi"))], Shelf())
    later = wish("n9", "Hà", "khối", date="2022-10-14T08:00:00Z")
    second = merge([read(later, file="a2.pdf")], first.shelf)
    assert [(note.id, note.new_text) for note in second.shelf.notes] == [("n1", "khối")]
    assert second.updated == ("n1",)
    old_again = merge([read(wish("n1", "Hà", "khoi")), read(later)], second.shelf)
    assert (old_again.updated, old_again.fresh) == ((), ())


def test_second_thoughts_without_dates_are_left_to_a_person() -> None:
    first = merge([read(wish("n1", "Hà", "khoi", date=""))], Shelf())
    second = merge([read(wish("n9", "Hà", "khối", date=""))], first.shelf)
    assert [(note.id, note.rivals) for note in second.shelf.notes] == [("n1", ("n9",)), ("n9", ("n1",))]


def test_two_notes_of_one_person_in_one_file_both_stay() -> None:
    merged = merge([read(wish("n1", "Hà", "a"), wish("n2", "Hà", "b", date="2022-10-15T08:00:00Z"))], Shelf())
    assert len(merged.shelf.notes) == 2


def test_new_replies_are_added_and_what_was_decided_stays() -> None:
    done = Event("n1", "done", 1, "Nam", "2022-10-13T08:00:00Z")
    reply = Reply("Nam", "2022-10-14", "xong")
    merged = merge([read(wish("n1", "Hà", replies=(reply,)))], shelf(wish("n1", "Hà"), events=(done,)))
    assert [(note.status, note.replies) for note in merged.shelf.notes] == [("done", (reply,))]
    assert merged.updated == ("n1",)


def test_notes_with_the_same_id_by_chance_are_both_kept() -> None:
    pair = [read(wish("n1", "Hà"), wish("n1", "Nam", "khác"))]
    merged = merge(pair, Shelf())
    assert sorted(note.id for note in merged.shelf.notes) == ["n1", "n1-2"]
    assert merge(pair, merged.shelf).fresh == ()


def test_counts_that_do_not_add_up_are_a_problem() -> None:
    short = read(wish("n1", "Hà"))._replace(annotations=4, states=1, skipped=(("Link", 1),))
    assert [problem.code for problem in merge([short], Shelf()).problems] == ["NL765"]
    assert merge([short._replace(annotations=3)], Shelf()).problems == ()


def test_hundreds_of_corrections_of_one_word_name_some_rivals_each() -> None:
    crowd = [wish(f"n{number}", "Hà", f"{number}") for number in range(600)]
    notes = merge([read(*crowd)], Shelf()).shelf.notes
    assert all(note.outcome == "conflict" for note in notes)
    assert max(len(note.rivals) for note in notes) <= 100
