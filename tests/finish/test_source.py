"""Files from anywhere: odd ones are imposed rightly, broken and hostile ones refused with a reason, none kills us."""

import io
import time
from collections.abc import Callable

import pikepdf
import pytest
from numbered_pages import edited, imposed, job, numbered, numbers, refused, sides, texts
from square_type import opened

from newsletter.finish.impose import impose, plan
from newsletter.finish.source import open_source, shown_numbers
from newsletter.geometry import Size
from newsletter.units import pt


def codes(content: bytes) -> list[str]:
    return [problem.code for problem in refused(content)]


def test_an_encrypted_file_is_refused() -> None:
    for level, aes in ((3, False), (6, True)):
        lock = pikepdf.Encryption(owner="a", user="", R=level, aes=aes, metadata=aes)  # type: ignore[arg-type]
        assert codes(edited(numbered(2), lambda _: None, encryption=lock)) == ["NL651"]


@pytest.mark.parametrize("content", [
    b"", b"%PDF-1.4\n%%EOF", b"no PDF at all" * 100, b"%PDF-1.4\n" + bytes(10_000),
    numbered(4)[: len(numbered(4)) // 2], numbered(4)[1000:], numbered(4)[:-30],
], ids=["empty", "bare", "text", "zeros", "half", "headless", "tail"])  # fmt: skip
def test_what_is_no_whole_pdf_is_refused_without_a_traceback(content: bytes) -> None:
    assert codes(content) == ["NL652"]


def test_a_table_that_leads_astray_is_refused() -> None:
    content = numbered(2)
    start = content.rindex(b"xref\n0")
    offset = content.index(b" 00000 n", start)
    astray = content[: offset - 10] + b"0000000099" + content[offset:]
    assert codes(astray) == ["NL652"]


def test_pages_in_a_circle_are_refused() -> None:
    def circle(document: pikepdf.Pdf) -> None:
        document.Root.Pages.Kids[0] = document.Root.Pages

    found = plan(io.BytesIO(edited(numbered(2), circle)), job())
    assert found.value is None or len(found.value.source.pages) <= 2


def test_deep_nesting_is_refused() -> None:
    def nest(document: pikepdf.Pdf) -> None:
        deep = pikepdf.Array([])
        for _ in range(400):
            deep = pikepdf.Array([deep])
        document.pages[0].Resources.Deep = deep

    content = edited(numbered(1), nest)
    found = plan(io.BytesIO(content), job())
    if found.value is not None:
        (problem,) = impose(found.value, job(), io.BytesIO())
        assert problem.code == "NL652"
    else:
        assert [problem.code for problem in found.problems] == ["NL652"]


def test_content_that_swells_without_end_is_refused() -> None:
    def swell(document: pikepdf.Pdf) -> None:
        bomb = document.make_indirect(pikepdf.Stream(document, b" " * 20_000_000))
        document.pages[0].Contents = pikepdf.Array([bomb] * 1000)

    found = plan(io.BytesIO(edited(numbered(1), swell)), job())
    assert found.value is not None
    (problem,) = impose(found.value, job(), io.BytesIO())
    assert problem.code == "NL652"


def test_a_large_file_without_an_end_is_refused_at_once() -> None:
    start = time.process_time()
    assert codes(b"%PDF-1.4\n" + b"1 0 obj\n" * 2_000_000) == ["NL652"]
    assert time.process_time() - start < 2


def test_pages_of_several_sizes_are_named() -> None:
    def grow(document: pikepdf.Pdf) -> None:
        document.pages[1].TrimBox = pikepdf.Array([40, 40, 240, 340])

    (problem,) = refused(edited(numbered(3), grow))
    said = dict(problem.values)
    assert (problem.code, said["page"], said["size"]) == ("NL654", 2, "70.6 x 105.8")


def test_half_a_point_is_no_other_size() -> None:
    def nudge(document: pikepdf.Pdf) -> None:
        box = [float(edge) for edge in document.pages[1].TrimBox]
        document.pages[1].TrimBox = pikepdf.Array([box[0] + 0.3, *box[1:]])

    assert plan(io.BytesIO(edited(numbered(2), nudge)), job()).value is not None


def test_without_trim_boxes_the_crop_box_is_taken_and_told() -> None:
    def strip(document: pikepdf.Pdf) -> None:
        for page in document.pages:
            del page.TrimBox, page.BleedBox
            page.CropBox = pikepdf.Array([50, 50, 350, 450])

    content = edited(numbered(4), strip)
    found = plan(io.BytesIO(content), job())
    assert [problem.code for problem in found.problems] == ["NL655"]
    assert found.value is not None
    assert found.value.source.pages[0].size == Size(pt(300), pt(400))


def test_an_art_box_is_as_good_as_a_trim_box() -> None:
    def rename(document: pikepdf.Pdf) -> None:
        for page in document.pages:
            page.ArtBox = page.TrimBox
            del page.TrimBox

    found = plan(io.BytesIO(edited(numbered(4), rename)), job())
    assert found.problems == ()


def box_of(values: list[object]) -> Callable[[pikepdf.Pdf], None]:
    def change(document: pikepdf.Pdf) -> None:
        document.pages[0].TrimBox = pikepdf.Array(values)
        document.pages[0].MediaBox = pikepdf.Array(values)
        document.pages[0].CropBox = pikepdf.Array(values)

    return change


@pytest.mark.parametrize("values", [
    [0, 0, 0, 0], [0, 0, 5, 5], [0, 0, 99_999, 99_999], [0, 0, 2**60, 2**60], [1, 2, 3], [],
    [pikepdf.Name("/A"), 0, 1, 1],
], ids=str)  # fmt: skip
def test_boxes_that_make_no_page_are_refused(values: list[object]) -> None:
    assert codes(edited(numbered(2), box_of(values))) == ["NL656"]


def test_corners_may_stand_in_any_order() -> None:
    def swap(document: pikepdf.Pdf) -> None:
        x0, y0, x1, y1 = document.pages[0].TrimBox
        document.pages[0].TrimBox = pikepdf.Array([x1, y1, x0, y0])

    assert plan(io.BytesIO(edited(numbered(1), swap)), job()).value is not None


def test_user_units_are_lengths_too() -> None:
    def scale(document: pikepdf.Pdf) -> None:
        for page in document.pages:
            page.UserUnit = 2

    content = edited(numbered(2), scale)
    assert plan(io.BytesIO(content), job()).value.source.pages[0].size == Size(pt(800), pt(1200))  # type: ignore[union-attr]
    assert [numbers(text) for text in texts(imposed(content, job()))] == [[1, 2]]


def test_content_in_parts_and_inherited_resources_are_whole_on_the_sheet() -> None:
    def split(document: pikepdf.Pdf) -> None:
        page = document.pages[0]
        content = page.Contents.read_bytes()
        cut = content.index(b"BT")
        page.Contents = pikepdf.Array(
            [pikepdf.Stream(document, content[:cut]), pikepdf.Stream(document, content[cut:])]
        )
        document.Root.Pages.Resources = page.Resources
        del page.Resources

    content = edited(numbered(1), split)
    assert numbers(texts(imposed(content, job()))[0]) == [1]


def test_object_streams_of_others_are_read() -> None:
    packed = edited(numbered(4), lambda _: None, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    result = imposed(packed, job())
    assert b"/ObjStm" not in result
    assert [numbers(text) for text in texts(result)] == [[1, 4], [2, 3]]


def test_names_that_are_no_utf_8_are_kept_byte_by_byte() -> None:
    """Resources are called by name from contents that nobody rewrites."""

    def rename(document: pikepdf.Pdf) -> None:
        page = document.pages[0]
        content = page.Contents.read_bytes()
        (font,) = set(page.Resources.Font)
        page.Resources.Font = pikepdf.Dictionary({"/Aa": page.Resources.Font[font]})
        page.Contents = pikepdf.Stream(document, content.replace(font.encode() + b" ", b"/Aa "))

    content = edited(numbered(1), rename, compress_streams=False).replace(b"/Aa ", b"/A\xe9 ")
    found = open_source(io.BytesIO(content))
    assert found.value is not None
    assert numbers(texts(imposed(content, job()))[0]) == [1]


def test_layers_and_groups_of_a_page_come_along() -> None:
    """What a reader hides in the file is hidden on the sheet too; transparency is mixed in the same space."""

    def layer(document: pikepdf.Pdf) -> None:
        page = document.pages[0]
        hidden = document.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.OCG, Name="guides"))
        page.Resources.Properties = pikepdf.Dictionary(L1=hidden)
        document.Root.OCProperties = pikepdf.Dictionary(
            OCGs=pikepdf.Array([hidden]), D=pikepdf.Dictionary(OFF=pikepdf.Array([hidden]))
        )
        old = page.Contents.read_bytes()
        page.Contents = pikepdf.Stream(document, b"/OC /L1 BDC\n" + old + b"\nEMC\n")
        page.Group = pikepdf.Dictionary(S=pikepdf.Name.Transparency, CS=pikepdf.Name.DeviceCMYK)

    document = opened(imposed(edited(numbered(1, "pdfx4"), layer), job()))
    form = document.pages[0].Resources.XObject.P1
    (group,) = document.Root.OCProperties.OCGs
    assert form.Resources.Properties.L1.objgen == group.objgen == document.Root.OCProperties.D.OFF[0].objgen
    assert str(form.Group.CS) == "/DeviceCMYK"


