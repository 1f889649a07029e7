"""What a file says of itself: its standard, Info, metadata, output intent."""

import pytest
from press_values import dictionary, document, icc, intent, stream

from newsletter.pdf.document import Document
from newsletter.pdf.objects import Dictionary, Name, Plain
from newsletter.preflight.claims import RULES, claimed
from newsletter.preflight.finding import Sighting, Subject
from newsletter.preflight.table import BY_CODE, StandardName, Yardstick
from newsletter.preflight.xmp import moment, read_xmp

XMP = """<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/" pdf:Trapped="False">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">Ban tin</rdf:li></rdf:Alt></dc:title>
<xmp:CreateDate>2022-10-20T07:00:00+07:00</xmp:CreateDate><xmp:ModifyDate>2022-10-20T00:00:00Z</xmp:ModifyDate>
<xmp:MetadataDate>2022-10-20T00:00:00Z</xmp:MetadataDate></rdf:Description>
<rdf:Description rdf:about="" xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/" xmlns:pdfxid="http://www.npes.org/pdfx/ns/id/">
<xmpMM:DocumentID>uuid:1</xmpMM:DocumentID><xmpMM:VersionID>1</xmpMM:VersionID>
<xmpMM:RenditionClass>default</xmpMM:RenditionClass>
<pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion></rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>"""


def x4(xmp: str = XMP, **changes: object) -> Document:
    info = dictionary(Title=b"Ban tin", CreationDate=b"D:20221020000000Z", ModDate=b"D:20221020000000Z")
    catalogue = dictionary(Metadata=stream(xmp.encode()))
    given: dict[str, object] = {"info": info, "xmp": xmp.encode(), "catalogue": catalogue, "header": "1.6"}
    return document(**(given | changes))


def x1a(**info: Plain) -> Document:
    good = document()
    return good._replace(info=Dictionary({key: value for key, value in (dict(good.info) | info).items() if value}))


def found(file: Document, standard: StandardName = "pdfx1a") -> list[Sighting]:
    subject = Subject(file, Yardstick(standard), read_xmp(file.xmp) if file.xmp is not None else None)
    sightings = [one for rule in RULES for one in rule(subject)]
    return [one for one in sightings if standard in BY_CODE[one.code].standards]


def codes(file: Document, standard: StandardName = "pdfx1a") -> list[str]:
    return [one.code for one in found(file, standard)]


def test_good_files_of_both_standards_are_passed() -> None:
    assert codes(x1a()) == []
    assert codes(x4(), "pdfx4") == []


def test_the_standard_is_read_from_info_or_metadata() -> None:
    assert claimed(x1a(), None) == ("PDF/X-1a:2003", "pdfx1a")
    assert claimed(x4(), read_xmp(XMP.encode())) == ("PDF/X-4", "pdfx4")
    older = x1a(GTS_PDFXVersion=b"PDF/X-1:2001", GTS_PDFXConformance=b"PDF/X-1a:2001")
    assert claimed(older, None) == ("PDF/X-1a:2001", "pdfx1a")
    assert claimed(x1a(GTS_PDFXVersion=b"PDF/X-3:2003"), None) == ("PDF/X-3:2003", None)
    assert claimed(x1a(GTS_PDFXVersion=None), None) == ("", None)


def test_a_file_that_claims_nothing_is_told_so() -> None:
    (one,) = found(x1a(GTS_PDFXVersion=None))
    assert (one.code, one.value, one.limit) == ("NL808", "–", "PDF/X-1a:2003")


def test_a_file_of_one_standard_judged_by_the_other_is_told_so() -> None:
    assert "NL808" in codes(x1a(), "pdfx4")


def test_the_conformance_key_is_of_2001_alone() -> None:
    assert codes(x1a(GTS_PDFXConformance=b"PDF/X-1a:2003")) == ["NL808"]


@pytest.mark.parametrize("key", ["Title", "CreationDate", "ModDate"])
def test_info_holds_title_and_dates(key: str) -> None:
    assert [(one.code, one.value) for one in found(x1a(**{key: None}))] == [("NL809", key)]


