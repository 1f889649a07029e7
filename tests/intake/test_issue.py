"""A whole issue folder: values with their places, and all faults of all files in one run."""

import hashlib
from datetime import date
from io import BytesIO
from pathlib import Path
from time import perf_counter
from unicodedata import normalize

import pytest
from PIL import Image

from newsletter.intake.issue import UNREADABLE, read_issue
from newsletter.model.article import BOLD, Article, Figure, Paragraph, Text
from newsletter.model.issue import Issue, Job, Press, Release, Unit
from newsletter.problems import Problem
from newsletter.source import SourceSpan

HEAD = """\
title: Bản tin nội bộ
date: 2022-10-20
deadline: 2022-09-15
sections: [Xã luận, Thể thao]
units:
  - {id: tuyen-giao, name: Ban Tuyên giáo, articles: 2}
"""
ARTICLE = """\
---
title: Tít của bài
---
Một hai ba.
"""


def make(folder: Path, articles: dict[str, str | bytes] | None = None, head: str | bytes = HEAD) -> Path:
    issue = folder / "2022-10-so"
    (issue / "articles").mkdir(parents=True)
    (issue / "photos").mkdir()
    for name, text in {"issue.yaml": head, **{f"articles/{k}": v for k, v in (articles or {}).items()}}.items():
        (issue / name).write_bytes(text if isinstance(text, bytes) else text.encode())
    file = BytesIO()
    Image.new("RGB", (30, 20)).save(file, "JPEG")
    (issue / "photos/a.jpg").write_bytes(file.getvalue())
    return issue


def the_issue(folder: Path) -> Issue:
    outcome = read_issue(folder)
    assert outcome.problems == ()
    assert outcome.value is not None
    return outcome.value


def the_article(tmp_path: Path, text: str) -> Article:
    (article,) = the_issue(make(tmp_path, {"01-a.md": text})).articles
    return article


def places(problems: tuple[Problem, ...]) -> list[tuple[str, str, int, int]]:
    return [
        (problem.code, problem.source.file, problem.source.line, problem.source.column)
        for problem in problems
        if problem.source
    ]


def stored(text: Text, folder: Path) -> list[str]:
    source = (folder / text.file).read_bytes().decode()
    return [source[start:end] for start, end in zip(text.starts, text.ends, strict=True)]


# --- issue.yaml -------------------------------------------------------------------------------------------------------


def test_a_short_issue_has_all_defaults(tmp_path: Path) -> None:
    issue = the_issue(make(tmp_path, {"01-a.md": ARTICLE}, "title: Bản tin\ndate: 2022-10-20\n"))
    assert (issue.id, issue.language, issue.layout, issue.pages) == ("2022-10-so", "vi", "ban-tin-19x27", None)
    assert (issue.deadline, issue.release, issue.sections, issue.units) == (None, None, (), ())
    assert (issue.press, issue.job) == (Press(), Job())
    assert Path(issue.folder).is_absolute()


