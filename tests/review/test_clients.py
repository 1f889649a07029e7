"""Proofs marked by programs that reviewers have: nothing that they wrote is missed."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from review.clients import Mark, annotations, by_poppler, by_pypdf, has_poppler, make_proof, plan, said
from review.odd_files import FILES

from newsletter.pdf.reader import read
from newsletter.review.markups import markups

RETURNED = Path(__file__).with_name("returned")
RECORDED = ("pdfjs", "poppler")


class Sent(NamedTuple):
    proof: bytes
    marks: list[Mark]


@pytest.fixture(scope="module")
def sent(tmp_path_factory: pytest.TempPathFactory) -> Sent:
    proof = make_proof(tmp_path_factory.mktemp("sent"))
    return Sent(proof, plan(proof))


def recorded(name: str) -> tuple[bytes, list[dict[str, str]]]:
    truth = json.loads((RETURNED / f"{name}.json").read_text("utf-8"))
    return (RETURNED / f"{name}.pdf").read_bytes(), truth


def written(content: bytes) -> Iterator[str]:
    return (markup.contents for markup in markups(read(content)).markups)


def test_the_plan_marks_words_phrases_parts_lines_and_gaps(sent: Sent) -> None:
    assert {mark.what for mark in sent.marks} == {"word", "phrase", "part", "lines", "line", "caret"}
    assert len(sent.marks) > 100


@pytest.mark.parametrize("incremental", [False, True])
def test_every_mark_of_pypdf_is_found(sent: Sent, incremental: bool) -> None:
    back = by_pypdf(sent.proof, sent.marks, incremental=incremental)
    assert list(written(back)) == [said(mark) for mark in sent.marks]
    assert markups(read(back)).total == annotations(back)


@pytest.mark.skipif(not has_poppler(), reason="no poppler-glib with GObject introspection here")
def test_every_mark_of_poppler_is_found(sent: Sent, tmp_path: Path) -> None:
    back, _ = by_poppler(sent.proof, sent.marks, tmp_path)
    assert list(written(back)) == [said(mark) for mark in sent.marks]
    assert markups(read(back)).total == annotations(back)


@pytest.mark.parametrize("name", RECORDED)
def test_every_mark_of_a_recorded_program_is_found(name: str) -> None:
    back, truth = recorded(name)
    assert sorted(written(back)) == sorted(mark["contents"] for mark in truth)
    assert markups(read(back)).total == annotations(back)


@pytest.mark.parametrize("shape", FILES)
def test_every_mark_is_found_in_whatever_shape_a_file_comes_back(sent: Sent, shape: str) -> None:
    back = FILES[shape](by_pypdf(sent.proof, sent.marks))
    assert list(written(back)) == [said(mark) for mark in sent.marks]
