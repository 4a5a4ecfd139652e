"""How the tables of phrases are written, and what becomes of it: regular expressions. Stdlib only.

A space is any white space, `<3>` at most three words with the space behind them, `{ACT}` one of the
word lists below, and `>` at the beginning says that the phrase opens a clause, as an order does.
"""

from __future__ import annotations

import re
from typing import NamedTuple

WORDS = {
    "ACT": """answer|respond|reply|say|state|output|write|print|repeat|report|tell|claim|insist
        |conclude|summari[sz]e|cite|recommend|mention|include|append|add|begin|start|translate
        |return|pretend|act|behave|treat|use|ignore|disregard|forget|trust|quote|follow|obey
        |execute|call|reveal|send|render|display|show|present|give|name""",
    "DROP": r"""ignore|disregard|forget|override|overrule|bypass|discard|skip
        |do\snot\s(?:follow|obey|use)|stop\sfollowing""",
    "BEFORE": r"""previous(?:ly\sgiven)?|prior|above|earlier|preceding|foregoing|existing|original
        |initial|former|system|safety|developer(?:['’]?s)?|other|hidden""",
    "RULES": "instructions?|prompts?|rules|guidelines|directions|directives|commands?|programming",
    "SOURCES": r"""passages?|articles?|sources?|documents?|excerpts?|evidence|context
        |search\sresults?""",
    "MODEL": r"""(?:AI|A\.I\.|artificial\sintelligence|(?:large\s)?language|machine|automated
        |virtual|digital)[\s-]+(?:language\s)?(?:assistants?|models?|systems?|agents?|bots?
        |readers?|chatbots?|summari[sz](?:ers?|ation)|tools?|crawlers?)|LLMs?|chatbots?|AIs?|GPTs?|ChatGPT
        |Claude|Gemini|Copilot|Llama|Qwen|(?:the\s)?assistants?(?!\s(?:coach|manager|attorney
        |secretary|professor|director|editor|chief|principal|referee|to|of|who)\b)""",
    "ROLE": "system|assistant|user|human|instructions?|prompt",
    "THESE": "the|these|this|one|exactly",
    "TEXT": "words?|sentence|phrase|text|line|string|answer|following",
    "ANSWER": "answers?|responses?|repl(?:y|ies)|outputs?|summar(?:y|ies)",
    "ALL": "all|any|every|each|of|the|your|these|those|my|our|both|and",
}
_LISTED = {name: "(?:" + re.sub(r"\s+", "", words) + ")" for name, words in WORDS.items()}
_FILL = re.compile(r"<(\d)>")
_BEGINS = re.compile(
    r"(?:^|[.!?:;,…—–>\])*\#\"“”`}\n]\s*|(?<!\w)['‘’-]\s*|\b(?:please|kindly|now|then|instead|to\syou"
    r"|you\s(?:must|should|shall|will|need\sto|have\sto|are\s(?:to|required\sto))"
    r"|(?:assistants?|models?|chatbots?|AIs?|LLMs?|it)\s(?:must|should|shall|have\sto|are\sto))"
    r"(?:\s(?:now|always|only|simply|immediately|completely|instead))?[\s,:]+)\Z",
    re.IGNORECASE,
)
REACH = 48  # characters before a phrase that tell whether it opens a clause


# what a text must hold, in lower case, for a phrase of a kind to be in it: most hold none of these
_DROPS = (
    "ignor disregard forget overrid overrul bypass discard follow obey your preced skip".split()
)
_MODELS = (
    *("assistant", "model", "bot ", "bots", "bot,", "bot:", "llm", "agent", "gpt", "claude"),
    *(
        "gemini",
        "copilot",
        "llama",
        "qwen",
        "reader",
        "\nai",
        " ai ",
        " ai-",
        " ai,",
        " ai:",
        "a.i.",
    ),
    *(" ais", "(ai", "“ai", '"ai', "automated", "summari", "crawler", "intelligence", "tool"),
)
NEEDS: dict[tuple[str, bool], tuple[str, ...]] = {
    ("markup", True): (
        "<",
        "[",
        "##",
        "==",
        "--",
        "**",
        "{{",
        "overri",
        '"name',
        '"func',
        '"tool',
        "action",
        "_",
        "instruct",
        "prompt",
        "command",
        "directive",
    ),
    ("turns", True): (
        *("system", "assistant", "human", "user", "question", "developer", "override", "bot"),
        *("instruct", "command", "directive", "task", "objective", "model", "llm", "gpt", "ai"),
    ),
    ("override", True): (*_DROPS, "do not use"),
    ("override", False): (*_DROPS, "new ", "do not", "don't", "don’t", "never"),
    ("address", False): (
        *_MODELS,
        "developer",
        "administrator",
        "operator",
        "engineer",
        "creator",
        "owner",
        "vendor",
        "policy",
        "safety team",
        "support team",
    ),
    ("duty", True): _MODELS,
    ("manner", True): ("accordingly", "as if", "as such", "instead of"),
    ("rank", True): ("only", "alone", "above", "first", "over", "supersede", "outrank", "replace"),
    ("persona", True): (
        "you are",
        "you have been",
        "mode",
        "as if",
        "as though",
        "as a",
        "to be a",
    ),
    ("leak", True): ("prompt", "instruct", "message", "conversation", "above", "http", "?", "link"),
    ("clock", True): ("date", "clock"),
    ("code", True): (
        *(
            "translat",
            "decod",
            "decip",
            "decry",
            "unscr",
            "obfus",
            "base",
            "rot",
            "reverse",
            "encoded",
            "+",
        ),
        *("hidden", "encry", "combine", "concat", "join", "together", "merge", "assemb", "append"),
    ),
    ("user", False): ("user", "next", "later", "future", "subsequent"),
}


class Phrase(NamedTuple):
    """A way to instruct a model.

    Attributes:
        kind: What it does.
        alone: Whether it instructs by itself; else only near a phrase of another kind.
        opens: Whether it must open a clause.
        pattern: Its words.
    """

    kind: str
    alone: bool
    opens: bool
    pattern: re.Pattern[str]


def phrase(kind: str, alone: bool, written: str) -> Phrase:
    """A phrase from its notation."""
    opens = written.startswith(">")
    pattern = _FILL.sub(r"(?:\\w+ ){0,\1}?", written.removeprefix(">"))
    for name, words in _LISTED.items():
        pattern = pattern.replace(f"{{{name}}}", words)
    pattern = pattern.replace(" ", r"\s+")
    edge = r"\b" if re.match(r"(?:\(\?:)?\w", pattern) else ""
    return Phrase(kind, alone, opens, re.compile(edge + pattern, re.I | re.M))


def opens_clause(text: str, at: int) -> bool:
    """Whether a clause begins at an offset."""
    return _BEGINS.search(text[max(0, at - REACH) : at]) is not None
