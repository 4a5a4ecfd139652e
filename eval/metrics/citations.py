"""Whether citations carry the sentences they stand at, and quote what they say they quote. Pure."""

from __future__ import annotations

from collections.abc import Callable, Sequence

Sentence = tuple[str, Sequence[str]]  # a claim without markers, and the quotes it cites
Carries = Callable[[str, Sequence[str]], bool]  # whether quotes, taken together, carry a sentence


def citation_recall(sentences: Sequence[Sentence], carries: Carries) -> float | None:
    """Share of the claim sentences that all their citations together carry, 0 to 1.

    ALCE (Gao et al., EMNLP 2023). 1 where each is carried, 0 where none is; a sentence that cites
    nothing is not carried. None if there is no claim sentence.
    """
    if not sentences:
        return None
    return sum(_carried(claim, quotes, carries) for claim, quotes in sentences) / len(sentences)


def citation_precision(sentences: Sequence[Sentence], carries: Carries) -> float | None:
    """Share of the citations that are precise, 0 to 1 (ALCE, Gao et al., EMNLP 2023).

    A citation is precise if its sentence is carried by all its citations together, and either
    this one carries it alone or the others do not carry it without this one. 1 where none is idle,
    0 where no sentence is carried. None if nothing is cited, where ALCE's script says 0: recall
    counts that already, and precision is not known.
    """
    precise = [
        _carried(claim, quotes, carries) and _needed(claim, quotes, at, carries)
        for claim, quotes in sentences
        for at in range(len(quotes))
    ]
    return sum(precise) / len(precise) if precise else None


def quote_fidelity(quotes: Sequence[tuple[str, str | None, int, int]]) -> float | None:
    """Share of the quotes that are `text[start:end]`, character by character, 0 to 1.

    1 where a reader finds each one where it is said to be, 0 where none. A quote of nothing and
    one whose offsets leave the text are not found. None if nothing is quoted.

    Args:
        quotes: The quote, the text of the article version it names (None: there is no such
            version, so the quote is not found), and its offsets.
    """
    if not quotes:
        return None
    return sum(_verbatim(*quote) for quote in quotes) / len(quotes)


def supported_share(statuses: Sequence[str]) -> float | None:
    """Share supported / (supported + unsupported) of what is claimed, 0 to 1.

    1 where each claim is carried, 0 where none is. None if nothing is claimed.

    Raises:
        ValueError: If a status is not one of `rag.domain.Status`.
    """
    strange = set(statuses) - {"supported", "unsupported", "not_a_claim"}
    if strange:
        raise ValueError(f"{sorted(strange)!r}: a status is supported, unsupported or not_a_claim")
    claims = [status for status in statuses if status != "not_a_claim"]
    return claims.count("supported") / len(claims) if claims else None


def _carried(claim: str, quotes: Sequence[str], carries: Carries) -> bool:
    return bool(quotes) and carries(claim, quotes)


def _needed(claim: str, quotes: Sequence[str], at: int, carries: Carries) -> bool:
    others = [quote for index, quote in enumerate(quotes) if index != at]
    return carries(claim, [quotes[at]]) or not _carried(claim, others, carries)


def _verbatim(quote: str, text: str | None, start: int, end: int) -> bool:
    return text is not None and 0 <= start < end <= len(text) and quote == text[start:end]
