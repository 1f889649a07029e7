"""The code of a proof: short, sayable, another for each round, and found again in what a reader of PDFs gives back."""

import pytest

from newsletter.pages.proofcode import ALPHABET, codes_in, proof_code

PRINT = "sha256:" + "ab" * 32


def test_a_code_has_two_groups_of_four_figures_that_cannot_be_taken_for_another() -> None:
    for number in range(200):
        left, hyphen, right = proof_code(PRINT, number).partition("-")
        assert (len(left), hyphen, len(right)) == (4, "-", 4)
        assert set(left + right) <= set(ALPHABET)
    assert not set("ILOU") & set(ALPHABET)


def test_the_same_proof_has_the_same_code_and_each_round_and_issue_another() -> None:
    assert proof_code(PRINT, 2) == proof_code(PRINT, 2)
    codes = {proof_code(PRINT, number) for number in range(1000)} | {proof_code("sha256:" + "ac" * 32, 2)}
    assert len(codes) == 1001


@pytest.mark.parametrize("hyphen", ["-", "\u2010", "\u2011", "\u00ad", "\x02", "\ufffe"])
def test_a_code_is_found_whatever_became_of_its_hyphen(hyphen: str) -> None:
    assert codes_in(f"BÔNG 2 · 7K3M{hyphen}Q9XA · Bản tin nội bộ") == ("7K3M-Q9XA",)


def test_what_was_typed_small_or_with_letters_for_figures_is_the_same_code() -> None:
    assert codes_in("mã 7k3m-q9xa, mã OI3M-Q9XL") == ("7K3M-Q9XA", "013M-Q9X1")


def test_words_and_longer_numbers_are_no_codes() -> None:
    assert codes_in("Thái-Nguyên 0280-385512 a7K3M-Q9XA 7K3M-Q9XA9") == ()
