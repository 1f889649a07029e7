"""A press PDF: inks alone, boxes, marks outside the bleed, and the printing condition it is made for."""

import hashlib
import io
import os
from datetime import UTC, datetime
from itertools import combinations
from pathlib import Path
from typing import get_args

import pikepdf
import pypdfium2 as pdfium
import pytest
from PIL import Image, ImageChops, ImageCms
from square_type import CATALOGUE, EDITION, SQUARE, opened, page, set_line, set_run

from newsletter.colour import BLACK, PAPER, Cmyk
from newsletter.faces.book import FontBook
from newsletter.finish.condition import output_intent
from newsletter.finish.marks import CROP_LENGTH, CROP_OFFSET, PATCHES, margin, press_marks
from newsletter.finish.press import Slug, press_sheet
from newsletter.geometry import Rect, Size
from newsletter.model.article import Photo
from newsletter.model.issue import Press, PressMark, PressStandard
from newsletter.pages.items import Bookmark, Edition, Line, Link, Page, Panel, Picture, Stroke
from newsletter.render.options import RenderOptions
from newsletter.render.pdf import write_pdf
from newsletter.render.profiles import FOGRA39L, profile
from newsletter.source import SourceSpan
from newsletter.units import INCH, mm, pt

BOOK = FontBook(CATALOGUE)
SMALL = Press(profile=FOGRA39L, bleed=EDITION.bleed)
SLUG = Slug(SQUARE, "sha256:0123456789abcdef", ("NL620", "NL621"))
RED = Cmyk(0, 1000, 1000, 0)
BOX = Rect(pt(100), pt(100), pt(200), pt(200))


def press(*pages: Page, how: Press = SMALL, photos: Path = Path()) -> bytes:
    sheet = press_sheet(how, EDITION, BOOK, SLUG, Path()).value
    assert sheet is not None
    options = RenderOptions(target="press", date=datetime(2022, 10, 20, tzinfo=UTC), photos=photos, press=sheet)
    sink = io.BytesIO()
    write_pdf(EDITION, pages, BOOK, options, sink)
    return sink.getvalue()


def words(text: str = "Đảng bộ", **more: object) -> Page:
    return page(set_line(set_run(BOOK, text, **more)))


def steps(pdf: bytes) -> list[tuple[str, tuple[str, ...]]]:
    document = opened(pdf)
    return [
        (str(step.operator), tuple(str(operand) for operand in step.operands))
        for step in pikepdf.parse_content_stream(document.pages[0])
    ]


def test_programs_find_the_fingerprint_in_the_metadata() -> None:
    with opened(press(words())).open_metadata() as metadata:
        assert metadata["dc:identifier"] == SLUG.fingerprint


def test_pdf_x_1a_is_named_as_the_standard_wants() -> None:
    pdf = press(words())
    document = opened(pdf)
    assert pdf.startswith(b"%PDF-1.4\n")
    assert str(document.docinfo.GTS_PDFXVersion) == "PDF/X-1a:2003"
    assert str(document.docinfo.Trapped) == "/False"
    assert document.docinfo.Title
    assert document.docinfo.CreationDate == document.docinfo.ModDate
    assert len(document.trailer.ID) == 2


def test_pdf_x_4_is_named_in_the_metadata() -> None:
    pdf = press(words(), how=SMALL._replace(standard="pdfx4"))
    document = opened(pdf)
    assert pdf.startswith(b"%PDF-1.6\n")
    assert b"<pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion>" in document.Root.Metadata.read_raw_bytes()


def test_the_printing_condition_is_embedded() -> None:
    document = opened(press(words()))
    (intent,) = document.Root.OutputIntents
    assert (str(intent.S), str(intent.OutputConditionIdentifier)) == ("/GTS_PDFX", "FOGRA39")
    assert str(intent.RegistryName) == "http://www.color.org"
    assert intent.DestOutputProfile.read_bytes() == profile(FOGRA39L)
    assert int(intent.DestOutputProfile.N) == 4


