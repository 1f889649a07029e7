"""Word files become manuscripts. Only a child process imports this: mammoth and lxml take 0.1 s.

mammoth reads structure well and loses a good deal: fields, the fonts of styles, labels of lists, tracked changes, crops,
what is hidden in boxes of a newer kind. So its losses are closed beforehand: each part is first brought into a plain form in
which nothing is left that it would lose, then its tree is taken over, and at last the words are counted against the file.
"""

from collections.abc import Iterator
from typing import Any, NamedTuple

from lxml import etree

from newsletter.manuscripts.docx_changes import comments_in, take_changes
from newsletter.manuscripts.docx_fields import take_fields
from newsletter.manuscripts.docx_figures import Figures, take_branches
from newsletter.manuscripts.docx_lists import Lists
from newsletter.manuscripts.docx_names import PARAGRAPH, W, remove, said
from newsletter.manuscripts.docx_package import Package, Relation
from newsletter.manuscripts.docx_plain import Sheet
from newsletter.manuscripts.docx_styles import Styles
from newsletter.manuscripts.docx_tree import read_plain
from newsletter.manuscripts.docx_words import letters, text_in
from newsletter.manuscripts.kinds import Unreadable
from newsletter.manuscripts.manuscript import Loss, Manuscript, Properties, Revision
from newsletter.manuscripts.recall import counted

_DC, _TERMS = "{http://purl.org/dc/elements/1.1/}", "{http://purl.org/dc/terms/}"


class _Part(NamedTuple):
    """A part with text: "document", "footnotes" or "endnotes", its name in the package, its tree."""

    kind: str
    name: str
    root: Any
    relations: dict[str, Relation]


def read_docx(content: bytes) -> Manuscript:
    """A .docx, .docm or .dotx file; its ``missing`` are words that stand neither in its text nor in its losses.

    Unreadable: it has no document in it, holds too much, or declares a document type.
    """
    package = Package(content)
    main = _main_part(package)
    parts = [main, *_notes(package, main)]
    return _counted(_read(package, main, parts), [package.part(part.name) for part in parts])


def _main_part(package: Package) -> _Part:
    names = [each.target for each in package.relations().values() if each.kind == "officeDocument"]
    name = next((name for name in (*names, "word/document.xml") if package.part(name)), "")
    root = package.sound_tree(name)
    if root is None or next(root.iter(W + "body", PARAGRAPH), None) is None:
        raise Unreadable
    return _Part("document", name, root, package.relations(name))


def _notes(package: Package, main: _Part) -> Iterator[_Part]:
    for kind in ("footnotes", "endnotes"):
        name = _name_of(main, kind)
        root = package.tree(name)
        if root is not None:
            for note in list(root):
                if note.get(W + "type", "normal") != "normal":  # lines that part notes from the text
                    remove(note)
            yield _Part(kind, name, root, package.relations(name))


def _name_of(main: _Part, kind: str) -> str:
    return next((each.target for each in main.relations.values() if each.kind == kind and not each.external), "")


def _read(package: Package, main: _Part, parts: list[_Part]) -> Manuscript:
    for part in parts:
        take_branches(part.root)
    revisions: tuple[Revision, ...] = tuple(each for part in parts for each in take_changes(part.root))
    comments = comments_in((part.root for part in parts), package.tree(_name_of(main, "comments")))
    losses = [loss for part in parts for loss in take_fields(part.root)]
    figures = Figures(package)
    for part in parts:
        figures.take(part.root, part.relations)
    styles = Styles(package.tree(_name_of(main, "styles")), package.tree(_name_of(main, "theme")))
    sheet = Sheet(styles, Lists(package.tree(_name_of(main, "numbering")), styles))
    plain = {part.kind: _plain(part, sheet) for part in parts}
    notes = [(part.kind[:-1], note.get(W + "id", "")) for part in parts[1:] for note in part.root]
    blocks, footnotes = read_plain(plain, sheet.stands, notes)
    losses += [*figures.losses, *sheet.losses, *_around(package, main)]
    return Manuscript(
        "docx",
        blocks,
        footnotes,
        tuple(figures.pictures),
        _properties(package),
        revisions,
        comments,
        tuple(losses),
    )


def _plain(part: _Part, sheet: Sheet) -> bytes:
    """A part as XML in the plain form."""
    root = etree.Element(part.root.tag)
    if part.kind == "document":
        etree.SubElement(root, W + "body").extend(sheet.blocks(part.root, part.relations))
    for note in part.root if part.kind != "document" else ():
        etree.SubElement(root, W + part.kind[:-1], {W + "id": note.get(W + "id", "")}).extend(
            sheet.blocks(note, part.relations)
        )
    return bytes(etree.tostring(root, encoding="utf-8"))


def _around(package: Package, main: _Part) -> Iterator[Loss]:
    """What does not belong to the text: heads and feet of pages, programs."""
    told = set()
    for relation in main.relations.values():
        if relation.kind in ("header", "footer") and not relation.external:
            root = package.tree(relation.target)
            text = "" if root is None else _spoken(root)
            if any(letter.isalpha() for letter in text) and text not in told:
                told.add(text)
                yield Loss("header", text)
    yield from (Loss("text", name) for name in dict.fromkeys(package.damaged))
    yield from (Loss("nesting", name) for name in package.too_deep)
    yield from (Loss("macro", name) for name in package.names if name.endswith("vbaproject.bin"))


def _spoken(root: Any) -> str:
    take_branches(root)
    take_changes(root)
    take_fields(root)
    return said(root)


def _properties(package: Package) -> Properties:
    name = next((each.target for each in package.relations().values() if each.kind == "core-properties"), "")
    root = package.tree(name)
    if root is None:
        return Properties()
    names = (_DC + "title", _DC + "creator", _DC + "subject", _TERMS + "created", _TERMS + "modified")
    return Properties(*(" ".join((root.findtext(each) or "").split()) for each in names))


def _counted(manuscript: Manuscript, contents: list[bytes]) -> Manuscript:
    told = [loss.what for loss in manuscript.losses if loss.kind == "text"]
    told += ["".join(loss.what.split()) for loss in manuscript.losses if loss.kind == "formula"]  # set out with spaces
    return counted(manuscript, text_in(contents), told, letters)
