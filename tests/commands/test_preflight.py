"""The verb ``preflight`` as its users meet it."""

import json
from pathlib import Path

import pikepdf
import pytest
from click.testing import CliRunner, Result
from small_pdf import pdf, stream

from newsletter.commands import main

BOXES = b"/MediaBox[0 0 400 500]/BleedBox[40 40 360 460]/TrimBox[50 50 350 450]"
INFO = b"""<</Title(Ban tin)/CreationDate(D:20221020000000Z)/ModDate(D:20221020000000Z)/Trapped/False
/GTS_PDFXVersion(PDF/X-1a:2003)>>"""
INTENT = b"""<</Type/OutputIntent/S/GTS_PDFX/OutputConditionIdentifier(FOGRA39)
/RegistryName(http://www.color.org)/Info(Coated)>>"""
IDENTIFIER = b"/Info 5 0 R/ID[<0123456789ABCDEF0123456789ABCDEF><0123456789ABCDEF0123456789ABCDEF>]"
SOUND = b"0.2 0.1 0 0 k 100 100 200 200 re f"


def sheet(content: bytes = SOUND, boxes: bytes = BOXES, info: bytes = INFO, intent: bytes = INTENT) -> bytes:
    """A PDF/X-1a of one page: a pale square in the middle."""
    objects = {
        1: b"<</Type/Catalog/Pages 2 0 R/OutputIntents[6 0 R]>>",
        2: b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        3: b"<</Type/Page/Parent 2 0 R/Resources<<>>/Contents 4 0 R%s>>" % boxes,
        4: stream(content),
        5: info,
        6: intent,
    }
    return pdf(objects, IDENTIFIER)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    made = tmp_path / "bao.pdf"
    made.write_bytes(sheet())
    return made


def call(*words: object, lang: str = "en") -> Result:
    return CliRunner().invoke(main, ["preflight", *map(str, words), "--lang", lang])


def test_a_good_file_is_0_with_its_facts_and_no_word_on_stderr(file: Path) -> None:
    said = call(file)
    assert said.exit_code == 0, said.output
    assert said.stderr == ""
    first, *facts = said.stdout.splitlines()
    assert first == "bao.pdf: fit for the press, 0 errors, 0 warnings"
    assert facts[0] == "  judged by PDF/X-1a:2003 for coated sheets; the file says PDF/X-1a:2003"
    assert facts[1] == "  PDF 1.4, 1 page(s) of 105.8 x 141.1 mm"
    assert "  output intent: FOGRA39 (GTS_PDFX)" in facts
    assert "  inks: Cyan, Magenta" in facts
    assert any("29.8 % over 15 x 15 mm (page 1)" in fact for fact in facts)


def test_a_faulty_file_is_1_with_each_fault_its_place_and_its_remedy(file: Path) -> None:
    file.write_bytes(sheet(SOUND + b" 1 0 0 rg 100 350 50 50 re f"))
    said = call(file)
    assert said.exit_code == 1
    problem, hint = said.stderr.splitlines()
    assert problem.startswith(f"{file}: error NL840: RGB colour in a filled area")
    assert "x 18 mm, y 18 mm" in problem
    assert problem.endswith("(page 1)")
    assert hint.startswith("  hint: convert to CMYK")
    assert "bao.pdf: not fit for the press, 1 error, 0 warnings" in said.stdout
    assert "  page 1: NL840" in said.stdout


def test_it_speaks_vietnamese(file: Path) -> None:
    file.write_bytes(sheet(SOUND + b" 1 0 0 rg 100 350 50 50 re f"))
    said = call(file, lang="vi")
    assert "màu RGB trong mảng màu" in said.stderr
    assert "bao.pdf: chưa in được, 1 lỗi, 0 cảnh báo" in said.stdout


def test_warnings_alone_are_0(file: Path) -> None:
    file.write_bytes(sheet(b"0 0 0 1 K 0.1 w 100 200 m 200 200 l S"))
    said = call(file)
    assert said.exit_code == 0
    assert "warning NL865" in said.stderr


def test_a_file_that_claims_nothing_is_judged_by_x1a_and_told_so(file: Path) -> None:
    file.write_bytes(sheet(info=INFO.replace(b"/GTS_PDFXVersion(PDF/X-1a:2003)", b"")))
    said = call(file)
    assert said.exit_code == 1
    assert "error NL808: the file does not claim PDF/X-1a:2003" in said.stderr
    assert "judged by PDF/X-1a:2003 for coated sheets; the file says nothing" in said.stdout


