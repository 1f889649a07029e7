"""Content streams become operations; what is no PDF is told, with its place, and never raised."""

import time
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsletter.pdf.marks import FAULTS
from newsletter.pdf.objects import Array, Dictionary, Name, Plain, Stream
from newsletter.pdf.syntax import OPERATORS, operations

Told = list[tuple[str, int, str]]


def run(data: bytes) -> tuple[list[tuple[str, list[Plain]]], Told]:
    told: Told = []
    found = [(name, operands) for name, operands, _ in operations(data, lambda *fault: told.append(fault))]
    return found, told


def only(data: bytes) -> list[Plain]:
    """Operands of the only operation, which nothing is wrong with."""
    found, told = run(data)
    assert told == []
    ((_, operands),) = found
    return operands


def test_numbers_of_every_form() -> None:
    assert only(b"+1 -2 .5 -.25 6. 007 cm") == [1, -2, 0.5, -0.25, 6.0, 7]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        (b"(a(b(c))d)", b"a(b(c))d"),
        (rb"(\(\)\\)", rb"()\ ".strip()),
        (rb"(\101\1012\7)", b"AA2\x07"),
        (b"(a\\\nb\\\r\nc\rd\r\ne)", b"abc\nd\ne"),
        (rb"(\q\n)", b"q\n"),
        (b"()", b""),
        (b"<48 6\n5 7>", b"Hep"),
        (b"<>", b""),
    ],
)
def test_strings_of_every_form(written: bytes, meant: bytes) -> None:
    assert only(written + b"Tj") == [meant]


def test_arrays_names_and_dictionaries() -> None:
    (array,) = only(b"[(a)-12<62>3.5]TJ")
    assert isinstance(array, Array)
    assert list(array) == [b"a", -12, b"b", 3.5]
    tag, properties = only(b"/OC/A#20b BDC"[:-3].replace(b"/OC/A#20b ", b"/OC <</X [1 <</Y true>>]/Z /A#20b>> BDC"))
    assert tag == Name("OC")
    assert isinstance(properties, Dictionary)
    assert properties["Z"] == Name("A b")


def test_tokens_need_no_space_between_them_and_comments_count_as_one() -> None:
    found, told = run(b"q/F1 12 Tf(a)Tj[(b)]TJ%comment ) Q\rQ")
    assert ([name for name, _ in found], told) == (["q", "Tf", "Tj", "TJ", "Q"], [])


@pytest.mark.parametrize(
    ("data", "kind", "detail"),
    [
        (b"q foo Q", "operator", "foo"),
        (b"1 2 re", "operands", "re"),
        (b"/A 0 0 0 re", "operands", "re"),
        (b"1 2 3 4 5 re", "operands", "re"),
        (b"(a Tj", "token", "("),
        (b"1 2--3 m", "token", "2--3"),
        (b"{ q", "token", "{"),
        (b"] q", "token", "]"),
        (b"1 2 3", "operands", ""),
        (b"BI /W 1 Q", "operands", "BI"),
        (b"BI /W 1 /H 1 ID abc", "operands", "EI"),
        (b"[" * 40 + b"]" * 40 + b"TJ", "token", "["),
    ],
)
def test_each_fault_is_told(data: bytes, kind: str, detail: str) -> None:
    _, told = run(data)
    assert (kind, detail) in {(kind, detail) for kind, _, detail in told}


def test_a_fault_names_the_operator_by_number() -> None:
    _, told = run(b"q 1 0 0 1 0 0 cm 1 2 re Q")
    assert told == [("operands", 3, "re")]


def test_unknown_operators_are_allowed_between_bx_and_ex() -> None:
    found, told = run(b"BX foo EX bar")
    assert [kind for kind, _, _ in told] == ["operator"]
    assert [name for name, _ in found] == ["BX", "EX"]


def test_after_a_fault_reading_goes_on() -> None:
    found, _ = run(b"1 (a) w [ 1 2 q 0 0 1 1 re f")
    assert [name for name, _ in found][-2:] == ["re", "f"]


def test_an_inline_image_ends_where_its_length_says_even_if_ei_is_in_its_samples() -> None:
    samples = b"ab EI cd"
    found, told = run(b"q BI /W 8 /H 1 /BPC 8 /CS /G ID " + samples + b" EI Q")
    assert told == []
    name, (image,) = found[1]
    assert isinstance(image, Stream)
    assert (name, image.stored, image["ColorSpace"], image["Width"]) == ("BI", samples, Name("DeviceGray"), 8)
    assert found[2][0] == "Q"


def test_an_inline_image_that_is_deflated_ends_where_deflate_ends() -> None:
    packed = zlib.compress(b"\n EI \n" * 40, 0)
    found, told = run(b"BI /W 240 /H 1 /BPC 8 /CS /G /F /Fl ID " + packed + b"\nEI\nQ")
    (image,) = found[0][1]
    assert isinstance(image, Stream)
    assert (image.stored, image["Filter"], told) == (packed, Name("FlateDecode"), [])


def test_an_inline_image_of_unknown_length_ends_at_ei_among_text() -> None:
    found, told = run(b"BI /W 9 /H 1 /F [/A85 /DCT] ID \x00\x01 EI \x80\x81 EI\nQ")
    (image,) = found[0][1]
    assert isinstance(image, Stream)
    assert (image.stored, told) == (b"\x00\x01 EI \x80\x81", [])


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=400))
def test_no_bytes_raise(data: bytes) -> None:
    _, told = run(data)
    assert {kind for kind, _, _ in told} <= set(FAULTS)


_PIECES = st.sampled_from(
    [
        *(name.encode() for name in OPERATORS),
        *b"BI ID EI [ ] << >> ( ) < > /F 1 -.5 true null { \\ /W 3 /H /BPC 8 /CS /G".split(),
        b"%x\n",
        b"9" * 400,
        b"1." + b"9" * 400,
    ]
)


@settings(max_examples=300, deadline=None)
@given(st.lists(_PIECES, max_size=60))
def test_no_arrangement_of_tokens_raises(pieces: list[bytes]) -> None:
    run(b" ".join(pieces))


_TRAPS = [b"(", b"(a", b"<0", b"[", b"<<", b"BI ", b"BI ID ", b"/", b"\\(", b"%", b" ", b"((a)", b"BI /F /Fl ID x\x9c "]


@pytest.mark.parametrize("piece", _TRAPS)
def test_time_grows_with_the_bytes_and_no_faster(piece: bytes) -> None:
    def seconds(size: int) -> float:
        data = (piece * size)[:size]
        began = time.process_time()
        run(data)
        return time.process_time() - began

    assert seconds(400_000) < 10 * max(0.15, seconds(100_000))
