"""The cheapest cuts: the fewest words without which a paragraph is a line shorter, each as good as it is told.

Three words of three letters fill a line of 100 pt to 95 pt, so a paragraph of seven such words has three lines.
"""

import re
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from square_issue import BOOK, Composed, planned
from square_layout import article, issue, layout, slot, template

from newsletter.commands.wording import hint
from newsletter.compose import Ledger, compose
from newsletter.model.article import NOTE, Article, Paragraph, Text
from newsletter.model.layout import Layout
from newsletter.model.plan import Plan
from newsletter.pages.items import Cut, StoryFit
from newsletter.source import LineIndex, SourceSpan

SHORT = 20
DESIGN = layout(template(slot(columns=1, lines=SHORT, head_span=1)), lines=SHORT)
TALL = layout(template(slot(columns=1, lines=200, head_span=1)), lines=200)


def written(source: str) -> Article:
    """Paragraphs parted by empty lines, as a story of the file a.md."""
    blocks = []
    for part in re.finditer(r"[^\n]+", source):
        words = list(re.finditer(r"\S+", part[0]))
        starts = tuple(part.start() + word.start() for word in words)
        ends = tuple(part.start() + word.end() for word in words)
        blocks.append(Paragraph(Text("articles/a.md", tuple(w[0] for w in words), starts, ends, (0,) * len(words))))
    return article("a", *blocks)


def made(source: str | Article, design: Layout = TALL, **of_ledger: Any) -> Composed:
    text = source if isinstance(source, str) else ""
    one = written(source) if isinstance(source, str) else source
    ledger = Ledger(**({"cuts": True} | of_ledger))
    whole = issue(one, lines={"articles/a.md": LineIndex.of(text)})
    pages = tuple(compose(whole, design, Plan((planned("one", lead="a"),)), BOOK, ledger))
    return Composed(pages, ledger)


def fit_of(source: str, design: Layout = TALL) -> StoryFit:
    return made(source, design).fit("a")


def natural(source: str) -> int:
    return fit_of(source).elasticity[1]


def struck(source: str, cut: Cut) -> str:
    """The manuscript after an editor took out the words that stand where the cut says."""
    start = LineIndex.of(source).starts[cut.at.line - 1] + cut.at.column - 1
    assert source[start:].startswith(cut.text)
    before, after = source[:start], source[start + len(cut.text) :]
    return before.rstrip(" ") + after if after[:1] in tuple(".,;:!?…") else before + after.lstrip(" ")


def test_a_paragraph_with_one_word_too_many_is_a_line_shorter_without_one() -> None:
    fit = fit_of("aaa bbb ccc ddd eee fff ggg")
    assert fit.elasticity[1] == 3
    best = fit.cuts[0]
    assert (best.paragraph, best.syllables, best.lines, best.kind, best.at.line) == (1, 1, 1, "words", 1)


def test_two_words_on_the_last_line_take_two() -> None:
    assert fit_of("aaa bbb ccc ddd eee fff ggg hhh").cuts[0].syllables == 2


def test_the_paragraph_with_the_cheaper_cut_comes_first() -> None:
    cuts = fit_of("aaa bbb ccc ddd eee fff ggg hhh\n\naaa bbb ccc ddd eee fff ggg").cuts
    assert [(cut.paragraph, cut.at.line, cut.syllables) for cut in cuts[:2]] == [(2, 3, 1), (1, 1, 2)]


def test_a_bracket_goes_by_sense_and_leaves_the_comma_behind_it() -> None:
    source = "Aaa bbb ccc ddd ee (ab c), fff"
    cut = next(cut for cut in fit_of(source).cuts if cut.kind == "bracket")
    assert (cut.text, cut.syllables, cut.lines) == ("(ab c)", 2, 1)
    assert struck(source, cut) == "Aaa bbb ccc ddd ee, fff"


def test_clauses_and_asides_go_with_their_second_mark() -> None:
    clause = next(cut for cut in fit_of("Aaa bbb, ccc ddd eee, fff ggg.").cuts if cut.kind == "clause")
    assert clause.text == "ccc ddd eee,"
    aside = next(cut for cut in fit_of("Aaa bbb – ccc ddd – eee fff.").cuts if cut.kind == "aside")
    assert aside.text == "– ccc ddd –"


def test_an_aside_at_the_end_leaves_the_full_stop() -> None:
    source = "Aaa bbb ccc ddd eee fff – ggg hhh."
    aside = next(cut for cut in fit_of(source).cuts if cut.kind == "aside")
    assert struck(source, aside) == "Aaa bbb ccc ddd eee fff."


def test_a_sentence_saves_all_its_lines_and_a_paragraph_all_of_its_own() -> None:
    cuts = fit_of("Xaa bbb ccc.\n\nAaa bbb ccc ddd eee fff. Baa bbb.").cuts
    assert {(cut.kind, cut.lines) for cut in cuts if cut.paragraph == 2} >= {("sentence", 2), ("paragraph", 3)}


def test_the_first_paragraph_never_goes_as_a_whole() -> None:
    cuts = fit_of("Aaa bbb ccc ddd.\n\nAaa bbb ccc ddd.").cuts
    assert [cut.paragraph for cut in cuts if cut.kind == "paragraph"] == [2]