def test_everything_of_the_contract_is_read(tmp_path: Path) -> None:
    head = HEAD + (
        'edition: "Số \\"đặc biệt\\""\n'
        "organization: >\n  Đảng bộ Khối\n  các cơ quan\n"
        "occasion: 'Ngày ''truyền thống'''\n"
        "release: {from: 2022-10-01, to: 2022-10-31}\n"
        "language: vi\nlayout: a4-3-cot\npages: 16\n"
        "press: {standard: pdfx4, profile: FOGRA52, bleed: 5mm, min_ppi: 300, max_ink: 280}\n"
        "job: {stock: Couché 120, run: 500, finishing: Cán mờ, contact: Văn phòng, delivery: 2022-10-28}\n"
        "imprint:\n  license: Số 00\n  print_run: 500 cuốn\n  lines:\n    - '**Ban Biên tập:** *một* hai'\n    - ba\n"
    )
    folder = make(tmp_path, {"01-a.md": ARTICLE}, head)
    issue = the_issue(folder)
    assert issue.units == (Unit("tuyen-giao", "Ban Tuyên giáo", 2),)
    assert issue.release == Release(date(2022, 10, 1), date(2022, 10, 31))
    assert issue.press == Press(standard="pdfx4", profile="FOGRA52", bleed=14173, min_ppi=300, max_ink=280)
    assert issue.job == Job("Couché 120", 500, "Cán mờ", "Văn phòng", date(2022, 10, 28))
    assert (issue.layout, issue.pages, issue.deadline) == ("a4-3-cot", 16, date(2022, 9, 15))
    assert issue.edition is not None
    assert issue.organization is not None
    assert issue.occasion is not None
    assert issue.edition.pieces == ("Số", '"đặc', 'biệt"')
    assert stored(issue.edition, folder) == ["Số", '\\"đặc', 'biệt\\"']
    assert issue.organization.plain() == "Đảng bộ Khối các cơ quan"
    assert stored(issue.organization, folder) == list(issue.organization.pieces)
    assert issue.occasion.pieces == ("Ngày", "'truyền", "thống'")
    assert stored(issue.occasion, folder) == ["Ngày", "''truyền", "thống''"]
    first, second = issue.imprint.lines
    assert first.pieces == ("Ban", "Biên", "tập:", "một", "hai")
    assert first.marks[:3] == (BOLD,) * 3
    assert stored(first, folder) == list(first.pieces)
    assert second.plain() == "ba"


def test_words_of_issue_yaml_stand_where_they_say(tmp_path: Path) -> None:
    folder = make(tmp_path, {"01-a.md": ARTICLE})
    issue = the_issue(folder)
    assert issue.title.file == "issue.yaml"
    assert stored(issue.title, folder) == ["Bản", "tin", "nội", "bộ"]
    assert issue.lines["issue.yaml"].place(issue.title.starts[1]) == (1, 12)


def test_a_folder_without_issue_yaml_is_no_issue(tmp_path: Path) -> None:
    for folder in (tmp_path, tmp_path / "nowhere"):
        outcome = read_issue(folder)
        assert outcome.value is None
        assert [problem.code for problem in outcome.problems] == [UNREADABLE]


def test_faults_of_issue_yaml_and_of_articles_come_in_one_run(tmp_path: Path) -> None:
    head = "titel: x\ndate: 20/10/2022\nsections: [Xã luận]\npages: many\n"
    articles: dict[str, str | bytes] = {"01-a.md": ARTICLE.replace("---\nMột", "section: Xa luận\n---\nMột")}
    outcome = read_issue(make(tmp_path, articles, head))
    assert outcome.value is None
    assert sorted(places(outcome.problems)) == [
        ("NL136", "articles/01-a.md", 3, 10),
        ("NL154", "issue.yaml", 4, 8),
        ("NL157", "issue.yaml", 2, 7),
        ("NL160", "issue.yaml", 1, 1),
        ("NL161", "issue.yaml", 1, 1),
    ]


def test_names_given_twice_and_days_in_the_wrong_order_are_faults(tmp_path: Path) -> None:
    head = (
        "title: a\ndate: 2022-10-20\nsections: [x, y, x]\n"
        "units: [{id: a, name: A}, {id: a, name: B}]\nrelease: {from: 2022-10-31, to: 2022-10-01}\n"
    )
    outcome = read_issue(make(tmp_path, {"01-a.md": ARTICLE}, head))
    assert sorted(places(outcome.problems)) == [
        ("NL170", "issue.yaml", 5, 1),
        ("NL171", "issue.yaml", 4, 32),
        ("NL172", "issue.yaml", 3, 18),
    ]
    assert outcome.value is not None


