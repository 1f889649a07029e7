"""Pictures that a web page or a Markdown file names, and that were sent beside it.

A name is looked for among the files of the submission alone, by its last part: no path leads anywhere else.
"""

from collections.abc import Mapping
from pathlib import PurePosixPath
from urllib.parse import unquote

from newsletter.desk.submission import File, Opened, Submission
from newsletter.manuscripts.manuscript import Manuscript, Paragraph, changed


def named_beside(opened: Opened, submission: Submission) -> dict[int, File]:
    """The files that a document names, by the index of its picture; of two with one name the nearer."""
    pictures = opened.manuscript.pictures if opened.manuscript else ()
    home = PurePosixPath(opened.file.path).parent
    farthest_first = sorted(submission.pictures, key=lambda file: _distance(file, home), reverse=True)
    sent = {_plain_path(file.path): file for file in farthest_first}
    named = ((index, _plain(picture.name)) for index, picture in enumerate(pictures) if not picture.content)
    return {index: sent[name] for index, name in named if name in sent}


def joined(manuscript: Manuscript, named: Mapping[int, File]) -> Manuscript:
    """With the files in the places that name them; a place for which nothing was sent is taken out of the text."""
    pictures = tuple(
        picture._replace(name=named[index].path, content=named[index].content) if index in named else picture
        for index, picture in enumerate(manuscript.pictures)
    )
    absent = {index for index, picture in enumerate(pictures) if not picture.content}
    if not absent and not named:
        return manuscript

    def present(paragraph: Paragraph) -> Paragraph:
        return paragraph._replace(runs=tuple(run for run in paragraph.runs if run.picture not in absent))

    return changed(manuscript._replace(pictures=pictures), present)


def _distance(file: File, home: PurePosixPath) -> tuple[bool, bool, str]:
    path = PurePosixPath(file.path)
    return path.parent != home, not path.is_relative_to(home), file.path


def _plain(source: str) -> str:
    """anh%20guong.jpg?x, anh\\guong.jpg -> the name of the file, in small letters."""
    return _plain_path(unquote(source.partition("?")[0].partition("#")[0]).replace("\\", "/"))


def _plain_path(path: str) -> str:
    return PurePosixPath(path).name.casefold()