def test_trim_lies_in_bleed_and_bleed_in_media() -> None:
    document = opened(press(words()))
    leaf = document.pages[0]
    edge, bleed = margin(SMALL) / 1000, EDITION.bleed / 1000
    trim = [edge, edge, edge + 400, edge + 600]
    assert [float(part) for part in leaf.TrimBox] == pytest.approx(trim, abs=0.001)
    assert [float(part) for part in leaf.BleedBox] == pytest.approx(
        [trim[0] - bleed, trim[1] - bleed, trim[2] + bleed, trim[3] + bleed], abs=0.001
    )
    assert [float(part) for part in leaf.MediaBox] == pytest.approx([0, 0, 400 + 2 * edge, 600 + 2 * edge], abs=0.001)


def test_black_text_is_black_ink_alone_and_overprints() -> None:
    pdf = press(words())
    document, found = opened(pdf), steps(pdf)
    assert ("k", ("0", "0", "0", "1")) in found
    assert ("gs", ("/GO",)) in found
    state = document.pages[0].Resources.ExtGState.GO
    assert (bool(state.op), bool(state.OP), int(state.OPM)) == (True, True, 1)


def test_white_and_coloured_text_knocks_out() -> None:
    for ink in (PAPER, RED):
        before = [step for step in steps(press(words(colour=ink))) if step[0] in ("gs", "TJ")]
        assert before[0][0] == "TJ"


def test_thin_black_lines_overprint_and_broad_ones_do_not() -> None:
    thin = press(page(Panel(Rect(0, 0, pt(100), 250), BLACK), Stroke(BOX, BLACK, 500)))
    broad = press(page(Panel(BOX, BLACK), Stroke(BOX, BLACK, pt(3))))
    states = {
        name: [step[0] for step in steps(pdf) if step[0] in ("gs", "f", "S")]
        for name, pdf in (("thin", thin), ("broad", broad))
    }
    assert states["thin"][:3] == ["gs", "f", "S"]
    assert states["broad"][:2] == ["f", "S"]


def test_a_photo_after_black_text_knocks_out(tmp_path: Path) -> None:
    """A grey image that overprints leaves the colours of its ground on the other plates."""
    Image.new("L", (20, 20), 90).save(tmp_path / "b.jpg")
    photo = Photo(file="b.jpg", pixels=(20, 20), sha256="b", mode="grey", at=SourceSpan("a.md"))
    grey = Picture("a", photo, Rect(0, 0, INCH, INCH), (0, 0, 1, 1))
    pdf = press(page(set_line(set_run(BOOK, "a")), grey), photos=tmp_path)
    before = [args for name, args in steps(pdf) if name in ("gs", "Do")]
    assert before[:2] == [("/GO",), ("/GK",)]


def test_nothing_but_inks_is_written(tmp_path: Path) -> None:
    Image.new("RGB", (200, 200), (180, 40, 40)).save(tmp_path / "a.jpg")
    Image.new("L", (200, 200), 90).save(tmp_path / "b.jpg")
    pictures = [
        Picture("a", Photo(file=name, pixels=(200, 200), sha256=name, mode="rgb", at=SourceSpan("a.md")),
                Rect(0, 0, INCH, INCH), (0, 0, 1, 1))
        for name in ("a.jpg", "b.jpg")
    ]  # fmt: skip
    line = set_line(set_run(BOOK, "chữ", colour=RED))
    pdf = press(page(line, Panel(BOX, RED), Stroke(BOX, RED, 500), *pictures), photos=tmp_path)
    assert {name for name, _ in steps(pdf)} & {"rg", "RG", "g", "G", "sc", "scn", "sh"} == set()
    document = opened(pdf)
    spaces = [str(image.ColorSpace) for image in document.pages[0].Resources.XObject.values()]
    assert sorted(spaces) == ["/DeviceCMYK", "/DeviceGray"]


