"""Imposed files: the right pages in the right places, marks beside them, and the standard kept."""

import hashlib
import io
import re
import shutil
import subprocess
import time
from itertools import pairwise
from pathlib import Path

import pikepdf
import pypdfium2 as pdfium
import pytest
from numbered_pages import edited, imposed, job, numbered, numbers, planned, refused, sides, texts
from square_type import opened

from newsletter.finish.dummy import draw_dummy
from newsletter.finish.impose import Job, plan
from newsletter.finish.schemes import Edge, Scheme
from newsletter.finish.sheetmarks import SheetMark
from newsletter.finish.sheets import Forme, Placed, parse_sheet
from newsletter.geometry import Rect
from newsletter.preflight.judge import preflight
from newsletter.units import Mpt, mm, pt

ALL_SCHEMES: list[Scheme] = ["saddle", "perfect", "nup", "reader"]
OFFSET, LENGTH = mm(1), mm(6)


def operators(content: bytes, side: int) -> list[tuple[str, list[object]]]:
    document = opened(content)
    return [(str(step.operator), list(step.operands)) for step in pikepdf.parse_content_stream(document.pages[side])]


@pytest.mark.parametrize("order", [
    job("saddle"), job("saddle", signature=8), job("perfect", signature=8), job("perfect", signature=16),
    job("saddle", sheet=parse_sheet("65x86")), job("nup"), job("nup", sheet=parse_sheet("79x109"), repeat=True),
    job("nup", turn=False), job("reader"),
], ids=lambda order: f"{order.wish.scheme}-{order.wish.signature}-{order.sheet}-{order.wish.turn}")  # fmt: skip
def test_each_side_shows_its_pages_and_no_others(order: Job) -> None:
    content = numbered(16)
    shown = [numbers(text) for text in texts(imposed(content, order))]
    assert shown == [sorted(placed.page for placed in side.pages if placed.page) for side in sides(content, order)]
    assert {page for side in shown for page in side} == set(range(1, 17))


def inside(x: float, y: float, box: Rect) -> bool:
    return box.x0 <= x * 1000 <= box.x1 and box.y0 <= y * 1000 <= box.y1


def number_corner(placed: Placed) -> Rect:
    """Where the number of a page stands when the page lies so: at its head, on the left."""
    box = placed.box
    middle_x, middle_y = (box.x0 + box.x1) // 2, (box.y0 + box.y1) // 2
    return {
        "top": Rect(box.x0, middle_y, middle_x, box.y1),
        "left": Rect(box.x0, box.y0, middle_x, middle_y),
        "bottom": Rect(middle_x, box.y0, box.x1, middle_y),
        "right": Rect(middle_x, middle_y, box.x1, box.y1),
    }[placed.head]


