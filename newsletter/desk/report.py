"""What a collection came to, as facts: of each submission what was kept, changed and left out, and why; where every file of
the inbox went. Words for it stand in report_labels.py."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from typing import Final, Literal, NamedTuple, get_args

from newsletter.desk.collection import Collection, Filed, Receipt, State, Stray
from newsletter.desk.filing import day_and_name
from newsletter.desk.report_labels import Language
from newsletter.desk.submission import Shot
from newsletter.model.issue import Issue
from newsletter.problems import Problem, note, warning
from newsletter.source import SourceSpan
from newsletter.units import PT, Mpt

FORMAT: Final = "newsletter-collect/1"
INCH: Final = 72 * PT
BLURRED: Final = 0.35
"""Sharpness under which a photo is told to be blurred."""
POOR: Final = 0.6
"""Share of the wanted resolution under which a photo is an error in print (contract: min_ppi)."""
Fate = Literal["article", "photo", "letter", "opened", "original", "known", "twin", "refused"]
"""Where a file went: it became an article; a photo; it is the letter round what was sent; what it holds stands by itself; it
is kept as it came and nothing more; it was taken before; another file holds the same; it was not taken."""
_TOLD: Final[dict[str, Fate]] = {"NL271": "refused", "NL273": "twin", "NL274": "twin"}
"""What gathering tells of files that are part of no submission."""


class Whereabouts(NamedTuple):
    """A file of the inbox, or of a mail or an archive there. ``kept``: its path in the issue, "" for what is kept with the
    mail or archive that it came in. ``became``: paths in the issue."""

    path: str
    sha256: str
    kept: str
    fate: Fate
    became: tuple[str, ...] = ()


class Print(NamedTuple):
    """A photo as it would be printed in one column: ``ppi`` there, 0 where the layout could not be read."""

    shot: Shot
    file: str
    near: str
    ppi: int


class Report(NamedTuple):
    """``column``: width of a column of the layout, 0 where unknown. ``worded``: message and hint of a Problem. ``found``:
    what is wrong with the run as a whole."""

    issue: Issue
    collection: Collection
    worded: Callable[[Problem], tuple[str, str]]
    language: Language
    found: tuple[Problem, ...] = ()
    column: Mpt = 0
    written: bool = False
    dry: bool = False

    @property
    def title(self) -> str:
        return " · ".join(part.plain() for part in (self.issue.title, self.issue.edition) if part)

    @property
    def unwritten(self) -> bool:
        """Something was to be written and could not be."""
        return bool(self.collection.log) and not self.written and not self.dry

    @property
    def problems(self) -> tuple[Problem, ...]:
        """All of the run."""
        of_receipts = (problem for receipt in self.collection.receipts for problem in problems_of(self, receipt))
        return tuple(dict.fromkeys((*self.found, *of_receipts)))


class Sums(NamedTuple):
    """``files`` lie in the inbox, ``members`` in mails and archives there."""

    submissions: int
    known: int
    states: dict[State, int]
    photos: int
    files: int
    members: int


def in_order(report: Report) -> list[Receipt]:
    """As they were filed."""
    return sorted(report.collection.receipts, key=lambda receipt: day_and_name(receipt.submission))


def problems_of(report: Report, receipt: Receipt) -> Iterator[Problem]:
    yield from receipt.problems
    for one in receipt.filed:
        yield from problems_of_document(report, one)
    for stray in receipt.strays:
        yield warning("NL437", file=stray.shot.came, photo=stray.file)
        yield from _of_photo(report, _stray_print(report, stray))


def problems_of_document(report: Report, one: Filed) -> Iterator[Problem]:
    for problem in one.draft.problems if one.draft else ():
        of_document = problem.source is not None and problem.source.file == one.document
        yield problem._replace(source=SourceSpan(one.article)) if of_document and one.article else problem
    yield from one.problems
    for photo in prints_of(report, one):
        yield from _of_photo(report, photo)


def _of_photo(report: Report, photo: Print) -> Iterator[Problem]:
    if photo.near:
        yield note("NL438", photo=photo.file, other=photo.near)
    least = report.issue.press.min_ppi
    if photo.ppi and photo.ppi < least:
        yield warning("NL439", photo=photo.file, ppi=photo.ppi, least=least)


def prints_of(report: Report, one: Filed) -> tuple[Print, ...]:
    """The photos of a document that was filed now."""
    shots = one.draft.shots if one.draft and one.photos else ()
    return tuple(
        Print(shot, file, near, _ppi(shot, report.column))
        for shot, file, near in zip(shots, one.photos, one.near, strict=True)
    )


def photos_of(report: Report, receipt: Receipt) -> Iterator[Print]:
    """All that a submission brought."""
    for one in receipt.filed:
        yield from prints_of(report, one)
    yield from strays_of(report, receipt)


def strays_of(report: Report, receipt: Receipt) -> tuple[Print, ...]:
    return tuple(_stray_print(report, stray) for stray in receipt.strays)


def _stray_print(report: Report, stray: Stray) -> Print:
    return Print(stray.shot, stray.file, stray.near, _ppi(stray.shot, report.column))


def _ppi(shot: Shot, column: Mpt) -> int:
    """Resolution of what is shown of a photo, as wide as a column."""
    shown = shot.pixels[0] * (1 - shot.crop[0] - shot.crop[2])
    return round(shown * INCH / column) if column else 0


def whereabouts(receipt: Receipt) -> tuple[Whereabouts, ...]:
    """Every file of a submission, once."""
    submission = receipt.submission
    kept = {one.path: one.kept for one in receipt.kept}
    articles = {one.document: one for one in receipt.filed}
    photos = {stray.shot.came: stray.file for stray in receipt.strays}
    for one in receipt.filed:
        for shot, file in zip(one.draft.shots if one.draft else (), one.photos, strict=False):
            photos.setdefault(shot.came, file)
    every = (*submission.originals, *submission.documents, *submission.pictures, *submission.others)
    files = {file.path: file for file in every}
    return tuple(
        Whereabouts(path, file.sha256, kept.get(path, ""), *_fate(path, receipt, articles, photos, list(files)))
        for path, file in files.items()
    )


def put_by(receipt: Receipt) -> tuple[Whereabouts, ...]:
    """Files of which nothing is in the issue but themselves; the letter too, where it is all that came."""
    fates = {"original"} if receipt.filed or receipt.strays else {"original", "letter"}
    documents = {one.document for one in receipt.filed}
    return tuple(file for file in whereabouts(receipt) if file.fate in fates and file.path not in documents)


def every_file(report: Report) -> tuple[Whereabouts, ...]:
    """All files of the inbox and of the mails and archives there, each once, in the order of their paths."""
    files = {
        str(values["file"]): Whereabouts(str(values["file"]), "", "", _TOLD[problem.code], tuple(_other(values)))
        for problem in report.found
        if problem.code in _TOLD and "file" in (values := dict(problem.values))
    }
    for receipt in report.collection.receipts:
        for one in whereabouts(receipt):
            if one.path not in files or files[one.path].fate in ("twin", "original", "opened"):
                files[one.path] = one
    return tuple(files[path] for path in sorted(files))


def _other(values: Mapping[str, str | float]) -> Iterator[str]:
    if "other" in values:
        yield str(values["other"])


def _fate(
    path: str, receipt: Receipt, articles: dict[str, Filed], photos: dict[str, str], files: list[str]
) -> tuple[Fate, tuple[str, ...]]:
    if path in articles and articles[path].article:
        return "article", (articles[path].article,)
    if path in photos:
        return "photo", (photos[path],)
    if any(other.startswith(f"{path}!/") for other in files):
        return "opened", ()
    if any(file.path == path and file.body for file in receipt.submission.others):
        return "letter", ()
    others = {file.path for file in receipt.submission.others}
    return ("known" if receipt.known and path not in others else "original"), ()


def sums_of(report: Report) -> Sums:
    receipts = report.collection.receipts
    paths = [one.path for one in every_file(report)]
    found = Counter(one.state for receipt in receipts if not receipt.known for one in receipt.filed)
    return Sums(
        submissions=len(receipts),
        known=sum(receipt.known for receipt in receipts),
        states={state: count for state in get_args(State) if (count := found[state])},
        photos=len({write.path for write in report.collection.files if write.path.startswith("photos/")}),
        files=sum("!/" not in path for path in paths),
        members=sum("!/" in path for path in paths),
    )


def as_json(report: Report) -> dict[str, object]:
    """``problems`` are told by who prints it."""
    sums = sums_of(report)
    return {
        "format": FORMAT,
        "issue": report.issue.id,
        "written": report.written,
        "dry_run": report.dry,
        "sums": sums._asdict(),
        "files": [_filled(one._asdict()) for one in every_file(report)],
        "submissions": [_submission(report, receipt) for receipt in in_order(report)],
    }


def _submission(report: Report, receipt: Receipt) -> dict[str, object]:
    submission = receipt.submission
    shown: dict[str, object] = {
        "origin": submission.origin,
        "sender": submission.sender._asdict(),
        "subject": submission.subject,
        "received": submission.received.isoformat() if submission.received else "",
        "known": receipt.known,
        "twin": receipt.twin,
        "documents": [_document(report, one) for one in receipt.filed],
        "photos": [_photo(photo) for photo in strays_of(report, receipt)],
        "problems": [problem.code for problem in problems_of(report, receipt)],
    }
    return _filled(shown)


def _document(report: Report, one: Filed) -> dict[str, object]:
    shown: dict[str, object] = {"document": one.document, "state": one.state, "article": one.article}
    if draft := one.draft:
        shown |= {
            "title": draft.head.title,
            "deck": draft.head.deck,
            "author": draft.head.author,
            "unit": draft.head.unit,
            "words_in": draft.words_in,
            "words_out": draft.words_out,
            "missing": draft.missing,
            "changes": [change._asdict() for change in draft.changes],
            "conversions": [conversion._asdict() for conversion in draft.conversions],
            "revisions": [_filled(revision._asdict()) for revision in draft.revisions],
            "comments": [_filled(comment._asdict()) for comment in draft.comments],
            "losses": [_filled(loss._asdict()) for loss in draft.losses],
            "photos": [_photo(photo) for photo in prints_of(report, one)],
        }
    shown |= {"diff": one.diff, "beside": one.beside}
    return _filled(shown)


def _photo(photo: Print) -> dict[str, object]:
    shot = photo.shot
    shown: dict[str, object] = {
        "file": photo.file,
        "came": shot.came,
        "pixels": shot.pixels,
        "ppi": photo.ppi or "",
        "sharpness": round(shot.sharpness, 2),
        "caption": shot.caption,
        "credit": shot.credit,
        "alt": shot.alt,
        "near": photo.near,
        "stripped": shot.stripped,
    }
    return _filled(shown)


def _filled(shown: dict[str, object]) -> dict[str, object]:
    return {key: value for key, value in shown.items() if value not in ("", (), [], False)}
