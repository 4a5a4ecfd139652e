"""Whether what was found holds the answer: the upper bound of any reader of it. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from eval.metrics.wording import places, words_of

CHARACTERS = 4000  # about what a small model is shown


def answer_in_context(
    answers: Sequence[str], texts: Sequence[str], characters: int = CHARACTERS
) -> bool:
    """Whether an accepted answer stands, as whole words, in what a model would be shown.

    The mean over questions is the "has answer" recall of open-domain QA (Chen et al., ACL 2017),
    at a budget of characters instead of passages: so that long passages win nothing. True where
    one answer stands in one text, False where none does.

    Args:
        answers: Accepted answers.
        texts: Found texts, best first, joined by newlines; an answer may not span two of them.
        characters: How much of the joined texts counts; a word that ends later does not.

    Raises:
        ValueError: If there are no accepted answers; leave such a question unscored.
    """
    if not answers:
        raise ValueError("no accepted answers: leave the question unscored")
    phrases = [words_of(answer) for answer in answers]
    left = characters
    for text in texts:
        shown = words_of(text, left)
        if any(places(phrase, shown) for phrase in phrases):
            return True
        left -= len(text) + 1
        if left <= 0:
            break
    return False
