"""Forms: what is wrong is told all at once, where it stands, and with what was wanted."""

from datetime import date
from typing import Annotated, Literal

import pytest

from newsletter.intake.scalars import Day, Line, YesNo, choice, length, nearest, number, whole
from newsletter.intake.validate import Field, Form, Raw, fill, key_place, place, unknown_key, validate
from newsletter.intake.yaml import ListNode, Node, parse_yaml
from newsletter.problems import Problem
from newsletter.source import SourceSpan


class Picture(Form):
    file: Line
    focus: tuple[Annotated[float, number(0, 1)], Annotated[float, number(0, 1)]] = (0.5, 0.5)


class Piece(Form):
    title: Line
    kind: Annotated[Literal["article", "brief"], choice(Literal["article", "brief"])] = "article"
    priority: Annotated[int, whole(1, 5)] = 3
    received: Day | None = None
    pinned: YesNo = False
    bleed: Annotated[int, length(0, 30_000, "0 … 30pt")] = 0
    photos: tuple[Picture, ...] = ()
    names: dict[str, Line] | None = None


def node(text: str) -> Node:
    value = parse_yaml(text, "a.md").value
    assert value is not None
    return value


def filled(text: str) -> Piece:
    outcome = validate(Piece, node(text))
    assert outcome.problems == ()
    assert outcome.value is not None
    return outcome.value


def problems(text: str) -> tuple[Problem, ...]:
    return validate(Piece, node(text)).problems


def told(text: str) -> list[tuple[str, int, int]]:
    return [(one.code, one.source.line, one.source.column) for one in problems(text) if one.source]


def test_a_form_is_read_from_text_as_written() -> None:
    piece = filled("title: 1.10\nkind: brief\npriority: 2\nreceived: 2022-09-10\npinned: true\nbleed: 3mm\n")
    assert (piece.title, piece.kind, piece.priority) == ("1.10", "brief", 2)
    assert (piece.received, piece.pinned, piece.bleed) == (date(2022, 9, 10), True, 8504)


def test_a_key_without_a_value_counts_as_absent() -> None:
    assert filled("title: x\npriority:\nreceived: ~\n").priority == 3
    assert told("title:\n") == [("NL161", 1, 1)]


def test_text_is_normalised_to_nfc() -> None:
    assert filled("title: Đa\u0309ng").title == "Đảng"


@pytest.mark.parametrize("written", ["010", "1_0", "1.0", "+1", "six", "9", "0x1"])
def test_a_number_that_may_mean_two_things_is_none(written: str) -> None:
    assert told(f"title: x\npriority: {written}") == [("NL154", 2, 11)]


@pytest.mark.parametrize("written", ["02/11/2022", "2022-13-01", "2022-2-1", "20221101", "2022-02-30"])
def test_a_date_is_a_real_day_in_iso_form(written: str) -> None:
    assert told(f"title: x\nreceived: {written}") == [("NL157", 2, 11)]


@pytest.mark.parametrize("written", ["yes", "NO", "on", "1", "True"])
def test_only_true_and_false_answer_a_question(written: str) -> None:
    assert told(f"title: x\npinned: {written}") == [("NL156", 2, 9)]


def test_all_faults_are_told_at_once_each_at_its_place() -> None:
    text = "titel: x\nkind: breif\nbleed: 12\nphotos:\n  - {focus: [0.5], fil: x}\n  - x\nnames: [a]\n"
    assert sorted(told(text), key=lambda one: (*one[1:], one[0])) == [
        ("NL160", 1, 1),
        ("NL161", 1, 1),
        ("NL159", 2, 7),
        ("NL158", 3, 8),
        ("NL161", 5, 5),
        ("NL163", 5, 6),
        ("NL160", 5, 20),
        ("NL153", 6, 5),
        ("NL153", 7, 1),
    ]


def test_an_unknown_key_names_the_one_that_was_meant() -> None:
    (problem,) = problems("title: x\nphotos: [{file: a, focsu: [0, 1]}]")
    assert problem.values == (("key", "focsu"), ("near", "focus"), ("known", "file, focus"))


def test_a_wrong_word_names_the_choices_and_the_nearest() -> None:
    (problem,) = problems("title: x\nkind: Brief")
    assert dict(problem.values) == {"key": "kind", "found": "Brief", "choices": "article, brief", "near": "brief"}


def test_a_wrong_value_is_repeated_in_short() -> None:
    (problem,) = problems(f"title: x\npriority: '{'9' * 100}'")
    assert dict(problem.values)["found"] == "9" * 39 + "…"
    (problem,) = problems("title: {a: {b: c}}")
    assert dict(problem.values)["found"] == "{a: …}"


def test_a_form_that_is_no_mapping_is_told_so() -> None:
    assert told("- a") == [("NL153", 1, 1)]
    assert told("just text") == [("NL153", 1, 1)]


def test_places_lead_back_to_values_and_keys() -> None:
    piece = node("title: x\nphotos:\n  - {file: a.jpg}\n")
    assert place(piece, "photos", 0, "file") == SourceSpan("a.md", 3, 12)
    assert key_place(piece, "photos", 0, "file") == SourceSpan("a.md", 3, 6)
    assert place(piece, "photos") == SourceSpan("a.md", 2, 1)
    assert place(piece, "photos", 7, "file") == SourceSpan("a.md", 3, 3)


def test_a_list_keeps_no_empty_entries() -> None:
    assert told("title: x\nphotos:\n  -\n") == [("NL153", 3, 4)]


def test_what_is_right_can_be_kept_beside_what_is_wrong() -> None:
    text = "titel: x\npriority: six\nkind: brief\nphotos: [{file: a}, {file: [b]}]\nnames: {a: [], b: c}\n"
    outcome = fill(Piece, node(text), {"title": "01-bai"})
    assert outcome.value == Piece(title="01-bai", kind="brief", photos=(Picture(file="a"),), names={"b": "c"})
    assert [problem.code for problem in outcome.problems] == ["NL160", "NL154", "NL150", "NL150", "NL161"]


def test_a_form_without_a_required_value_is_none() -> None:
    assert fill(Piece, node("kind: brief")).value is None


def test_a_key_may_be_written_in_another_way_than_it_is_named() -> None:
    class Release(Form):
        start: Annotated[Day, Field(alias="from")]
        raw: Annotated[Node, Raw({})]

    outcome = validate(Release, node("from: 2022-10-01\nraw: [x]"))
    assert outcome.value is not None
    assert outcome.value.start == date(2022, 10, 1)
    assert isinstance(outcome.value.raw, ListNode)


def test_a_form_never_changes() -> None:
    piece = Piece(title="x")
    with pytest.raises(AttributeError):
        piece.title = "y"  # type: ignore[misc]
    with pytest.raises(TypeError):
        Piece(kind="brief")  # type: ignore[call-arg]
    assert piece == Piece(title="x") != Piece(title="y")


def test_nothing_near_is_guessed_from_nothing_alike() -> None:
    assert nearest("lead", ["leed", "river"]) == "leed"
    assert nearest("xyz", ["lead", "river"]) == ""
    assert dict(unknown_key(SourceSpan("a"), "xyz", ["lead"]).values)["near"] == ""
