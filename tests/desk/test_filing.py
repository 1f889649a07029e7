"""Drafts become files of the issue: numbers, names, what is new, newer versions, and the work of editors."""

import datetime as dt
import hashlib

from newsletter.desk.collection import Collection, Standing, Taken, Write
from newsletter.desk.filing import file_submissions
from newsletter.desk.log import Entry, Log, log_line
from newsletter.desk.submission import Draft, File, Head, Shot, Submission
from newsletter.manuscripts.manuscript import Paragraph, Run, Sender

FIRST = (
    "Sáng ngày 15 tháng 10, các đội của mười đơn vị dự lễ khai mạc hội thao tại nhà thi đấu của tỉnh.",
    "Hội thao có bốn môn: bóng chuyền, cầu lông, kéo co và bóng đá.",
    "Mỗi môn chọn một đội nhất, hai đội nhì.",
)
LATER = (FIRST[0], FIRST[1], "Mỗi môn chọn một đội nhất, hai đội nhì và hai đội ba.")
OTHER = (
    "Đảng ủy Khối phát động đợt thi đua đặc biệt trong toàn Đảng bộ, kéo dài ba tháng.",
    "Các tổ chức cơ sở đảng đăng ký công trình, phần việc chào mừng ngày truyền thống.",
)


def a_file(path: str, content: str) -> File:
    data = content.encode()
    return File(path, data, hashlib.sha256(data).hexdigest())


def sent(
    texts: tuple[str, ...],
    name: str = "hoi-thao.docx",
    title: str = "Hội thao chào mừng ngày truyền thống",
    *,
    by: str = "van-phong@example.vn",
    day: dt.date | None = None,
    shots: tuple[Shot, ...] = (),
) -> Taken:
    """A mail with one document."""
    mail = a_file(f"{name}-{by}-{day}.eml", f"{day} {title} {texts} {[shot.content for shot in shots]}")
    document = a_file(f"{mail.path}!/{name}", "".join(texts))
    blocks = tuple(Paragraph((Run(text),)) for text in texts)
    words = len(" ".join((title, *texts)).split())
    draft = Draft(document.path, Head(title, received=day), blocks, shots=shots, words_in=words, words_out=words)
    submission = Submission(mail.path, Sender("", by), received=day, documents=(document,), originals=(mail,))
    return Taken(submission, (draft,))


def shot(content: bytes, name: str = "a.jpg", look: int = 0) -> Shot:
    return Shot(name, content, name, (3000, 2000), fingerprint=look)


NOTHING = Standing()


def after(collection: Collection, before: Standing = NOTHING, **changed: str | None) -> Standing:
    """The issue once a collection is in place; ``changed``: what editors have made of articles since, by number."""
    files = {write.path: write for write in collection.files}
    articles = {**before.articles, **{p: w.content.decode() for p, w in files.items() if p.startswith("articles/")}}
    for number, text in changed.items():
        path = next(path for path in articles if path.startswith(f"articles/{number[1:]}-"))
        if text is None:
            del articles[path]
        else:
            articles[path] = text
    return Standing(
        articles,
        {**before.photos, **{p: digest(w) for p, w in files.items() if p.startswith("photos/")}},
        Log((*before.log.entries, *collection.entries), stored=collection.log.content if collection.log else b""),
        {**before.texts, **{digest(w): w.content.decode() for w in collection.keep if "/bases/" in w.path}},
        beside={
            p: w.content.decode() for p, w in files.items() if p.startswith("inbox/conflicts/") and p[-3:] == ".md"
        },
    )


def digest(write: Write) -> str:
    return hashlib.sha256(write.content).hexdigest()


def paths(collection: Collection) -> list[str]:
    return [write.path for write in collection.files]


def states(collection: Collection) -> list[str]:
    return [one.state for receipt in collection.receipts for one in receipt.filed]


def codes(collection: Collection) -> list[str]:
    filed = (one for receipt in collection.receipts for one in receipt.filed)
    return [problem.code for one in filed for problem in one.problems]


def text_of(collection: Collection, path: str) -> str:
    return next(write.content.decode() for write in collection.files if write.path == path)


HOI_THAO = "articles/01-hoi-thao-chao-mung-ngay-truyen-thong.md"