def test_a_date_that_is_none_is_no_date() -> None:
    assert codes(x1a(ModDate=b"yesterday")) == ["NL809"]


@pytest.mark.parametrize("trapped", [None, Name("Unknown"), b"False"])
def test_trapped_is_true_or_false(trapped: Plain) -> None:
    assert codes(x1a(Trapped=trapped)) == ["NL810"]


def test_x4_may_say_trapped_in_its_metadata() -> None:
    assert codes(x4(XMP.replace(' pdf:Trapped="False"', "")), "pdfx4") == ["NL810"]


def test_x4_needs_metadata_that_can_be_read() -> None:
    bare = x4()._replace(catalogue=dictionary(), xmp=None)
    assert [(one.code, one.value) for one in found(bare, "pdfx4")][-1] == ("NL811", "xmp.absent")
    torn = x4(XMP[:400])
    assert ("NL811", "xmp.unreadable") in [(one.code, one.value) for one in found(torn, "pdfx4")]


def test_x4_needs_its_metadata_whole_and_not_compressed() -> None:
    lacking = XMP.replace("<xmpMM:VersionID>1</xmpMM:VersionID>", "")
    assert [one.value for one in found(x4(lacking), "pdfx4")] == ["xmpMM:VersionID"]
    packed = x4(catalogue=dictionary(Metadata=stream(XMP.encode(), Filter=Name("FlateDecode"))))
    assert [one.value for one in found(packed, "pdfx4")] == ["xmp.compressed"]


def test_info_and_metadata_say_the_same_and_dates_are_compared_as_moments() -> None:
    assert codes(x4(XMP.replace("Ban tin", "Bản khác")), "pdfx4") == ["NL812"]
    assert codes(x4(XMP.replace("T07:00:00+07:00", "T08:00:00+07:00")), "pdfx4") == ["NL812"]


def test_one_output_intent_is_wanted() -> None:
    assert codes(document(intents=())) == ["NL813"]
    assert codes(document(intents=(intent(), intent()))) == ["NL813"]
    assert codes(document(intents=(intent(), intent(S=Name("GTS_PDFA1"))))) == []


def test_the_intent_names_its_condition() -> None:
    assert codes(document(intents=(intent(OutputConditionIdentifier=b""),))) == ["NL814"]
    private = intent(RegistryName=b"", OutputConditionIdentifier=b"nha-in")
    assert codes(document(intents=(private,))) == ["NL814"]
    assert codes(document(intents=(intent(RegistryName=b"", Info=b"Nha in A"),))) == []


def test_x1a_may_name_a_registered_profile_and_x4_embeds_it() -> None:
    named = (intent(None),)
    assert codes(document(intents=named)) == []
    assert [(one.code, one.value) for one in found(x4(intents=named), "pdfx4")] == [("NL815", "profile.absent")]


@pytest.mark.parametrize("profile", [icc(b"mntr", b"RGB "), icc(space=b"GRAY"), b"no profile"])
def test_the_profile_is_one_of_a_cmyk_press(profile: bytes) -> None:
    assert codes(document(intents=(intent(profile),))) == ["NL815"]


def test_metadata_that_would_swell_is_refused() -> None:
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><x>&b;</x>'
    assert read_xmp(bomb) is None
    assert read_xmp(b"<a>" * 1000 + b"</a>" * 1000) is None


@pytest.mark.parametrize(
    ("info", "xmp"),
    [
        ("D:20221020", "2022-10-20"),
        ("D:20221020083000+07'00'", "2022-10-20T01:30:00Z"),
        ("D:20221020083000+07'00", "2022-10-20T08:30+07:00"),
        ("D:20221020083000Z", "2022-10-20T08:30:00.000Z"),
    ],
)
def test_dates_of_info_and_of_metadata_are_one_moment(info: str, xmp: str) -> None:
    assert moment(info) == moment(xmp) is not None


@pytest.mark.parametrize("text", ["", "D:", "D:20221320", "2022-99-99", "soon"])
def test_what_is_no_date_is_none(text: str) -> None:
    assert moment(text) is None
