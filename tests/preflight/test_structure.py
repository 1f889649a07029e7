"""What preflight says of a file as a file, each by its smallest case."""

from press_values import BOXES, array, dictionary, document, page, stream

from newsletter.pdf.document import Annotation, Damage, Document, Encryption
from newsletter.pdf.marks import Box
from newsletter.pdf.objects import Name, Ref
from newsletter.preflight.finding import Sighting, Subject
from newsletter.preflight.structure import RULES
from newsletter.preflight.table import BY_CODE, StandardName, Yardstick


def found(file: Document, standard: StandardName = "pdfx1a") -> list[Sighting]:
    subject = Subject(file, Yardstick(standard))
    sightings = [one for rule in RULES for one in rule(subject)]
    return [one for one in sightings if standard in BY_CODE[one.code].standards]


def codes(file: Document, standard: StandardName = "pdfx1a") -> list[str]:
    return [one.code for one in found(file, standard)]


def test_a_good_file_is_passed() -> None:
    assert codes(document()) == []
    assert codes(document(), "pdfx4") == []


def test_a_file_that_breaks_off_is_damaged() -> None:
    (one,) = found(document(damages=(Damage("truncated"),)))
    assert (one.code, one.value) == ("NL800", "damage.truncated")


def test_a_damaged_page_is_named() -> None:
    (one,) = found(document(damages=(Damage("page", 3),)))
    assert (one.code, one.page) == ("NL800", 3)


def test_what_was_not_read_is_said() -> None:
    assert codes(document(damages=(Damage("amount", 0, "objects"),))) == ["NL801"]


def test_a_locked_file_is_one_fault_and_not_two() -> None:
    assert codes(document(encryption=Encryption("Standard", 2, 3, True))) == ["NL803"]
    assert codes(document(damages=(Damage("locked"),))) == ["NL803"]


def test_the_header_may_not_be_newer_than_the_standard() -> None:
    assert codes(document(header="1.5", version="1.5")) == ["NL804"]
    assert codes(document(header="1.6", version="1.6"), "pdfx4") == []
    assert codes(document(header="1.7", version="1.7"), "pdfx4") == ["NL804"]


def test_a_catalogue_cannot_raise_the_version_in_secret() -> None:
    assert codes(document(header="1.4", version="1.7")) == ["NL804"]


def test_the_binary_comment_and_the_identifier_are_missed() -> None:
    assert codes(document(binary=False)) == ["NL805"]
    assert codes(document(identifiers=array())) == ["NL806"]
    assert codes(document(identifiers=array(b"", b""))) == ["NL806"]


def test_object_streams_are_for_x4_alone() -> None:
    packed = document(object_streams=True, xref_stream=True)
    assert codes(packed) == ["NL807"]
    assert codes(packed, "pdfx4") == []


def test_layers_are_forbidden_in_x1a_and_judged_in_x4() -> None:
    layered = document(catalogue=dictionary(OCProperties=dictionary(D=dictionary(Order=array()))))
    assert codes(layered) == ["NL816"]
    assert codes(layered, "pdfx4") == []


def test_hidden_and_self_switching_layers_are_doubtful() -> None:
    catalogue = dictionary(OCProperties=dictionary(D=dictionary(AS=array(dictionary()))))
    hidden = document(catalogue=catalogue, layers_off=frozenset({4}))
    assert [one.value for one in found(hidden, "pdfx4")] == ["layer.automatic", "layer.hidden"]


def test_scripts_and_actions_are_found_wherever_they_hang() -> None:
    script = dictionary(S=Name("JavaScript"))
    assert codes(document(catalogue=dictionary(Names=dictionary(JavaScript=dictionary())))) == ["NL818"]
    assert codes(document(catalogue=dictionary(OpenAction=script))) == ["NL818"]
    assert codes(document(catalogue=dictionary(AA=dictionary()))) == ["NL818"]
    assert codes(document(page(1, BOXES, AA=dictionary()))) == ["NL818"]
    nested = dictionary(First=dictionary(First=dictionary(A=script)))
    assert [one.value for one in found(document(catalogue=dictionary(Outlines=nested)))] == ["JavaScript"]


def test_bookmarks_that_only_lead_to_a_page_are_no_actions() -> None:
    outlines = dictionary(First=dictionary(Dest=array(), Next=dictionary(Dest=array())))
    opened = array(1, Name("Fit"))
    assert codes(document(catalogue=dictionary(Outlines=outlines, OpenAction=opened))) == []


def test_a_ring_of_bookmarks_is_walked_once() -> None:
    first = dictionary()
    first.entries["Next"] = first
    first.entries["First"] = first
    assert codes(document(catalogue=dictionary(Outlines=dictionary(First=first)))) == []


def test_forms_and_attachments_are_found() -> None:
    assert codes(document(catalogue=dictionary(AcroForm=dictionary(Fields=array())))) == ["NL819"]
    assert codes(document(catalogue=dictionary(Names=dictionary(EmbeddedFiles=dictionary())))) == ["NL820"]


def test_a_comment_on_the_page_is_a_fault_and_one_outside_of_the_bleed_is_none() -> None:
    on = Annotation("Text", Box(100, 100, 120, 120), 4, dictionary())
    beside = on._replace(box=Box(0, 0, 30, 30))
    nowhere = on._replace(box=None)
    assert codes(document(page(1, BOXES, on, beside))) == ["NL821"]
    assert codes(document(page(1, BOXES, nowhere))) == ["NL821"]


def test_traps_and_printer_marks_may_lie_on_the_page() -> None:
    trap = Annotation("TrapNet", Box(0, 0, 400, 500), 4, dictionary())
    assert codes(document(page(1, BOXES, trap))) == []


def test_lzw_is_refused_in_contents_and_in_what_they_draw_with() -> None:
    packed = stream(b"", Filter=Name("LZWDecode"))
    assert codes(document(page()._replace(contents=(packed,)))) == ["NL875"]
    form = stream(b"", Resources=dictionary(Pattern=dictionary(P1=packed)))
    resources = dictionary(XObject=dictionary(Fm0=form))
    assert codes(document(page()._replace(resources=resources), page(2)._replace(resources=resources))) != []


def test_resources_that_hold_themselves_are_walked_once() -> None:
    held = dictionary()
    held.entries["Form"] = Ref(7)
    held.resolve = lambda _ref: held
    assert codes(document(page()._replace(resources=held))) == []
