"""Returned files that are broken or hostile come to notes or to a problem, in little time, and never to an error of ours."""

import time
from pathlib import Path

import pytest
from review.broken import broken

from newsletter.review.notes import Reading
from newsletter.review.read import read_apart, read_proof

RETURNED = Path(__file__).with_name("returned")
BACK = (RETURNED / "pdfjs.pdf").read_bytes()


def adds_up(reading: Reading) -> bool:
    return reading.annotations == reading.used + reading.states + sum(count for _, count in reading.skipped)


@pytest.mark.parametrize("seed", range(24))
def test_a_broken_file_is_read_as_far_as_it_goes(seed: int) -> None:
    begun = time.process_time()
    reading = read_proof(broken(BACK, seed), "về.pdf", {}, ())
    assert time.process_time() - begun < 20
    assert adds_up(reading)
    assert reading.notes or reading.problems or reading.annotations == 0


@pytest.mark.parametrize("seed", [1, 2])
def test_apart_it_comes_to_the_same(seed: int) -> None:
    content = broken(BACK, seed)
    assert read_apart(content, "về.pdf", {}, ()) == read_proof(content, "về.pdf", {}, ())