@pytest.mark.parametrize("head", [b"", b"[]", b"- a\n", b"\xff\xfe", b"title: [", b"a: &x b\nc: *x\n", b"a"])
def test_an_issue_yaml_that_is_none_is_an_error_not_a_crash(tmp_path: Path, head: bytes) -> None:
    outcome = read_issue(make(tmp_path, {"01-a.md": ARTICLE}, head))
    assert outcome.value is None
    assert any(problem.severity == "error" for problem in outcome.problems)


# --- articles ---------------------------------------------------------------------------------------------------------


def test_all_of_the_front_matter_is_read_with_its_places(tmp_path: Path) -> None:
    text = (
        "---\ntitle: Tít của bài\nkicker: Trên tít\ndeck: Dưới tít\nauthor: Nguyễn Văn A\nunit: tuyen-giao\n"
        "section: Thể thao\nkind: brief\npriority: 1\nreceived: 2022-09-10\npage: 2\njump: never\n"
        "photos:\n  - {file: photos/a.jpg, caption: Chú thích, credit: Ảnh A, focus: [0.25, 1], span: 2, alt: Một ảnh}\n"
        "---\nMột hai.\n"
    )
    folder = make(tmp_path, {"01-a.md": text})
    (article,) = the_issue(folder).articles
    assert (article.id, article.file) == ("01-a", "articles/01-a.md")
    assert (article.unit, article.section, article.kind, article.priority) == ("tuyen-giao", "Thể thao", "brief", 1)
    assert (article.received, article.page, article.jump) == (date(2022, 9, 10), 2, False)
    for field in (article.title, article.kicker, article.deck, article.byline):
        assert field is not None
        assert stored(field, folder) == list(field.pieces)
    (photo,) = article.photos
    assert (photo.file, photo.pixels, photo.focus, photo.span, photo.alt) == (
        "photos/a.jpg", (30, 20), (0.25, 1.0), 2, "Một ảnh")  # fmt: skip
    assert photo.caption is not None
    assert stored(photo.caption, folder) == ["Chú", "thích"]
    assert photo.at == SourceSpan("articles/01-a.md", 14, 12)
    # title 3, kicker 2, deck 2, byline 3, body 2, caption 2, credit 2
    assert article.words == 16


@pytest.mark.parametrize(("said", "focus"), [("", (0.25, 0.5)), (", focus: [0.9, 0.1]", (0.9, 0.1))])
def test_the_focus_that_people_give_wins_over_the_one_that_is_found(
    tmp_path: Path, said: str, focus: tuple[float, float]
) -> None:
    texts = {"01-a.md": f"---\ntitle: a\nphotos:\n  - {{file: photos/b.jpg{said}}}\n---\nb\n"}
    texts["02-b.md"] = "---\ntitle: b\n---\nb\n\n![c](photos/b.jpg)\n"
    folder = make(tmp_path, texts)
    image = Image.new("RGB", (400, 200), "#203040")
    image.paste("#f8e020", (80, 80, 120, 120))
    image.save(folder / "photos/b.jpg")
    first, second = the_issue(folder).articles
    assert first.photos[0].focus == pytest.approx(focus, abs=0.02)
    (shown,) = [block.photo for block in second.blocks if isinstance(block, Figure)]
    assert shown.focus == pytest.approx((0.25, 0.5), abs=0.02)


@pytest.mark.parametrize(
    ("front", "shown", "told"),
    [
        ("", "![A](photos/a.jpg)", ""),
        ("", '![A](photos/a.jpg "Ảnh: B")', "Ảnh: B"),
        ("photos:\n  - {file: photos/a.jpg, caption: Chú thích, focus: [0, 1]}\n", "![](photos/a.jpg)", "Chú thích"),
    ],
)
def test_words_below_a_portrait_in_a_pull_quote_are_told_and_count_for_nothing(
    tmp_path: Path, front: str, shown: str, told: str
) -> None:
    text = f"---\ntitle: a\n{front}---\nb\n\n> [!quote]\n> {shown}\n> Câu hay\n"
    outcome = read_issue(make(tmp_path, {"01-a.md": text}))
    assert outcome.value is not None
    (article,) = outcome.value.articles
    assert article.words == 1 + 1 + 2
    assert [(p.code, dict(p.values)["text"]) for p in outcome.problems] == ([("NL580", told)] if told else [])


