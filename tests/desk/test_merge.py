"""A newer version put together with what editors have done: nothing of either is lost, what cannot be decided is told."""

from hypothesis import given
from hypothesis import strategies as st

from newsletter.desk.merge import Conflict, merge, with_photos

BASE = """---
title: "Hội thao"
author: "Văn phòng"
kind: article
photos:
  - file: "photos/hoi-thao-1.jpg"
    caption: "Lễ khai mạc"
---

Đoạn một.

Đoạn hai.

Đoạn ba.
"""


def test_what_the_editors_left_alone_is_replaced() -> None:
    theirs = BASE.replace("Đoạn hai.", "Đoạn hai, viết lại.")
    assert merge(BASE, BASE, theirs) == (theirs, ())


def test_a_newer_version_that_says_the_same_changes_nothing() -> None:
    ours = BASE.replace("Đoạn hai.", "Đoạn hai, biên tập.")
    assert merge(BASE, ours, BASE) == (ours, ())


def test_changes_in_different_paragraphs_are_both_taken_even_in_neighbours() -> None:
    ours = BASE.replace("Đoạn hai.", "Đoạn hai, biên tập.")
    theirs = BASE.replace("Đoạn ba.", "Đoạn ba, viết lại.")
    merged = merge(BASE, ours, theirs)
    assert merged.text == BASE.replace("Đoạn hai.", "Đoạn hai, biên tập.").replace("Đoạn ba.", "Đoạn ba, viết lại.")
    assert not merged.conflicts


def test_the_same_paragraph_changed_by_both_leaves_the_file_of_the_editors_as_it_is() -> None:
    ours = BASE.replace("Đoạn hai.", "Đoạn hai, biên tập.")
    theirs = BASE.replace("Đoạn hai.", "Đoạn hai, viết lại.")
    merged = merge(BASE, ours, theirs)
    assert merged == (ours, (Conflict(12, "Đoạn hai, biên tập.", "Đoạn hai, viết lại."),))
    assert ours.splitlines()[11] == "Đoạn hai, biên tập."


def test_a_correction_that_both_have_made_is_made_once() -> None:
    both = BASE.replace("Đoạn hai.", "Đoạn hai, sửa.")
    assert merge(BASE, both, both.replace("Đoạn ba.", "Đoạn ba, mới.")).text == both.replace(
        "Đoạn ba.", "Đoạn ba, mới."
    )


def test_a_paragraph_added_at_the_end_stands_apart_from_the_one_that_was_last() -> None:
    ours = BASE.replace("Đoạn ba.", "Đoạn ba, biên tập.")
    merged = merge(BASE, ours, BASE + "\nĐoạn bốn.\n")
    assert merged.text == ours + "\nĐoạn bốn.\n"
    assert merge(BASE, BASE + "\nĐoạn bốn.\n", BASE.replace("Đoạn ba.", "Đoạn ba, mới.")).text.endswith(
        "Đoạn ba, mới.\n\nĐoạn bốn.\n"
    )


def test_a_list_takes_an_item_from_each_side() -> None:
    base = "- một\n- hai\n- ba\n"
    assert merge(base, "- một, sửa\n- hai\n- ba\n", "- một\n- hai\n- ba\n- bốn\n").text == (
        "- một, sửa\n- hai\n- ba\n- bốn\n"
    )


def test_paragraphs_that_editors_have_joined_stay_joined() -> None:
    ours = BASE.replace("Đoạn một.\n\nĐoạn hai.", "Đoạn một.\nĐoạn hai.")
    theirs = BASE.replace("Đoạn ba.", "Đoạn ba, viết lại.")
    assert merge(BASE, ours, theirs).text == ours.replace("Đoạn ba.", "Đoạn ba, viết lại.")


def test_a_paragraph_that_editors_took_out_and_its_author_rewrote_is_a_conflict() -> None:
    ours = BASE.replace("Đoạn hai.\n\n", "")
    merged = merge(BASE, ours, BASE.replace("Đoạn hai.", "Đoạn hai, viết lại."))
    assert merged.text == ours
    assert [(conflict.ours, conflict.theirs) for conflict in merged.conflicts] == [("", "Đoạn hai, viết lại.")]


