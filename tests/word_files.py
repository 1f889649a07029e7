"""Word files by hand: the XML of a body, and of whatever parts a case needs."""

import io
import zipfile

NAMESPACES = " ".join(
    f'xmlns:{prefix}="{name}"'
    for prefix, name in {
        "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
        "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
        "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
        "dgm": "http://schemas.openxmlformats.org/drawingml/2006/diagram",
        "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
        "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "v": "urn:schemas-microsoft-com:vml",
        "o": "urn:schemas-microsoft-com:office:office",
    }.items()
)
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/"
MAIN = (
    '<Override PartName="/word/document.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>'
)


def paragraph(*runs: str, properties: str = "") -> str:
    look = f"<w:pPr>{properties}</w:pPr>" if properties else ""
    return f"<w:p>{look}{''.join(runs)}</w:p>"


def run(text: str, properties: str = "") -> str:
    look = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{look}<w:t xml:space="preserve">{text}</w:t></w:r>'


def part(root: str, inside: str) -> str:
    prefix = "a" if root == "theme" else "w"
    return f"<{prefix}:{root} {NAMESPACES}>{inside}</{prefix}:{root}>"


def relations(*each: tuple[str, str, str]) -> str:
    """(id, kind, target); a target with "://" lies outside the package."""
    outside = ' TargetMode="External"'
    rows = "".join(
        f'<Relationship Id="{name}" Type="{OFFICE}{kind}" Target="{target}"{outside if "://" in target else ""}/>'
        for name, kind, target in each
    )
    return f'<Relationships xmlns="{PACKAGE}relationships">{rows}</Relationships>'


def package(files: dict[str, str | bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return made.getvalue()


def word_file(
    body: str,
    *,
    parts: dict[str, str] | None = None,
    links: tuple[tuple[str, str, str], ...] = (),
    files: dict[str, str | bytes] | None = None,
) -> bytes:
    """``parts``: by kind ("styles", "footnotes"), the XML inside their roots; ``links``: relations of the document to
    anything else; ``files``: further members of the package."""
    parts = parts or {}
    kinds = [(f"p{index}", kind, f"{kind}.xml") for index, kind in enumerate(parts)]
    return package(
        {
            "[Content_Types].xml": f'<Types xmlns="{PACKAGE}content-types">{MAIN}</Types>',
            "_rels/.rels": relations(("d", "officeDocument", "word/document.xml")),
            "word/document.xml": part("document", f"<w:body>{body}</w:body>"),
            "word/_rels/document.xml.rels": relations(*kinds, *links),
            **{f"word/{kind}.xml": part(kind, inside) for kind, inside in parts.items()},
            **(files or {}),
        }
    )