def test_the_key_of_a_group_photo_is_its_points_and_their_names_in_order(tmp_path: Path) -> None:
    text = (
        "---\ntitle: a\nphotos:\n  - file: photos/a.jpg\n    caption: Chú thích\n    key:\n"
        "      - {at: [0.2, 0.4], name: Trưởng ban}\n      - {name: Phó ban, at: [0.75, 0.5]}\n---\nb\n"
    )
    folder = make(tmp_path, {"01-a.md": text})
    (article,) = the_issue(folder).articles
    (shown,) = article.photos
    assert shown.key == ((0.2, 0.4), (0.75, 0.5))
    assert shown.names is not None
    assert shown.names.plain() == "1. Trưởng ban; 2. Phó ban"
    named = [(start, end) for start, end in zip(shown.names.starts, shown.names.ends, strict=True) if start >= 0]
    assert [text[start:end] for start, end in named] == ["Trưởng", "ban", "Phó", "ban"]
    assert article.words == 1 + 2 + 6 + 1


@pytest.mark.parametrize("key", ["[{at: [0.2, 2], name: A}]", "[{at: [0.2, 0.4]}]", "[{at: [0.2, 0.4], name: ''}]"])
def test_an_entry_of_a_key_needs_its_point_and_its_name(tmp_path: Path, key: str) -> None:
    text = f"---\ntitle: a\nphotos:\n  - {{file: photos/a.jpg, key: {key}}}\n---\nb\n"
    outcome = read_issue(make(tmp_path, {"01-a.md": text}))
    assert [problem.severity for problem in outcome.problems] == ["error"]


def test_absent_keys_have_their_defaults(tmp_path: Path) -> None:
    article = the_article(tmp_path, ARTICLE)
    assert (article.kind, article.priority, article.jump, article.received, article.page) == (
        "article", 3, True, None, None)  # fmt: skip
    assert (article.byline, article.photos, article.section, article.unit) == (None, (), "", "")


def test_without_an_author_the_unit_signs(tmp_path: Path) -> None:
    folder = make(tmp_path, {"01-a.md": "---\ntitle: a\nunit: tuyen-giao\n---\nb\n"})
    (article,) = the_issue(folder).articles
    assert article.byline is not None
    assert article.byline.plain() == "Ban Tuyên giáo"
    assert set(stored(article.byline, folder)) == {"tuyen-giao"}
    assert article.words == 1 + 3 + 1


def test_decomposed_files_are_read_composed_with_places_as_stored(tmp_path: Path) -> None:
    folder = make(
        tmp_path,
        {"01-a.md": normalize("NFD", "---\ntitle: Đảng bộ Khối\nsection: Xã luận\n---\nKỷ niệm *lớn*\n")},
        normalize("NFC", HEAD),
    )
    (article,) = the_issue(folder).articles
    assert article.title.plain() == "Đảng bộ Khối"
    assert article.section == "Xã luận"
    assert [normalize("NFC", word) for word in stored(article.title, folder)] == ["Đảng", "bộ", "Khối"]


def test_a_photo_anchored_in_the_text_takes_what_the_front_matter_says_of_it(tmp_path: Path) -> None:
    text = (
        "---\ntitle: a\nphotos:\n  - {file: photos/a.jpg, credit: Ảnh B, span: 2}\n---\nb\n\n"
        '![Chú thích *hay*](photos/a.jpg)\n\n![](photos/a.jpg "Ảnh: Minh Anh")\n'
    )
    folder = make(tmp_path, {"01-a.md": text})
    (article,) = the_issue(folder).articles
    assert article.photos == ()
    first, second = [block.photo for block in article.blocks if isinstance(block, Figure)]
    assert (first.span, second.span) == (2, 0)
    assert first.caption is not None
    assert first.credit is not None
    assert second.credit is not None
    assert (first.caption.plain(), first.credit.plain(), second.credit.plain()) == (
        "Chú thích hay", "Ảnh B", "Ảnh: Minh Anh")  # fmt: skip
    assert stored(second.credit, folder) == ["Ảnh:", "Minh", "Anh"]
    assert article.words == 1 + 1 + 3 + 2 + 3


