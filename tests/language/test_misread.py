"""UTF-8 that was read as Western text."""

import pytest
from old_text import written_in

from newsletter.language.misread import is_misread, reread

SENTENCE = "Đảng bộ Khối tỉnh: “làm theo” tư tưởng, lịch sử, chí khí – và cả sự tận tụy"


@pytest.mark.parametrize("text", [written_in(SENTENCE, "UTF-8"), SENTENCE.encode().decode("latin-1")])
def test_a_sentence_comes_back(text: str) -> None:
    assert is_misread(text)
    assert reread(text) == SENTENCE


def test_bytes_that_became_spaces_are_found_again() -> None:
    assert reread(written_in(SENTENCE, "UTF-8").replace("\u00a0", " ")) == SENTENCE


def test_bytes_that_were_dropped_are_found_again() -> None:
    assert reread(written_in(SENTENCE, "UTF-8").replace("\u00ad", "")) == SENTENCE


@pytest.mark.parametrize("text", [SENTENCE, "LA BEAUTÉ» et «Ñandú»", "Škoda ÁÉ» Ångström", "§¶ng bé Khèi"])
def test_other_text_is_not_taken_for_it(text: str) -> None:
    assert not is_misread(text)
