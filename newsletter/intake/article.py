"""An article: front matter and body of one Markdown file -> one value, and all that is wrong with it."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, NamedTuple
from unicodedata import normalize

from newsletter.intake.comments import comments_of, hidden
from newsletter.intake.issue_form import ArticleForm, PhotoForm
from newsletter.intake.markdown import Body, read_body
from newsletter.intake.photo_shelf import PhotoShelf
from newsletter.intake.scalars import nearest
from newsletter.intake.text import Stored
from newsletter.intake.text_pieces import Pieces, numbered, plain_text
from newsletter.intake.text_scalar import Source, scalar_text, whole_value
from newsletter.intake.validate import fill, place
from newsletter.intake.yaml import MapNode, Node, ScalarNode, parse_yaml
from newsletter.model.article import Article, Photo, Text, texts_of, unplaced
from newsletter.problems import Outcome, Problem, error, warning
from newsletter.source import SourceSpan

if TYPE_CHECKING:
    from newsletter.intake.markdown_inline import Anchor
    from newsletter.intake.outline import Outline

_OPENING = re.compile(r"(?:[ \t]*\r?\n)*---[ \t]*\r?\n")
_CLOSING = re.compile(r"^(?:---|\.\.\.)[ \t]*\r?$", re.MULTILINE)
_EMPTY = MapNode((), SourceSpan(""))


class House(NamedTuple):
    """What the articles of an issue share; ``units`` and ``sections`` are None where issue.yaml could not be read."""

    shelf: PhotoShelf
    pieces: Pieces
    units: dict[str, str] | None = None
    sections: tuple[str, ...] | None = None
    deadline: date | None = None


class Front(NamedTuple):
    """Front matter as nodes; ``body`` is the offset at which the text begins.

    ``read`` is False where there is no front matter, or none that YAML can read.
    """

    node: MapNode
    source: Source
    body: int
    read: bool


def read_article(stored: Stored, house: House) -> Outcome[Article]:
    """Every fault is reported; the article is there all the same, with what could be read of it."""
    story = normalize("NFC", PurePosixPath(stored.file).stem)
    front, problems = split_front(stored)
    filled = fill(ArticleForm, front.node, {"title": story})
    if front.read:
        problems += filled.problems
    form = filled.value
    assert form is not None, "front matter without any entry is valid once a title stands in"  # noqa: S101
    writer = _Writer(front, house, form)
    comments = comments_of(stored, front.body)
    seen = hidden(stored, comments, front.body, verse=form.kind == "poem") if comments else stored
    body = read_body(seen, front.body, form.kind, house.pieces, writer.anchored)
    photos = writer.photos()
    article = writer.article(story, body, photos)._replace(comments=comments)
    problems += (*writer.problems, *body.problems, *_faults(article, form, front, house))
    return Outcome(article, problems)


def split_front(stored: Stored) -> tuple[Front, tuple[Problem, ...]]:
    """Front matter stands between two lines of three hyphens at the top."""
    opening = _OPENING.match(stored.text)
    if opening is None:
        problem = error("NL132", SourceSpan(stored.file, 1, 1))
        return Front(_EMPTY, Source(stored), 0, read=False), (problem,)
    start = opening.end()
    closing = _CLOSING.search(stored.text, start)
    if closing is None:
        problem = error("NL133", stored.at(start - len(opening[0].lstrip())))
        return Front(_EMPTY, Source(stored), len(stored.text), read=False), (problem,)
    text = stored.text[start : closing.start()]
    outcome = parse_yaml(text, stored.file, stored.lines.place(start)[0] - 1)
    node: Node | None = outcome.value
    problems = outcome.problems
    body = min(closing.end() + 1, len(stored.text))
    if node is not None and not isinstance(node, MapNode):
        problems += (error("NL132", node.at),)
    good = isinstance(node, MapNode)
    return Front(node if isinstance(node, MapNode) else _EMPTY, Source(stored, start), body, read=good), problems


class _Writer:
    """Puts an article together from its form; collects what is wrong with its photos.

    ``taken`` are photos of the front matter that the text anchors.
    """

    def __init__(self, front: Front, house: House, form: ArticleForm) -> None:
        self.front, self.house, self.form = front, house, form
        self.problems: list[Problem] = []
        self.taken: set[str] = set()

    def text(self, key: str, node: MapNode | None = None) -> Text | None:
        value = (node or self.front.node).get(key)
        if not isinstance(value, ScalarNode) or value.empty:
            return None
        text = scalar_text(value, self.front.source, self.house.pieces)
        return text if text.pieces else None

    def byline(self) -> Text | None:
        """The author, else the name of the unit, which stands where the unit's key stands."""
        author = self.text("author")
        node = self.front.node.get("unit")
        name = (self.house.units or {}).get(self.form.unit, "")
        if author or not name or not isinstance(node, ScalarNode):
            return author
        start, end = whole_value(node, self.front.source)
        words = unplaced(name)
        count = len(words.pieces)
        return words._replace(file=self.front.source.stored.file, starts=(start,) * count, ends=(end,) * count)

    def article(self, story: str, body: Body, photos: tuple[Photo, ...]) -> Article:
        form = self.form
        title, kicker, deck, byline = self.text("title"), self.text("kicker"), self.text("deck"), self.byline()
        title = title or unplaced(story)
        written = Article(
            id=story,
            file=self.front.source.stored.file,
            title=title,
            kicker=kicker,
            deck=deck,
            byline=byline,
            unit=form.unit,
            section=form.section,
            kind=form.kind,
            priority=form.priority,
            received=form.received,
            approved=form.approved,
            page=form.page,
            jump=form.jump == "allowed",
            photos=photos,
            blocks=body.blocks,
            footnotes=body.footnotes,
            at=SourceSpan(self.front.source.stored.file, 1, 1),
        )
        return written._replace(words=sum(text.words for text in texts_of(written)))

    # --- photos -------------------------------------------------------------------------------------------------------

    def entries(self) -> Iterator[tuple[PhotoForm, MapNode]]:
        """The photos of the front matter with their nodes; those at fault have been left out of the form."""
        nodes = self.front.node.get("photos")
        maps = [node for node in getattr(nodes, "nodes", ()) if isinstance(node, MapNode)]
        for form in self.form.photos:
            while maps:
                node = maps.pop(0)
                file = node.get("file")
                if isinstance(file, ScalarNode) and normalize("NFC", file.text) == form.file:
                    yield form, node
                    break

    def photos(self) -> tuple[Photo, ...]:
        photos = []
        for form, node in self.entries():
            file = node.get("file")
            if file is not None and _path(form.file) not in self.taken:
                photo = self.photo(form.file, file.at)
                if photo is not None:
                    photos.append(self.described(photo, form, node))
        return tuple(photos)

    def photo(self, file: str, at: SourceSpan) -> Photo | None:
        outcome = self.house.shelf.header(file, at)
        self.problems.extend(outcome.problems)
        header = outcome.value
        if header is None:
            return None
        return Photo(file=header.file, pixels=header.pixels, sha256=header.sha256, mode=header.mode, at=at)

    def outline(self, photo: Photo, form: PhotoForm) -> "Outline":
        """The shape that is asked for, of which there has to be one."""
        if form.polygon:
            from newsletter.intake.outline import polygon_outline  # noqa: PLC0415 (few photos have a shape)

            outline, code = polygon_outline(form.polygon), "NL222"
        elif form.shape == "alpha":
            outline, code = self.house.shelf.outline(photo.file), "NL221"
        else:
            return ()
        if not outline:
            self.problems.append(error(code, photo.at, photo=photo.file))
        return outline

    def described(self, photo: Photo, form: PhotoForm, node: MapNode, caption: Text | None = None) -> Photo:
        return Photo(
            file=photo.file,
            pixels=photo.pixels,
            sha256=photo.sha256,
            mode=photo.mode,
            focus=form.focus or self.house.shelf.focus(photo.file),
            span=form.span or 0,
            caption=caption or self.text("caption", node),
            credit=photo.credit or self.text("credit", node),
            alt=form.alt,
            outline=self.outline(photo, form),
            polygon=form.polygon,
            key=tuple(one.at for one in form.key),
            names=self.names(node) if form.key else None,
            at=photo.at,
        )

    def names(self, node: MapNode) -> Text | None:
        """What the key of a photo names, as one text: 1. name; 2. name. An entry without words is told."""
        entries = [entry for entry in getattr(node.get("key"), "nodes", ()) if isinstance(entry, MapNode)]
        texts = [self.text("name", entry) for entry in entries]
        self.problems += [
            error("NL161", entry.at, key="name") for entry, text in zip(entries, texts, strict=True) if text is None
        ]
        return numbered([text for text in texts if text is not None])

    def anchored(self, anchor: "Anchor") -> Photo | None:
        """The photo of ``![caption](file "credit")``; what the front matter says of the same file holds for it too."""
        stored = self.front.source.stored
        photo = self.photo(anchor.file, stored.at(anchor.start))
        if photo is None:
            return None
        caption = anchor.caption if anchor.caption.pieces else None
        credit = self.credit(anchor) if anchor.title.strip() else None
        plain = Photo(file=photo.file, pixels=photo.pixels, sha256=photo.sha256, mode=photo.mode, caption=caption,
                      credit=credit, at=photo.at)  # fmt: skip
        for form, node in self.entries():
            if _path(form.file) == _path(normalize("NFC", anchor.file)) and _path(form.file) not in self.taken:
                self.taken.add(_path(form.file))
                if caption and form.caption:
                    self.problems.append(warning("NL220", photo.at, photo=photo.file))
                return self.described(plain, form, node, caption)
        return plain._replace(focus=self.house.shelf.focus(plain.file))

    def credit(self, anchor: "Anchor") -> Text:
        stored = self.front.source.stored
        at = stored.text.rfind(anchor.title, anchor.start, anchor.end)
        if at >= 0:
            return plain_text(stored.file, anchor.title, at, self.house.pieces)
        words = unplaced(normalize("NFC", anchor.title))
        count = len(words.pieces)
        return words._replace(file=stored.file, starts=(anchor.start,) * count, ends=(anchor.end,) * count)


def _path(file: str) -> str:
    return PurePosixPath(file).as_posix()


def _faults(article: Article, form: ArticleForm, front: Front, house: House) -> Iterator[Problem]:
    """What is wrong with an article as a piece of this issue."""
    if house.units is not None and form.unit and form.unit not in house.units:
        known = ", ".join(house.units)
        near = nearest(form.unit, house.units)
        yield error("NL135", place(front.node, "unit"), unit=form.unit[:60], near=near, known=known)
    if house.sections is not None and form.section and form.section not in house.sections:
        near = nearest(form.section, house.sections)
        known = ", ".join(house.sections)
        yield error("NL136", place(front.node, "section"), section=form.section[:60], near=near, known=known)
    if form.received and house.deadline and form.received >= house.deadline:
        at = place(front.node, "received")
        yield warning(
            "NL137", at, story=article.id, received=f"{form.received:%d/%m/%Y}", deadline=f"{house.deadline:%d/%m/%Y}"
        )
    if not article.blocks and not article.photos:
        yield error("NL134", article.at, story=article.id)
