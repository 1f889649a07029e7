"""Drafts become files of the issue: names and numbers, what is new and what was taken before, newer versions put together
with the work of editors. Nothing is read or written here.

No file of an editor is ever overwritten, removed or brought back: what cannot be merged stands beside it in
inbox/conflicts, with a Problem that says what to do.
"""

import datetime as dt
import hashlib
import re
from collections.abc import Sequence
from difflib import unified_diff
from pathlib import PurePosixPath
from typing import Final, NamedTuple

from newsletter.desk.album import Album, Place
from newsletter.desk.collection import Collection, Filed, Receipt, Standing, State, Stray, Taken, Write
from newsletter.desk.log import (
    CONFLICTS,
    LOG,
    PASSED,
    Entry,
    Kept,
    Piece,
    Print,
    by_key,
    original_path,
    submission_key,
    text_path,
    with_lines,
)
from newsletter.desk.markdown import article_text
from newsletter.desk.merge import is_same, merge, with_photos
from newsletter.desk.slug import slug
from newsletter.desk.submission import Draft, File, Shot, Submission
from newsletter.desk.versions import RENAMED, SAME_TEXT, Match, earlier, likeness, most_like
from newsletter.problems import Problem, note, warning
from newsletter.source import SourceSpan

_NUMBER: Final = re.compile(r"articles/(\d{1,9})-")
_RECEIVED: Final = re.compile(r"^received: *[\"']?(\d{4}-\d\d-\d\d)", re.MULTILINE)


def file_submissions(taken: Sequence[Taken], standing: Standing) -> Collection:
    """Submissions are filed in the order in which they were received, those without a day last, then by their names."""
    desk = _Desk(standing)
    order = sorted(range(len(taken)), key=lambda at: day_and_name(taken[at].submission))
    receipts = {at: desk.receive(taken[at]) for at in order}
    log = Write(LOG, with_lines(standing.log.stored, desk.entries)) if desk.entries else None
    return Collection(
        tuple(receipts[at] for at in range(len(taken))),
        tuple(desk.keep.values()),
        (*desk.album.files.values(), *desk.files.values()),
        tuple(desk.entries),
        log,
    )


def day_and_name(submission: Submission) -> tuple[str, str]:
    """What submissions are sorted by: those without a day come last."""
    return (submission.received.isoformat() if submission.received else "9999"), submission.origin


class _Case(NamedTuple):
    """A document on its way: ``sha256`` of the file."""

    draft: Draft
    sha256: str
    submission: Submission


class _Version(NamedTuple):
    """An article as a document gives it."""

    text: str
    places: tuple[Place, ...]

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.text.encode()).hexdigest()


_Done = tuple[Filed, Piece]


