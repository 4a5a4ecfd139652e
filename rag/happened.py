"""The day on which something happened, as the articles date it: "the election", "the ceasefire"."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from rag.dates.mentions import mentions
from rag.domain import Hit
from rag.sentences import sentence_spans
from rag.words import content

LEAD = 1.5  # the day that is named most must be named so many times as often as the next


def day_of(event: str, hits: Sequence[Hit]) -> date | None:
    """The day that sentences about an event name, each counting by the rank of its passage.

    Args:
        event: What happened, in a question's words.
        hits: Passages found for these words, best first.

    Returns:
        None where no sentence dates it to a day, or two days are named about as often.
    """
    asked = frozenset(content(event))
    votes: dict[date, float] = {}
    for hit in hits:
        published = hit.passage.published_at
        day = date.fromisoformat(published[:10]) if published else None
        for start, end in sentence_spans(hit.passage.text):
            sentence = hit.passage.text[start:end]
            if not asked or not asked <= frozenset(content(sentence)):
                continue
            for mention in mentions(sentence, day):
                if mention.first and mention.first == mention.last:
                    votes[mention.first] = votes.get(mention.first, 0.0) + 1 / hit.rank
    ranked = sorted(votes.items(), key=lambda vote: -vote[1])[:2]
    if not ranked or (len(ranked) > 1 and ranked[0][1] < LEAD * ranked[1][1]):
        return None
    return ranked[0][0]
