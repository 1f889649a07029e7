"""``review read``: returned proofs become one list of notes, kept with the issue."""

import os
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple, cast, get_args

import click

from newsletter.build.copy import ISSUE_NAME
from newsletter.build.filing import file_away
from newsletter.commands.inputs import file_content
from newsletter.commands.outputs import deliver, refuse_sources
from newsletter.commands.program import Option, Words
from newsletter.commands.progress import Progress
from newsletter.commands.review_desk import ended, no_issue, waiting
from newsletter.commands.speech import Speech, verb
from newsletter.intake.issue import issue_id
from newsletter.intake.text import read_text
from newsletter.problems import Outcome, Problem
from newsletter.review.formats import FORMATS
from newsletter.review.formats.json_text import note_entry
from newsletter.review.formats.listing import Grouping, Listing, Picture, in_order
from newsletter.review.merge import Merged, merge
from newsletter.review.notes import Note, Reading
from newsletter.review.proofs import Proof, read_proofs, sent_pdf
from newsletter.review.read import read_apart
from newsletter.review.store import File, note_file, note_path, read_shelf

_READ = Words(
    "{files} tệp, {annotations} chú thích: {used} thành ý kiến và trả lời, {states} trạng thái, {skipped} không phải ý kiến",
    "{files} files, {annotations} annotations: {used} in notes and replies, {states} states, {skipped} are no remarks",
)
_NOTES = Words(
    "{count} ý kiến: {fresh} mới, {updated} cập nhật, {rivals} trái nhau",
    "{count} notes: {fresh} new, {updated} updated, {rivals} in conflict",
)
_ITSELF = Words('"{file}" là tệp gửi về; hãy ghi ra tệp khác', '"{file}" is a returned proof; write to another file')


class Returned(NamedTuple):
    """A file as it was named; ``content`` is None where it cannot be opened."""

    file: str
    content: bytes | None
    problems: tuple[Problem, ...]


def run(speech: Speech, files: tuple[str, ...], issue: str, out: str | None, **options: str | None) -> int:
    folder, form, password = Path(issue), str(options["form"]), options["password"] or ""
    if out:
        _refuse(folder, files, out, speech)
    if faults := no_issue(folder):
        return ended(speech, faults)
    returned = [_opened(file) for file in dict.fromkeys(files)]
    with Progress():
        proofs = read_proofs(folder)
        known = proofs.value or ()
        sent = {proof.code: content for proof in known if (content := sent_pdf(folder, proof)) is not None}
        readings = _readings(returned, (_sources(folder), known, password, sent))
        merged = merge(readings, read_shelf(folder))
        listing = Listing(cast("Grouping", options["by"]), speech.language, issue_id(folder))
        shown = _pictures(returned, merged.shelf.notes, password) if FORMATS[form].pictures else Outcome({})
    kept = file_away(folder, _changed(merged), waiting(speech))
    listing = listing._replace(pictures=shown.value or {})
    text = FORMATS[form].write(merged.shelf.notes, listing)
    unwritten = deliver(text, out, speech)
    _summary(speech, readings, merged, on_screen=out is not None)
    problems = (
        *(problem for one in returned for problem in one.problems),
        *(problem for reading in readings for problem in reading.problems),
        *proofs.problems,
        *merged.shelf.problems, *merged.problems, *shown.problems, *kept, *unwritten,
    )  # fmt: skip
    return ended(speech, problems, **_document(readings, merged))


def _refuse(folder: Path, files: Sequence[str], out: str, speech: Speech) -> None:
    refuse_sources(folder, [Path(out)], speech.language)
    if os.path.realpath(out) in map(os.path.realpath, files):
        raise click.UsageError(_ITSELF.of(speech.language).format(file=out))


def _opened(file: str) -> Returned:
    found = file_content(Path(file))
    return Returned(file, found.value, found.problems)


def _sources(folder: Path) -> dict[str, str]:
    """The texts that notes may belong to, as stored, by path in the issue."""
    root = folder.resolve()
    names = [ISSUE_NAME, *sorted(f"articles/{file.name}" for file in (root / "articles").glob("*.md"))]
    read = (read_text(root, name).value for name in names)
    return {stored.file: stored.text for stored in read if stored is not None}


