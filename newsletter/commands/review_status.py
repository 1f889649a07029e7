"""``review status``: where the rounds of an issue stand: sign-offs, notes, who has not answered."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from newsletter.build.copy import Copy, read_copy
from newsletter.build.identity import fingerprint, ingredients
from newsletter.build.judging import listed
from newsletter.commands.program import Language, Words, issue_argument
from newsletter.commands.review_desk import ended, no_issue, now
from newsletter.commands.speech import Speech, verb
from newsletter.commands.wording import terms
from newsletter.legible import clean
from newsletter.model.issue import Reviewer
from newsletter.problems import Problem
from newsletter.review.formats.labels import LABELS
from newsletter.review.notes import Note
from newsletter.review.proofs import Proof, read_proofs
from newsletter.review.rounds import Progress, Tally, askers, progress, silent, story_of, tallies, words_now
from newsletter.review.signoff import Standing, read_sign_offs, standings
from newsletter.review.store import read_shelf

_SIGN_OFFS = Words("Ký duyệt", "Sign-offs")
_NOTES = Words("Ý kiến: {count}", "Notes: {count}")
_BY_PROOF = Words("Theo bông", "By proof")
_BY_REVIEWER = Words("Theo người góp ý", "By reviewer")
_BY_STORY = Words("Theo bài", "By story")
_NO_STORY = Words("ngoài bài", "in no story")
_NO_NAME = Words("không ghi tên", "no name")
_NO_PROOF = Words("không rõ bông", "proof unknown")
_PROOF = Words("Bông {number}", "Proof {number}")
_LEFT = Words("Còn phải xử lý", "Still to be settled")
_SILENT = Words("Chưa có ý kiến về bông {number}{deadline}", "No notes on proof {number} yet{deadline}")
_SILENT_YET = Words("Chưa có ý kiến nào của", "No notes yet of")
_DUE = Words(", hạn {day}", ", due {day}")
_LATE = Words(", quá hạn {day}", ", overdue since {day}")
_IN_TEXT = Words(
    "trong bài hiện nay: {done} đã sửa, {waiting} còn nguyên, {changed} chỗ đã đổi",
    "in the articles now: {done} done, {waiting} as it was, {changed} changed otherwise",
)
_PROGRESS: dict[Progress | None, Words] = {
    "done": Words("đã sửa trong bài", "done in the article"),
    "waiting": Words("bài còn nguyên", "the article is as it was"),
    "changed": Words("chỗ ấy đã đổi, cần xem lại", "changed otherwise: to be looked at"),
    None: Words("không có chỗ trong bài", "no place in an article"),
}


class Status(NamedTuple):
    """``late``: the deadline of the last proof is past."""

    notes: tuple[Note, ...]
    progress: dict[str, Progress]
    proofs: tuple[Proof, ...]
    standings: tuple[Standing, ...]
    silent: tuple[Reviewer, ...]
    late: bool


def run(speech: Speech, issue: str) -> int:
    folder = Path(issue)
    if faults := no_issue(folder):
        return ended(speech, faults)
    found: list[Problem] = []
    copy = read_copy(folder, found)
    shelf, proofs, signed = read_shelf(folder), read_proofs(folder), read_sign_offs(folder)
    problems = (*(() if copy else found), *shelf.problems, *proofs.problems, *signed.problems)
    if copy is None:
        return ended(speech, problems)
    last = proofs.value[-1] if proofs.value else None
    on_last = [note for note in shelf.notes if last is None or note.proof == last.code]
    status = Status(
        shelf.notes,
        progress(shelf.notes, words_now(copy.issue)),
        proofs.value or (),
        standings(copy.issue.review.sign_offs, signed.decisions, fingerprint(copy), ingredients(copy)),
        silent(copy.issue.review.reviewers, on_last),
        last is not None and "" < last.deadline < now()[: len("2022-10-20")],
    )
    for line in _lines(status, speech.language):
        speech.say(clean(line))
    return ended(speech, problems, **_document(status, copy))


def _lines(status: Status, language: Language) -> Iterator[str]:
    if status.standings:
        yield _SIGN_OFFS.of(language)
        yield from (f"  {_signed(one, language)}" for one in status.standings)
    yield _NOTES.of(language).format(count=len(status.notes))
    if status.notes:
        numbers = {proof.code: _PROOF.of(language).format(number=proof.number) for proof in status.proofs}
        for words, nameless, of in (
            (_BY_PROOF, _NO_PROOF, lambda note: (numbers.get(note.proof, note.proof),)),
            (_BY_REVIEWER, _NO_NAME, askers),
            (_BY_STORY, _NO_STORY, story_of),
        ):
            yield words.of(language)
            for tally in tallies(status.notes, status.progress, of):
                yield f"  {tally.name or nameless.of(language)}: {_counted(tally, language)}"
    left = [note for note in status.notes if note.status in ("open", "accepted")]
    if left:
        yield _LEFT.of(language)
        yield from (f"  {_waiting(note, status, language)}" for note in left)
    if status.silent:
        yield _asked_in_vain(status, language)
        yield from (f"  {' · '.join(filter(None, one))}" for one in status.silent)


def _signed(one: Standing, language: Language) -> str:
    by = f"{one.last.by}, {one.last.when[:10]}" if one.last else ""
    if one.state == "approved":
        return f"{one.role}: {by}"
    why = terms()[f"signoff.{one.state}"][language]
    told = f"{one.role}: {why}{f' ({by})' if by else ''}"
    return f"{told}: {listed(one.changed)}" if one.changed else told


def _counted(tally: Tally, language: Language) -> str:
    labels = LABELS[language].statuses
    counts = ", ".join(f"{tally.statuses[key]} {label}" for key, label in labels.items() if key in tally.statuses)
    told = _IN_TEXT.of(language).format(done=tally.done, waiting=tally.waiting, changed=tally.changed)
    return f"{counts}; {told}" if tally.done or tally.waiting or tally.changed else counts


def _waiting(note: Note, status: Status, language: Language) -> str:
    labels = LABELS[language]
    place = f"{note.place.file}:{note.place.start[0]}:{note.place.start[1]}" if note.place else ""
    outcome = labels.outcomes["conflict"] if note.outcome == "conflict" else ""
    facts = (place, labels.intents[note.intent], labels.statuses[note.status], outcome,
             _PROGRESS[status.progress.get(note.id)].of(language))  # fmt: skip
    return f"{note.id}  {' · '.join(filter(None, facts))}"


def _asked_in_vain(status: Status, language: Language) -> str:
    if not status.proofs:
        return _SILENT_YET.of(language)
    last = status.proofs[-1]
    words = _LATE if status.late else _DUE
    deadline = words.of(language).format(day=last.deadline) if last.deadline else ""
    return _SILENT.of(language).format(number=last.number, deadline=deadline)


def _document(status: Status, copy: Copy) -> dict[str, object]:
    numbers = {proof.code: proof.number for proof in status.proofs}
    return {
        "fingerprint": fingerprint(copy),
        "sign_offs": [_standing(one) for one in status.standings],
        "notes": [
            {"id": note.id, "round": numbers.get(note.proof, 0), "status": note.status, "outcome": note.outcome,
             "progress": status.progress.get(note.id), "reviewers": list(askers(note)), "story": story_of(note)[0]}
            for note in status.notes
        ],
        "reviewers": _counts(tallies(status.notes, status.progress, askers)),
        "stories": _counts(tallies(status.notes, status.progress, story_of)),
        "silent": [one._asdict() for one in status.silent],
        "late": status.late,
    }  # fmt: skip


def _standing(one: Standing) -> dict[str, object]:
    by = {"name": one.last.by, "when": one.last.when} if one.last else {}
    return {"role": one.role, "state": one.state, **by, "changed": list(one.changed)}


def _counts(found: Sequence[Tally]) -> list[dict[str, object]]:
    return [tally._asdict() for tally in found]


command = verb(
    "status",
    Words(
        "Xem tình hình các vòng duyệt: ai đã ký, ý kiến nào đã sửa trong bài, ai chưa gửi ý kiến.",
        "Where the rounds stand: who signed, which notes are done in the articles, who has not answered.",
    ),
    [issue_argument()],
    run,
)