def test_articles_are_numbered_in_the_order_in_which_they_were_received() -> None:
    late = sent(FIRST, day=dt.date(2022, 9, 14))
    early = sent(OTHER, "thi-dua.docx", "Phát động thi đua", by="tuyen-giao@example.vn", day=dt.date(2022, 9, 2))
    undated = sent(("Một bài thơ gửi về từ cơ sở, không ghi ngày.",), "tho.txt", "Thơ", by="co-so@example.vn")
    made = file_submissions([undated, late, early], Standing())
    assert paths(made) == [
        "articles/01-phat-dong-thi-dua.md",
        "articles/02-hoi-thao-chao-mung-ngay-truyen-thong.md",
        "articles/03-tho.md",
    ]
    assert [receipt.submission for receipt in made.receipts] == [one.submission for one in (undated, late, early)]


def test_numbers_go_on_behind_those_that_are_there_or_were_once_given() -> None:
    first = file_submissions([sent(FIRST)], Standing({"articles/07-xa-luan.md": "---\ntitle: Xã luận\n---\n\nMột.\n"}))
    assert paths(first) == ["articles/08-hoi-thao-chao-mung-ngay-truyen-thong.md"]
    then = file_submissions([sent(OTHER, "thi-dua.docx", "Thi đua", by="b@example.vn")], after(first, a08=None))
    assert paths(then) == ["articles/09-thi-dua.md"]


def test_the_same_mails_again_are_nothing_new() -> None:
    mails = [sent(FIRST), sent(OTHER, "thi-dua.docx", "Thi đua", by="b@example.vn")]
    first = file_submissions(mails, Standing())
    again = file_submissions(mails, after(first))
    assert (again.files, again.keep, again.entries, again.log) == ((), (), (), None)
    assert states(again) == ["known", "known"]
    assert all(receipt.known for receipt in again.receipts)


def test_a_file_under_another_name_is_known_by_what_it_holds() -> None:
    first = file_submissions([sent(FIRST)], Standing())
    mail = sent(FIRST)
    renamed = mail._replace(submission=mail.submission._replace(
        origin="khac.eml", originals=(mail.submission.originals[0]._replace(path="khac.eml"),)))  # fmt: skip
    again = file_submissions([renamed], after(first))
    assert again.log is None
    assert again.receipts[0].twin == mail.submission.origin


def test_a_newer_version_replaces_what_no_editor_has_worked_on_and_the_difference_is_shown() -> None:
    standing = after(file_submissions([sent(FIRST, day=dt.date(2022, 9, 10))], Standing()))
    made = file_submissions([sent(LATER, "hoi thao ban cuoi.docx", day=dt.date(2022, 9, 16))], standing)
    assert states(made) == ["updated"]
    assert paths(made) == [HOI_THAO]
    assert made.files[0].instead == standing.articles[HOI_THAO]
    diff = made.receipts[0].filed[0].diff
    assert "-Mỗi môn chọn một đội nhất, hai đội nhì.\n+Mỗi môn chọn một đội nhất, hai đội nhì và hai đội ba." in diff
    assert "received: 2022-09-10" in text_of(made, HOI_THAO), "a correction does not make a piece late"


def test_a_newer_version_is_merged_with_what_editors_did_elsewhere() -> None:
    first = file_submissions([sent(FIRST)], Standing())
    edited = text_of(first, HOI_THAO).replace("bốn môn:", "bốn môn thi:").replace("kind:", "section: Thể thao\nkind:")
    made = file_submissions([sent(LATER, day=dt.date(2022, 9, 16))], after(first, a01=edited))
    assert states(made) == ["merged"]
    merged = text_of(made, HOI_THAO)
    assert "bốn môn thi:" in merged
    assert "section: Thể thao" in merged
    assert "và hai đội ba" in merged
    assert codes(made) == []


def test_what_both_have_changed_leaves_the_editors_file_alone_and_stands_beside_it() -> None:
    first = file_submissions([sent(FIRST)], Standing())
    edited = text_of(first, HOI_THAO).replace("hai đội nhì.", "hai đội nhì, ba đội ba.")
    standing = after(first, a01=edited)
    made = file_submissions([sent(LATER, day=dt.date(2022, 9, 16))], standing)
    beside = f"inbox/conflicts/{HOI_THAO.removeprefix('articles/')}"
    assert made.receipts[0].filed[0].beside == beside
    assert paths(made) == [beside, f"{beside[:-3]}.diff"]
    assert LATER[2] in text_of(made, beside)
    assert codes(made) == ["NL432"]
    problem = made.receipts[0].filed[0].problems[0]
    assert problem.source
    assert edited.splitlines()[problem.source.line - 1].endswith("ba đội ba.")
    again = file_submissions([sent(LATER, day=dt.date(2022, 9, 16))], after(made, standing))
    assert again.log is None


