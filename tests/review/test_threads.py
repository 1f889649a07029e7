"""Markups that are one request, their answers and states, in whatever order and with whatever links."""

from newsletter.pdf.marks import Box
from newsletter.review.notes import Markup, Reply
from newsletter.review.threads import Thread, note_id, threads

CARET = Markup("caret", 1, Box(48, 10, 52, 20), contents="khối", intent="Replace", author="Lan")
STRIKE = Markup("strike-out", 1, Box(10, 10, 50, 20), quads=(Box(10, 10, 50, 20),), author="Lan")
NOTE = Markup("note", 1, Box(10, 10, 30, 30), contents="xem lại", author="Lan")


def only(*markups: Markup) -> Thread:
    (thread,) = threads(markups).threads
    return thread


def test_a_replacement_is_one_request_in_either_order_of_its_two_marks() -> None:
    for pair in (
        (CARET, STRIKE._replace(reply_to=0, grouped=True)),
        (STRIKE._replace(reply_to=1, grouped=True), CARET),
        (CARET._replace(reply_to=1, grouped=True), STRIKE),
        (STRIKE._replace(reply_to=1), CARET),
    ):
        thread = only(*pair)
        assert (thread.intent, thread.new_text, thread.comment) == ("replace", "khối", "")


def test_strike_out_alone_deletes_and_caret_alone_inserts() -> None:
    deletion, insertion = threads((STRIKE, CARET)).threads
    assert (deletion.intent, insertion.intent, insertion.new_text) == ("delete", "insert", "khối")


def test_a_caret_without_words_is_a_remark() -> None:
    assert only(CARET._replace(contents="")).intent == "comment"


def test_answers_are_in_order_of_date_whatever_the_order_of_the_file() -> None:
    late = NOTE._replace(contents="xong", reply_to=2, modified="2022-10-29T08:00:00Z", author="An")
    early = NOTE._replace(contents="ở đâu?", reply_to=2, modified="2022-10-28T08:00:00Z", author="An")
    assert [reply.text for reply in only(late, early, NOTE).replies] == ["ở đâu?", "xong"]


def test_the_newest_state_of_each_author_holds_though_states_answer_to_states() -> None:
    first = NOTE._replace(reply_to=0, hidden=True, state=("Review", "Rejected"), modified="2022-10-28T08:00:00Z")
    second = first._replace(reply_to=1, state=("Review", "Accepted"), modified="2022-10-29T08:00:00Z")
    whole = threads((NOTE, first, second))
    assert whole.threads[0].replies == (Reply("Lan", "2022-10-29T08:00:00Z", "", "Accepted"),)
    assert (whole.used, whole.states, whole.hidden) == (1, 2, 0)


def test_circles_and_answers_to_nothing_lose_no_markup() -> None:
    circle = (NOTE._replace(reply_to=1), NOTE._replace(reply_to=2), NOTE._replace(reply_to=1))
    whole = threads((*circle, NOTE._replace(reply_to=3), NOTE._replace(reply_to=99)))
    assert sum(1 + len(thread.replies) for thread in whole.threads) == whole.used == 5


def test_a_chain_of_very_many_answers_is_read() -> None:
    chain = [NOTE._replace(reply_to=index - 1) for index in range(5000)]
    assert len(only(*chain).replies) == 4999


def test_a_highlight_that_answers_to_a_note_keeps_its_own_place() -> None:
    mark = Markup("highlight", 2, Box(10, 10, 50, 20), reply_to=0)
    assert [thread.page for thread in threads((NOTE, mark)).threads] == [1, 2]


def test_what_is_hidden_is_no_remark_and_is_counted() -> None:
    whole = threads((NOTE._replace(hidden=True), NOTE))
    assert (len(whole.threads), whole.used, whole.hidden) == (1, 1, 1)


def test_the_id_is_not_moved_by_names_and_dates_that_a_viewer_adds() -> None:
    saved = NOTE._replace(name="okular-1", modified="2022-10-29T08:00:00Z", rect=Box(10.1, 10.2, 29.9, 30))
    assert note_id(only(NOTE), "") == note_id(only(saved), "")
    assert note_id(only(NOTE), "") != note_id(only(NOTE._replace(contents="xem")), "")
    assert note_id(only(NOTE), "") != note_id(only(NOTE), "7K3M-Q9XA")
