"""VIQR: Vietnamese in ASCII."""

import pytest
from old_text import written_in

from newsletter.language.viqr import decode_viqr, is_viqr

SENTENCE = "Đảng bộ Khối các cơ quan tỉnh tổ chức hội nghị quán triệt nghị quyết"


def test_a_sentence_comes_back() -> None:
    text = written_in(SENTENCE, "VIQR")
    assert text.startswith("DDa?ng bo^. Kho^'i ca'c co+ quan")
    assert is_viqr(text)
    assert decode_viqr(text) == SENTENCE


def test_a_full_stop_stays_one() -> None:
    assert decode_viqr("Ban ddi xa. Ho.p o+? xa~. Chu+a xong. DDa?ng bo^. Kho^'i.") == (
        "Ban đi xa. Họp ở xã. Chưa xong. Đảng bộ Khối."
    )


def test_names_addresses_and_abbreviations_stay() -> None:
    assert decode_viqr("gu+?i john.o'neil@x.org, DDUK, Microsoft?") == "gửi john.o'neil@x.org, ĐUK, Microsoft?"


@pytest.mark.parametrize("text", [
    "Where are you? I'm at the office. Don't go!",
    "f(a) = a^2 + u+v; x^ y^ z^ (o+u)",
    "Đảng bộ Khối, ddi",
    "L'ete dernier, c'est la vie. Qu'est-ce que c'est?",
    "git commit --amend HEAD^ && cd a^b",
])  # fmt: skip
def test_other_text_is_not_taken_for_it(text: str) -> None:
    assert not is_viqr(text)


def test_a_hostile_text_takes_no_time() -> None:
    text = "." * 500_000 + "a^?.'" * 50_000
    assert decode_viqr(text) == text