@pytest.mark.parametrize("turned", [0, 90, 180, 270])
@pytest.mark.parametrize("paper", [None, "65x86", "43x65"])
def test_pages_stand_where_they_should_with_their_heads_up(paper: str | None, turned: int) -> None:
    def turn(document: pikepdf.Pdf) -> None:
        for page in document.pages:
            page.Rotate = turned

    content = edited(numbered(8), turn)
    order = job("saddle", sheet=parse_sheet(paper) if paper else None, signature=8)
    document = pdfium.PdfDocument(imposed(content, order))
    heads = set()
    for sheet, side in zip(document, sides(content, order), strict=True):
        page = sheet.get_textpage()
        text = page.get_text_range()
        for placed in side.pages:
            left, bottom, right, top = page.get_charbox(text.index(f"page {placed.page}"))
            # /Rotate shows the page turned clockwise, so its number stands a quarter turn further round.
            order_of_heads = ("top", "right", "bottom", "left")
            head = order_of_heads[(order_of_heads.index(placed.head) + turned // 90) % 4]
            assert inside((left + right) / 2, (bottom + top) / 2, number_corner(placed._replace(head=head)))  # type: ignore[arg-type]
            heads.add(placed.head)
        page.close()
    document.close()
    assert heads in ({"top", "bottom"}, {"left", "right"})


@pytest.mark.parametrize("scheme", ALL_SCHEMES)
@pytest.mark.parametrize("standard", ["pdfx1a", "pdfx4"])
def test_the_standard_its_intent_and_its_dates_are_kept(scheme: Scheme, standard: str) -> None:
    content = numbered(4, standard)  # type: ignore[arg-type]
    before, after = opened(content), opened(imposed(content, job(scheme)))
    assert after.pdf_version == before.pdf_version
    assert dict(after.docinfo.items()) == dict(before.docinfo.items())
    assert after.Root.Metadata.read_raw_bytes() == before.Root.Metadata.read_raw_bytes()
    (intent,) = after.Root.OutputIntents
    (old,) = before.Root.OutputIntents
    assert intent.DestOutputProfile.read_bytes() == old.DestOutputProfile.read_bytes()
    assert str(intent.OutputConditionIdentifier) == str(old.OutputConditionIdentifier)
    assert len(after.trailer.ID) == 2


@pytest.mark.parametrize("scheme", ALL_SCHEMES)
def test_boxes_of_the_sheet_lie_in_each_other(scheme: Scheme) -> None:
    for page in opened(imposed(numbered(8), job(scheme))).pages:
        media, bleed, trim = ([float(edge) for edge in page[box]] for box in ("/MediaBox", "/BleedBox", "/TrimBox"))
        assert media[:2] == [0, 0]
        assert bleed[0] <= trim[0] < trim[2] <= bleed[2] <= media[2]
        assert bleed[1] <= trim[1] < trim[3] <= bleed[3] <= media[3]


@pytest.mark.skipif(not shutil.which("qpdf"), reason="qpdf is not installed")
@pytest.mark.parametrize("scheme", ALL_SCHEMES)
def test_qpdf_finds_nothing_wrong(scheme: Scheme, tmp_path: Path) -> None:
    order = job(scheme)
    (tmp_path / "sheets.pdf").write_bytes(imposed(numbered(7), order))
    sink = io.BytesIO()
    draw_dummy(planned(numbered(7), order).arrangement, "a", sink)
    (tmp_path / "dummy.pdf").write_bytes(sink.getvalue())
    for name in ("sheets.pdf", "dummy.pdf"):
        said = subprocess.run(["qpdf", "--check", str(tmp_path / name)], capture_output=True, text=True, check=False)  # noqa: S607
        assert said.returncode == 0, said.stdout + said.stderr


def test_the_same_file_comes_out_each_time_and_its_id_is_its_own() -> None:
    one, other = imposed(numbered(8), job()), imposed(numbered(8), job())
    assert one == other
    crept = imposed(numbered(8), job(creep=mm(0.1)))
    assert opened(one).trailer.ID[0] != opened(crept).trailer.ID[0]


def test_contents_fonts_and_photos_stay_as_they_were() -> None:
    """Every stream of the file stands in the sheets, byte for byte."""

    def streams(content: bytes) -> set[str]:
        return {
            hashlib.sha256(thing.read_raw_bytes()).hexdigest()
            for thing in opened(content).objects
            if isinstance(thing, pikepdf.Stream)
        }

    assert streams(numbered(4)) - streams(imposed(numbered(4), job())) == set()


def test_a_page_is_written_once_however_often_it_is_shown() -> None:
    content = imposed(numbered(2), job("nup", sheet=parse_sheet("79x109")))
    document = opened(content)
    forms = [
        thing for thing in document.objects if isinstance(thing, pikepdf.Stream) and thing.get("/Subtype") == "/Form"
    ]
    assert len(forms) == 2
    (side,) = sides(numbered(2), job("nup", sheet=parse_sheet("79x109")))
    assert len(side.pages) > 4


def test_pictures_end_at_bleed_and_fold() -> None:
    """The tint of each page bleeds: beyond bleed and fold the paper is white, within it is not."""
    document = pdfium.PdfDocument(imposed(numbered(4), job(marks=frozenset[SheetMark]())))
    picture = document[0].render(scale=2).to_pil().convert("RGB")
    document.close()
    side = sides(numbered(4), job(marks=frozenset[SheetMark]()))[0]
    assert side.size.width == 2 * pt(400) + 2 * pt(9)  # without marks the paper ends at the bleed
    assert picture.getpixel((2, 2)) != (255, 255, 255)
    marked = sides(numbered(4), job())[0]
    document = pdfium.PdfDocument(imposed(numbered(4), job()))
    picture = document[0].render(scale=2).to_pil().convert("RGB")
    document.close()
    left = marked.bleed.x0 * 2 // 1000
    middle = picture.height // 2 - 60
    assert picture.getpixel((left - 3, middle)) == (255, 255, 255)
    assert picture.getpixel((left + 3, middle)) != (255, 255, 255)


def strokes(content: bytes, side: int) -> list[tuple[float, float, float, float]]:
    """Straight lines of the marks."""
    found, start = [], (0.0, 0.0)
    steps = operators(content, side)
    begin = next(index for index, (name, args) in enumerate(steps) if name == "CS" and str(args[0]) == "/All")
    for name, args in steps[begin:]:
        if name == "m":
            start = (float(args[0]), float(args[1]))  # type: ignore[arg-type]
        elif name == "l":
            found.append((*start, float(args[0]), float(args[1])))  # type: ignore[arg-type]
    return found


def at_the_rim(side: Forme, edge: Edge) -> list[Placed]:
    """The pages that have no other page between them and an edge of the sheet."""
    low, high = (0, 2) if edge in ("top", "bottom") else (1, 3)  # along the edge
    place, sign = {"left": (0, -1), "right": (2, 1), "bottom": (1, -1), "top": (3, 1)}[edge]
    return [
        page
        for page in side.pages
        if not any(
            other.box[place] * sign > page.box[place] * sign + mm(50)
            for other in side.pages
            if other.box[low] < page.box[high] - mm(50) and page.box[low] < other.box[high] - mm(50)
        )
    ]


@pytest.mark.parametrize("order", [
    job("saddle", creep=mm(0.2)), job("perfect", signature=8), job("nup", sheet=parse_sheet("65x86")),
    job("saddle", sheet=parse_sheet("65x86"), creep=mm(0.2)),
    job("saddle", sheet=parse_sheet("46x35"), signature=8, creep=mm(0.2)),
], ids=["spreads", "glued", "leaves", "sheet", "turned"])  # fmt: skip
def test_crop_marks_point_at_the_trims_and_stay_clear_of_the_bleed(order: Job) -> None:
    """At each edge of the sheet, a mark for each cut of the pages along it; none where a page is folded."""
    content = imposed(numbered(16), order._replace(marks=frozenset({"crop"})))
    for index, side in enumerate(sides(numbered(16), order)):
        bleed = side.bleed
        wanted: set[tuple[Mpt, ...]] = set()
        for edge, near, away in (
            ("left", bleed.x0, -1),
            ("right", bleed.x1, 1),
            ("bottom", bleed.y0, -1),
            ("top", bleed.y1, 1),
        ):
            begin, end = near + away * OFFSET, near + away * (OFFSET + LENGTH)
            for page in at_the_rim(side, edge):  # type: ignore[arg-type]
                if edge in ("left", "right"):
                    cuts = {"bottom": page.trim.y0, "top": page.trim.y1}
                    wanted |= {(begin, cut, end, cut) for rim, cut in cuts.items() if rim != page.spine}
                else:
                    cuts = {"left": page.trim.x0, "right": page.trim.x1}
                    wanted |= {(cut, begin, cut, end) for rim, cut in cuts.items() if rim != page.spine}
        drawn = [tuple(round(part * 1000) for part in line) for line in strokes(content, index)]
        assert sorted(drawn) == sorted(wanted)


def test_marks_are_drawn_in_the_colour_of_all_plates_and_can_be_left_out() -> None:
    content = imposed(numbered(4), job())
    document = opened(content)
    assert str(document.pages[0].Resources.ColorSpace.All[1]) == "/All"
    steps = [name for name, _ in operators(content, 0)]
    assert "SCN" in steps
    assert not {"rg", "RG", "g", "G"} & set(steps)
    plain = [name for name, _ in operators(imposed(numbered(4), job(marks=frozenset[SheetMark]())), 0)]
    assert set(plain) == {"q", "re", "W", "n", "cm", "Do", "Q"}


def test_fold_marks_are_dashed_and_stand_at_the_folds() -> None:
    order = job("perfect", signature=8, marks=frozenset({"fold"}))
    content = imposed(numbered(8), order)
    steps = operators(content, 0)
    assert any(name == "d" and len(args[0]) == 2 for name, args in steps)  # type: ignore[arg-type]
    (x,), (y,) = sides(numbered(8), order)[0].folds
    lines = [tuple(round(part * 1000) for part in line) for line in strokes(content, 0)]
    assert sorted((line[0] == line[2] == x, line[1] == line[3] == y) for line in lines) == [
        (False, True), (False, True), (True, False), (True, False)
    ]  # fmt: skip


def test_collating_marks_are_stairs_on_the_spines_of_a_gathered_book() -> None:
    order = job("perfect", signature=8, marks=frozenset({"collating"}))
    bars = []
    content = imposed(numbered(24), order)
    for index, side in enumerate(sides(numbered(24), order)):
        found = [args for name, args in operators(content, index) if name == "re"]
        pages = [placed for placed in side.pages if placed.page]
        extra = found[len(pages) :]
        assert len(extra) == (1 if side.letter == "A" else 0)
        if extra:
            x, y, width, height = (float(part) * 1000 for part in extra[0])  # type: ignore[arg-type]
            (spine,) = side.spines
            assert spine.x0 <= x
            assert x + width <= spine.x1 + 1
            bars.append((round(y), round(height)))
    assert [a[0] - b[0] for a, b in pairwise(bars)] == [bars[0][1]] * 2  # each a step down


def test_the_slug_names_file_sheet_side_and_signature() -> None:
    said = texts(imposed(numbered(16), job("perfect", signature=8)))
    assert "so-1.pdf · tờ 1/2 · mặt A · tay 1/2 · trang 1, 4-5, 8" in said[0]
    assert "tờ 2/2 · mặt B" in said[3]
    assert "in tự trở" in texts(imposed(numbered(2), job("nup")))[0]


def test_a_name_that_the_font_cannot_set_does_not_put_boxes_on_the_sheet() -> None:
    said = texts(imposed(numbered(1), job(name="第一期.pdf")))[0]
    assert "???.pdf" in said


def test_the_slug_of_narrow_paper_stands_at_the_left() -> None:
    order = job(sheet=parse_sheet("320x225mm"), gripper=0)
    content = imposed(numbered(4), order)
    assert "tờ 1/1" in texts(content)[0]
    assert any(
        [str(part) for part in args[:4]] == ["0", "1", "-1", "0"]
        for name, args in operators(content, 0)
        if name == "cm"
    )


def test_marks_without_room_are_told() -> None:
    (told,) = plan(io.BytesIO(numbered(4)), job(sheet=parse_sheet("299x219mm"), gripper=0)).problems
    assert (told.code, told.severity) == ("NL662", "warning")
    assert "crop" in dict(told.values)["marks"]  # type: ignore[operator]


def test_blank_pages_are_told_and_the_last_page_stays_the_back_cover() -> None:
    found = plan(io.BytesIO(numbered(6)), job())
    assert [(problem.code, dict(problem.values)["blanks"]) for problem in found.problems] == [("NL658", 2)]
    shown = [[placed.page for placed in side.pages] for side in sides(numbered(6), job())]
    assert shown == [[6, 1], [0, 2], [0, 3], [5, 4]] or shown[0] == [6, 1]
    end = [[placed.page for placed in side.pages] for side in sides(numbered(6), job(blanks="end"))]
    assert end[0] == [0, 1]


def test_paper_that_is_too_small_is_refused_with_what_it_would_take() -> None:
    (problem,) = refused(numbered(4), job(sheet=parse_sheet("SRA4")))
    said = dict(problem.values)
    assert (problem.code, said["sheet"]) == ("NL657", "32 x 22.5")
    assert said["needed"] == "28.9 x 23"


def test_a_creep_that_eats_the_page_is_refused() -> None:
    assert [problem.code for problem in refused(numbered(16), job(creep=mm(10)))] == ["NL659"]


def test_a_job_beyond_all_bounds_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("newsletter.finish.arrangement.PLACES_MOST", 3)
    assert [problem.code for problem in refused(numbered(16), job())] == ["NL663"]
    monkeypatch.setattr("newsletter.finish.source.PAGES_MOST", 3)
    assert [problem.code for problem in refused(numbered(16), job())] == ["NL653"]


def test_a_dummy_shows_numbers_heads_and_how_to_fold() -> None:
    sink = io.BytesIO()
    draw_dummy(planned(numbered(16), job("perfect", signature=16)).arrangement, "so-1.pdf", sink)
    front, back = texts(sink.getvalue())
    alone = [sorted(map(int, re.findall(r"^(\d+)\s*$", side, re.MULTILINE))) for side in (front, back)]
    assert alone == [[1, 4, 5, 8, 9, 12, 13, 16], [2, 3, 6, 7, 10, 11, 14, 15]]
    assert front.count("đầu trang") >= 8
    assert "gấp phải sang trái, trên xuống dưới, trái sang phải" in front
    (size,) = {tuple(float(edge) for edge in page.MediaBox) for page in opened(sink.getvalue()).pages}
    assert size[2:] == pytest.approx((841.89, 595.276), abs=0.01)


def test_a_dummy_of_a_block_that_lies_on_its_side_says_to_turn_it_first() -> None:
    """Seen with side B up the heads point to the right: a quarter turn to the left sets them upright."""
    order = job("saddle", signature=8, sheet=parse_sheet("45x34"))
    found = planned(numbered(8), order)
    assert {placed.head for placed in found.arrangement.formes[1].pages if placed.page in (2, 7)} == {"right"}
    sink = io.BytesIO()
    draw_dummy(found.arrangement, "a", sink)
    assert "xoay một góc vuông sang trái, gấp trên xuống dưới, trái sang phải" in texts(sink.getvalue())[0]


def test_a_dummy_of_one_plate_has_both_its_sides() -> None:
    sink = io.BytesIO()
    draw_dummy(planned(numbered(2), job("nup")).arrangement, "a", sink)
    one, other = texts(sink.getvalue())
    assert one == other
    assert "tự trở" in one


def test_a_dummy_is_the_same_each_time() -> None:
    sinks = [io.BytesIO(), io.BytesIO()]
    for sink in sinks:
        draw_dummy(planned(numbered(8), job()).arrangement, "a", sink)
    assert sinks[0].getvalue() == sinks[1].getvalue()


def test_bleed_can_be_cut_and_gutters_follow_it() -> None:
    whole, cut = (sides(numbered(8), job("perfect", signature=8, **more))[0] for more in ({}, {"bleed": mm(1)}))
    assert whole.pages[0].clip.width - cut.pages[0].clip.width == pt(9) - mm(1) + mm(3) - mm(1)
    gap: Mpt = cut.pages[0].box.y0 - cut.pages[2].box.y1
    assert gap == 2 * mm(1)


def test_our_own_preflight_has_nothing_against_sheets_that_it_had_not_against_pages() -> None:
    def codes(content: bytes) -> set[str]:
        return {problem.code for problem in preflight(content).problems}

    assert codes(imposed(numbered(4), job("perfect", signature=8))) <= codes(numbered(4))


def test_sixteen_pages_are_imposed_in_well_under_a_second() -> None:
    content, order = numbered(16), job("perfect", signature=16, sheet=parse_sheet("65x86"))
    start = time.process_time()
    imposed(content, order)
    assert time.process_time() - start < 1
