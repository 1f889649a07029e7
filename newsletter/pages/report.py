"""The build report (newsletter-report/1): what became of an issue, in figures."""

from collections.abc import Iterable, Mapping, Sequence

from newsletter.pages.items import Cut, StoryFit
from newsletter.pages.quality import Tally, page_qualities, quality

FORMAT = "newsletter-report/1"
STAGES = ("intake", "plan", "compose", "render", "finish", "check")


def build_report(
    head: Mapping[str, object], fits: Iterable[StoryFit], tally: Tally, seconds: Mapping[str, float],
    problems: Sequence[Mapping[str, object]],
) -> dict[str, object]:  # fmt: skip
    """``head`` holds fingerprint, target and pages; ``seconds`` are those of the stages, in whole milliseconds here.

    ``page_quality`` counts body lines and justified ones too, so that its shares add up to the issue's.
    A story that stands nowhere (its plan is in error) is listed, but its words are not counted on either side.
    """
    stories = list(fits)
    placed = [fit for fit in stories if fit.accounted]
    spent = {stage: round(seconds.get(stage, 0.0), 3) for stage in STAGES}
    return {
        "format": FORMAT,
        **head,
        "problems": list(problems),
        "stories": [_story(fit) for fit in stories],
        "quality": quality(tally)._asdict(),
        "page_quality": [
            {"page": page.number, "lines": page.lines, "justified": page.justified, **figures._asdict()}
            for page, figures in page_qualities(tally)
        ],
        "seconds": spent | {"total": round(sum(seconds.values()), 3)},
        "words_in": sum(fit.words for fit in placed),
        "words_out": sum(fit.accounted for fit in placed),
    }


def _story(fit: StoryFit) -> dict[str, object]:
    return {
        "story": fit.story,
        "words": fit.words,
        "lines": fit.lines,
        "frames": list(fit.frames),
        "pages": list(fit.pages),
        "overset_lines": fit.overset_lines,
        "short_lines": fit.short_lines,
        "elasticity": list(fit.elasticity),
        "left_out_words": fit.left_out,
        "cuts": [_cut(cut) for cut in fit.cuts],
    }


def _cut(cut: Cut) -> dict[str, object]:
    return {
        "paragraph": cut.paragraph,
        "file": cut.at.file,
        "line": cut.at.line,
        "column": cut.at.column,
        "kind": cut.kind,
        "syllables": cut.syllables,
        "lines": cut.lines,
        "text": cut.text,
    }
