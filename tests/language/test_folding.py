"""Words without their marks."""

from newsletter.language.folding import folded


def test_marks_capitals_and_the_stroke_of_d_are_dropped() -> None:
    assert folded("Đảng ủy KHỐI") == "dang uy khoi"


def test_text_with_combining_marks_folds_alike() -> None:
    assert folded("Đa\u0309ng u\u0309y") == folded("Đảng ủy")