def test_words_are_counted_once_each(tmp_path: Path) -> None:
    text = (
        "---\ntitle: một hai\n---\nBa *bốn*năm[^1].\n\n## sáu\n\n- bảy\n\n> [!quote] tám\n\n> [!box] chín\n> mười\n\n"
        "| a | b |\n|---|---|\n| c | d e |\n\n---\n\n[^1]: ghi chú\n"
    )
    # 2 + 2 + 1 + 1 + 1 + 1 + 1 + 5 + 2
    assert the_article(tmp_path, text).words == 16


def test_articles_come_in_order_of_their_names_and_files_are_listed_with_their_hashes(tmp_path: Path) -> None:
    photo = ARTICLE + "\n![](photos/a.jpg)\n"
    folder = make(tmp_path, {"10-b.md": ARTICLE, "02-a.md": photo, ".an.md": "x"})
    (folder / "plan.yaml").write_text("pages: []\n")
    issue = the_issue(folder)
    assert [article.id for article in issue.articles] == ["02-a", "10-b"]
    assert [path for path, _ in issue.files] == [
        "articles/02-a.md", "articles/10-b.md", "issue.yaml", "photos/a.jpg", "plan.yaml"]  # fmt: skip
    for path, told in issue.files:
        assert told == f"sha256:{hashlib.sha256((folder / path).read_bytes()).hexdigest()}"
    assert sorted(issue.lines) == ["articles/02-a.md", "articles/10-b.md", "issue.yaml"]


# --- faults -----------------------------------------------------------------------------------------------------------


def faults(tmp_path: Path, text: str | bytes, name: str = "01-a.md") -> list[tuple[str, str, int, int]]:
    outcome = read_issue(make(tmp_path, {name: text}))
    assert outcome.value is not None
    return [(code, severity.severity, line, column) for (code, _, line, column), severity in zip(
        places(outcome.problems), outcome.problems, strict=True)]  # fmt: skip


