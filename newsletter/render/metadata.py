"""What a PDF says of itself: Info, XMP, outline, page labels, attached files."""

import hashlib
from collections.abc import Sequence
from datetime import UTC, datetime

from newsletter import __version__
from newsletter.pages.items import Edition
from newsletter.render.canvas import PdfFile, Ref, number, text_string
from newsletter.render.options import Attachment, RenderOptions
from newsletter.units import Mpt

PRODUCER = f"newsletter {__version__}"


def write_info(pdf: PdfFile, edition: Edition, options: RenderOptions) -> Ref:
    """The Info dictionary (ISO 32000-1, 14.3.3), with the entries of the press standard."""
    moment = f"({options.date.astimezone(UTC):D:%Y%m%d%H%M%SZ})"
    entries = {
        "Title": text_string(edition.title),
        "Author": text_string(edition.organization),
        "Creator": text_string(PRODUCER),
        "Producer": text_string(PRODUCER),
        "CreationDate": moment,
        "ModDate": moment,
        "Trapped": "/False",
    }
    if options.proof:
        entries["ProofCode"] = text_string(options.proof.code)
        if options.proof.number:
            entries["ProofRound"] = text_string(str(options.proof.number))
    entries.update(options.press.info if options.press else ())
    return pdf.add(f"<<{''.join(f'/{key}{value}' for key, value in entries.items())}>>")


def write_xmp(pdf: PdfFile, edition: Edition, options: RenderOptions) -> Ref:
    """The same as XMP (ISO 16684-1), uncompressed, so that any program finds it. The document's id is its content's."""
    moment = options.date.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    mark = pdf.fingerprint()
    document = hashlib.sha256(f"{edition.id} {edition.title} {options.target}".encode()).hexdigest()
    packet = _XMP.format(
        title=escape(edition.title),
        author=escape(edition.organization),
        language=escape(edition.language),
        producer=escape(PRODUCER),
        moment=moment,
        document=_uuid(document),
        instance=_uuid(mark),
        identifier=f"\n<dc:identifier>{options.proof.code}</dc:identifier>" if options.proof else "",
        standard=options.press.xmp if options.press else "",
    )
    ref = pdf.reserve()
    pdf.stream(ref, "/Type/Metadata/Subtype/XML", packet.encode("utf-8"))
    return ref


def escape(text: str) -> str:
    """For XML text (xml.sax.saxutils would load urllib and its kin, 20 ms)."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _uuid(digest: str) -> str:
    return f"uuid:{digest[:8]}-{digest[8:12]}-5{digest[13:16]}-8{digest[17:20]}-{digest[20:32]}"


_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/">
<dc:format>application/pdf</dc:format>{identifier}
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<xmp:CreatorTool>{producer}</xmp:CreatorTool>
<xmp:CreateDate>{moment}</xmp:CreateDate>
<xmp:ModifyDate>{moment}</xmp:ModifyDate>
<xmp:MetadataDate>{moment}</xmp:MetadataDate>
<pdf:Producer>{producer}</pdf:Producer>
<pdf:Trapped>False</pdf:Trapped>
<xmpMM:DocumentID>{document}</xmpMM:DocumentID>
<xmpMM:InstanceID>{instance}</xmpMM:InstanceID>
<xmpMM:VersionID>1</xmpMM:VersionID>
<xmpMM:RenditionClass>default</xmpMM:RenditionClass>
</rdf:Description>{standard}
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>"""


def write_outline(pdf: PdfFile, entries: Sequence[tuple[str, Ref, Mpt]]) -> Ref:
    """The document outline (ISO 32000-1, 12.3.3), one level: title, page, height on the page."""
    root = pdf.reserve()
    refs = [pdf.reserve() for _ in entries]
    for index, (title, page, y) in enumerate(entries):
        before = f"/Prev {refs[index - 1]}" if index else ""
        after = f"/Next {refs[index + 1]}" if index + 1 < len(refs) else ""
        pdf.write(
            refs[index],
            f"<</Title{text_string(title)}/Parent {root}{before}{after}/Dest[{page}/XYZ 0 {number(y)} null]>>",
        )
    pdf.write(root, f"<</Type/Outlines/First {refs[0]}/Last {refs[-1]}/Count {len(refs)}>>")
    return root


def page_labels(labels: Sequence[str]) -> str:
    """The PageLabels number tree (12.4.2): a new range wherever the figures do not simply go on."""
    ranges: list[str] = []
    before = -1
    for index, label in enumerate(labels):
        value = int(label) if label.isascii() and label.isdecimal() and not label.startswith("0") else 0
        if not value:
            ranges.append(f"{index}<</P{text_string(label)}>>")
        elif value != before + 1 or not index:
            ranges.append(f"{index}<</S/D/St {value}>>")
        before = value or -1
    return f"<</Nums[{' '.join(ranges)}]>>"


def write_attachments(pdf: PdfFile, attachments: Sequence[Attachment], date: datetime) -> str:
    """The EmbeddedFiles name tree (7.11.4), for the Names dictionary."""
    moment = f"{date.astimezone(UTC):D:%Y%m%d%H%M%SZ}"
    names: list[str] = []
    for name, content, media_type in sorted(attachments):
        stream = pdf.reserve()
        subtype = media_type.replace("/", "#2F")
        pdf.deflated(
            stream, f"/Type/EmbeddedFile/Subtype/{subtype}/Params<</Size {len(content)}/ModDate({moment})>>", content
        )
        title = text_string(name)
        spec = pdf.add(f"<</Type/Filespec/F{title}/UF{title}/AFRelationship/Source/EF<</F {stream}>>>>")
        names.append(f"{title} {spec}")
    return f"<</EmbeddedFiles<</Names[{' '.join(names)}]>>>>"
