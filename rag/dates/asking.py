"""How a question uses a date: asked for, said by the way, or none that a window follows. Pure."""

from __future__ import annotations

import re
from datetime import date
from typing import Literal

from rag.dates.mentions import Mention
from rag.dates.tense import tense
from rag.dates.vocabulary import lowered
from rag.sentences import sentence_spans

Use = Literal["asked", "aside", "none"]
"""`asked`: news of these days; `aside`: news from then on, at any time; `none`: no days."""

HISTORY = 5
"""Years after which a year named is history, told by articles of any time, and no news."""

_LONG = ("decade", "century", "years")
_OPENS = re.compile(
    r"(?:on|in|at|by|from|to|for|with|of|about)?\s*(?:who|what|which|where|when|why|how|whom|whose|did"
    r"|does|do|was|were|is|are|has|have|had|can|could|any|list|name|tell|give|show|summari[sz]e"
    r"|describe|explain|find|news|headlines|and|so|but)\b"
)
_COMPARED = re.compile(
    r"\b(?:than|compared\s+(?:to|with)|versus|before|until|ahead\s+of)\s+(?:in\s+|on\s+)?$"
)
_CLAUSE = re.compile(r"\w[”\"]?,[”\"]?\s(?:[^,]*\s)?(?:who|whose|which|where)\b[^,?]*$")
_ASKS = re.compile(r"\b(?:who|what|which|where|how|whom|whose)\b")
_TURN = re.compile(r",|\b(?:after|before|because|as|when|in|where|while)\b")
_RECORD = re.compile(
    r"\b(?:first|second|third|last|only|most|least|fewest|more|\w{3,}est|worst|record|time|not|never"
    r"|anniversary)\b[^,;]*$"
)
_MODIFIED = re.compile(
    r"\s+(?!(?:and|or|to|by|in|on|at|of|as|about|for|from|with|that|who|when)\b)\w"
)
_ARTICLE = re.compile(r"\b(?:the|a|an|its|his|her|their|our|this|that|which|what|\w+['’]s)\s+$")
_NOUN_OF = re.compile(r"\b(?:of|for)\s+$")
_PART_OF = re.compile(
    r"\b(?:(?:end|start|beginning|middle|month|day|events|news|headlines)\s+of)\s+$"
)
_ASIDE = re.compile(
    r"\b(?:that|who|whose|after|before|since|because|while|when|where|if|following|despite|amid|about"
    r"|during|until|killed|arrested|held|signed|accused|ending|ended|beginning|published)\b[^,]*$"
)
_ATTACHED = re.compile(
    r"\b(?:of|from|at|by|in|over|about|on)\s+(?:the|a|an|his|her|its|their|this|that)\s+"
    r"(?:[\w'’-]+\s+){1,5}(?:on\s+|in\s+|of\s+|over\s+|at\s+|from\s+)?(?:the\s+)?$"
)
_FIGURES = re.compile(
    r"\b(?:how\s+(?:many|much|high|low|fast)|per\s?cent(?:age)?|rate|inflation|unemployment|sales"
    r"|profits?|revenue|earnings|growth|gdp|figures?|data|average|totals?|price|results?|shares?"
    r"|survey|poll|year\s+to|months\s+to)\b"
)
_TODAY_STATE = re.compile(r"\b(?:is|are|do|does|can|live|lives|known|exists?)\b")
_TODAY_NEWS = re.compile(
    r"\b(?:happen\w*|going\s+on|news|headlines?|new|did|was|were|announced|said|say|has|have|top)\b"
)


def use_of(mention: Mention, question: str, today: date) -> Use:
    """How a question uses a date that it names.

    A day to come asks for no days of publication: what is planned was written before. A year
    before a noun names the noun ("the 2022 World Cup"), and an old year is history.
    """
    low = lowered(question)
    start, end = _sentence(question, mention)
    before, after = low[start : mention.start], low[mention.end : end]
    if not in_question(question, mention.start) or _timeless(before, after):
        return "none"
    if _excluded(mention, before, after, today) or _ahead(mention, low, today):
        return "none"
    if mention.side in ("since", "after"):
        return "none" if mention.side == "since" and _RECORD.search(before) else "aside"
    said_by_the_way = (
        mention.owned
        or _modifies(before, after)
        or _ASIDE.search(before, 1)
        or _ATTACHED.search(before)
        or (_FIGURES.search(low) and (mention.last or today) < today and _is_period(mention))
    )
    return "aside" if said_by_the_way else "asked"


def in_question(question: str, at: int) -> bool:
    """Whether a place is in what is asked, not in a sentence told before it."""
    spans = sentence_spans(question)
    return any(
        start <= at < end and (end == spans[-1][1] or question[start:end].endswith("?"))
        for start, end in spans
    )


def _sentence(question: str, mention: Mention) -> tuple[int, int]:
    for start, end in sentence_spans(question):
        if start <= mention.start < end:
            return start, end
    return 0, len(question)


def _timeless(before: str, after: str) -> bool:
    """Whether the date only tells when a thing made news, and what is asked may be older.

    So in "the editor, whose paper closed this week, …", and where a statement turns into a question
    later on: "He retired this week after winning how many titles?"
    """
    if _COMPARED.search(before) or _CLAUSE.search(before):
        return True
    opens = _OPENS.match(before) or len(before.split()) <= 1
    turns = None if opens else _ASKS.search(after)
    return turns is not None and _TURN.search(after, 0, turns.start()) is not None


def _is_period(mention: Mention) -> bool:
    return mention.kind in ("month", "quarter", "half", "year", "season", "week_of") or (
        mention.kind == "unit" and not mention.text.lower().endswith(("week", "weekend"))
    )


def _modifies(before: str, after: str) -> bool:
    return bool(_ARTICLE.search(before) and _MODIFIED.match(after))


def _excluded(mention: Mention, before: str, after: str, today: date) -> bool:
    """Whether what is named cannot be days of publication at all."""
    oldest = mention.first or mention.last
    if not mention.resolved or oldest is None or mention.kind in _LONG:
        return True
    if today.year - (mention.last or oldest).year > HISTORY or mention.side == "until":
        return True
    if mention.side == "before":
        return bool(mention.owned or _MODIFIED.match(after) or mention.guessed)
    if mention.kind in ("year", "month", "quarter", "half", "season"):
        of_noun = _NOUN_OF.search(before) and not _PART_OF.search(before)
        return bool(_modifies(before, after) or (of_noun and mention.kind == "year"))
    if mention.text.lower() == "today" and not mention.owned and _TODAY_STATE.search(before):
        return not _TODAY_NEWS.search(before)
    return mention.owned and mention.text.lower().endswith(("this year", "next year"))


def _ahead(mention: Mention, low: str, today: date) -> bool:
    """Whether it lies ahead, or reaches ahead and the verb does, too."""
    if mention.first is not None and mention.first > today:
        return True
    past = mention.last is not None and mention.last < today
    if past or mention.side in ("before", "since", "after"):
        return False
    return tense(low, mention.start, mention.end) == "future"
