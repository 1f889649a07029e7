"""plan.yaml: what is right is kept, what is wrong is told, and what is written can be read again."""

from datetime import date
from pathlib import Path
from unicodedata import is_normalized

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsletter.geometry import Insets, Size
from newsletter.intake.plan import read_plan, write_plan
from newsletter.model.article import Article, unplaced
from newsletter.model.issue import Issue
from newsletter.model.layout import GridArea, Layout, PageTemplate, Slot
from newsletter.model.plan import Placement, Plan, PlannedPage
from newsletter.problems import Outcome
from newsletter.source import SourceSpan

STORIES = ("01-lead", "02-side", "03-poem", "04-brief", "05-brief")


def slot(name: str, *, many: bool = False, teaser: bool = False) -> Slot:
    area = GridArea(0, 0, 12, 40)
    return Slot(name=name, area=area, gutter=0, kinds=("article", "brief"), many=many, teaser=teaser)


def article(story: str) -> Article:
    kind = "poem" if "poem" in story else "brief" if "brief" in story else "article"
    at = SourceSpan(f"articles/{story}.md")
    return Article(id=story, file=at.file, title=unplaced(story), kind=kind, jump=story != "02-side", at=at)  # type: ignore[arg-type]


LAYOUT = Layout(
    name="test",
    trim=Size(1, 1),
    margins=Insets(0, 0, 0, 0),
    bleed=0,
    units=12,
    gutter=0,
    baseline=12_000,
    lines=40,
    styles={},
    templates={
        "cover": PageTemplate(name="cover", place="first", slots=(slot("lead"), slot("teaser-1", teaser=True))),
        "two-up": PageTemplate(name="two-up", slots=(slot("a"), slot("b"))),
        "stream": PageTemplate(name="stream", slots=(slot("river", many=True),)),
    },
)


def read(tmp_path: Path, text: str, stories: tuple[str, ...] = STORIES) -> Outcome[Plan]:
    (tmp_path / "plan.yaml").write_text(text, encoding="utf-8")
    issue = Issue(
        id="one",
        folder=str(tmp_path),
        title=unplaced("One"),
        date=date(2022, 10, 20),
        articles=tuple(map(article, stories)),
    )
    return read_plan(tmp_path / "plan.yaml", issue, LAYOUT)


GOOD = """\
pages:
  - {template: cover, stories: {lead: 01-lead, teaser-1: 02-side}}
  - {template: two-up, stories: {a: 02-side, b: {story: 01-lead, from: jump}}, pinned: true}
  - template: stream
    stories: {river: [04-brief, 05-brief]}
    repeat: true
"""
FOUR = ("01-lead", "02-side", "04-brief", "05-brief")


def bare(plan: Plan) -> Plan:
    """Without places."""
    return Plan(
        tuple(
            page._replace(
                at=None,
                stories=tuple((name, tuple(p._replace(at=None) for p in placed)) for name, placed in page.stories),
            )
            for page in plan.pages
        )
    )


def test_a_plan_of_the_contract_is_read(tmp_path: Path) -> None:
    outcome = read(tmp_path, GOOD, FOUR)
    assert outcome.problems == ()
    assert outcome.value is not None
    assert bare(outcome.value) == Plan(
        (
            PlannedPage(
                template="cover", stories=(("lead", (Placement("01-lead"),)), ("teaser-1", (Placement("02-side"),)))
            ),
            PlannedPage(
                template="two-up",
                stories=(("a", (Placement("02-side"),)), ("b", (Placement("01-lead", jump=True),))),
                pinned=True,
            ),
            PlannedPage(
                template="stream", stories=(("river", (Placement("04-brief"), Placement("05-brief"))),), repeat=True
            ),
        )
    )


def test_every_placement_knows_its_place(tmp_path: Path) -> None:
    plan = read(tmp_path, GOOD, FOUR).value
    assert plan is not None
    assert plan.pages[1].at == SourceSpan("plan.yaml", 3, 5)
    assert dict(plan.pages[1].stories)["b"][0].at == SourceSpan("plan.yaml", 3, 57)


@pytest.mark.parametrize(
    ("old", "new", "code", "line", "near"),
    [
        ("cover", "covre", "NL450", 2, "cover"),
        ("lead: 01", "leed: 01", "NL451", 2, "lead"),
        ("teaser-1: 02-side", "teaser-1: 02-sied", "NL452", 2, "02-side"),
        ("a: 02-side", "a: 01-lead", "NL453", 3, None),
        ("a: 02-side, ", "", "NL454", 1, None),
        ("a: 02-side", "a: [02-side, 04-brief]", "NL456", 3, None),
        ("pinned: true", "repeat: true", "NL457", 3, None),
        ("04-brief,", "{story: 04-brief, from: jump},", "NL458", 5, None),
        ("pinned: true", "pined: true", "NL160", 3, "pinned"),
        ("from: jump", "from: jmup", "NL159", 3, "jump"),
        ("pinned: true", "pinned: yes", "NL156", 3, None),
        ("{story: 01-lead, from: jump}", "{from: jump}", "NL161", 3, None),
        ("pages:", "page:", "NL160", 1, "pages"),
    ],
)
def test_each_fault_is_told_where_it_stands(
    old: str, new: str, code: str, line: int, near: str | None, tmp_path: Path
) -> None:
    outcome = read(tmp_path, GOOD.replace(old, new, 1), FOUR)
    found = [one for one in outcome.problems if one.code == code]
    assert [one.source.line for one in found if one.source] == [line]
    assert found[0].severity == "error"
    assert near is None or dict(found[0].values)["near"] == near