def test_no_articles_is_an_error(tmp_path: Path) -> None:
    outcome = read_issue(make(tmp_path))
    assert [problem.code for problem in outcome.problems] == ["NL131"]
    (tmp_path / "2022-10-so/articles").rmdir()
    assert [problem.code for problem in read_issue(tmp_path / "2022-10-so").problems] == ["NL131"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", [("NL132", "error", 1, 1), ("NL134", "error", 1, 1)]),
        ("Chỉ có bài.", [("NL132", "error", 1, 1)]),
        ("---\ntitle: a\nb c\n", [("NL133", "error", 1, 1), ("NL134", "error", 1, 1)]),
        ("---\ntitle: a\n---\n", [("NL134", "error", 1, 1)]),
        ("---\ntitle: a\n---\n \n\n", [("NL134", "error", 1, 1)]),
        ("---\nsection: Xã luận\n---\nb", [("NL161", "error", 2, 1)]),
        ("---\n- a\n---\nb", [("NL132", "error", 2, 1)]),
        ("---\ntitle: a\nunit: tuyengiao\n---\nb", [("NL135", "error", 3, 7)]),
        ("---\ntitle: a\nsection: Thê thao\n---\nb", [("NL136", "error", 3, 10)]),
        ("---\ntitle: a\nreceived: 2022-09-15\n---\nb", [("NL137", "warning", 3, 11)]),
        ("---\ntitle: a\nreceived: 2022-09-14\n---\nb", []),
        ("---\ntitle: a\nkind: tin\npriority: 9\n---\nb", [("NL159", "error", 3, 7), ("NL154", "error", 4, 11)]),
        ("---\ntitle: a\nphotos:\n  - {file: photos/b.jpg, caption: c}\n---\nb", [("NL210", "error", 4, 12)]),
        ("---\ntitle: a\nphotos:\n  - {file: photos/a.jpg, shape: alpha}\n---\nb", [("NL221", "error", 4, 12)]),
        (
            "---\ntitle: a\nphotos:\n  - {file: photos/a.jpg, polygon: [[0, 0], [1, 1]]}\n---\nb",
            [("NL222", "error", 4, 12)],
        ),
        ("---\ntitle: a\nphotos:\n  - {file: photos/a.jpg, polygon: [[0, 0], [1, 1], [0, 1]]}\n---\nb", []),
        ("---\ntitle: a\n---\nb\n\n![c](photos/b.jpg)", [("NL210", "error", 6, 1)]),
        ("---\ntitle: a\n---\n![c](/etc/passwd)", [("NL211", "error", 4, 1), ("NL134", "error", 1, 1)]),
        ("---\ntitle: a\n---\n![c](https://x.vn/a.jpg)\n\nb", [("NL210", "error", 4, 1)]),
        ("---\ntitle: a\n---\nMột", []),
        ("\n---\ntitle: a\n---\nMột", []),
        ("---\r\ntitle: a\r\n---\r\nMột\r\n", []),
    ],
)
def test_faults_of_an_article_are_told_with_their_place(
    tmp_path: Path, text: str, expected: list[tuple[str, str, int, int]]
) -> None:
    assert sorted(faults(tmp_path, text)) == sorted(expected)


def test_a_near_name_is_offered(tmp_path: Path) -> None:
    text = "---\ntitle: a\nunit: tuyengiao\nsection: Thê thao\n---\nb"
    values = [dict(problem.values)["near"] for problem in read_issue(make(tmp_path, {"01-a.md": text})).problems]
    assert sorted(values) == ["Thể thao", "tuyen-giao"]


def test_an_article_with_faults_is_still_there_with_what_could_be_read(tmp_path: Path) -> None:
    text = "---\ntitle: Tít\npriority: x\nunknown: y\nphotos:\n  - {file: photos/b.jpg, caption: c d}\n---\nMột hai."
    outcome = read_issue(make(tmp_path, {"01-a.md": text, "02-b.md": "---\nkicker: k\n---\nb"}))
    assert outcome.value is not None
    first, second = outcome.value.articles
    assert (first.title.plain(), first.priority, first.photos) == ("Tít", 3, ())
    assert first.words == 3
    assert second.title.plain() == "02-b"
    assert sorted(problem.code for problem in outcome.problems) == ["NL154", "NL160", "NL161", "NL210"]


def test_a_bad_photo_beside_a_good_one_is_left_out_alone(tmp_path: Path) -> None:
    photos = "".join(
        f"  - {{{entry}}}\n" for entry in ("file: photos/b.jpg", "file: photos/a.jpg, span: x", "file: photos/a.jpg")
    )
    text = f"---\ntitle: a\nphotos:\n{photos}---\nb"
    outcome = read_issue(make(tmp_path, {"01-a.md": text}))
    assert outcome.value is not None
    assert {photo.file for photo in outcome.value.articles[0].photos} == {"photos/a.jpg"}
    assert sorted(problem.code for problem in outcome.problems) == ["NL154", "NL210"]


def test_files_that_nobody_reads_are_told(tmp_path: Path) -> None:
    folder = make(tmp_path, {"01-a.md": ARTICLE, "bai.docx": b"PK", "02-b.MD": ARTICLE, "ghi-chu~": "x"})
    assert sorted(places(read_issue(folder).problems)) == [
        ("NL138", "articles/02-b.MD", 0, 0), ("NL138", "articles/bai.docx", 0, 0)]  # fmt: skip


