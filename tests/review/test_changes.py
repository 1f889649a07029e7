"""What changed between two proofs: exactly what was edited, however the text runs now."""

from collections.abc import Callable
from pathlib import Path

import pytest
from proof_pairs import SENTENCES, article, built, edited, first_folder

from newsletter.pdf.marks import Box
from newsletter.review.changes import Changes, changes
from newsletter.review.maps import MapLine, MapPage, MapWord, SourceMap, parse_map

RIVER = """pages:
  - {template: cover, stories: {lead: 01-hoi-thao}}
  - {template: stream, stories: {river: [02-cau, 03-tho, 04-tin]}, repeat: true}
"""


def map_of(folder: Path) -> SourceMap:
    found = parse_map(folder.with_suffix(".json").read_bytes())
    assert found is not None
    return found


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = first_folder(tmp_path_factory.mktemp("pair") / "so-1")
    (folder / "plan.yaml").write_text(RIVER, encoding="utf-8")
    built(folder)
    return folder


@pytest.fixture
def after(first: Path, tmp_path: Path) -> Callable[[str, Callable[[str], str]], Changes]:
    def told(story: str, change: Callable[[str], str]) -> Changes:
        folder = edited(first, tmp_path / "so-1", story, change)
        built(folder)
        return changes(map_of(first), map_of(folder))

    return told


Told = Callable[[str, Callable[[str], str]], Changes]


def test_a_proof_and_itself_are_the_same(first: Path) -> None:
    found = changes(map_of(first), map_of(first))
    assert found.none
    assert not found.marks


def test_a_word_is_told_with_its_place_and_neighbours(after: Told) -> None:
    found = after("02-cau", lambda text: text.replace("mười đơn vị", "chín đơn vị", 1))
    (story,) = found.stories
    (edit,) = story.edits
    assert (story.story, edit.before, edit.after) == ("02-cau", "mười", "chín")
    assert (edit.prefix, edit.suffix) == ("tháng 10, các đội của", "đơn vị dự lễ khai")
    assert (edit.file, edit.line, edit.column) == ("articles/02-cau.md", 8, 44)
    (mark,) = found.marks
    assert (mark.kind, mark.page) == ("added", edit.new_page)
    assert not found.photos


def test_a_paragraph_that_moves_all_text_after_it_is_the_only_change_of_words(after: Told) -> None:
    found = after("02-cau", lambda text: text.replace("Đoạn 3.", SENTENCES[0] + "\n\n" + "Đoạn 3.", 1))
    edits = [(story.story, edit.before, edit.after) for story in found.stories for edit in story.edits]
    assert edits == [("02-cau", "", SENTENCES[0])]
    assert {mark.page for mark in found.marks} == {2}


def test_stories_that_open_on_another_page_are_told_and_only_those(after: Told) -> None:
    more = "\n\n".join(SENTENCES * 9)
    found = after("02-cau", lambda text: text.replace("Đoạn 3.", more + "\n\nĐoạn 3.", 1))
    moved = {story.story: (story.old_pages, story.new_pages) for story in found.stories if story.moved}
    assert set(moved) <= {"03-tho", "04-tin"}
    assert moved
    assert all(old[0] < new[0] for old, new in moved.values())


def test_words_left_out_leave_a_mark_between_their_neighbours(after: Told) -> None:
    found = after("03-tho", lambda text: text.replace("Đoạn 1. ", "", 1))
    (edit,) = found.stories[0].edits
    assert (edit.before, edit.after) == ("Đoạn 1.", "")
    (mark,) = found.marks
    assert mark.kind == "deleted"
    assert mark.box.width == 0


def test_a_headline_is_compared_by_itself(after: Told) -> None:
    found = after("03-tho", lambda text: text.replace("Mùa gặt sớm", "Mùa gặt muộn", 1))
    assert [(edit.part, edit.before, edit.after) for edit in found.stories[0].edits] == [("title", "sớm", "muộn")]


def test_text_wrapped_otherwise_in_its_file_is_no_change(after: Told) -> None:
    assert after("02-cau", lambda text: text.replace("hội thao tại", "hội thao\ntại")).none


def test_a_photo_in_the_place_of_another_is_swapped(after: Told) -> None:
    found = after("01-hoi-thao", lambda text: text.replace("a.jpg", "b.jpg"))
    (photo,) = found.photos
    assert (photo.kind, photo.old_file, photo.file) == ("swapped", "photos/a.jpg", "photos/b.jpg")
    assert [mark.kind for mark in found.marks] == ["photo"]
    assert not any(story.edits for story in found.stories)


def test_another_part_of_a_photo_is_cropped(after: Told) -> None:
    found = after("01-hoi-thao", lambda text: text.replace("caption", "focus: [0.1, 0.1], caption"))
    assert [photo.kind for photo in found.photos] == ["cropped"]
    assert not found.stories


def test_a_story_that_came_is_marked_whole_and_one_that_went_is_told(first: Path, tmp_path: Path) -> None:
    folder = edited(first, tmp_path / "so-1", "04-tin", lambda _: article("Khác", 5))
    (folder / "articles" / "04-tin.md").rename(folder / "articles" / "05-moi.md")
    (folder / "plan.yaml").write_text(RIVER.replace("04-tin", "05-moi"), encoding="utf-8")
    built(folder)
    found = changes(map_of(first), map_of(folder))
    kinds = {story.story: story.kind for story in found.stories if story.kind != "changed"}
    assert kinds == {"05-moi": "added", "04-tin": "removed"}
    assert all(mark.kind == "added" for mark in found.marks)
    assert sum(story.words for story in found.stories if story.story == "05-moi") > 100


def a_map(*lines: tuple[str, str, int, int]) -> SourceMap:
    """Lines of body text: text, frame, source line, column of its first letter."""
    made: list[MapLine] = []
    for row, (text, frame, line, column) in enumerate(lines):
        words: list[MapWord] = []
        at = column
        for word in text.split():
            words.append(MapWord(10.0 * at, 10.0 * at + 9, line, at, len(word), word))
            at += len(word) + 1
        box = Box(0, 12.0 * row, 100, 12.0 * row + 12)
        made.append(MapLine("a", "a.md", "body", frame, (line, column), (line, at), box, box.y1, text, tuple(words)))
    return SourceMap("so-1", "", {}, (MapPage(1, "1", (400, 600), tuple(made), ()),))


def test_a_drop_cap_and_its_rest_are_one_word() -> None:
    assert changes(a_map(("Sáng nay", "a/1", 1, 1)), a_map(("S", "a/1", 1, 1), ("áng nay", "a/1", 1, 2))).none


def test_a_word_broken_by_the_end_of_a_line_is_one_word() -> None:
    assert changes(a_map(("Hà-Nội", "a/1", 1, 1)), a_map(("Hà-", "a/1", 1, 1), ("Nội", "a/1", 1, 4))).none


def test_text_shown_twice_is_compared_once() -> None:
    assert changes(a_map(("đầu bảng", "a/1", 1, 1)), a_map(("đầu bảng", "a/1", 1, 1), ("đầu bảng", "b/1", 1, 1))).none


def test_a_story_of_one_word_written_over_and_over_is_compared_in_no_time() -> None:
    one = a_map(*[("à " * 40, "a/1", 1, 1 + 80 * k) for k in range(500)])
    other = a_map(*[("à " * 40 if k % 7 else "á " * 40, "a/1", 1, 1 + 80 * k) for k in range(500)])
    assert changes(one, other).stories[0].edits