def test_once_the_editors_have_taken_a_version_that_stood_beside_the_next_one_merges() -> None:
    first = file_submissions([sent(FIRST)], Standing())
    standing = after(first, a01=text_of(first, HOI_THAO).replace("hai đội nhì.", "hai đội nhì, ba đội ba."))
    second = file_submissions([sent(LATER, day=dt.date(2022, 9, 16))], standing)
    beside = next(write.content.decode() for write in second.files if write.path.endswith(".md"))
    third = (*LATER, "Ban tổ chức trao giải ngay sau trận cuối.")
    made = file_submissions([sent(third, day=dt.date(2022, 9, 18))], after(second, standing, a01=beside))
    assert states(made) == ["updated"]
    assert third[3] in text_of(made, HOI_THAO)


def test_a_conflict_that_nobody_has_settled_is_not_forgotten_by_the_next_version() -> None:
    first = file_submissions([sent(FIRST)], Standing())
    standing = after(first, a01=text_of(first, HOI_THAO).replace("hai đội nhì.", "hai đội nhì, ba đội ba."))
    second = file_submissions([sent(LATER, day=dt.date(2022, 9, 16))], standing)
    third = (*LATER, "Ban tổ chức trao giải ngay sau trận cuối.")
    made = file_submissions([sent(third, day=dt.date(2022, 9, 18))], after(second, standing))
    assert states(made) == ["conflict"]
    assert paths(made)[0].endswith("-2.md"), "the version before stays beside it"


def test_an_article_that_was_deleted_is_not_brought_back() -> None:
    first = file_submissions([sent(FIRST)], Standing())
    made = file_submissions([sent(LATER, day=dt.date(2022, 9, 16))], after(first, a01=None))
    assert states(made) == ["gone"]
    assert codes(made) == ["NL433"]
    assert not [path for path in paths(made) if path.startswith("articles/")]
    assert any(LATER[2] in write.content.decode() for write in made.files)


def test_an_article_under_another_name_is_found_by_what_it_says() -> None:
    first = file_submissions([sent(FIRST)], Standing())
    standing = after(first)
    text = standing.articles[HOI_THAO]
    moved = standing._replace(articles={"articles/12-the-thao.md": (text or "").replace("bốn môn:", "bốn môn thi:")})
    second = file_submissions([sent(LATER, day=dt.date(2022, 9, 16))], moved)
    assert paths(second) == ["articles/12-the-thao.md"]
    assert codes(second) == ["NL434"]
    third = (*LATER, "Ban tổ chức trao giải ngay sau trận cuối.")
    made = file_submissions([sent(third, day=dt.date(2022, 9, 18))], after(second, moved))
    assert (paths(made), states(made)) == (["articles/12-the-thao.md"], ["merged"])
    assert codes(made) == []


def test_the_texts_of_two_mails_are_two_articles_however_alike() -> None:
    taken = [sent(texts, "thư.txt", title) for texts, title in ((FIRST, "Tin hội thao"), (LATER, "Tin thể thao"))]
    mails = [
        one._replace(submission=one.submission._replace(subject=subject, origin=f"{subject}.eml"))
        for one, subject in zip(taken, ("Tin hội thao", "Fwd: Tin thể thao"), strict=True)
    ]
    first = file_submissions(mails[:1], Standing())
    assert (states(made := file_submissions(mails[1:], after(first))), codes(made)) == (["new"], [])
    answer = mails[1].submission._replace(subject="Re: Tin hội thao", received=dt.date(2022, 9, 16))
    again = file_submissions([mails[1]._replace(submission=answer)], after(first))
    assert states(again) == ["updated"]


def test_the_same_name_with_another_text_is_another_article() -> None:
    first = file_submissions([sent(FIRST, "bai viet.docx")], Standing())
    made = file_submissions([sent(OTHER, "bai viet.docx", "Thi đua", day=dt.date(2022, 9, 16))], after(first))
    assert (states(made), codes(made)) == (["new"], ["NL440"])
    assert paths(made) == ["articles/02-thi-dua.md"]


