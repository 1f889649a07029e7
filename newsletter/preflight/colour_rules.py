"""Rules on colour spaces, spot inks and transparency: what must be settled before a file goes to press (R0020 to R0030)."""

from collections.abc import Iterator
from typing import Final

from newsletter.pdf.marks import Mark
from newsletter.preflight.finding import Case, Sighting, Subject, seen
from newsletter.preflight.inks import on_all_plates, printed, spots

MANAGED: Final = frozenset({"Lab", "CalGray", "CalRGB", "ICCBased"})
SPOT_SPACES: Final = ("Separation", "DeviceN")
PLATES: Final = frozenset({"DeviceCMYK", "DeviceGray"})
UNSEEN_BLENDS: Final = frozenset({"Normal", "Compatible"})
SOLID: Final = 0.9995
"""Opacity from which a mark counts as opaque."""
DEVICE_ENTRIES: Final = frozenset({"TR", "TR2", "HT", "HTP"})
"""Entries of graphics states that would overrule the press (ISO 15930-4; black generation is let alone)."""


def spaces(case: Case) -> Iterator[Sighting]:
    """Colour spaces count wherever they stand, also on marks outside of the bleed."""
    mark = case.mark
    own, beneath = _split(mark.colour.spaces)
    chain = " / ".join(mark.colour.spaces)
    if any(space in MANAGED for space in own):
        yield seen("NL841", mark, f"mark.{mark.kind}", chain)
    elif "DeviceRGB" in own:
        yield seen("NL840", mark, f"mark.{mark.kind}", chain)
    if beneath and beneath[-1] not in PLATES:
        yield seen("NL844", mark, ", ".join(mark.colour.names), " / ".join(beneath))


def _split(spaces: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The families set, and those that stand in for an ink that the press lacks."""
    for index, space in enumerate(spaces):
        if space in SPOT_SPACES:
            return spaces[: index + 1], spaces[index + 1 :]
    return spaces, ()


def spot_inks(case: Case) -> Iterator[Sighting]:
    """Inks beyond the four, and the colour of all plates where readers would see it."""
    mark, sheet = case.mark, case.sheet
    for name in spots(mark.colour):
        yield seen("NL842", mark, name, topic=name)
    if on_all_plates(mark.colour) and printed(mark, sheet):
        yield seen("NL843", mark, f"mark.{mark.kind}")


def transparency(case: Case) -> Iterator[Sighting]:
    mark = case.mark
    if how := _see_through(mark):
        yield seen("NL845", mark, how)
    for space in mark.groups:
        if space not in ("", "DeviceCMYK"):
            yield seen("NL846", mark, space)


def _see_through(mark: Mark) -> str:
    """In which way a mark is not opaque; empty where it is."""
    if mark.alpha < SOLID:
        return f"ca {mark.alpha:g}"
    if mark.blend not in UNSEEN_BLENDS:
        return mark.blend
    if mark.soft_mask or (mark.image is not None and mark.image.soft_mask):
        return "SMask"
    return "Group" if mark.groups else ""


def device(case: Case) -> Iterator[Sighting]:
    mark = case.mark
    entries = [entry for entry in mark.device if entry in DEVICE_ENTRIES]
    if entries:
        yield seen("NL823", mark, ", ".join(entries))


def page_groups(subject: Subject) -> Iterator[Sighting]:
    """Pages that are transparency groups themselves."""
    document = subject.document
    for page in document.pages:
        if page.group is None or page.group.name("S") != "Transparency":
            continue
        yield Sighting("NL845", page.number, value="Group")
        space = page.group.name("CS") or ("?" if page.group.get("CS") is not None else "")
        if space not in ("", "DeviceCMYK"):
            yield Sighting("NL846", page.number, value=space)


RULES: Final = (spaces, spot_inks, transparency, device)
DOCUMENT_RULES: Final = (page_groups,)