def test_annotations_are_left_behind_and_told() -> None:
    def annotate(document: pikepdf.Pdf) -> None:
        note = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Text, Rect=[0, 0, 9, 9], P=document.pages[0].obj
        )
        document.pages[0].Annots = pikepdf.Array([document.make_indirect(note)])

    content = edited(numbered(4), annotate)
    assert [problem.code for problem in plan(io.BytesIO(content), job()).problems] == ["NL661"]
    assert b"/Annot" not in imposed(content, job())


def test_what_points_back_to_a_page_does_not_bring_it_along() -> None:
    def point(document: pikepdf.Pdf) -> None:
        document.pages[0].Resources.Back = document.pages[1].obj

    result = imposed(edited(numbered(2), point), job())
    with pikepdf.open(io.BytesIO(result)) as document:
        pages = [
            thing
            for thing in document.objects
            if isinstance(thing, pikepdf.Dictionary) and thing.get("/Type") == "/Page"
        ]
        assert len(pages) == len(document.pages) == 1


def test_a_page_without_content_is_a_white_page() -> None:
    def empty(document: pikepdf.Pdf) -> None:
        del document.pages[1].Contents

    content = edited(numbered(4), empty)
    assert [numbers(text) for text in texts(imposed(content, job()))] == [[1, 4], [3]]
    assert len(sides(content, job())) == 2


