"""The phrases that instruct a language model beside one of another kind, in English. A table."""

from __future__ import annotations

from rag.hostile.notation import Phrase, phrase

# each of these instructs beside one of another kind
_TOGETHER: dict[str, tuple[str, ...]] = {
    "override": (
        r"{DROP} (?:{ALL} ){0,4}{BEFORE} <1>(?:{RULES}|{SOURCES}|messages?|text)\b",
        r">(?:do not|never|don['’]t) (?:use|cite|quote|trust|mention|rely on|consult|read|believe) "
        r"(?:(?:any|the|all) ){0,2}(?:of the )?(?:other |remaining )?{SOURCES}",
        r"new (?:instructions?|task|system prompt|rules)\s*(?::|for you|are|follows?)",
        r"overrid(?:e|es|ing) (?:all|any|the|your)\b[^.\n]{0,40}{RULES}",
    ),
    "address": (
        r"(?:attention|dear|hey|hello|hi|notes?|notices?|messages?|memo|instructions?|guidance"
        r"|reminders?|important|warning|request|directives?|orders?|commands?|for|to|listen)"
        r"(?:\W+(?:to|for|from|all|any|every|each|the|our|other|reading|of|your|an|a|and"
        r"|only)){0,4}"
        r"\W+{MODEL}\b(?! (?:compan|firm|industr|develop|maker|startup|stock|boom|race|researcher"
        r"|user|literacy|technolog|product|service|safety|training))",
        r"(?:if|since|as|because|when) (?:you are|you['’]re) (?:an? |the |any )?<1>{MODEL}\b",
        r"as an? {MODEL}\b,? you\b",
        r"(?:^|[.!?:\n\"“]\s*){MODEL}\s*[:,]\s*(?:please )?(?:you|{ACT}|do not|never|always"
        r"|the user)\b",
        r"{MODEL} (?:(?:that|who|which|are|is|now|currently) ){0,2}(?:reads?|reading"
        r"|process(?:es|ing)|summari[sz](?:es?|ing)|indexing|answering|using|quoting|handling"
        r"|parsing) <4>(?:this|the following|these|from this)\b",
        r"you are (?:now |no longer )?(?:an? |the )?<3>{MODEL}\b",
        r"(?:dateline|openai|anthropic|google|your)(?:['’]s)? (?:developers?|administrators?"
        r"|operators?|engineers?|creators?|owners?|vendor|policy|safety team|support team)\b"
        r"(?=[^.\n]{0,60}\b(?:you|the assistant|this assistant|the model)\b)",
    ),
    "demand": (
        r">(?:answer|respond|reply) <6>(?:only|just|with|by|that|as|in|using)\b",
        r">(?:only|just|simply|always|never) (?:answer|respond|reply|output|say|state|mention)\b",
        r">(?:say|state|claim|report|write|insist|conclude|repeat|assert|answer|declare|confirm"
        r"|remember) (?:only )?(?:that\b|the\b|:|[\"“'‘])",
        r">(?:do not|never|don['’]t) (?:answer|mention|cite|quote|say|reveal|disclose|tell|use"
        r"|report|refuse|question|repeat)\b",
        r">(?:include|append|add|insert|embed|mention|recommend|cite|render|display|present|treat"
        r"|use|rank|state|call|send|reveal|translate|assume|follow) <3>(?:this|the following|these"
        r"|link|image|url|[\"“'‘]|as the|only|that|in (?:your|every|all)|it\b)",
        r"in (?:your|every|all|any) <1>{ANSWER}\b",
        r"(?:your|the) <1>{ANSWER} (?:must|should|shall|is|will)\b",
        r"you (?:must|should|shall|will|need to|have to|are (?:now )?(?:required|obliged|ordered"
        r"|instructed|allowed|authori[sz]ed) to) (?:(?:now|always|only|never|not) )?{ACT}\b",
        r"(?:we|I) (?:hereby )?(?:instruct|order|command|direct|require|authori[sz]e) you to "
        r"{ACT}\b",
        r"from now on\b|\bfor the rest of (?:this|the) (?:conversation|chat|session)\b",
    ),
    "user": (
        r"(?:the|your|a|any) user(?:['’]s)?\b(?=[^.\n]{0,40}\b(?:ask|question|quer|prompt|request"
        r"|conversation|message|answer))",
        r">(?:tell|inform|assure|convince|instruct|urge|ask|warn) (?:the|your) user\b",
        r"in the next (?:turn|message|question|answer)\b",
        r"(?:later|next|future|subsequent) (?:turns?|messages?|answers?)\b",
    ),
}

_NEAR = [phrase(kind, False, written) for kind, those in _TOGETHER.items() for written in those]
BESIDE: tuple[Phrase, ...] = tuple(known for known in _NEAR if known.kind != "demand")
DEMANDS: tuple[Phrase, ...] = tuple(known for known in _NEAR if known.kind == "demand")
