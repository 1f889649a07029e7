"""Exit codes: the first of 5, 3, 4, 1, 0 that applies."""

import pytest

from newsletter.check.verdict import exit_code
from newsletter.problems import error, note, warning


@pytest.mark.parametrize(
    ("codes", "exit_of_them"),
    [
        ((), 0),
        (("NL501",), 1),
        (("NL501", "NL120"), 4),
        (("NL905", "NL301"), 3),
        (("NL601", "NL501"), 3),
        (("NL301", "NL902", "NL904"), 5),
    ],
)
def test_the_gravest_fault_decides(codes: tuple[str, ...], exit_of_them: int) -> None:
    assert exit_code([error(code) for code in codes]) == exit_of_them


def test_warnings_and_notes_change_nothing() -> None:
    assert exit_code([warning("NL301"), note("NL902")]) == 0
