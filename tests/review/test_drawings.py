"""What notes keep of what was drawn by hand."""

from math import cos, sin

from review.formats.some_notes import COMMENT

from newsletter.review.drawings import FILE_POINTS_MOST, NOTE_POINTS_MOST, STROKE_POINTS_MOST, with_drawings
from newsletter.review.notes import Drawing, Markup, Note, Points
from newsletter.review.store import LARGEST, note_file


def ink(*strokes: Points) -> Markup:
    return Markup("ink", 1, None, drawing=Drawing("ink", strokes))


def circle(points: int, radius: float = 100.0) -> Points:
    return tuple((radius * cos(6.28 * k / points), radius * sin(6.28 * k / points)) for k in range(points))


def only(*marks: Markup) -> Note:
    (note,) = with_drawings([COMMENT], [marks])
    return note


def test_a_stroke_keeps_its_ends_and_points_half_a_point_apart() -> None:
    fine = tuple((k / 10, 0.0) for k in range(101))
    assert only(ink(fine)).drawings[0].strokes == (tuple((k / 2, 0.0) for k in range(21)),)
    assert only(ink(((1.0, 2.0), (1.1, 2.0)))).drawings[0].strokes == (((1.0, 2.0), (1.1, 2.0)),)
    assert only(ink(((1.0, 2.0),))).drawings[0].strokes == (((1.0, 2.0),),)


def test_a_mark_that_is_not_drawn_adds_nothing() -> None:
    assert only(Markup("highlight", 1, None)) == COMMENT


def test_long_strokes_are_thinned_until_they_are_few() -> None:
    (stroke,) = only(ink(circle(20_000, 5000.0))).drawings[0].strokes
    assert 100 < len(stroke) <= STROKE_POINTS_MOST


def test_a_thousand_dots_stay_a_thousand_dots() -> None:
    dots = [((float(k), 0.0),) for k in range(1000)]
    assert len(only(ink(*dots)).drawings[0].strokes) == 1000


def test_a_note_and_a_file_keep_so_many_points_and_no_more() -> None:
    marks = [ink(circle(1900))] * 2000
    note = only(*marks)
    assert 1 <= len(note.drawings) <= NOTE_POINTS_MOST / 1000
    assert len(note_file(note).content) < LARGEST
    notes = with_drawings([COMMENT] * 2000, [[mark] for mark in marks])
    assert len(notes) == 2000
    kept = sum(len(stroke) for each in notes for drawing in each.drawings for stroke in drawing.strokes)
    assert 0.9 * FILE_POINTS_MOST < kept <= FILE_POINTS_MOST
