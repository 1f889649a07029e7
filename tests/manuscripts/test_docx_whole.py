"""No word of a Word file is lost or doubled, however its wrappings are stacked."""

from collections import Counter
from collections.abc import Callable

from hypothesis import given, settings
from hypothesis import strategies as st
from word_files import paragraph, run, word_file

from newsletter.manuscripts.docx import read_docx
from newsletter.manuscripts.manuscript import paragraphs_of

INLINE: list[Callable[[str], str]] = [
    lambda inside: f'<w:ins w:author="VP">{inside}</w:ins>',
    lambda inside: f"<w:sdt><w:sdtPr/><w:sdtContent>{inside}</w:sdtContent></w:sdt>",
    lambda inside: f"<w:smartTag>{inside}</w:smartTag>",
    lambda inside: f'<w:hyperlink w:anchor="a">{inside}</w:hyperlink>',
    lambda inside: f'<w:fldSimple w:instr="REF a">{inside}</w:fldSimple>',
    lambda inside: f"{inside}<w:del>{run('bỏ').replace('w:t', 'w:delText')}</w:del>",
    lambda inside: (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>REF a</w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{inside}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    ),
]
BLOCKS: list[Callable[[str], str]] = [
    lambda inside: f"<w:tbl><w:tr><w:tc>{inside}</w:tc></w:tr></w:tbl>",
    lambda inside: f"<w:sdt><w:sdtContent>{inside}</w:sdtContent></w:sdt>",
    lambda inside: f'<w:customXml w:element="x">{inside}</w:customXml>',
    lambda inside: paragraph(boxed(inside)),
]
WORD = st.from_regex(r"[a-zđêôơư]{1,6}[0-9]{1,3}", fullmatch=True)


def boxed(inside: str) -> str:
    box = f"<v:shape><v:textbox><w:txbxContent>{inside}</w:txbxContent></v:textbox></v:shape>"
    return (
        f"<w:r><mc:AlternateContent><mc:Choice><w:drawing>{box}</w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )


def wrapped(kinds: list[Callable[[str], str]], inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.tuples(st.sampled_from(kinds), st.lists(inner, min_size=1, max_size=3).map("".join)).map(
        lambda pair: pair[0](pair[1])
    )


inline = st.recursive(WORD.map(lambda word: run(f" {word} ")), lambda inner: wrapped(INLINE, inner), max_leaves=6)
block = st.recursive(
    st.lists(inline, max_size=3).map(lambda runs: paragraph(*runs)), lambda inner: wrapped(BLOCKS, inner), max_leaves=6
)


@given(st.lists(block, min_size=1, max_size=4))
@settings(max_examples=30, deadline=None, derandomize=True)
def test_every_word_comes_once(blocks: list[str]) -> None:
    body = "".join(blocks)
    manuscript = read_docx(word_file(body))
    once = body
    while "<mc:Fallback>" in once:  # what is saved twice is said once; boxes stand in boxes
        start = once.rindex("<mc:Fallback>")
        once = once[:start] + once[once.index("</mc:Fallback>", start) + len("</mc:Fallback>") :]
    there = Counter(piece.split("<")[0].strip() for piece in once.split('<w:t xml:space="preserve">')[1:])
    brought = Counter(word for each in paragraphs_of(manuscript) for word in each.text.split())
    assert brought == there
    assert manuscript.missing == ()
