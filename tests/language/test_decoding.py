"""Which old character set a text is in."""

import pytest
from old_text import written_in

from newsletter.language.decoding import decode_around, recognise_bytes

SENTENCE = "Đảng bộ Khối các cơ quan tỉnh tổ chức hội nghị quán triệt nghị quyết của Trung ương"


@pytest.mark.parametrize("charset", ["TCVN3", "VNI", "windows-1258"])
def test_a_sentence_names_its_set(charset: str) -> None:
    assert recognise_bytes(written_in(SENTENCE, charset)) == charset


@pytest.mark.parametrize("text", [
    SENTENCE,
    "Où est la bibliothèque ? L'été dernier, nous avons dû traverser la forêt, à côté d'un château très âgé.",
    "Die Größe der Straße in München überrascht ältere Gäste; Müller fährt häufig über die Brücke nach Köln.",
    "Příliš žluťoučký kůň úpěl ďábelské ódy.",
    "El año pasado, la niña comió piñones en el jardín; mañana será otro día.",
    "A informação não está disponível; os cidadãos votarão amanhã.",
    "The sample was 5 µm wide at 25 °C ± 1 (© 2021).",
])  # fmt: skip
def test_other_languages_are_in_no_old_set(text: str) -> None:
    assert recognise_bytes(text) == ""


def test_a_word_typed_in_later_stays() -> None:
    text = f"{written_in(SENTENCE, 'VNI')} đồng chí còn"
    assert decode_around(text, "VNI") == f"{SENTENCE} đồng chí còn"