def test_front_matter_is_merged_key_by_key() -> None:
    ours = BASE.replace("kind: article", "section: Thể thao\nkind: article\npriority: 1")
    theirs = BASE.replace('title: "Hội thao"', 'title: "Hội thao chào mừng"\ndeck: "Bốn môn"')
    assert merge(BASE, ours, theirs).text == ours.replace(
        'title: "Hội thao"', 'title: "Hội thao chào mừng"\ndeck: "Bốn môn"'
    )


def test_a_headline_that_both_have_changed_is_a_conflict_with_its_key() -> None:
    ours, theirs = BASE.replace("Hội thao", "Hội thao Khối"), BASE.replace("Hội thao", "Hội thao truyền thống")
    merged = merge(BASE, ours, theirs)
    assert merged.text == ours
    assert [(conflict.what, conflict.line) for conflict in merged.conflicts] == [("title", 2)]


def test_photos_are_merged_one_by_one() -> None:
    ours = BASE.replace("Lễ khai mạc", "Lễ khai mạc hội thao")
    new = '  - file: "photos/hoi-thao-2.jpg"\n'
    theirs = BASE.replace('"Lễ khai mạc"\n', f'"Lễ khai mạc"\n{new}')
    assert merge(BASE, ours, theirs).text == theirs.replace("Lễ khai mạc", "Lễ khai mạc hội thao")


def test_a_photo_of_which_both_changed_the_caption_is_a_conflict() -> None:
    merged = merge(BASE, BASE.replace("Lễ khai", "Buổi khai"), BASE.replace("Lễ khai mạc", "Khai mạc"))
    assert [conflict.what for conflict in merged.conflicts] == ["photos"]


def test_a_version_that_came_without_its_photos_keeps_those_of_the_one_before() -> None:
    bare = BASE[: BASE.index("photos:")] + "---\n\nĐoạn một, sửa.\n"
    found = with_photos(bare, BASE)
    assert found.text == BASE[: BASE.index("---\n\n")] + "---\n\nĐoạn một, sửa.\n"
    assert found.kept == ("photos/hoi-thao-1.jpg",)
    other = bare.replace("---\n\n", 'photos:\n  - file: "photos/hoi-thao-2.jpg"\n---\n\n')
    assert with_photos(other, BASE).text.count("file:") == 2
    assert with_photos(BASE, BASE) == (BASE, ())
    anchored = bare + "\n![Lễ khai mạc](photos/hoi-thao-1.jpg)\n"
    assert with_photos(anchored, BASE) == (anchored, ())


def test_a_key_written_twice_by_hand_is_not_guessed_at() -> None:
    ours = BASE.replace("kind: article", "kind: article\nkind: brief")
    assert merge(BASE, ours, BASE.replace("Hội thao", "Hội thi")).conflicts[0].what == "---"
    assert merge(BASE, ours, BASE.replace("Đoạn ba.", "Đoạn ba!")).text == ours.replace("Đoạn ba.", "Đoạn ba!")


def test_line_ends_of_windows_and_letters_of_a_mac_are_no_change() -> None:
    from unicodedata import normalize  # noqa: PLC0415

    theirs = BASE.replace("Đoạn hai.", "Đoạn hai, viết lại.")
    assert merge(BASE, BASE.replace("\n", "\r\n"), theirs) == (theirs.replace("\n", "\r\n"), ())
    assert merge(BASE, normalize("NFD", BASE), theirs) == (theirs, ())


_PARAGRAPH = st.sampled_from([f"Đoạn {number}." for number in range(6)])
_BODY = st.lists(_PARAGRAPH, max_size=7).map("\n\n".join)


@given(_BODY, _BODY, _BODY)
def test_whatever_is_merged_one_side_that_did_nothing_gives_way_and_nobody_s_lines_vanish_unsaid(
    base: str, ours: str, theirs: str
) -> None:
    assert merge(base, base, theirs).text.split() == theirs.split()
    assert merge(base, ours, base).text.split() == ours.split()
    merged = merge(base, ours, theirs)
    if merged.conflicts:
        assert merged.text == ours
    else:
        added = {*ours.split("\n\n"), *theirs.split("\n\n")} - set(base.split("\n\n"))
        assert added - {""} <= set(merged.text.strip().split("\n\n"))