def test_the_ink_of_each_photo_is_told_with_its_page(tmp_path: Path) -> None:
    """Kept conversions tell the same; one photo on two pages is told twice."""
    Image.new("CMYK", (200, 200), (255, 255, 0, 102)).save(tmp_path / "a.jpg", quality=95)
    digest = hashlib.sha256((tmp_path / "a.jpg").read_bytes()).hexdigest()
    photo = Photo(file="a.jpg", pixels=(200, 200), sha256=f"sha256:{digest}", mode="cmyk", at=SourceSpan("a.md"))
    dark = Picture("a", photo, Rect(0, 0, INCH, INCH), (0, 0, 1, 1))
    sheet = press_sheet(SMALL, EDITION, BOOK, SLUG, Path()).value
    options = RenderOptions("press", datetime(2022, 10, 20, tzinfo=UTC), tmp_path, tmp_path / "cache", press=sheet)
    pages = (page(dark), page(dark, number=2))
    first, second = (write_pdf(EDITION, pages, BOOK, options, io.BytesIO()).inks for _ in range(2))
    assert [(one.page, one.picture.photo.file) for one in first] == [(1, "a.jpg"), (2, "a.jpg")]
    assert first[0].average == pytest.approx(240, abs=1)
    assert first == second


def test_nothing_transparent_nothing_to_click_nothing_attached() -> None:
    leaf = page(
        set_line(set_run(BOOK, "a")),
        Link(BOX, address="https://a.vn"),
        Link(BOX, page=1),
        bookmarks=(Bookmark("a", 0),),
    )
    document = opened(press(leaf))
    assert "/Annots" not in document.pages[0]
    assert "/Group" not in document.pages[0]
    assert not {"/Names", "/AcroForm", "/OpenAction", "/AA", "/Outlines"} & set(document.Root.keys())
    states = document.pages[0].Resources.ExtGState
    assert not any(key in state for state in states.values() for key in ("/ca", "/CA", "/SMask", "/BM"))


def test_crop_marks_lie_outside_the_bleed_in_the_colour_of_all_plates() -> None:
    found = steps(press(words()))
    start = found.index(("CS", ("/All",)))
    assert found[start + 1] == ("SCN", ("1",))
    assert found[start + 2] == ("w", ("0.25",))
    document = opened(press(words()))
    assert str(document.pages[0].Resources.ColorSpace.All[1]) == "/All"
    x0, y0, x1, y1 = (float(part) for part in document.pages[0].BleedBox)
    places = [tuple(map(float, args[:2])) for name, args in found[start:] if name in ("m", "l")]
    assert len(places) > 16
    assert all(x < x0 or x > x1 or y < y0 or y > y1 for x, y in places)


def test_a_crop_mark_is_six_millimetres_long() -> None:
    found = steps(press(words()))
    begin, end = found[found.index(("CS", ("/All",))) + 4 :][:2]
    assert abs(float(begin[1][0]) - float(end[1][0])) == pytest.approx(CROP_LENGTH / 1000, abs=0.001)
    assert float(begin[1][0]) == pytest.approx((margin(SMALL) - EDITION.bleed - CROP_OFFSET) / 1000, abs=0.001)