def test_two_files_of_one_name_are_an_error(tmp_path: Path) -> None:
    names = {normalize(form, "01-hội.md"): ARTICLE for form in ("NFC", "NFD")}
    outcome = read_issue(make(tmp_path, dict(names)))
    assert [problem.code for problem in outcome.problems] == ["NL139"]
    assert outcome.value is not None
    assert len(outcome.value.articles) == 1


def test_an_article_in_another_encoding_is_left_out_and_the_others_stay(tmp_path: Path) -> None:
    folder = make(tmp_path, {"01-a.md": ARTICLE.encode("utf-16"), "02-b.md": ARTICLE, "03-c.md": "Bài: §¶ng bé Khèi"})
    (folder / "articles/04-d.md").mkdir()
    outcome = read_issue(folder)
    assert outcome.value is not None
    assert [article.id for article in outcome.value.articles] == ["02-b"]
    assert sorted(problem.code for problem in outcome.problems) == ["NL123", "NL125", "NL126"]


def test_a_name_that_is_no_text_is_no_crash(tmp_path: Path) -> None:
    folder = make(tmp_path, {"01-a.md": ARTICLE})
    Path(f"{folder}/articles/x\udcff\n.md").write_text(ARTICLE)
    outcome = read_issue(folder)
    assert outcome.value is not None
    for article in outcome.value.articles:
        article.id.encode()
        article.file.encode()


# --- size -------------------------------------------------------------------------------------------------------------


def test_an_article_of_fifty_thousand_words_and_a_word_of_ten_thousand_letters(tmp_path: Path) -> None:
    body = "\n\n".join(["Đảng bộ Khối các cơ quan tỉnh kỷ niệm ngày"] * 5000)
    folder = make(tmp_path, {"01-a.md": f"---\ntitle: a\n---\n{body}\n\n{'ệ' * 10_000}\n"})
    begin = perf_counter()
    (article,) = the_issue(folder).articles
    assert perf_counter() - begin < 3
    assert article.words == 1 + 5000 * 10 + 1
    last = article.blocks[-1]
    assert isinstance(last, Paragraph)
    assert last.text.pieces == ("ệ" * 10_000,)


def test_equal_words_of_an_issue_are_one_string(tmp_path: Path) -> None:
    folder = make(tmp_path, {"01-a.md": ARTICLE, "02-b.md": "---\ntitle: b\n---\n*Một* hai"})
    first, second = [article.blocks[0] for article in the_issue(folder).articles]
    assert isinstance(first, Paragraph)
    assert isinstance(second, Paragraph)
    assert first.text.pieces[0] is second.text.pieces[0]


@pytest.mark.parametrize(
    ("old", "new"), [("[Xã luận, Thể thao]", "Xã luận"), ("{id: tuyen-giao, name: Ban Tuyên giáo, articles: 2}", "{}")]
)
def test_lists_of_issue_yaml_that_are_faulty_raise_no_fault_in_the_articles(old: str, new: str, tmp_path: Path) -> None:
    text = "---\ntitle: Tít\nsection: Thể thao\nunit: tuyen-giao\n---\nMột.\n"
    found = read_issue(make(tmp_path, {"01-a.md": text}, HEAD.replace(old, new))).problems
    assert found
    assert {problem.source.file for problem in found if problem.source} == {"issue.yaml"}


def test_an_issue_knows_where_its_keys_stand(tmp_path: Path) -> None:
    issue = read_issue(make(tmp_path, {"01-a.md": ARTICLE}, HEAD + "press: {profile: FOGRA59}\n")).value
    assert issue is not None
    assert issue.place("date") == SourceSpan("issue.yaml", 2, 7)
    assert issue.place("units") == SourceSpan("issue.yaml", 5, 1)
    assert issue.place("units.0") == SourceSpan("issue.yaml", 6, 5)
    assert issue.place("press.profile") == SourceSpan("issue.yaml", 7, 18)
    assert issue.place("pages") == issue.at
