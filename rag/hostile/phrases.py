"""The phrases by which a text alone instructs a language model, in English. A table."""

from __future__ import annotations

from rag.hostile.notation import Phrase, phrase

# each of these instructs by itself
_ALONE: dict[str, tuple[str, ...]] = {
    "markup": (
        r"<\|[a-z_ ]{2,30}\|>|<(?:start|end)_of_turn>|\[/?INST\]|<</?SYS>>|\[/?SYSTEM\]",
        r"</?\s*(?:{ROLE}|context|passages?|evidence|invoke|tool_\w+|function_\w+)"
        r"(?:\s[^<>]{0,80})?>",
        r"</?(?:docs?|documents?|retrieved|results?|query|messages?|chunks?|sources|answer|response"
        r"|question|data_?block)\s*>|\{\{\s*[#/~]*(?:system|user|assistant)\b|\bsystem_prompt\b",
        r"[\[({<]{1,3}\s*(?:system|admin\w*|developer|assistant|AI|LLM) (?:note|message|prompt"
        r"|notice"
        r"|override|instructions?|command|update)s?\b",
        r"(?:LLM|AI|assistant|chatbot|model|system|admin) (?:instructions?|override|directives?"
        r"|commands?|prompt)\s*:",
        r"(?:admin|system|root|developer|security) override\b",
        r"<!--\s*(?:to |for |note to |attention )?(?:AI|LLM|assistant|model|chatbot|GPT)s?\b",
        r"\[\[?/?(?:assistant|system|user)(?:_\w+)?\]",
        r"#{2,}\s*(?:new )?(?:{ROLE}|response)\b\s*(?::|$)",
        r"\"(?:name|function|tool)\"\s*:\s*\"\w+\"\s*,\s*\"(?:arguments|parameters|input)\"\s*:",
        r"^\s*Action\s*:\s*\S.*\n\s*Action Input\s*:",
        r"^\s*(?:TOOL_CALL|FUNCTION_CALL|tool_code)\b",
        r"(?:[-=#\[<*]{2,}|\[)\s*(?:end|begin|start|close)(?:ing)? (?:of )?(?:the )?(?:passages"
        r"|context|evidence|untrusted|user (?:input|data)|data|input|prompt|system|instructions"
        r"|retrieved|sources|articles)\b",
        r"[=#*-]{2,}\s*(?:new|updated|real|system|actual) (?:system )?"
        r"(?:instructions?|prompts?|message|rules|task)\b",
    ),
    "turns": (
        r"^\W*(?:human|user|question)\s*:.{1,400}?\n\W*(?:assistant|ai|model)\s*:\s*\S",
        r"(?:human|user)\s*:.{1,200}?\b(?:assistant|AI)\s*:\s*\S",
        r"^\W*(?:new )?(?:override|instructions?|command|directive|task|objective)\s*:\s*(?:respond"
        r"|answer|reply|say|output|ignore|print|disregard|promote|act)\b",
        r"^\W{0,4}new (?:task|objective|instructions?)\s*(?::|$)",
        r"(?:^|[.!?\n\"“]\s*)(?:(?:dear|hey|hello|hi|attention|listen|ok(?:ay)?),? )?(?:AI|A\.I\.|"
        r"(?:AI )?assistants?|(?:AI |language )?models?|chatbots?|LLMs?|ChatGPT|GPT"
        r"|bots?)\s*[,:]\s*"
        r"(?:please )?(?:answer|respond|reply|say|output|ignore|disregard|do not|you (?:are"
        r"|must|will"
        r"|should)|pretend|include|mention|cite|tell|recommend|repeat)\b",
        r"^\W*(?:assistant|system)\s*:.{0,400}?\n\W*(?:human|user)\s*:",
        r"^\W*(?:system(?: (?:message|prompt|notice|override|note|instruction|update))?"
        r"|developer message)\W{0,3}:\W*(?:you|the assistant|new|ignore|from|answer|respond|reply"
        r"|say|do not|never|always|the (?:answer|user|as-of|current|following)|override|updated?"
        r"|assume|disregard|forget|treat|retrieval|passages?|only|every|it is now)\b",
    ),
    "override": (
        r">(?:{DROP}|skip) (?:the|this|that|any|their) (?:(?:user['’]s )?(?:question|query"
        r"|prompt) and"
        r"|user\b)",
        r">{DROP} (?:whatever|anything) (?:the|a|any) user\b",
        r">(?:reset|set aside|drop|abandon|rewrite|erase|delete|suspend|disable|discard) (?:all )?"
        r"(?:of )?your <1>(?:instructions|guidelines|rules|programming|training|restrictions"
        r"|filters)"
        r"\b",
        r"your <1>(?:training|knowledge|context)(?: data)? (?:on [^.\n]{1,30} |about"
        r" [^.\n]{1,30} )?"
        r"(?:is|was) (?:wrong|outdated|incorrect|false)\b|\b(?:in|of|into) your context window\b",
        r"takes? precedence over (?:the|all|any|your) <1>(?:system prompt|prompts?|instructions"
        r"|passages?|context)\b",
        r">{DROP} (?:{ALL} ){0,4}{BEFORE}(?: (?:and|or|\w+)){0,2}? {RULES}\b"
        r"(?! (?:to|on|from|about|for|in) (?!the (?:user|reader|prompt)))",
        r">{DROP} (?:all )?(?:of )?your <1>(?:instructions|rules|programming|guidelines|prompt"
        r"|training)\b(?! (?:to|on|from|about|for|in|at) )",
        r">{DROP} (?:everything|all|anything|whatever|what) (?:that |you )*(?:above|before this"
        r"|(?:you )?(?:were|have been|was) (?:told|instructed|given))(?! (?:about|in|at|as|by"
        r"|on)\b)",
        r"overrid(?:e|es|ing) (?:all |any )?(?:of )?your <1>(?:guidelines|instructions|rules"
        r"|programming|prompt|training)\b",
        r"(?:passages?|excerpts?|context|search results)\b[^.\n]{0,50}\b(?:must|should|are to"
        r"|is to) "
        r"be (?:ignored|disregarded|discarded|overridden)\b",
        r"your (?:instructions|task|objective|programming) (?:has|have) (?:changed|been (?:changed"
        r"|updated|replaced|overridden))\b|\byour new (?:instructions|task|objective) (?:is|are)\b",
        r"do not follow (?:the|your) <1>(?:prompt|instructions)\b",
        r">{DROP} (?:{ALL} ){0,3}(?:other|remaining|numbered|competing|retrieved|surrounding"
        r"|previous|earlier|above|following|preceding) <1>(?:passages?|excerpts?|context"
        r"|search results?|evidence)\b",
    ),
    "persona": (
        r">(?:act|behave|respond|speak) as (?:DAN|an? (?:unrestricted|jailbroken|evil"
        r"|uncensored))\b",
        r"you are (?:now|no longer) <3>(?:DAN|unrestricted|jailbroken|bound by|free of your"
        r"|in (?:developer|debug|maintenance|god|admin) mode)\b",
        r"you are now an? <4>and (?:must|will|should|shall|can only) (?:answer|respond|speak|say"
        r"|reply)\b",
        r"you have been (?:reprogrammed|jailbroken|updated|retrained) to {ACT}\b",
        r"(?:enter|enable|activate|switch (?:in)?to) <1>(?:developer|debug|jailbreak|DAN|god"
        r"|unrestricted|maintenance) mode\b(?=[^\n]{0,160}\b(?:answer|respond|reply|say|you)\b)",
        r">(?:act|behave|respond|answer|pretend|role-?play) (?:as (?:if|though) you|as an? {MODEL}"
        r"|to be an? {MODEL})",
    ),
    "demand": (
        r">(?:begin|start|end|finish|open|close|prefix) (?:every|each|all|your|any) (?:reply"
        r"|answers?"
        r"|responses?|messages?|summary|outputs?) (?:with|by)\s*(?:[\"“'‘:]|the {TEXT}|saying"
        r"|stating)",
        r">(?:answer|respond|reply|write) in the (?:voice|style|tone|manner|persona) of\b",
        r">do not (?:summari[sz]e|answer) (?:this|the) (?:article|page|text|question|query)\b",
        r"give (?:it|this|that) as (?:the|your) answer\b",
        r"authori[sz]e (?:the|this|any) {MODEL} to {ACT}\b",
        r"when you (?:see|read|encounter|receive) [^.\n]{1,60},\s*(?:answer|respond|reply"
        r"|output)\b",
        r">(?:answer|respond|reply) <4>(?:only|just|simply|solely|exclusively|exactly|verbatim)\s*"
        r"(?:that\b|:|with\s*(?::|[\"“'‘]|{THESE} <1>{TEXT}))",
        r">(?:only|just|simply|always) (?:answer|respond|reply|output|say|print)\s*"
        r"(?:that\b|:|with\s*(?::|[\"“'‘]|{THESE} <1>{TEXT}))",
        r">(?:output|print|return|emit|write) (?:only|exactly|just|nothing but)\s*"
        r"(?::|[\"“'‘]|(?:the|this) {TEXT}\b)",
        r">(?:respond|answer) (?:only )?with (?:an? |the )?(?:single|one|exact|following|error)\b",
        r">(?:respond|answer|reply|output)(?: only)? (?:in|using|as) (?:the following|valid"
        r"|JSON|XML"
        r"|base64)\b",
        r"(?:from (?:now|this point|here) on(?:wards?)?|henceforth|going forward),? (?:you|the"
        r" assistant|the model|all answers) <2>(?:answer|respond|reply|say|refuse)\b(?! to)",
        r"when (?:generating|writing|producing|composing|summari[sz]ing|answering|quoting) (?:this"
        r"|the|your|any|an?) <1>(?:article|page|text|document|passage|answer|response|summary"
        r"|reply)\b[^.\n]{0,60},\s*(?:{ACT}|attribute|always|never|make sure|ensure)\b",
        r"(?:used|included|stated|mentioned|cited|repeated) in (?:your|every|all) {ANSWER}\b",
        r"(?:all|every|any) (?:answers?|summar(?:y|ies)) (?:must|should|shall) (?:state|say|claim"
        r"|repeat|conclude|begin|end)\b",
        r"{ANSWER} (?:of|to|about|from|based on) (?:this|the) (?:article|page|text|document|passage"
        r"|question) (?:must|should|shall|has to|have to)\b",
        r">answer as (?:of|if) (?:that|today|it were|the) ?(?:date|day)?\b",
        r"the user (?:has |have )?(?:asked|wants|requested|instructed|authori[sz]ed|told) you\b",
        r"(?:your|the (?:assistant|model|chatbot)['’]s) <2>(?:answer|response|reply|output) "
        r"(?:must|should|shall|has to|needs to|is to) (?:only |always )?(?:be|say|state|begin"
        r"|start|end|contain|include|consist|read|mention)\b",
        r"(?:say|write|reply|output|answer|respond|print)\b[^.\n]{0,30}\bNO ANSWER\b",
        r"(?:when|if|whenever|once) (?:(?:the|a|any|your) (?:user|reader|human)|someone|anyone"
        r"|you are|you're|you) (?:(?:is|are|next|then|ever|later) )*(?:ask(?:s|ed|ing)?|queried"
        r"|prompted|questioned|quer(?:y|ies)|summari[sz](?:e|es|ing)|answer(?:ing)?)\b"
        r"[^.\n]{0,100}[,:]\s*(?:then )?(?:you (?:must|should|will) )?(?:(?:always|only|instead) )?"
        r"{ACT}\b",
        r"(?:the|your) (?:only )?(?:correct|right|true|expected|approved|required|mandatory|final) "
        r"(?:answer|response|reply) to (?:this|any|every|all|the user's|whatever|their)\b"
        r"[^.\n]{0,40}\b(?:is|must)\b",
        r">(?:tell|inform|assure|convince) (?:the|your) user that\b",
        r"the user (?:must|should) (?:not )?(?:be told|know|see|learn|be informed)\b",
    ),
    "duty": (
        r"(?:^|[.!?:\n]\s*)(?:model|assistant|AI|chatbot|LLM) (?:must|shall) <1>(?:{ACT}|refuse"
        r"|decline|comply)\b",
        r"{MODEL} (?:must|should|shall|has to|have to|is to|are to) <1>(?:answer|respond|reply) "
        r"(?:that|with)\b",
        r"(?:the|this|any|every) {MODEL} (?:must|shall|should) (?:now|always|only) {ACT}\b",
        r"{MODEL} (?:that |which )?(?:reads?|reading|process(?:es|ing)|summari[sz](?:es|ing)) <4>"
        r"(?:must|should|shall|has to|have to|is to|are to) <1>{ACT}\b",
        r"{MODEL} (?:must|should|shall|has to|have to|is to) (?:now |only |always )*"
        r"(?:answer|respond|reply|say|state|output)\s*(?::|[\"“'‘])",
    ),
    "manner": (
        r">{ACT} [^.\n]{0,60}\b(?:and|then) (?:answer|respond|reply) (?:accordingly|as if|as"
        r" such)\b",
        r">{ACT} [^.\n]{0,60} instead of (?:answering|responding|replying|summari[sz]ing)\b",
    ),
    "leak": (
        r"(?:reveal|print|repeat|output|show|display|disclose|recite|copy|quote|reproduce|leak"
        r"|write (?:out|down)|begin your (?:answer|reply) with|include) (?:(?:me|us|all|of|the|your"
        r"|full|entire|complete|exact|hidden|initial|original|whole|first|\w+ words of) ){0,5}"
        r"(?:system (?:prompt|message|instructions?)|developer message|conversation (?:so far"
        r"|history)|instructions you (?:were|have|are)|hidden instructions|(?:text|words|lines?"
        r"|messages?) (?:that stands? )?above (?:this|the passages?|verbatim|starting))",
        r"your (?:system|initial|hidden|original|secret|own) (?:prompt|instructions|message"
        r"|rules)\b",
        r"(?:send|make|issue|perform) an? (?:GET|POST|HTTP) request\b",
        r"(?:replac|includ|append|send|encod|attach|add)\w*[^.\n]{0,60}\b(?:chat|conversation) "
        r"history\b",
        r">(?:append|attach|add|include|send|insert|put|encode|post) <4>(?:user['’]s|reader['’]s"
        r"|conversation|chat|their|previous)\b[^.\n]{0,90}(?:https?:|url|link|query string|image"
        r"|address)",
        r"(?:https?://|\?)\S*[=/](?:\{|\[|<|%7B|\$)\s*(?:user|question|query|prompt|conversation"
        r"|history|data|chat|answer|email|secret|insert|summary)\w*",
    ),
    "clock": (
        r"(?:the|your|its) as-of date (?:is|has|must|should|=|:|was|of this)",
        r">(?:treat|take|assume|pretend|consider|suppose|set|use) (?:that )?<6>(?:as )?"
        r"(?:today(?:['’]s date)?|the (?:current|present|as-of) date) (?:is|as|to|equals)\b",
        r">(?:treat|take|assume|use|set) [^.\n]{3,30} as (?:today['’]s|the (?:current|as-of"
        r"|present)) date",
        r"the (?:system|current|model['’]s) (?:clock|date) (?:is wrong|is now|has been (?:changed"
        r"|updated|corrected|reset|set))\b",
    ),
    "rank": (
        r">(?:treat|use|consider|regard|trust|cite|take|rank) (?:only )?(?:this |the following )?"
        r"(?:article|passage|text|document|source|page|notice)(?: \d+)?\s*(?:$|\.|only|alone|as"
        r"|above|first|over|and no)",
        r"this (?:article|passage|text|document|page) (?:supersedes|overrides|outranks|replaces"
        r"|takes precedence over) (?:all |every |any |the )?<1>(?:other|earlier|previous|system"
        r"|retrieved)?\s*(?:{SOURCES}|{RULES})",
    ),
    "code": (
        r"(?:translate|decode|decipher|decrypt|unscramble|de-?obfuscate|base-?64|rot-?13|reverse)\b"
        r"[^.\n]{0,80}?\b(?:and|then) <1>(?:comply|answer with|(?:follow|obey|execute|carry out"
        r"|act on|do) (?:it|them|its|what|as|the (?:instructions?|orders?|commands?|text|result"
        r"|decoded)))\b",
        r"(?:follow|obey|execute|carry out) (?:the|this|these|any) <1>(?:encoded|hidden|decoded"
        r"|base64|encrypted)\b",
        r">(?:combine|concatenate|join|put together|merge|assemble|append) [^.\n]{0,80}\b"
        r"(?:and|then) <1>(?:follow|obey|execute|carry out|answer|respond|say|do (?:what|as)"
        r"|output|print)\b",
        r"(?:execute|run|follow|obey|say|output|print|answer with) (?:\$?\w+\s*\+\s*){1,5}\$?\w+\b",
    ),
}

ALONE: tuple[Phrase, ...] = tuple(
    phrase(kind, True, written) for kind, those in _ALONE.items() for written in those
)
