"""Each kind of defect, alone in an otherwise good file, is found by its rule, on its page, in its place; nothing else is."""

from collections.abc import Mapping
from functools import cache

import pytest
from preflight import defects_hidden, defects_of_file, defects_of_pages  # noqa: F401  (they list what they hold)
from preflight.defects import DEFECTS, Defect, Place
from preflight.verdicts import told

NEAR = 4.0
"""Points by which a place may miss what was painted: half a line's width, the height of a font's box."""


@cache
def of_good(content: bytes, standard: str) -> frozenset[tuple[str, int]]:
    return frozenset((one.code, one.page) for one in told(content, standard))


@pytest.mark.parametrize("defect", DEFECTS.values(), ids=lambda defect: defect.name)
def test_the_defect_is_found_where_it_is_and_nothing_else(defect: Defect, good: Mapping[str, bytes]) -> None:
    content = good[defect.standard]
    known = of_good(content, defect.standard)
    new = [one for one in told(defect.spoil(content), defect.standard) if (one.code, one.page) not in known]
    found = [one for one in new if one.code == defect.code]
    assert [one.page for one in found] == [defect.page], new
    if defect.place:
        assert lies(found[0].place, defect.place), found
    assert [one for one in new if one.code not in (defect.code, *defect.besides) and one.severity != "note"] == []
    assert {one.code for one in new} >= set(defect.besides), "a code is listed besides that does not come"


def lies(found: Place | None, meant: Place) -> bool:
    """Whether what was found touches what is meant and reaches beyond it by no more than NEAR."""
    if found is None:
        return False
    grown = (meant[0] - NEAR, meant[1] - NEAR, meant[2] + NEAR, meant[3] + NEAR)
    inside = found[0] >= grown[0] and found[1] >= grown[1] and found[2] <= grown[2] and found[3] <= grown[3]
    return inside and found[0] - meant[0] <= NEAR


def test_the_good_files_are_good(good: Mapping[str, bytes]) -> None:
    for standard, content in good.items():
        assert [one for one in told(content, standard) if one.severity == "error"] == []
