"""A verdict of preflight for a terminal: the answer, the facts, and which code stands on which page."""

from collections import Counter
from collections.abc import Iterator, Sequence

from newsletter.commands.program import Words
from newsletter.commands.speech import Speech
from newsletter.legible import clean
from newsletter.preflight.page_rules import MM
from newsletter.preflight.verdict import Facts, PageFacts, Verdict

MOST_SHOWN = 12
"""Names shown of a list; the JSON has all."""
GOOD = Words("in được", "fit for the press")
BAD = Words("chưa in được", "not fit for the press")
STANDARD_NAMES = {"pdfx1a": "PDF/X-1a:2003", "pdfx4": "PDF/X-4"}
NOTHING = Words("không gì cả", "nothing")
STANDARD = Words(
    "soát theo {judged}, {stock}; tệp tự ghi {claimed}", "judged by {judged} for {stock}; the file says {claimed}"
)
STOCKS = {
    "coated": Words("giấy tráng phủ", "coated sheets"),
    "uncoated": Words("giấy không tráng phủ", "uncoated sheets"),
    "newsprint": Words("giấy in báo", "newsprint"),
    "digital": Words("in kỹ thuật số", "digital printing"),
}
PAGES = Words("PDF {version}, {count} trang {sizes}", "PDF {version}, {count} page(s) of {sizes}")
INTENT = Words("điều kiện in: {names}", "output intent: {names}")
INKS = Words("mực: {names}", "inks: {names}")
INK = Words(
    "lượng mực cao nhất: {average:g} % trên 15 x 15 mm (trang {on}), {peak:g} % ở một điểm (trang {at})",
    "most ink: {average:g} % over 15 x 15 mm (page {on}), {peak:g} % in one spot (page {at})",
)
FONTS = Words("phông: {names}", "fonts: {names}")
IMAGES = Words("ảnh: {count}; không gian màu: {names}", "images: {count}; colour spaces: {names}")
FILE = Words("cả tệp", "the file")
PAGE = Words("trang {number}", "page {number}")


def verdict_lines(verdict: Verdict, name: str, speech: Speech) -> Iterator[str]:
    """The verdict first; facts and findings are set in."""
    answer = (GOOD if verdict.good else BAD).of(speech.language)
    yield f"{clean(name)}: {answer}, {speech.counts(verdict.problems)}"
    for line in (*_facts(verdict, speech), *_findings(verdict, speech)):
        yield f"  {line}"


def _facts(verdict: Verdict, speech: Speech) -> Iterator[str]:
    facts, language = verdict.facts, speech.language
    judged, stock = STANDARD_NAMES[verdict.yardstick.standard], STOCKS[verdict.yardstick.stock].of(language)
    claimed = clean(facts.claimed) or NOTHING.of(language)
    yield STANDARD.of(language).format(judged=judged, stock=stock, claimed=claimed)
    if not facts.pages:
        return
    yield PAGES.of(language).format(version=clean(facts.version), count=len(facts.pages), sizes=_sizes(facts.pages))
    for words, names in ((INTENT, facts.intents), (INKS, facts.inks), (FONTS, facts.fonts)):
        if names:
            yield words.of(language).format(names=_list(names))
    yield from _ink(facts, speech)
    yield IMAGES.of(language).format(count=facts.images, names=_list(facts.spaces) or "–")


def _sizes(pages: Sequence[PageFacts]) -> str:
    """``190.0 x 270.0 mm``; further sizes with how many pages have them."""
    counted = Counter(
        f"{page.trim.width / MM:.1f} x {page.trim.height / MM:.1f} mm" if page.trim else "?" for page in pages
    )
    if len(counted) == 1:
        return next(iter(counted))
    return _list([f"{size} ({count})" for size, count in counted.most_common()])


def _ink(facts: Facts, speech: Speech) -> Iterator[str]:
    measured = [page for page in facts.pages if page.average_ink is not None and page.peak_ink is not None]
    if measured:
        wettest = max(measured, key=lambda page: page.average_ink or 0)
        sharpest = max(measured, key=lambda page: page.peak_ink or 0)
        yield INK.of(speech.language).format(
            average=wettest.average_ink, on=wettest.number, peak=sharpest.peak_ink, at=sharpest.number
        )


def _findings(verdict: Verdict, speech: Speech) -> Iterator[str]:
    """``page 3: NL840 x 2, NL852 x 14``: the sentences stand on stderr, as those of every verb."""
    by_page: dict[int, list[str]] = {}
    for problem, _, times in verdict.findings:
        page = problem.spot.page if problem.spot else 0
        by_page.setdefault(page, []).append(f"{problem.code} x {times}" if times > 1 else problem.code)
    for page, codes in sorted(by_page.items()):
        place = PAGE.of(speech.language).format(number=page) if page else FILE.of(speech.language)
        yield f"{place}: {', '.join(dict.fromkeys(codes))}"


def _list(names: Sequence[str]) -> str:
    shown = ", ".join(clean(name) for name in names[:MOST_SHOWN])
    return f"{shown} … (+{len(names) - MOST_SHOWN})" if len(names) > MOST_SHOWN else shown
