"""The doorway to YAML: text as written, each fault at its place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsletter.intake.yaml import DEEPEST, LARGEST, ListNode, MapNode, Node, ScalarNode, parse_yaml
from newsletter.problems import Problem
from newsletter.source import SourceSpan


def parsed(text: str) -> Node:
    outcome = parse_yaml(text, "issue.yaml")
    assert outcome.problems == ()
    assert outcome.value is not None
    return outcome.value


def faults(text: str) -> list[tuple[str, int, int]]:
    return [place(problem) for problem in parse_yaml(text, "issue.yaml").problems]


def place(problem: Problem) -> tuple[str, int, int]:
    assert problem.source is not None
    return problem.code, problem.source.line, problem.source.column


@pytest.mark.parametrize("written", ["NO", "yes", "on", "010", "1.10", "0x1F", "12:30", "1_000", "null", "2022-10-20"])
def test_a_scalar_stays_the_text_that_was_written(written: str) -> None:
    node = parsed(f"key: {written}")
    assert isinstance(node, MapNode)
    value = node.get("key")
    assert isinstance(value, ScalarNode)
    assert value.text == written


def test_every_node_and_key_knows_its_line_and_column() -> None:
    node = parsed("title: Bản tin\nphotos:\n  - {file: a.jpg}\n")
    assert isinstance(node, MapNode)
    (title, text), (_, photos) = node.entries
    assert title.at == SourceSpan("issue.yaml", 1, 1)
    assert text.at == SourceSpan("issue.yaml", 1, 8)
    assert isinstance(photos, ListNode)
    photo = photos.nodes[0]
    assert photo.at == SourceSpan("issue.yaml", 3, 5)
    assert isinstance(photo, MapNode)
    assert photo.entries[0][1].at == SourceSpan("issue.yaml", 3, 12)


def test_offsets_of_a_scalar_cut_it_out_of_the_text_with_its_quotation_marks() -> None:
    text = 'a: "Đảng bộ"\nb: Khối'
    node = parsed(text)
    assert isinstance(node, MapNode)
    cut = [text[value.start : value.end] for _, value in node.entries if isinstance(value, ScalarNode)]
    assert cut == ['"Đảng bộ"', "Khối"]


def test_lines_above_the_text_are_counted() -> None:
    problem = parse_yaml("a: 1\na: 2", "articles/01.md", line_offset=1).problems[0]
    assert problem.source == SourceSpan("articles/01.md", 3, 1)
    assert problem.values == (("key", "a"), ("line", 2))


def test_an_empty_text_is_an_empty_mapping() -> None:
    assert parsed("# nothing yet\n") == MapNode((), SourceSpan("issue.yaml", 1, 1))


@pytest.mark.parametrize(
    ("text", "code", "line", "column"),
    [
        ("title: Thái Nguyên: 68 năm", "NL102", 1, 19),
        ("a:\n\tb: 1", "NL103", 2, 1),
        ('a: 1\nb: "mở\nc: 2', "NL104", 2, 4),
        ("a: 1\nmột dòng\nc: 2", "NL105", 2, 1),
        ("a: [1, 2\nb: 3", "NL106", 1, 4),
        ("a: @vnpt", "NL107", 1, 4),
        ("a: x\x07", "NL108", 1, 5),
        ('a: x\nb: "\ud800"', "NL108", 2, 5),
        ("a: 1\nb: 2\na: 3", "NL109", 3, 1),
        ("a: *bold", "NL110", 1, 4),
        ("a: &b c", "NL110", 1, 4),
        ("a: !!python/object:os.system c", "NL110", 1, 4),
        ("a: Số #1", "NL113", 1, 4),
        ("? [a]\n: 2", "NL114", 1, 3),
        ("a: 1\n---\nb: 2", "NL115", 2, 1),
        ('a: "Hạt gạo" mùa vàng', "NL116", 1, 14),
        ('a: "photos\\qanh.jpg"', "NL117", 1, 11),
        ("- a\nb: 1", "NL101", 2, 1),
    ],
)
def test_each_fault_has_its_code_and_place(text: str, code: str, line: int, column: int) -> None:
    assert faults(text) == [(code, line, column)]


def test_all_faults_that_leave_the_text_readable_are_told_together() -> None:
    text = "a: 1\na: 2\nb: *x\nc: &d e\n"
    assert [code for code, _, _ in faults(text)] == ["NL110", "NL110", "NL109"]
    assert parse_yaml(text, "issue.yaml").value is not None


def test_the_first_of_two_values_is_kept() -> None:
    node = parse_yaml("a: 1\na: 2", "issue.yaml").value
    assert isinstance(node, MapNode)
    assert [value.text for _, value in node.entries if isinstance(value, ScalarNode)] == ["1"]


def test_a_comment_that_is_meant_as_one_is_no_fault() -> None:
    assert faults("a: 1  # lead\nb: 'x' #1\n#c\n") == []


def test_a_line_separator_of_word_processors_does_not_shift_the_lines_below() -> None:
    assert faults("a: x\u2028y\nb: 1\nb: 2") == [("NL109", 3, 1)]


def test_an_alias_bomb_costs_nothing() -> None:
    bomb = "a: &a [x, x]\n" + "".join(f"b{n}: &b{n} [*a, *a, *a]\n" for n in range(100))
    outcome = parse_yaml(bomb, "issue.yaml")
    assert {problem.code for problem in outcome.problems} == {"NL110"}


@pytest.mark.parametrize("bracket", ["[", "{a: ", "- "])
def test_depth_is_bounded(bracket: str) -> None:
    assert [code for code, _, _ in faults(bracket * (DEEPEST + 1))] == ["NL112"]
    assert [code for code, _, _ in faults(bracket * 50_000)] == ["NL112"]


def test_length_is_bounded() -> None:
    assert faults("a" * (LARGEST + 1)) == [("NL111", 1, 1)]


@given(st.text(st.characters(exclude_categories=()), max_size=60))
def test_no_text_at_all_raises(text: str) -> None:
    outcome = parse_yaml(text, "x.yaml")
    assert outcome.value is not None or outcome.problems


@given(st.dictionaries(st.from_regex("[a-z]{1,8}", fullmatch=True), st.text("ab :'#éế", max_size=12), max_size=6))
def test_quoted_text_comes_back_as_it_was(entries: dict[str, str]) -> None:
    text = "".join(f"{key}: '{value.replace(chr(39), chr(39) * 2)}'\n" for key, value in entries.items())
    node = parsed(text)
    assert isinstance(node, MapNode)
    assert {key.text: value.text for key, value in node.entries if isinstance(value, ScalarNode)} == entries