class _Desk:
    """The issue while submissions are filed into it, one after another.

    ``taken``: all that was taken before, in the order of the log. ``claimed``: paths of articles that came from an inbox.
    ``left``: what a killed run was about to write.
    """

    def __init__(self, standing: Standing) -> None:
        log = standing.log
        self.standing = standing
        self.articles = dict(standing.articles)
        self.texts = dict(standing.texts)
        self.beside = dict(standing.beside)
        self.album = Album(standing)
        self.entries: list[Entry] = []
        self.keep: dict[str, Write] = {}
        self.files: dict[str, Write] = {}
        self.known = by_key(log.entries)
        self.taken = [(entry, piece) for entry in log.entries for piece in entry.pieces if piece.article]
        self.left = {
            (entry.key, piece.document): piece.article
            for entry in log.unfinished
            for piece in entry.pieces
            if piece.state == "new"
        }
        self.claimed = {piece.article for _, piece in self.taken} | set(self.left.values())
        numbers = (_NUMBER.match(path) for path in (*standing.articles, *self.claimed))
        self.number = max((int(found[1]) for found in numbers if found), default=0)

    # --- submissions ---------------------------------------------------------------------------------------------------

    def receive(self, taken: Taken) -> Receipt:
        submission = taken.submission
        known = self.known.get(submission_key(submission)) or taken.known
        if known and (taken.known or all(piece.article for piece in known.pieces)):
            return _taken_before(taken, known)
        kept = tuple(map(self._keep, submission.originals))
        digests = {file.path: file.sha256 for file in submission.documents}
        before = known.pieces if known else ()
        filed: list[Filed] = []
        pieces: list[Piece] = []
        for draft in taken.drafts:
            case = _Case(draft, digests[draft.document], submission)
            again = next((piece for piece in before if piece.document == draft.document and piece.article), None)
            one, piece = (_again(draft, again), again) if again else self._file(case, (*before, *pieces))
            filed.append(one)
            pieces.append(piece)
        photos = known.photos if known else ()
        strays = tuple(self._stray(shot, photos) for shot in taken.strays)
        added = tuple(piece for piece in pieces if piece not in before), tuple(p for _, p in strays if p not in photos)
        if known is None or any(added):
            entry = _entry(submission, kept, *added)
            self.entries.append(entry)
            self.known[entry.key] = by_key([*([known] if known else []), entry])[entry.key]
            self.taken += [(entry, piece) for piece in entry.pieces if piece.article]
        return Receipt(submission, tuple(filed), kept, tuple(stray for stray, _ in strays), taken.problems)

    def _keep(self, file: File) -> Kept:
        path = original_path(file.path, file.sha256)
        self.keep.setdefault(path, Write(path, file.content))
        return Kept(file.path, file.sha256, path)

    def _stray(self, shot: Shot, before: Sequence[Print]) -> tuple[Stray, Print]:
        (place,) = self.album.place([shot], slug(PurePosixPath(shot.came).stem, "anh"), before)
        return Stray(shot, place.print.file, place.near), place.print

    # --- documents -----------------------------------------------------------------------------------------------------

    def _file(self, case: _Case, beside: Sequence[Piece]) -> _Done:
        """``beside``: what the same submission has brought so far."""
        draft, text = case.draft, _rough(case.draft)
        if not draft.blocks and not draft.shots:
            filed = Filed(draft.document, "empty", draft=draft)
            return filed, Piece(draft.document, case.sha256, state="empty", title=draft.head.title)
        for piece in beside:
            if piece.article and draft.blocks and likeness(text, self._text_of(piece)) >= SAME_TEXT:
                return self._twin(case, piece)
        others: tuple[Problem, ...] = ()
        for match in earlier(draft, case.sha256, case.submission, self.taken):
            if likeness(text, self._text_of(match.before)) >= match.least:
                return self._newer(case, match)
            others = (note("NL440", document=draft.document, story=match.before.article),)
        return _with(self._fresh(case), problems=others)

    def _twin(self, case: _Case, piece: Piece) -> _Done:
        """The same piece in two documents: as Word and as OpenDocument, or in two states."""
        version = self._version(case.draft, _name(piece.article), piece)
        beside = "" if version.sha256 == piece.text else self._beside(piece.article, version.text)
        told = warning(
            "NL435", SourceSpan(piece.article), document=case.draft.document, story=piece.article, beside=beside
        )
        problems = (told,) if beside else ()
        filed = Filed(case.draft.document, "twin", piece.article, case.draft, beside=beside, problems=problems)
        return filed, piece._replace(document=case.draft.document, sha256=case.sha256, state="twin")

    def _fresh(self, case: _Case) -> _Done:
        left = self.left.get((submission_key(case.submission), case.draft.document))
        name = _name(left) if left else slug(case.draft.head.title)
        version = self._version(case.draft, name)
        other = "" if left else self._found(version.text, SAME_TEXT)
        if other:
            return self._alike(case, version, other)
        article = left or self._numbered(name)
        if article not in self.articles:
            self._write(article, version.text)
        return self._settled(case, "new", version, article)

    def _alike(self, case: _Case, version: _Version, article: str) -> _Done:
        """Somebody has put it there by hand, or the log was lost."""
        if is_same(self.articles[article] or "", version.text):
            return self._settled(case, "new", version, article)
        beside = self._beside(article, version.text)
        problem = warning("NL435", SourceSpan(article), document=case.draft.document, story=article, beside=beside)
        return _with(self._settled(case, "alike", version, article), beside=beside, problems=(problem,))

    def _newer(self, case: _Case, match: Match) -> _Done:
        """A version of something that was taken before."""
        entry, before = self._latest(match.before)
        document, day = case.draft.document, case.submission.received
        stale = match.same and (match.before.state in PASSED or match.before.text != before.text)
        if stale or (day and day.isoformat() < entry.received):
            problem = note("NL441", document=document, story=before.article)
            filed = Filed(document, "older", before.article, case.draft, problems=(problem,))
            return filed, before._replace(document=document, sha256=case.sha256, state="older")
        if first := _RECEIVED.search(self.texts.get(before.base, "")):  # a correction does not make a piece late
            head = case.draft.head._replace(received=dt.date.fromisoformat(first[1]))
            case = case._replace(draft=case.draft._replace(head=head))
        version = self._version(case.draft, _name(before.article), before)
        kept = with_photos(version.text, self.texts.get(before.base, ""))
        filed, piece = self._replaced(case, version._replace(text=kept.text), before)
        piece = piece._replace(photos=tuple(dict.fromkeys((*piece.photos, *before.photos))))  # whoever sends them again
        if kept.kept and filed.state not in ("known", "gone"):
            told = note("NL445", SourceSpan(filed.article), document=document, count=len(kept.kept))
            return _with((filed, piece), problems=(told,))
        return filed, piece

    def _replaced(self, case: _Case, version: _Version, before: Piece) -> _Done:
        if version.sha256 == before.text:
            return self._settled(case, "known", version, before.article, before.base)
        article = self._where(before)
        if article:
            done = self._put_together(case, version, before, article)
            return done if article == before.article else _renamed(done, before.article)
        beside = self._beside(before.article, version.text)
        problem = warning("NL433", document=case.draft.document, story=before.article, beside=beside)
        settled = self._settled(case, "gone", version, before.article, before.base)
        return _with(settled, beside=beside, problems=(problem,))

    def _put_together(self, case: _Case, version: _Version, before: Piece, article: str) -> _Done:
        ours, base, offered = self.articles[article], self.texts.get(before.base), self.texts.get(before.text)
        if ours is None or (base is None and not is_same(ours, version.text)):
            return self._unmerged(case, version, before, (article, "NL443", 0))
        if offered is not None and is_same(ours, offered):  # a version that stood beside it was taken as it was
            base = offered
        result = merge(base or "", ours, version.text)
        if result.conflicts:
            return self._unmerged(case, version, before, (article, "NL432", result.conflicts[0].line))
        if result.text != ours:
            self._write(article, result.text)
        state: State = "updated" if is_same(result.text, version.text) else "merged"
        return _with(self._settled(case, state, version, article), diff=_diff(article, ours, result.text))

    def _unmerged(self, case: _Case, version: _Version, before: Piece, why: tuple[str, str, int]) -> _Done:
        """The article stays as it is; ``why``: its path, the code of the Problem, and the line that it speaks of."""
        article, code, line = why
        beside = self._beside(article, version.text)
        at = SourceSpan(article, line, 1) if line else SourceSpan(article)
        problem = warning(code, at, document=case.draft.document, story=article, beside=beside)
        diff = _diff(article, self.articles[article] or "", version.text)
        settled = self._settled(case, "conflict", version, article, before.base)
        return _with(settled, diff=diff, beside=beside, problems=(problem,))

    def _settled(self, case: _Case, state: State, version: _Version, article: str, base: str = "") -> _Done:
        """``base``: of the version that the article has taken in, where it is not this one."""
        digest, draft = version.sha256, case.draft
        self.claimed.add(article)
        self.texts[digest] = version.text
        kept = text_path(digest)
        self.keep[kept] = Write(kept, version.text.encode())
        prints = tuple(place.print for place in version.places)
        piece = Piece(
            draft.document, case.sha256, article, state, title=draft.head.title, unit=draft.head.unit,
            text=digest, base=base or digest, photos=prints,
        )  # fmt: skip
        paths, near = tuple(one.file for one in prints), tuple(place.near for place in version.places)
        return Filed(draft.document, state, article, draft, paths, near), piece

    # --- what stands where ---------------------------------------------------------------------------------------------

    def _latest(self, piece: Piece) -> tuple[Entry, Piece]:
        """The last version of the article that a piece became, whatever it is called now."""
        names, latest = {piece.article}, None
        for entry, other in self.taken:
            if other.state not in PASSED and names & {other.article, other.was}:
                names.add(other.article)
                latest = entry, other
        assert latest is not None, "a piece that was taken is among those that were"  # noqa: S101
        return latest

    def _where(self, before: Piece) -> str:
        """The article of a piece: under its name, or under the one that editors gave it; "" where it is gone."""
        if before.article in self.articles:
            return before.article
        return self._found(self._text_of(before), RENAMED)

    def _found(self, text: str, least: float) -> str:
        """The article that nobody collected and that is most like a text."""
        free = ((path, held) for path, held in self.articles.items() if held and path not in self.claimed)
        return most_like(text, free, least)

    def _text_of(self, piece: Piece) -> str:
        return self.texts.get(piece.text) or self.texts.get(piece.base) or self.articles.get(piece.article) or ""

    def _version(self, draft: Draft, name: str, before: Piece | None = None) -> _Version:
        places = self.album.place(draft.shots, name, before.photos if before else ())
        return _Version(article_text(draft, [place.print.file for place in places]), places)

    def _numbered(self, name: str) -> str:
        self.number += 1
        return f"articles/{self.number:02}-{name}.md"

    def _write(self, path: str, text: str) -> None:
        self.files[path] = Write(path, text.encode(), self.standing.articles.get(path))
        self.articles[path] = text

    def _beside(self, article: str, text: str) -> str:
        """A version that could not be put into its article, and what it would change there."""
        name, number = f"{CONFLICTS}/{PurePosixPath(article).stem}", 1
        path = f"{name}.md"
        while self.beside.get(path, text) != text:
            number += 1
            path = f"{name}-{number}.md"
        self.beside[path] = text
        diff = _diff(article, self.articles.get(article) or "", text)
        for file, content in ((path, text), (f"{path.removesuffix('.md')}.diff", diff)):
            self.files[file] = Write(file, content.encode())
        return path


