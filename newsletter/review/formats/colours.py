"""The colour of what a note asks for, on its picture and on its label: each with a contrast of more than 4.5 : 1 against
white paper (WCAG 2.2, 1.4.3)."""

from typing import Final

from newsletter.review.notes import Intent

COLOURS: Final[dict[Intent, str]] = {
    "replace": "#9a4a00",
    "delete": "#b3192a",
    "insert": "#0b5cad",
    "comment": "#7a5c00",
    "stamp": "#6b3fa0",
    "drawing": "#6b3fa0",
}