_Known = tuple[Mapping[str, str], Sequence[Proof], str, Mapping[str, bytes]]
"""The texts of the issue, its proofs, the password of returned files, PDFs as they were sent by the code of their proof."""


def _readings(returned: Sequence[Returned], known: _Known) -> list[Reading]:
    """Files are read apart, as many at a time as there are processors."""
    whole = [(one.content, Path(one.file).name) for one in returned if one.content is not None]
    with ThreadPoolExecutor(max_workers=os.cpu_count() or 1) as readers:
        return list(readers.map(lambda one: read_apart(one[0], one[1], *known), whole))


def _pictures(returned: Sequence[Returned], notes: Sequence[Note], password: str) -> Outcome[Mapping[str, Picture]]:
    from newsletter.review.crops import crops  # noqa: PLC0415 (for the one format that shows them)

    pictures: dict[str, Picture] = {}
    problems: list[Problem] = []
    for one in returned:
        own = [note for note in notes if note.file == Path(one.file).name]
        if one.content is not None and own:
            found = crops(one.content, own, password)
            pictures |= found.value or {}
            problems += found.problems
    return Outcome(pictures, tuple(problems))


def _changed(merged: Merged) -> list[File]:
    """Files of notes that are new or say more; a damaged one is left as it is."""
    names = {*merged.fresh, *merged.updated}
    return [
        note_file(note)
        for note in merged.shelf.kept
        if note.id in names and note_path(note) not in merged.shelf.damaged
    ]


def _summary(speech: Speech, readings: Sequence[Reading], merged: Merged, *, on_screen: bool) -> None:
    """On stdout where the list goes to a file."""
    skipped = sum(count for reading in readings for _, count in reading.skipped)
    told = {
        "files": len(readings),
        "annotations": sum(reading.annotations for reading in readings),
        "used": sum(reading.used for reading in readings),
        "states": sum(reading.states for reading in readings),
        "skipped": skipped,
    }
    notes = merged.shelf.notes
    counts = {
        "count": len(notes),
        "fresh": len(merged.fresh),
        "updated": len(merged.updated),
        "rivals": sum(note.outcome == "conflict" for note in notes),
    }
    for words, values in ((_READ, told), (_NOTES, counts)):
        if on_screen:
            speech.say(words.of(speech.language).format(**values))
        else:
            speech.tell(words, **values)


def _document(readings: Sequence[Reading], merged: Merged) -> dict[str, object]:
    return {
        "files": [
            {"file": one.file, "proof": one.proof, "annotations": one.annotations, "used": one.used,
             "states": one.states, "skipped": dict(one.skipped), "notes": [note.id for note in one.notes]}
            for one in readings
        ],
        "fresh": list(merged.fresh),
        "updated": list(merged.updated),
        "notes": [note_entry(note) for note in in_order(merged.shelf.notes)],
    }  # fmt: skip


command = verb(
    "read",
    Words(
        "Đọc các bản bông gửi về thành một danh sách ý kiến, mỗi ý kiến gắn với bài, dòng, chữ; lưu vào ISSUE/review.",
        "Read returned proofs into one list of notes, each tied to article, line and word; kept in ISSUE/review.",
    ),
    [
        click.Argument(["files"], metavar="PDF", nargs=-1, required=True),
        Option(["--issue"], required=True, metavar="ISSUE",
               words=Words("Thư mục của số báo.", "The folder of the issue.")),
        Option(["--format", "form"], type=click.Choice(sorted(FORMATS)), default="text", show_default=True,
               words=Words("Dạng của danh sách.", "Format of the list.")),
        Option(["-o", "--output", "out"], metavar="FILE",
               words=Words("Tệp ghi ra; mặc định in ra màn hình.", "File to write; by default the list is printed.")),
        Option(["--by"], type=click.Choice(get_args(Grouping)), default="story", show_default=True,
               words=Words("Xếp theo bài, người góp ý hay trang.", "Group by story, reviewer or page.")),
        Option(["--password"], metavar="…",
               words=Words("Mật khẩu mở tệp, nếu có.", "Password that opens the files, if they have one.")),
    ],
    run,
)  # fmt: skip