def test_a_correction_may_come_from_a_colleague_or_be_sent_on_by_a_stranger() -> None:
    def of_unit(mail: Taken) -> Taken:
        head = mail.drafts[0].head._replace(unit="van-phong")
        return mail._replace(drafts=(mail.drafts[0]._replace(head=head),))

    first = file_submissions([of_unit(sent(FIRST))], Standing())
    colleague = of_unit(sent(LATER, "ban moi.docx", by="dong-nghiep@example.vn", day=dt.date(2022, 9, 16)))
    assert states(file_submissions([colleague], after(first))) == ["updated"]
    almost = (FIRST[0], FIRST[1], "Mỗi môn chọn một đội nhất, hai đội nhì, sửa.")
    stranger = sent(almost, by="nguoi-khac@example.vn", day=dt.date(2022, 9, 16))
    assert states(file_submissions([stranger], after(first))) == ["updated"]
    renamed = sent(almost, "ten khac.docx", by="nguoi-khac@example.vn", day=dt.date(2022, 9, 16))
    assert states(file_submissions([renamed], after(first))) == ["new"]


def test_two_units_that_send_the_same_title_have_two_articles() -> None:
    mails = [sent(FIRST), sent((*OTHER, FIRST[1]), by="tuyen-giao@example.vn")]
    made = file_submissions(mails, Standing())
    assert states(made) == ["new", "new"]


