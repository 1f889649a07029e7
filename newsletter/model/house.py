"""House style: which of two good ways of writing an issue keeps to, and how grave a departure is."""

from typing import Literal, NamedTuple

Tone = Literal["keep", "old", "new"]
"""Place of the tone mark: hòa, thủy (old), hoà, thuỷ (new), or as each author writes, mixtures told."""
IOrY = Literal["keep", "y", "i"]
"""kỷ niệm, lý luận (y), kỉ niệm, lí luận (i)."""
Dates = Literal["keep", "padded", "decree", "plain"]
"""02/09/2022 (padded), 02/9/2022 (as Decree 30/2020 has it), 2/9/2022 (plain)."""
Level = Literal["off", "note", "warning", "error"]

ADJUSTABLE = (
    "NL340", "NL341", "NL342", "NL343", "NL344", "NL345", "NL346", "NL347", "NL348", "NL349", "NL350", "NL351", "NL352",
    "NL353", "NL701", "NL702", "NL703", "NL704", "NL705", "NL706", "NL707", "NL708",
)  # fmt: skip
"""Codes of problems of text: those that an issue may weigh as it likes, and a comment in an article may set aside."""


class House(NamedTuple):
    """``levels`` are of codes of ADJUSTABLE; a code that is not among them is as grave as its rule says."""

    tone: Tone = "keep"
    i_y: IOrY = "keep"
    dates: Dates = "keep"
    levels: tuple[tuple[str, Level], ...] = ()