def test_what_is_right_is_kept_beside_what_is_wrong(tmp_path: Path) -> None:
    text = GOOD.replace("template: cover", "template: covre").replace("a: 02-side", "a: 99-gone")
    outcome = read(tmp_path, text, FOUR)
    assert outcome.value is not None
    assert [page.template for page in outcome.value.pages] == ["two-up", "stream"]
    assert outcome.value.pages[0].stories == ()  # the jump has lost its opening, the other story is none


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    text = GOOD.replace("cover", "covre").replace("river:", "rivre:").replace("b: {", "c: {")
    codes = [problem.code for problem in read(tmp_path, text).problems]
    assert codes.count("NL450") == 1
    assert codes.count("NL451") == 2
    assert codes.count("NL454") == 1  # the poem; what is placed wrongly is not called forgotten as well


def test_a_kind_that_the_slot_is_not_made_for_is_a_warning(tmp_path: Path) -> None:
    outcome = read(tmp_path, "pages: [{template: cover, stories: {lead: 03-poem}}]", ("03-poem",))
    assert [(one.code, one.severity) for one in outcome.problems] == [("NL455", "warning")]
    assert outcome.value is not None
    assert outcome.value.pages[0].stories == (("lead", (Placement("03-poem", at=SourceSpan("plan.yaml", 1, 43)),)),)


def test_a_jump_against_the_authors_wish_is_a_warning(tmp_path: Path) -> None:
    text = "pages:\n  - {template: two-up, stories: {a: 02-side, b: {story: 02-side, from: jump}}}\n"
    assert [(one.code, one.severity) for one in read(tmp_path, text, ("02-side",)).problems] == [("NL459", "warning")]


@pytest.mark.parametrize(
    "text", ["", "pages:", "pages: []", "pages: x", "- a", "pages: [x, {}, [y]]", "pages: [", "\x00"]
)
def test_a_plan_without_pages_is_none_and_told(text: str, tmp_path: Path) -> None:
    outcome = read(tmp_path, text)
    assert outcome.value is None
    assert outcome.problems


@pytest.mark.parametrize("stories", ["x", "[a]", "{a: [[01-lead]]}", "{a: {b: c}}", "{a: }", "~"])
def test_stories_of_nonsense_leave_the_page_empty(stories: str, tmp_path: Path) -> None:
    outcome = read(tmp_path, f"pages:\n  - {{template: two-up, stories: {stories}}}\n")
    assert outcome.value is not None
    assert outcome.value.pages[0].stories == ()
    assert outcome.problems


names = st.one_of(st.sampled_from(["01-bai", "no", "2022-10-20", "1.5", "bài: một", "a #b", "- x", "'", '"\\', "{a}"]),
                  st.text(st.characters(categories=["L", "N", "P", "S", "Zs"]), min_size=1, max_size=12))  # fmt: skip
stories = st.lists(names, min_size=1, max_size=12, unique=True)


@given(stories, st.booleans(), st.booleans())
def test_what_is_written_is_read_again(
    tmp_path_factory: pytest.TempPathFactory, ids: list[str], repeat: bool, pinned: bool
) -> None:
    ids = [story for story in ids if is_normalized("NFC", story)] or ["x"]
    river = tuple(Placement(story) for story in ids[1:])
    pages = [PlannedPage(template="cover", stories=(("lead", (Placement(ids[0]),)),), pinned=pinned)]
    if river:
        pages.append(PlannedPage(template="stream", stories=(("river", river),), repeat=repeat))
    text = write_plan(Plan(tuple(pages)))
    outcome = read(tmp_path_factory.mktemp("plan"), text, tuple(ids))
    assert outcome.value is not None
    assert bare(outcome.value).pages == tuple(pages)
    assert not [one for one in outcome.problems if one.severity == "error"]


def test_a_plan_of_one_odd_name_is_not_taken_for_an_old_encoding(tmp_path: Path) -> None:
    outcome = read(tmp_path, "pages: [{template: cover, stories: {lead: AÖ}}]\n", ("AÖ",))
    assert outcome.problems == ()


def test_a_plan_is_written_as_people_edit_it() -> None:
    plan = Plan(
        (
            PlannedPage(template="cover", stories=(("lead", (Placement("01-lead"),)),)),
            PlannedPage(
                template="two-up",
                stories=(("a", (Placement("02-no"),)), ("b", (Placement("01-lead", jump=True),))),
                pinned=True,
            ),
            PlannedPage(
                template="stream", stories=(("river", tuple(map(Placement, "abcdefghijklmnopq" * 2))),), repeat=True
            ),
        )
    )
    lines = write_plan(plan).split("\n")
    assert lines[0].startswith("# yaml-language-server: $schema=")
    assert lines[1:7] == [
        "pages:",
        "  - {template: cover, stories: {lead: 01-lead}}",
        "  - {template: two-up, stories: {a: 02-no, b: {story: 01-lead, from: jump}}, pinned: true}",
        "  - template: stream",
        "    stories:",
        "      river:",
    ]
    assert lines[7] == "        - a"
    assert lines[-2] == "    repeat: true"
