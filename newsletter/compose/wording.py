"""Words of our own on the page, in the language of the issue."""

from datetime import date
from typing import NamedTuple

from newsletter.pages.proofcode import ProofName


class Wording(NamedTuple):
    continued_on: str
    """With {page}."""
    continued_from: str
    contents: str
    page: str
    newsletter: str
    proof: str
    proof_round: str
    """With {number}."""
    instructions: str
    """Label of the sheets with instructions before a proof's first page."""
    overset: str
    """With {lines}, {words}."""
    allowed: str
    """Said on the slug before the codes of problems that the editors let pass."""
    long_date: str
    """With {d:02}, {m:02}, {y}."""


_VI = Wording(
    continued_on="Xem tiếp trang {page}",
    continued_from="Tiếp theo trang {page}",
    contents="Trong số này",
    page="Trang {page}",
    newsletter="Bản tin",
    proof="Bản bông",
    proof_round="Bông {number}",
    instructions="Hướng dẫn",
    overset="Thừa {lines} dòng ({words} chữ)",
    allowed="Cho qua",
    long_date="Ngày {d} tháng {m} năm {y}",
)
_EN = Wording(
    continued_on="Continued on page {page}",
    continued_from="Continued from page {page}",
    contents="In this issue",
    page="Page {page}",
    newsletter="Newsletter",
    proof="Page proof",
    proof_round="Proof {number}",
    instructions="Instructions",
    overset="{lines} lines over ({words} words)",
    allowed="Allowed",
    long_date="{d}/{m}/{y}",
)


def wording(language: str) -> Wording:
    """Vietnamese or English; English for every other language."""
    return _VI if language.lower().startswith("vi") else _EN


def proof_title(name: ProofName, words: Wording) -> str:
    """What a proof is called on its pages: "BÔNG 2 · 7K3M-Q9XA"."""
    title = words.proof_round.format(number=name.number) if name.number else words.proof
    return f"{title.upper()} · {name.code}"


def dated(day: date, words: Wording) -> str:
    """The date as decrees and the press write it: a zero before days under 10 and before January and February."""
    month = f"{day.month:02}" if day.month < 3 else str(day.month)
    return words.long_date.format(d=f"{day.day:02}", m=month, y=day.year)