def _again(draft: Draft, piece: Piece) -> Filed:
    """It was taken before, when something beside it could not be read."""
    return Filed(draft.document, "known", piece.article, draft)


def _with(done: _Done, *, diff: str = "", beside: str = "", problems: tuple[Problem, ...] = ()) -> _Done:
    filed, piece = done
    told = (*filed.problems, *problems)
    return filed._replace(diff=diff or filed.diff, beside=beside or filed.beside, problems=told), piece


def _renamed(done: _Done, was: str) -> _Done:
    filed, piece = done
    told = note("NL434", SourceSpan(filed.article), story=was, now=filed.article)
    return filed._replace(problems=(told, *filed.problems)), piece._replace(was=was)


def _rough(draft: Draft) -> str:
    """The text of a draft, whatever its photos will be called."""
    return article_text(draft, [str(at) for at in range(len(draft.shots))])


def _name(article: str) -> str:
    """An article's name without its number."""
    return _NUMBER.sub("", article).removesuffix(".md").removeprefix("articles/")


def _diff(article: str, before: str, after: str) -> str:
    old, new = (text.replace("\r\n", "\n").splitlines(keepends=True) for text in (before, after))
    return "".join(unified_diff(old, new, article, article))


def _entry(
    submission: Submission, kept: tuple[Kept, ...], pieces: tuple[Piece, ...], photos: tuple[Print, ...]
) -> Entry:
    return Entry(
        origin=submission.origin,
        key=submission_key(submission),
        files=kept,
        sender=submission.sender.name,
        address=submission.sender.address,
        subject=submission.subject,
        received=submission.received.isoformat() if submission.received else "",
        pieces=pieces,
        photos=photos,
    )


def _taken_before(taken: Taken, known: Entry) -> Receipt:
    """Under this name or another."""
    submission = taken.submission
    filed = tuple(Filed(piece.document, "known", piece.article) for piece in known.pieces)
    places = {file.sha256: file.kept for file in known.files}
    kept = tuple(Kept(file.path, file.sha256, places.get(file.sha256, "")) for file in submission.originals)
    twin = known.origin if known.origin != submission.origin else ""
    return Receipt(submission, filed, kept, problems=taken.problems, twin=twin, known=True)