def test_pages_whose_pictures_end_at_the_cut_are_named() -> None:
    def shave(document: pikepdf.Pdf) -> None:
        document.pages[2].BleedBox = document.pages[2].TrimBox

    (told,) = plan(io.BytesIO(edited(numbered(4), shave)), job()).problems
    assert (told.code, dict(told.values)["pages"]) == ("NL660", "3")


def test_a_bleed_box_may_be_lacking() -> None:
    def strip(document: pikepdf.Pdf) -> None:
        for page in document.pages:
            del page.BleedBox

    found = plan(io.BytesIO(edited(numbered(4), strip)), job())
    assert found.value is not None
    assert found.value.setup.bleed == 8504  # 3 mm: marks stand beyond
    assert found.problems == ()


def test_any_damage_is_found_out_soon() -> None:
    """One byte in a hundred places is another: a verdict or sheets, in a moment, and never an exception."""
    content = numbered(1)
    start = time.process_time()
    for place in range(0, len(content), max(1, len(content) // 100)):
        broken = content[:place] + bytes([content[place] ^ 0x55]) + content[place + 1 :]
        found = plan(io.BytesIO(broken), job())
        if found.value is not None:
            impose(found.value, job(marks=frozenset()), io.BytesIO())
        else:
            assert found.problems
    assert time.process_time() - start < 10


def test_runs_of_numbers_are_short() -> None:
    assert shown_numbers([1, 2, 3, 4, 7, 9, 10]) == "1-4, 7, 9-10"