def test_another_standard_may_be_asked_for(file: Path) -> None:
    said = call(file, "--standard", "pdfx4")
    assert said.exit_code == 1
    assert "error NL808: the file does not claim PDF/X-4: it says PDF/X-1a:2003" in said.stderr


def test_the_stock_follows_from_the_intent_or_from_its_option(file: Path) -> None:
    assert "for coated sheets" in call(file).stdout
    assert "for newsprint;" in call(file, "--profile", "newsprint").stdout
    assert "for uncoated sheets" in call(file, "--profile", "FOGRA29").stdout
    file.write_bytes(sheet(intent=INTENT.replace(b"FOGRA39", b"FOGRA52")))
    assert "for uncoated sheets" in call(file).stdout


def test_limits_may_be_set_by_number(file: Path) -> None:
    said = call(file, "--max-ink", 20)
    assert said.exit_code == 1
    assert "error NL895: 29.8 % ink on average over 15 x 15 mm; the most is 20 %" in said.stderr


@pytest.mark.parametrize(
    "wrong", [("--profile", "bia"), ("--standard", "pdfx9"), ("--min-ppi", "0"), ("--max-ink", "x")]
)
def test_wrong_options_are_2_and_say_what_there_is(file: Path, wrong: tuple[str, str]) -> None:
    said = call(file, *wrong)
    assert said.exit_code == 2
    assert wrong[0] in said.stderr


def test_json_is_one_document_with_places_and_limits(file: Path) -> None:
    file.write_bytes(sheet(SOUND + b" 1 0 0 rg 100 350 50 50 re f 200 350 50 50 re f"))
    said = call(file, "--json")
    found = json.loads(said.stdout)
    assert (found["format"], found["good"], found["standard"], found["profile"]) == (
        "newsletter-preflight/1", False, "pdfx1a", "coated",
    )  # fmt: skip
    (problem,) = found["problems"]
    assert (problem["code"], problem["severity"], problem["page"], problem["count"]) == ("NL840", "error", 1, 2)
    assert problem["places"] == [{"page": 1, "box": [50, 50, 100, 100]}, {"page": 1, "box": [150, 50, 200, 100]}]
    assert problem["source"].startswith("GWG 2022 R0027")
    assert found["limits"]["average_ink"] == 320
    (page,) = found["facts"]["pages"]
    assert page["trim"] == [50, 50, 350, 450]
    assert page["average_ink"] <= page["peak_ink"] <= 320


def test_no_file_is_4_and_so_is_a_folder(tmp_path: Path) -> None:
    for wrong in (tmp_path / "none.pdf", tmp_path):
        said = call(wrong)
        assert said.exit_code == 4
        assert said.stderr.startswith(f'error NL909: "{wrong}" cannot be opened')


@pytest.mark.parametrize("content", [b"", b"%PDF-1.4", b"hello", sheet()[:400]], ids=["empty", "header", "text", "cut"])
def test_a_damaged_file_is_1_with_a_verdict(file: Path, content: bytes) -> None:
    file.write_bytes(content)
    said = call(file)
    assert said.exit_code == 1
    assert "error NL800" in said.stderr
    assert "Traceback" not in said.output
    assert "not fit for the press" in said.stdout


def test_the_annotated_copy_shows_each_place(file: Path, tmp_path: Path) -> None:
    file.write_bytes(sheet(SOUND + b" 1 0 0 rg 100 350 50 50 re f 200 350 50 50 re f"))
    out = tmp_path / "soat.pdf"
    assert call(file, "--annotated", out).exit_code == 1
    with pikepdf.open(out) as copy:
        boxes = [[float(edge) for edge in one.Rect] for one in copy.pages[0].Annots]
    assert len(boxes) == 2
    assert all(box[0] <= left and box[2] >= left + 50 for box, left in zip(boxes, (100, 200), strict=True))


def test_the_file_itself_is_never_overwritten(file: Path) -> None:
    before = file.read_bytes()
    assert call(file, "--annotated", file).exit_code == 2
    assert file.read_bytes() == before


def test_an_annotated_copy_that_cannot_be_written_is_4(file: Path, tmp_path: Path) -> None:
    said = call(file, "--annotated", tmp_path / "none" / "soat.pdf")
    assert said.exit_code == 4
    assert "error NL904" in said.stderr


def test_a_page_with_the_same_fault_a_thousand_times_gives_one_line(file: Path) -> None:
    lines = b" ".join(b"%d 100 m %d 200 l S" % (100 + row % 100, 100 + row % 100) for row in range(1000))
    file.write_bytes(sheet(b"0 0 0 1 K 0.1 w " + lines))
    said = call(file)
    (problem,) = [line for line in said.stderr.splitlines() if "NL865" in line]
    assert "1000 ×" in problem