def test_a_clause_that_goes_on_past_a_colon_or_out_of_a_quotation_is_left_alone() -> None:
    for source in ("Aaa bbb, ccc: ddd eee, fff ggg hhh.", "Aaa bbb, “ccc ddd, eee” fff ggg hhh."):
        assert not any(cut.kind == "clause" for cut in fit_of(source).cuts)


def test_words_with_the_mark_of_a_footnote_stay() -> None:
    text = written("aaa bbb ccc ddd eee fff ggg").blocks[0].text  # type: ignore[union-attr]
    marked = text._replace(pieces=(*text.pieces[:6], "1"), marks=(0, 0, 0, 0, 0, 0, NOTE))
    assert all("1" not in cut.text.split() for cut in made(article("a", Paragraph(marked))).fit("a").cuts)


def test_ten_cuts_at_most_are_told_of_a_story() -> None:
    source = "\n\n".join(["Aaa bbb, ccc ddd, eee fff, ggg hhh. Iii jjj kkk lll."] * 30)
    assert len(fit_of(source).cuts) == 10


def test_cuts_are_not_worked_out_where_nobody_asks_and_the_story_fits() -> None:
    assert made("aaa bbb ccc ddd", cuts=False).fit("a").cuts == ()


def test_a_story_that_is_over_is_told_the_fewest_words_with_which_it_fits() -> None:
    """A headline and twenty-four lines in twenty: paragraphs of three lines, the last of each with one word."""
    source = "\n\n".join(["aaa bbb ccc ddd eee fff ggg"] * 7)
    over = made(source, DESIGN, cuts=False)
    problem = next(problem for problem in over.ledger.problems if problem.code == "NL501")
    values = dict(problem.values)
    lines = int(values["lines"])
    assert values["cut"] == lines > 0
    assert len(str(values["paragraphs"]).split(", ")) == lines
    assert f"bớt {lines} chữ ở đoạn" in hint(problem, "vi")
    assert "articles/a.md:1:" in hint(problem, "vi")


def test_a_story_that_no_cuts_bring_in_is_told_the_general_way_out() -> None:
    source = "\n\n".join(["aaa bbb ccc ddd eee fff"] * 60)
    problem = next(one for one in made(source, DESIGN).ledger.problems if one.code == "NL501")
    assert dict(problem.values)["cut"] == ""
    assert "plan.yaml" in hint(problem, "vi")


SYLLABLES = st.sampled_from(
    ["a", "bb", "ccc", "dddd", "Eee", "ff,", "gg.", "(hh", "ii)", "jj),", "–", "“kk", "ll”", "mmm;", "12", "năm", "TP."]
)
SOURCES = st.lists(st.lists(SYLLABLES, min_size=1, max_size=40).map(" ".join), min_size=1, max_size=4).map("\n\n".join)
PLAIN = st.sampled_from(["a", "bb", "ccc", "dddd", "Eee", "ff,", "gg.", "(hh", "jj),", "–", "mmm"])
LONG = st.lists(st.lists(PLAIN, min_size=14, max_size=24).map(" ".join), min_size=3, max_size=4).map("\n\n".join)
"""About as much as the slot of SHORT lines holds, or somewhat more."""
STYLES = st.sampled_from(
    [
        {},
        {"indent": 10_000},
        {"space_min": 700, "space_max": 1600, "tracking_min": -20, "tracking_max": 20, "scale_min": 980},
        {"align": "left"},
    ]
)


@settings(max_examples=60, deadline=None)
@given(SOURCES, STYLES, st.sampled_from([0, 2]))
@example("(hh gg. TP. bb ccc a ccc", {}, 2)  # without its first sentence it would take an initial
def test_every_cut_saves_what_it_promises(source: str, style: dict[str, Any], drop_cap: int) -> None:
    design = layout(template(slot(columns=1, lines=200, head_span=1, drop_cap=drop_cap)), lines=200, body=style)
    before = fit_of(source, design)
    for cut in before.cuts:
        after = fit_of(struck(source, cut), design)
        assert before.elasticity[1] - after.elasticity[1] == cut.lines


@settings(max_examples=40, deadline=None)
@given(LONG)
def test_the_cuts_of_a_story_that_is_over_make_it_fit(source: str) -> None:
    problem = next((one for one in made(source, DESIGN).ledger.problems if one.code == "NL501"), None)
    told = str(dict(problem.values)["places"]) if problem else ""
    if not told or "…" in told:
        return
    for line, column, words in reversed(re.findall(r"(\d+):(\d+) “(.*?)”(?:; |$)", told)):
        at = SourceSpan("articles/a.md", int(line), int(column))
        source = struck(source, Cut(1, at, "words", 1, 1, words, (0, 0)))
    assert made(source, DESIGN).ledger.problems == []


@pytest.mark.parametrize("source", ["a", "aaa bbb", "(aaa bbb ccc ddd eee fff)"])
def test_a_paragraph_of_next_to_nothing_has_nothing_to_lose(source: str) -> None:
    assert all(cut.lines < natural(source) for cut in fit_of(source).cuts)
