"""An answer where sources give different values: each with outlet and day, and which is newer."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from rag.checking import Draft
from rag.citations import Numbering
from rag.disagreement import disagreements
from rag.domain import Hit, Sentence
from rag.spans import Quote
from rag.telling import excerpt_of, lines
from rag.versions.given import Said


def versions_told(question: str, hits: Sequence[Hit], today: date) -> Draft | None:
    """The answer that gives every version; None where the passages do not differ on what is asked.

    What stands between quotation marks is verbatim; outlet and day are those of the article.

    Args:
        question: A standalone question.
        hits: Passages found, best first.
        today: The clock.
    """
    found = disagreements(question, [Said.of(hit.passage) for hit in hits])
    if not found:
        return None
    numbering = Numbering()
    numbers = []
    for version in found[0].versions:
        passage = hits[version.source].passage
        start = passage.start + passage.text.index(excerpt_of(version))
        numbers.append(numbering.number(Quote(passage, start, start + len(excerpt_of(version)))))
    told = tuple(
        Sentence(line.text, "supported", None, (number,))
        for line, number in zip(lines(found[0], numbers, today), numbers, strict=True)
    )
    text = " ".join(sentence.text for sentence in told)
    return Draft(text, None, told, tuple(numbering.citations), quoted=True)
