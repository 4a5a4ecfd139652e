"""Files of gold questions for the page Evaluate: ours, those brought in, those made of feedback."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from eval.gold.feedback import from_feedback
from eval.gold.format import write_gold
from eval.gold.reading import read_questions
from eval.measuring import SAMPLE_GOLD
from rag.errors import InputError
from rag.index.library import Library
from ui.page_welcome import has_samples
from ui.page_words import count

GOLD = "gold"  # the folder of files brought in, in a library's folder
LARGEST = 4_000_000  # characters of a file
MOST = 50  # files kept
SAMPLE, FEEDBACK, FILE = "sample", "feedback", "file:"
NEEDS = (
    "They ask about the sample articles, which are not in this library; `dateline eval run` asks "
    "them of a library of their own."
)
TEACHES = "Readers’ judgements under answers (“Was this right?”) become questions here."
UNREADABLE = "It cannot be read: remove it, or bring it again."
_PLAIN = re.compile(r"[^\w.-]+", re.ASCII)


@dataclass(frozen=True, slots=True)
class Gold:
    """Questions that can be chosen.

    Attributes:
        key: Names them in a request.
        title: For people.
        line: How many, and of what.
        usable: Whether they can be asked now.
    """

    key: str
    title: str
    line: str
    usable: bool = True


class GoldShelf:
    """What can be chosen, and the file of each choice.

    Args:
        library: Open; files are kept in its folder.
    """

    def __init__(self, library: Library) -> None:
        self._library, self._folder = library, library.folder / GOLD

    def choices(self) -> list[Gold]:
        """All that can be chosen: the sample, feedback, then files by name."""
        return [self._sample(), self._feedback(), *map(_file, self._files())]

    def path(self, key: str) -> Path:
        """The file of a choice; that of feedback is written now, of all that is stored.

        Raises:
            InputError: If there is no such choice, or nothing in it.
        """
        if key == SAMPLE:
            return SAMPLE_GOLD
        if key == FEEDBACK:
            return self._of_feedback()
        for path in self._files():
            if key == FILE + path.name:
                return path
        raise InputError("those questions are no longer here: choose others")

    def add(self, name: str, text: str) -> Gold:
        """Keep a file that was brought in; one of the same name is replaced.

        Raises:
            InputError: If it is too large, no file of questions, or there are too many files.
        """
        if len(text) > LARGEST:
            raise InputError(
                f"{name!r} is larger than {LARGEST // 1_000_000} MB: use `dateline eval run --gold`"
            )
        path = self._folder / file_name(name)
        if len(self._files()) >= MOST and not path.exists():
            raise InputError(f"{MOST} files are kept already: remove one of them first")
        self._folder.mkdir(exist_ok=True)
        draft = path.with_name(f".{path.name}")
        try:
            draft.write_text(text, encoding="utf-8")
            read_questions(draft)
            draft.replace(path)
        except InputError as error:
            raise InputError(str(error).replace(str(draft), path.name)) from error
        finally:
            draft.unlink(missing_ok=True)
        return _file(path)

    def remove(self, key: str) -> None:
        """Forget a file that was brought in; its runs stay."""
        for path in self._files():
            if key == FILE + path.name:
                path.unlink(missing_ok=True)

    def _files(self) -> Sequence[Path]:
        if not self._folder.is_dir():
            return []
        return sorted(path for path in self._folder.iterdir() if not path.name.startswith("."))

    def _sample(self) -> Gold:
        there = has_samples(self._library)
        line = count(len(read_questions(SAMPLE_GOLD)), "question") + " about the sample articles"
        return Gold(SAMPLE, "Sample questions", line if there else NEEDS, there)

    def _feedback(self) -> Gold:
        questions, skipped = from_feedback(self._library.archive.feedback.all())
        if not questions:
            return Gold(FEEDBACK, "Readers’ feedback", TEACHES, usable=False)
        left = f"; {len(skipped)} judgements make none" if skipped else ""
        return Gold(FEEDBACK, "Readers’ feedback", count(len(questions), "question") + left)

    def _of_feedback(self) -> Path:
        questions, _ = from_feedback(self._library.archive.feedback.all())
        if not questions:
            raise InputError(f"no question can be made of the feedback so far. {TEACHES}")
        folder = self._library.folder / GOLD / ".feedback"
        folder.mkdir(parents=True, exist_ok=True)
        write_gold(questions, folder / "feedback.jsonl")
        return folder / "feedback.jsonl"


def file_name(name: str) -> str:
    """A name for a file that was brought in: plain letters, no folder, not hidden, not too long."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    plain = _PLAIN.sub("-", last).strip(".-")[-80:].lstrip(".-")
    stem = plain.rsplit(".", 1)[0] or "questions"
    return f"{stem}.json" if plain.endswith(".json") else f"{stem}.jsonl"


def _file(path: Path) -> Gold:
    key = FILE + path.name
    try:
        return Gold(key, path.name, count(len(read_questions(path)), "question"))
    except InputError:
        return Gold(key, path.name, UNREADABLE, usable=False)
