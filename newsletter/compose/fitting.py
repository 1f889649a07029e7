"""What a story may do to fill its slot to the line, beyond the choice of line counts and of picture heights.

A layout says what a slot allows (``fit``), and how far a style may be stretched when it must (``strain``). The means are
tried in this order, each on top of those before it, and no more of them than it takes: pull-quotes and the deck are left
out, text is stretched, the headline is set smaller or in more lines.
"""

from collections.abc import Iterator
from typing import NamedTuple

from newsletter.compose.head import set_head
from newsletter.compose.kit import Kit
from newsletter.compose.place import Place
from newsletter.compose.slot import Setting, set_story
from newsletter.compose.solid import Solid
from newsletter.model.article import Article, PullQuote
from newsletter.model.layout import Slot, Stretch, Style

FARTHEST = 12
"""Lines that a story may be short of its slot for these means to be worth a trial."""
MOST_MORE = 2
"""Lines that a headline may take beyond what it needs."""


class _Variant(NamedTuple):
    """A story, and the design it is set in, changed by all means up to here."""

    article: Article
    kit: Kit
    quotes: int = 0
    deck: bool = False
    stretched: bool = False
    steps: int = 0
    more: int = 0


def fit_story(article: Article, place: Place, kit: Kit, *, opening: bool, head: Solid | None = None) -> Setting:
    """Set a story in a slot as slot.set_story does; where it does not come out, with as few of the slot's means as will do.

    A story that no means bring out is set without them, unless they make it fit at all.
    """
    plain = set_story(article, place, kit, opening=opening, head=head)
    over = plain.rest is not None
    if not place.slot.fit or plain.exact or plain.short > FARTHEST:
        return plain
    best = plain
    for variant in _variants(article, kit, place.slot, over=over, opening=opening):
        longer = _longer_head(variant, place) if variant.more else head
        tried = set_story(variant.article, place, variant.kit, opening=opening, head=longer)
        tried.quotes, tried.deck, tried.stretched = variant.quotes, variant.deck, variant.stretched
        tried.steps, tried.more = variant.steps, variant.more
        if tried.exact:
            return tried
        if over and tried.rest is None and (best.rest is not None or tried.short < best.short):
            best = tried
    return best


def spare_quotes(article: Article) -> list[PullQuote]:
    """Pull-quotes that a story can do without; a photo is never left out."""
    return [block for block in article.blocks if isinstance(block, PullQuote) and block.portrait is None]


def _variants(article: Article, kit: Kit, slot: Slot, *, over: bool, opening: bool) -> Iterator[_Variant]:
    now = _Variant(article, kit)
    if over and "quotes" in slot.fit:
        for quote in reversed(spare_quotes(article)):
            kept = tuple(block for block in now.article.blocks if block is not quote)
            now = now._replace(article=now.article._replace(blocks=kept), quotes=now.quotes + 1)
            yield now
    if over and opening and "deck" in slot.fit and article.deck is not None:
        now = now._replace(article=now.article._replace(deck=None), deck=True)
        yield now
    if "stretch" in slot.fit:
        now = now._replace(kit=_strained(now.kit), stretched=True)
        yield now
    if opening and slot.head_span and "headline" in slot.fit:
        if over:
            for steps in range(1, len(kit.style("title", slot).steps)):
                yield now._replace(kit=_smaller_title(now.kit, slot, steps), steps=steps)
        else:
            yield from (now._replace(more=more) for more in range(1, MOST_MORE + 1))


def _longer_head(variant: _Variant, place: Place) -> Solid:
    width = place.span(0, place.slot.head_span)
    return set_head(variant.article, place.slot, width, variant.kit, more=variant.more)


def _strained(kit: Kit) -> Kit:
    """The design with each style at its utmost."""
    styles = kit.layout.styles.items()
    return _restyled(kit, {name: _at_its_utmost(style, style.strain) for name, style in styles if style.strain})


def _at_its_utmost(style: Style, limits: Stretch) -> Style:
    return style._replace(space_min=limits.space_min, space_max=limits.space_max, tracking_min=limits.tracking_min,
        tracking_max=limits.tracking_max, scale_min=limits.scale_min, scale_max=limits.scale_max,
    )  # fmt: skip


def _smaller_title(kit: Kit, slot: Slot, steps: int) -> Kit:
    """The design with a headline that may not take its largest sizes."""
    title = kit.style("title", slot)
    return _restyled(kit, {title.name: title._replace(size=title.steps[steps], steps=title.steps[steps:])})


def _restyled(kit: Kit, changed: dict[str, Style]) -> Kit:
    return kit._replace(layout=kit.layout._replace(styles=kit.layout.styles | changed))