def test_a_piece_that_was_attached_as_two_files_is_one_article() -> None:
    mail = sent(FIRST)
    (document,), (draft,) = mail.submission.documents, mail.drafts
    other = a_file(document.path.replace(".docx", ".odt"), "another file")
    late = draft._replace(document=other.path, blocks=sent(LATER).drafts[0].blocks)
    for second, beside in ((draft._replace(document=other.path), 0), (late, 2)):
        both = mail._replace(submission=mail.submission._replace(documents=(document, other)), drafts=(draft, second))
        made = file_submissions([both], Standing())
        assert states(made) == ["new", "twin"]
        assert len(paths(made)) == 1 + beside
        assert codes(made) == ["NL435"] * (beside // 2)
        assert file_submissions([both], after(made)).log is None
        newer = file_submissions([sent(LATER, day=dt.date(2022, 9, 16))], after(made))
        assert states(newer) == ["updated"]


def test_of_two_versions_in_one_inbox_the_later_is_the_article() -> None:
    mails = [sent(LATER, day=dt.date(2022, 9, 16)), sent(FIRST, day=dt.date(2022, 9, 10))]
    made = file_submissions(mails, Standing())
    assert states(made) == ["updated", "new"]
    assert paths(made) == [HOI_THAO]
    assert LATER[2] in text_of(made, HOI_THAO)
    assert made.files[0].instead is None, "nothing stood there before this run"


def test_a_version_that_comes_late_does_not_turn_the_article_back() -> None:
    later = file_submissions([sent(LATER, day=dt.date(2022, 9, 16))], Standing())
    made = file_submissions([sent(FIRST, day=dt.date(2022, 9, 10))], after(later))
    assert (states(made), codes(made), made.files) == (["older"], ["NL441"], ())
    assert len(made.entries) == 1, "it is kept and logged all the same"
    again = file_submissions(
        [sent((*FIRST,), by="van-phong@example.vn", day=dt.date(2022, 9, 20))], after(made, after(later))
    )
    assert states(again) == ["older"], "the very same document, sent once more"


def test_an_article_that_somebody_typed_by_hand_is_not_doubled() -> None:
    typed = "---\ntitle: Hội thao\n---\n\n" + "\n\n".join(FIRST) + "\n"
    made = file_submissions([sent(LATER)], Standing({"articles/03-hoi-thao.md": typed}))
    assert (states(made), codes(made)) == (["alike"], ["NL435"])
    assert not [path for path in paths(made) if path.startswith("articles/")]


def test_a_lost_log_doubles_nothing() -> None:
    first = file_submissions([sent(FIRST)], Standing())
    made = file_submissions([sent(FIRST)], after(first)._replace(log=Log()))
    assert (states(made), made.files) == (["new"], ())
    assert made.entries == first.entries


def test_photos_are_named_after_their_article_and_the_same_photo_is_there_once() -> None:
    shots = (shot(b"one"), shot(b"two", "b.png"), shot(b"one", "c.jpg"))
    made = file_submissions([sent(FIRST, shots=shots)], Standing())
    name = "photos/hoi-thao-chao-mung-ngay-truyen-thong"
    assert paths(made) == [f"{name}-1.jpg", f"{name}-2.png", HOI_THAO]
    assert made.receipts[0].filed[0].photos == (f"{name}-1.jpg", f"{name}-2.png", f"{name}-1.jpg")


def test_a_photo_never_takes_the_place_of_another_whatever_its_case() -> None:
    there = {"photos/Hoi-thao-1.JPG": "0" * 64}
    made = file_submissions([sent(FIRST, title="Hội thao", shots=(shot(b"one"),))], Standing(photos=there))
    assert paths(made)[0] == "photos/hoi-thao-2.jpg"


def test_a_photo_that_editors_replaced_or_removed_stays_so() -> None:
    first = file_submissions([sent(FIRST, shots=(shot(b"one"), shot(b"two")))], Standing())
    standing = after(first)
    kept = dict.fromkeys(list(standing.photos)[:1], "f" * 64)  # the first replaced, the second removed
    made = file_submissions(
        [sent(LATER, day=dt.date(2022, 9, 16), shots=(shot(b"one"), shot(b"two"), shot(b"three")))],
        standing._replace(photos=kept),
    )
    assert [path for path in paths(made) if path.startswith("photos/")] == [
        "photos/hoi-thao-chao-mung-ngay-truyen-thong-2.jpg"
    ]
    assert text_of(made, paths(made)[0]) == "three"


def test_a_correction_without_the_photos_leaves_them_in_the_article_unless_the_editors_took_them_out() -> None:
    first = file_submissions([sent(FIRST, shots=(shot(b"one"),))], Standing())
    made = file_submissions([sent(LATER, day=dt.date(2022, 9, 16))], after(first))
    assert codes(made) == ["NL445"]
    assert "hoi-thao-chao-mung-ngay-truyen-thong-1.jpg" in text_of(made, HOI_THAO)
    again = file_submissions([sent(LATER, day=dt.date(2022, 9, 17))], after(made, after(first)))
    assert (states(again), codes(again)) == (["known"], [])
    text = text_of(first, HOI_THAO)
    without = text[: text.index("photos:")] + text[text.index("---\n\n") :]
    assert made.receipts[0].filed[0].diff
    edited = file_submissions([sent(LATER, day=dt.date(2022, 9, 16))], after(first, a01=without))
    assert "photos:" not in text_of(edited, HOI_THAO)


def test_a_photo_that_editors_replaced_stays_so_even_when_it_was_left_out_once_and_comes_again() -> None:
    first = file_submissions([sent(FIRST, shots=(shot(b"one"),))], Standing())
    standing = after(first)
    replaced = standing._replace(photos=dict.fromkeys(standing.photos, "f" * 64))
    second = file_submissions([sent(LATER, day=dt.date(2022, 9, 16))], replaced)
    third = sent((*LATER, "Thêm một câu cuối."), day=dt.date(2022, 9, 18), shots=(shot(b"one"),))
    made = file_submissions([third], after(second, replaced))
    assert paths(made) == [HOI_THAO]


def test_near_copies_of_photos_are_told() -> None:
    look = 0x0F0F_0F0F_0F0F_0F0F
    made = file_submissions(
        [sent(FIRST, shots=(shot(b"large", look=look), shot(b"small", look=look ^ 0b11)))], Standing()
    )
    assert made.receipts[0].filed[0].near == ("", made.receipts[0].filed[0].photos[0])


def test_photos_that_belong_to_no_article_are_kept() -> None:
    photo = a_file("anh-le/DSC 0123.JPG", "photo")
    submission = Submission("anh-le", pictures=(photo,), originals=(photo,))
    taken = Taken(submission, strays=(shot(b"photo", "DSC 0123.jpg")._replace(came=photo.path),))
    made = file_submissions([taken], Standing())
    assert paths(made) == ["photos/dsc-0123-1.jpg"]
    assert [stray.file for stray in made.receipts[0].strays] == ["photos/dsc-0123-1.jpg"]
    assert file_submissions([taken], after(made)).log is None


def test_what_could_not_be_read_is_kept_and_tried_again() -> None:
    broken = sent((), "hong.docx")
    first = file_submissions([broken], Standing())
    assert (states(first), first.files, len(first.entries)) == (["empty"], (), 1)
    again = file_submissions([broken], after(first))
    assert (states(again), again.log) == (["empty"], None)
    read = broken._replace(drafts=(broken.drafts[0]._replace(blocks=sent(FIRST).drafts[0].blocks),))
    mended = file_submissions([read], after(first))
    assert (states(mended), paths(mended), len(mended.entries)) == (["new"], [HOI_THAO], 1)


def test_what_is_read_at_last_adds_to_what_was_taken_and_changes_nothing_of_it() -> None:
    good, bad = sent(FIRST), sent((), "hong.docx").drafts[0]
    other = a_file(f"{good.submission.origin}!/hong.docx", "broken")
    stray = shot(b"stray")._replace(came="le.jpg")
    submission = good.submission._replace(documents=(*good.submission.documents, other))
    half = Taken(submission, (*good.drafts, bad._replace(document=other.path)), (stray,))
    first = file_submissions([half], Standing())
    assert (states(first), len(first.entries[0].pieces)) == (["new", "empty"], 2)
    again = file_submissions([half], after(first)._replace(photos={}))
    assert (states(again), again.log, again.files) == (["known", "empty"], None, ()), "nor is a photo brought back"
    second = file_submissions([sent(LATER, day=dt.date(2022, 9, 16))], after(first))
    mended = sent(OTHER, title="Thi đua").drafts[0]._replace(document=other.path)
    third = file_submissions([half._replace(drafts=(half.drafts[0], mended))], after(second, after(first)))
    assert states(third) == ["known", "new"]
    assert [piece.document for piece in third.entries[0].pieces] == [other.path]
    last = (*LATER, "Ban tổ chức trao giải ngay sau trận cuối.")
    standing = after(third, after(second, after(first)))
    made = file_submissions([sent(last, day=dt.date(2022, 9, 18))], standing)
    assert states(made) == ["updated"], "the version before is the second one"
    assert "-" + LATER[2] not in made.receipts[0].filed[0].diff
    assert file_submissions([half._replace(drafts=(half.drafts[0], mended))], standing).log is None


def test_lines_of_the_log_are_kept_as_they_stand_whatever_they_hold() -> None:
    stored = b'{"sua": "tay"}\n\xff\xfe khong phai JSON'
    made = file_submissions([sent(FIRST)], Standing(log=Log(stored=stored)))
    assert made.log
    assert made.log.content.startswith(stored + b"\n")
    assert made.log.content.decode("utf-8", "replace").splitlines()[2] == log_line(made.entries[0])


def test_originals_and_texts_are_kept_by_what_they_hold() -> None:
    mail = sent(FIRST)
    made = file_submissions([mail], Standing())
    original, text = made.keep
    assert original.content == mail.submission.originals[0].content
    assert original.path == f"inbox/originals/{digest(original)[:12]}-{mail.submission.origin}"
    assert text.path == f"inbox/bases/{digest(text)[:12]}.md"
    assert text.content.decode() == text_of(made, HOI_THAO)


def test_what_a_killed_run_had_named_keeps_its_name() -> None:
    mails = [sent(FIRST, shots=(shot(b"one"),)), sent(OTHER, "thi-dua.docx", "Thi đua", by="b@example.vn")]
    whole = file_submissions(mails, Standing())
    written = Standing(
        {HOI_THAO: text_of(whole, HOI_THAO) + "\nĐã sửa trong lúc ấy.\n"}, log=Log(unfinished=whole.entries)
    )
    made = file_submissions(mails, written)
    assert paths(made) == ["photos/hoi-thao-chao-mung-ngay-truyen-thong-1.jpg", "articles/02-thi-dua.md"]
    assert made.entries == whole.entries


def test_an_entry_tells_its_whole_story() -> None:
    mail = sent(FIRST, day=dt.date(2022, 9, 10))
    entry: Entry = file_submissions([mail], Standing()).entries[0]
    assert (entry.origin, entry.address, entry.received) == (
        mail.submission.origin,
        "van-phong@example.vn",
        "2022-09-10",
    )
    assert entry.pieces[0].article == HOI_THAO
    assert entry.pieces[0].text == entry.pieces[0].base
