"""Tables of the character sets of the nineties."""

import shutil
import subprocess

import pytest
from old_text import LETTERS, written_in

from newsletter.language.charsets import CHARSETS, decode, transcribe

SMALL = [letter for letter in LETTERS if letter.islower()]


@pytest.mark.parametrize("charset", ["TCVN3", "VNI", "windows-1258"])
def test_every_letter_comes_back(charset: str) -> None:
    letters = LETTERS if charset != "TCVN3" else SMALL + list("ĂÂÊÔƠƯĐ")
    assert [letter for letter in letters if transcribe(written_in(letter, charset), charset) != letter] == []


def _by_iconv(code: int, charset: str) -> str:
    command = ["iconv", "-f", charset, "-t", "UTF-8"]
    ran = subprocess.run(command, input=bytes([code, 0x41]), capture_output=True, check=False)
    return ran.stdout.decode()[:-1] if ran.returncode == 0 else ""


@pytest.mark.skipif(not shutil.which("iconv"), reason="no iconv here")
@pytest.mark.parametrize(("charset", "name"), [("TCVN3", "TCVN"), ("VISCII", "VISCII")])
def test_the_tables_agree_with_those_of_the_c_library(charset: str, name: str) -> None:
    codes = range(0xB5, 0xFF) if charset == "TCVN3" else (*range(0x02, 0x07), *range(0x80, 0x100))
    ours = {code: transcribe(chr(code), charset) for code in codes}
    changed = {code: letter for code, letter in ours.items() if letter != chr(code)}
    assert len(changed) > 58
    assert {code: letter for code, letter in changed.items() if _by_iconv(code, name) != letter} == {}


def test_the_tables_agree_with_those_of_another_reader() -> None:
    tables = {
        "VPS": pytest.importorskip("viparse.normalize.vps").VPS,
        "VNI": pytest.importorskip("viparse.normalize.vni").VNI,
        "TCVN3": pytest.importorskip("viparse.normalize.tcvn3").TCVN3,
    }
    for charset, table in tables.items():
        pairs = dict(table.pairs)
        assert {key: value for key, value in pairs.items() if transcribe(key, charset) != value} == {}


def test_a_soft_hyphen_of_tcvn3_is_a_letter() -> None:
    assert decode("th\u00ad viÖn", "TCVN3") == "thư viện"


def test_a_letter_that_was_dropped_as_a_soft_hyphen_is_put_back_where_the_word_needs_it() -> None:
    assert decode("®îc chÊt lîng cña Ban thêng vô ngêi d©n", "TCVN3") == "được chất lượng của Ban thường vụ ngời dân"
    assert decode("b¬i lîn trêi mêi", "TCVN3") == "bơi lợn trời mời"


def test_words_of_capitals_are_capitals_throughout() -> None:
    assert decode("KHèI C¸C C¥ QUAN TØNH", "TCVN3") == "KHỐI CÁC CƠ QUAN TỈNH"
    assert decode("HéI NGHÞ ë Hµ NéI", "TCVN3") == "HỘI NGHỊ Ở HÀ NỘI"
    assert decode("Kú häp cña UBND X· T©n Kú, Sè 03-HD", "TCVN3") == "Kỳ họp của UBND Xã Tân Kỳ, Số 03-HD"


def test_vni_knows_the_letter_that_others_forget() -> None:
    assert decode("thaúng", "VNI") == "thẳng"


def test_quotation_marks_in_viscii_stay_but_where_they_make_a_word() -> None:
    assert decode("“Ðäng bµ”", "VISCII").startswith("“")
    assert decode("B\u0093", "VISCII") == "BỘ"


@pytest.mark.parametrize("charset", CHARSETS)
def test_plain_letters_and_numbers_are_the_same_in_every_set(charset: str) -> None:
    assert decode("Microsoft Office 2019, tel. 0208-3855", charset) == "Microsoft Office 2019, tel. 0208-3855"
