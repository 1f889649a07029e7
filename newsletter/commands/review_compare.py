"""``review compare``: what changed between two proofs."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import click

from newsletter.check.verdict import exit_code
from newsletter.commands.inputs import file_content
from newsletter.commands.program import Option, Words
from newsletter.commands.progress import Progress
from newsletter.commands.speech import Speech, verb
from newsletter.legible import clean
from newsletter.output import Unwritable, write_whole
from newsletter.problems import Problem, has_errors
from newsletter.review.changes import ISSUE_FILE, Changes, Edit, StoryChange
from newsletter.review.compare import Given, compare_apart
from newsletter.review.photo_changes import PhotoChange, PhotoChangeKind
from newsletter.review.visual import Seen, see_apart

_ITSELF = Words(
    '"{file}" là tệp được so; hãy ghi ra tệp khác', '"{file}" is one of the files compared; write to another'
)
_SAME = Words("{old} → {new}: không có gì thay đổi", "{old} → {new}: nothing changed")
_HEAD = Words(
    "{old} → {new}: {edits} chỗ sửa chữ, {stories} bài thêm, bớt hoặc chuyển trang, {photos} ảnh",
    "{old} → {new}: words changed in {edits} places, stories that came, went or moved: {stories}, photos: {photos}",
)
_PAGES = Words("số trang: {old} → {new}", "pages: {old} → {new}")
_WRITTEN = Words("{out}: bản bông mới có đánh dấu", "{out}: the new proof with its changes marked")
_SHEETS = Words(
    "{out}: các trang khác nhau, đặt cạnh và chồng lên nhau", "{out}: pages that differ, side by side and overlaid"
)
_ALIKE = Words("{old} → {new}: các trang trông giống hệt nhau", "{old} → {new}: all pages look the same")
_DIFFER = Words("{old} → {new}: {pages} trang khác nhau", "{old} → {new}: pages that differ: {pages}")
_PAIR = Words("trang {old} → {new}: {count} chỗ khác", "page {old} → {new}: places that differ: {count}")
_CAME = Words("trang {new}: mới thêm", "page {new}: new")
_WENT = Words("trang {old} (bản cũ): đã bỏ", "page {old} of the old file: gone")
_SPOT = Words(
    "cách mép trái {left} mm, mép trên {top} mm, rộng {width}, cao {height} mm",
    "{left} mm from the left, {top} mm from the top, {width} x {height} mm",
)
_IMPRINT = Words("măng-sét, trang công bố (issue.yaml)", "masthead and imprint (issue.yaml)")
_ADDED = Words("bài mới, {words} chữ, trang {pages}", "new, {words} words, page {pages}")
_REMOVED = Words("đã bỏ, {words} chữ, trước ở trang {pages}", "gone, {words} words, was on page {pages}")
_MOVED = Words("chuyển chỗ: trang {old} → {new}", "moved: page {old} → {new}")
_RUNS = Words("nằm ở trang {new}, trước là {old}", "runs over page {new}, before {old}")
_AT = Words("trang {page}", "page {page}")
_PARTS: Final = {
    "title": Words("tít", "headline"),
    "kicker": Words("dòng trên tít", "kicker"),
    "deck": Words("sa-pô", "deck"),
    "byline": Words("tên tác giả", "byline"),
    "caption": Words("chú thích ảnh", "caption"),
    "credit": Words("tên người chụp", "credit"),
}
_PHOTOS: Final[dict[PhotoChangeKind, Words]] = {
    "added": Words("ảnh mới {file}, trang {new}", "photo {file} is new, page {new}"),
    "removed": Words("bỏ ảnh {was}, trước ở trang {old}", "photo {was} is gone, was on page {old}"),
    "swapped": Words("ảnh {file} thay {was}, trang {new}", "photo {file} stands for {was}, page {new}"),
    "replaced": Words("tệp ảnh {file} có nội dung khác, trang {new}", "photo {file} has other content, page {new}"),
    "cropped": Words("ảnh {file} cắt khác, trang {new}", "photo {file} is cropped otherwise, page {new}"),
    "resized": Words("ảnh {file} đổi cỡ, trang {new}", "photo {file} has another size, page {new}"),
    "moved": Words("ảnh {file} chuyển chỗ: trang {old} → {new}", "photo {file} moved: page {old} → {new}"),
}


def run(speech: Speech, old: str, new: str, out: str | None, *, visual: bool, password: str | None) -> int:
    if out and Path(out).resolve() in (Path(old).resolve(), Path(new).resolve()):
        raise click.UsageError(_ITSELF.of(speech.language).format(file=out))
    before, after = file_content(Path(old)), file_content(Path(new))
    if before.value is None or after.value is None:
        problems = before.problems + after.problems
        speech.problems(problems)
        speech.document({"old": old, "new": new, "problems": [speech.problem_json(problem) for problem in problems]})
        return exit_code(problems)
    compared = _pictures if visual else _words
    return compared(speech, Given(old, before.value, password or ""), Given(new, after.value, password or ""), out)


def _words(speech: Speech, before: Given, after: Given, out: str | None) -> int:
    """By the maps of two proofs."""
    old, new = before.name, after.name
    with Progress():
        found = compare_apart(before, after, marks=out is not None)
    problems = [*found.problems, *(_write(found.copy, Path(out)) if out else ())]
    speech.problems(problems)
    changes = found.changes
    if changes is not None:
        for line in told(changes, (old, new), speech):
            speech.say(line)
        if out and found.copy is not None and len(problems) == len(found.problems):
            speech.say(_WRITTEN.of(speech.language).format(out=out))
    speech.document({"old": old, "new": new, **(_json(changes) if changes else {}),
                     "problems": [speech.problem_json(problem) for problem in problems]})  # fmt: skip
    return exit_code(problems)


def _pictures(speech: Speech, before: Given, after: Given, out: str | None) -> int:
    """Any two files, pixel by pixel."""
    old, new = before.name, after.name
    with Progress():
        seen = see_apart(before, after, sheets=out is not None)
    problems = [*seen.problems, *(_write(seen.sheets, Path(out)) if out else ())]
    speech.problems(problems)
    if not has_errors(seen.problems):
        for line in _seen(seen, (old, new), speech):
            speech.say(line)
        if out and seen.sheets is not None and len(problems) == len(seen.problems):
            speech.say(_SHEETS.of(speech.language).format(out=out))
    speech.document({"old": old, "new": new, "pages": [seen.old_pages, seen.new_pages],
                     "changed": [page._asdict() for page in seen.pages],
                     "problems": [speech.problem_json(problem) for problem in problems]})  # fmt: skip
    return exit_code(problems)


def _seen(seen: Seen, names: tuple[str, str], speech: Speech) -> Iterator[str]:
    """A line for each page that differs, one for each place on it."""
    old, new = map(clean, names)
    if not seen.pages:
        yield _ALIKE.of(speech.language).format(old=old, new=new)
        return
    yield _DIFFER.of(speech.language).format(old=old, new=new, pages=len(seen.pages))
    for page in seen.pages:
        words = _CAME if not page.old else _WENT if not page.new else _PAIR
        yield words.of(speech.language).format(old=page.old, new=page.new, count=len(page.boxes))
        for box in page.boxes:
            left, top, width, height = (round(side * 25.4 / 72) for side in (box.x0, box.y0, box.width, box.height))
            yield "  " + _SPOT.of(speech.language).format(left=left, top=top, width=width, height=height)


def _write(copy: bytes | None, out: Path) -> tuple[Problem, ...]:
    try:
        if copy is not None:
            write_whole(out, copy)
    except Unwritable as fault:
        return (fault.problem,)
    return ()


def told(changes: Changes, names: tuple[str, str], speech: Speech) -> Iterator[str]:
    """The changes as lines of text: ``[-left out-]``, ``{+put in+}``."""
    old, new = map(clean, names)
    if changes.none:
        yield _SAME.of(speech.language).format(old=old, new=new)
        return
    edits = sum(len(story.edits) for story in changes.stories)
    moves = sum(story.moved or story.kind != "changed" for story in changes.stories)
    yield _HEAD.of(speech.language).format(old=old, new=new, edits=edits, stories=moves, photos=len(changes.photos))
    if changes.old_pages != changes.new_pages:
        yield _PAGES.of(speech.language).format(old=changes.old_pages, new=changes.new_pages)
    by_story: dict[str, list[PhotoChange]] = {}
    for photo in changes.photos:
        by_story.setdefault(photo.story, []).append(photo)
    for story in changes.stories:
        yield ""
        yield from _story(story, by_story.pop(story.story, []), speech)
    for name, photos in by_story.items():
        yield ""
        if name:
            yield clean(name)
        for photo in photos:
            yield f"  {_photo(photo, speech)}"


def _story(story: StoryChange, photos: list[PhotoChange], speech: Speech) -> Iterator[str]:
    say = speech.language
    yield _IMPRINT.of(say) if story.story == ISSUE_FILE else clean(f"{story.story} “{story.title}”")
    old, new = _pages(story.old_pages), _pages(story.new_pages)
    if story.kind != "changed":
        words = _ADDED if story.kind == "added" else _REMOVED
        yield f"  {words.of(say).format(words=story.words, pages=new or old)}"
    elif story.moved:
        yield f"  {_MOVED.of(say).format(old=old, new=new)}"
    elif old != new and story.story != ISSUE_FILE:
        yield f"  {_RUNS.of(say).format(old=old, new=new)}"
    for edit in story.edits:
        yield f"  {_edit(edit, speech)}"
    for photo in photos:
        yield f"  {_photo(photo, speech)}"


def _pages(pages: tuple[int, ...]) -> str:
    """``3, 5–7``."""
    runs: list[list[int]] = []
    for page in pages:
        if runs and page == runs[-1][1] + 1:
            runs[-1][1] = page
        else:
            runs.append([page, page])
    return ", ".join(str(first) if first == last else f"{first}–{last}" for first, last in runs)


def _edit(edit: Edit, speech: Speech) -> str:
    where = [_AT.of(speech.language).format(page=edit.new_page or edit.old_page)]
    if edit.part in _PARTS:
        where.append(_PARTS[edit.part].of(speech.language))
    if edit.line:
        where.append(f"{edit.file}:{edit.line}:{edit.column}")
    parts = [
        edit.prefix and f"…{edit.prefix}",
        edit.before and f"[-{edit.before}-]",
        edit.after and f"{{+{edit.after}+}}",
        edit.suffix and f"{edit.suffix}…",
    ]
    return clean(f"{', '.join(where)}: {' '.join(part for part in parts if part)}")


def _photo(photo: PhotoChange, speech: Speech) -> str:
    words = _PHOTOS[photo.kind].of(speech.language)
    return clean(words.format(file=photo.file, was=photo.old_file, old=photo.old_page, new=photo.new_page))


def _json(changes: Changes) -> dict[str, object]:
    return {
        "pages": [changes.old_pages, changes.new_pages],
        "stories": [story._asdict() | {"edits": [edit._asdict() for edit in story.edits]} for story in changes.stories],
        "photos": [photo._asdict() for photo in changes.photos],
    }


command = verb(
    "compare",
    Words(
        "So hai bản bông: chữ sửa theo từng bài, bài chuyển trang, ảnh thay; đánh dấu lên bản mới.",
        "Compare two proofs: words by story, moves, photos; mark them on the new one.",
    ),
    [
        click.Argument(["old"], metavar="OLD.pdf"),
        click.Argument(["new"], metavar="NEW.pdf"),
        Option(["-o", "--output", "out"], metavar="MARKED.pdf",
               words=Words("Ghi bản bông mới có vạch lề và dấu màu ở chỗ thay đổi.",
                           "Write the new proof with change bars and coloured marks.")),
        Option(["--password"], metavar="…",
               words=Words("Mật khẩu mở tệp, nếu có.", "Password that opens the files, if they have one.")),
        Option(["--visual"], is_flag=True,
               words=Words("So hình từng trang của hai PDF bất kỳ; -o ghi các trang đặt cạnh và chồng lên nhau.",
                           "Compare any two PDFs as pictures; -o writes pages side by side and overlaid.")),
    ],
    run,
)  # fmt: skip