def ink_round_the_bleed(*marks: PressMark, how: Press) -> Image.Image:
    """Where these marks print: white on black, the trim in the middle of a picture of one size."""
    document = pdfium.PdfDocument(press(page(), how=how._replace(marks=marks)))
    sheet = document[0].render(scale=2).to_pil().convert("L")
    document.close()
    frame = Image.new("L", (1000, 1400), 255)
    frame.paste(sheet, ((frame.width - sheet.width) // 2, (frame.height - sheet.height) // 2))
    return frame.point(lambda value: 255 if value < 250 else 0)


@pytest.mark.parametrize("folds", [(), (pt(200),), (pt(20), pt(196), pt(212))])
def test_each_mark_stands_alone_outside_the_bleed_and_overlaps_no_other(folds: tuple[int, ...]) -> None:
    how = SMALL._replace(folds=folds)
    kinds = [kind for kind in get_args(PressMark) if folds or kind != "fold"]
    printed = {kind: ink_round_the_bleed(kind, how=how) for kind in kinds}
    below_the_row = ink_round_the_bleed("slug", "colour-bar", how=how)
    printed["slug"] = ImageChops.subtract(below_the_row, printed["colour-bar"])
    inside = Image.new("L", (1000, 1400), 0)
    inside.paste(255, (500 - 400 - 18, 700 - 600 - 18, 500 + 400 + 18, 700 + 600 + 18))
    for kind, ink in printed.items():
        assert ink.getbbox() is not None, kind
        assert ImageChops.multiply(ink, inside).getbbox() is None, kind
    for one, other in combinations(kinds, 2):
        assert ImageChops.multiply(printed[one], printed[other]).getbbox() is None, (one, other)


def test_without_marks_the_media_ends_with_the_bleed() -> None:
    document = opened(press(words(), how=SMALL._replace(marks=())))
    leaf = document.pages[0]
    assert [float(part) for part in leaf.MediaBox] == [float(part) for part in leaf.BleedBox]
    assert ("CS", ("/All",)) not in steps(press(words(), how=SMALL._replace(marks=())))


def test_the_colour_bar_shows_each_ink_solid_and_half_and_two_at_a_time() -> None:
    found = steps(press(page(), how=SMALL._replace(marks=("colour-bar",))))
    inks = [tuple(map(float, args)) for name, args in found if name == "k"]
    assert len(inks) == len(PATCHES) == 11
    assert [name for name, _ in found[:3]] == ["q", "gs", "k"]
    patches = [tuple(map(float, args)) for name, args in found if name == "re"]
    assert all(high == pytest.approx(wide) and wide >= 5.6 for _, _, wide, high in patches)


def test_a_fold_mark_is_a_dashed_line_at_head_and_foot() -> None:
    found = steps(press(page(), how=SMALL._replace(marks=("fold",), folds=(pt(200),))))
    edge = margin(SMALL._replace(marks=("fold",))) / 1000
    assert "1.5" in dict(found)["d"][0]
    starts = [tuple(map(float, args)) for name, args in found if name == "m"]
    assert [x for x, _ in starts] == pytest.approx([edge + 200] * 2, abs=0.001)


def test_a_small_page_has_smaller_patches_and_the_bar_still_clears_the_crosses() -> None:
    trim = Size(mm(74), mm(105))
    drawn = press_marks(trim, Press(marks=("colour-bar", "registration"))).decode()
    patches = [line.split()[-5:-1] for line in drawn.split(" f")[:-1]]
    assert len(patches) == len(PATCHES)
    assert float(patches[-1][0]) + float(patches[-1][2]) < (margin(Press()) - mm(3) + trim.width) / 1000


def slug_text(edition: Edition = EDITION, slug: Slug = SLUG) -> str:
    sheet = press_sheet(SMALL, edition, BOOK, slug, Path()).value
    assert sheet is not None
    (line,) = sheet.slug(page())
    assert isinstance(line, Line)
    assert list(line.runs[0].spans())[-1][1] <= edition.trim.width
    return line.runs[0].text.plain()


def test_the_slug_tells_of_fingerprint_and_of_what_was_allowed() -> None:
    assert "sha256 0123456789ab" in slug_text(EDITION._replace(trim=Size(mm(600), mm(400))))
    assert slug_text(EDITION._replace(trim=Size(mm(600), mm(400)))).endswith("Cho qua: NL620 NL621")
    assert "Cho qua" not in slug_text(slug=SLUG._replace(allowed=()))


def test_a_long_title_is_cut_before_the_rest_of_the_slug_is() -> None:
    long = EDITION._replace(title="Bản tin " * 60, trim=Size(mm(600), mm(400)))
    text = slug_text(long)
    assert "… · 2022-10-thu · Trang 1 · 20/10/2022 · PDF/X-1a:2003 · FOGRA39 · sha256 0123456789ab" in text


def test_the_slug_names_issue_page_and_standard_below_the_trim() -> None:
    document = pdfium.PdfDocument(press(words()))
    text = document[0].get_textpage().get_text_range()
    document.close()
    for part in ("2022-10-thu", "PDF/X-1a:2003", "Trang 1", "20/10/2022"):
        assert part in text


def test_a_press_file_is_the_same_every_time() -> None:
    assert press(words()) == press(words())


def test_the_default_condition_is_fogra39() -> None:
    intent = output_intent("fogra39", Path()).value
    assert intent is not None
    assert len(intent.profile) == 1_052_612


def test_a_profile_of_the_print_shop_is_taken_by_path(tmp_path: Path) -> None:
    (tmp_path / "shop.icc").write_bytes(profile(FOGRA39L))
    intent = output_intent("shop.icc", tmp_path).value
    assert intent is not None
    assert (intent.identifier, intent.registry) == ("shop", "")
    assert "FOGRA39L" in intent.description


def test_uncoated_paper_has_a_condition_of_its_own_whose_photos_stay_under_280_per_cent() -> None:
    intent = output_intent("FOGRA29", Path()).value
    assert intent is not None
    assert (intent.identifier, intent.registry) == ("FOGRA29", "http://www.color.org")
    steps = range(0, 256, 15)
    colours = Image.new("RGB", (len(steps) ** 2, len(steps)))
    colours.putdata([(red, green, blue) for red in steps for green in steps for blue in steps])
    inks = ImageCms.profileToProfile(
        colours, ImageCms.createProfile("sRGB"), ImageCms.ImageCmsProfile(io.BytesIO(intent.profile)),
        ImageCms.Intent.RELATIVE_COLORIMETRIC, "CMYK", flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
    )  # fmt: skip
    assert inks is not None
    content = inks.tobytes()
    assert 250 < max(sum(content[at : at + 4]) for at in range(0, len(content), 4)) / 2.55 < 280


def test_a_profile_of_version_4_is_for_pdf_x_4_alone(tmp_path: Path) -> None:
    content = bytearray(profile(FOGRA39L))
    content[8] = 4
    (tmp_path / "new.icc").write_bytes(content)
    sheets = {
        standard: press_sheet(Press(profile="new.icc", standard=standard), EDITION, BOOK, SLUG, tmp_path)
        for standard in get_args(PressStandard)
    }
    assert [problem.code for problem in sheets["pdfx1a"].problems] == ["NL604"]
    assert sheets["pdfx4"].value is not None


@pytest.mark.parametrize("left", [200, 5000])
def test_a_profile_that_broke_off_is_refused(tmp_path: Path, left: int) -> None:
    (tmp_path / "half.icc").write_bytes(profile(FOGRA39L)[:left])
    assert [problem.code for problem in output_intent("half.icc", tmp_path).problems] == ["NL605"]


def test_an_unknown_profile_is_named(tmp_path: Path) -> None:
    (problem,) = output_intent("FOGRA52", tmp_path).problems
    assert (problem.code, dict(problem.values)["profile"]) == ("NL601", "FOGRA52")


@pytest.mark.parametrize("kind", ["pipe", "circle", "folder"])
def test_what_is_no_file_is_no_profile(tmp_path: Path, kind: str) -> None:
    place = tmp_path / "shop.icc"
    {"pipe": lambda: os.mkfifo(place), "circle": lambda: place.symlink_to(place), "folder": place.mkdir}[kind]()
    assert [problem.code for problem in output_intent("shop.icc", tmp_path).problems] == ["NL601"]


def test_a_relative_path_may_not_leave_the_folder(tmp_path: Path) -> None:
    (tmp_path / "shop.icc").write_bytes(profile(FOGRA39L))
    inside = tmp_path / "issue"
    inside.mkdir()
    assert [problem.code for problem in output_intent("../shop.icc", inside).problems] == ["NL601"]
    assert output_intent(str(tmp_path / "shop.icc"), inside).value is not None


def test_a_profile_of_a_screen_is_refused(tmp_path: Path) -> None:
    (tmp_path / "rgb.icc").write_bytes(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    (tmp_path / "text.icc").write_text("acsp" * 40, encoding="utf-8")
    for name in ("rgb.icc", "text.icc"):
        assert [problem.code for problem in output_intent(name, tmp_path).problems] == ["NL602"]
    assert press_sheet(Press(profile="text.icc"), EDITION, BOOK, SLUG, tmp_path).value is None
