"""Words of a text as evidence is compared by them: stems, numbers, names, negations. Pure."""

from __future__ import annotations

import re
from functools import lru_cache

import Stemmer

WORD = re.compile(r"[^\W_]+(?:['’.\-&][^\W_]+)*")
NUMBER = re.compile(r"\d+(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")

STOPWORDS = frozenset(
    """a about above after again against all also am an and any are aren't as at be because been
    before being below between both but by can can't cannot could couldn't did didn't do does
    doesn't doing don't down during each few for from further had hadn't has hasn't have haven't
    having he he'd he's her here here's hers herself him himself his how i i'd i'll i'm i've if in
    into is isn't it it's its itself just let's me more most my myself no nor not of off on once
    only or other ought our ours ourselves out over own per s same she she's should shouldn't so
    some such t than that that's the their theirs them themselves then there there's these they
    they're they've this those through to too under until up upon us very was wasn't we we're
    we've were weren't what what's when where which while who who's whom whose why will with won't
    would wouldn't you you're you've your yours""".split()
)

ASKING = frozenset(
    """far long many much old big deep often relative tall high kind name list tell give say said
    says according describe described call called named explain happen happened happens please
    know there exactly currently""".split()
)
"""Words of a question that ask for a kind of answer and need not stand in it."""

NEGATIONS = frozenset(
    """no not never none neither nor nobody nothing without deny denied denies denying refuse
    refused refuses refusing fail failed fails cannot unable""".split()
)

_UNITS = """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen
fifteen sixteen seventeen eighteen nineteen""".split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
# "one" is no number here: it mostly stands for a noun
NUMBER_WORDS = {word: float(n) for n, word in enumerate(_UNITS) if word != "one"} | {
    word: float(n) for n, word in zip(range(20, 100, 10), _TENS, strict=True)
}

_IRREGULAR = """\
arose arise, arisen arise, ate eat, eaten eat, awoke awake, beaten beat, became become, began
begin, begun begin, bent bend, bitten bite, bled bleed, blew blow, blown blow, bore bear, borne
bear, bought buy, bound bind, bred breed, broke break, broken break, brought bring, built build,
burnt burn, came come, caught catch, children child, chose choose, chosen choose, clung cling,
crept creep, dealt deal, died die, dying die, done do, did do, drank drink, drawn draw, drew
draw, driven drive, drove drive, drunk drink, dug dig, fallen fall, fed feed, feet foot, fell
fall, felt feel, fled flee, flew fly, flown fly, forbade forbid, forbidden forbid, forgave
forgive, forgot forget, forgotten forget, fought fight, found find, froze freeze, frozen freeze,
gave give, given give, gone go, got get, gotten get, grew grow, ground grind, grown grow, heard
hear, held hold, hid hide, hidden hide, hung hang, kept keep, knew know, known know, laid lay,
lain lie, leapt leap, learnt learn, led lead, left leave, lent lend, lied lie, lit light, lost
lose, lying lie, made make, meant mean, men man, met meet, mice mouse, mistook mistake, oversaw
oversee, overthrew overthrow, overthrown overthrow, overtaken overtake, overtook overtake, paid
pay, people person, ridden ride, risen rise, rode ride, rose rise, rung ring, rang ring, said
say, sang sing, sank sink, sat sit, saw see, seen see, seized seize, sent send, shaken shake,
shone shine, shook shake, shot shoot, shown show, shrank shrink, shrunk shrink, slain slay,
slept sleep, slid slide, sold sell, sought seek, sped speed, spent spend, spoke speak, spoken
speak, sprang spring, sprung spring, stole steal, stolen steal, stood stand, stricken strike,
struck strike, stuck stick, stung sting, suing sue, sung sing, sunk sink, swam swim, swept
sweep, swore swear, sworn swear, swum swim, swung swing, taken take, taught teach, teeth tooth,
thought think, threw throw, thrown throw, told tell, took take, tore tear, torn tear, understood
understand, undertook undertake, upheld uphold, went go, withdrawn withdraw, withdrew withdraw,
withheld withhold, woke wake, woken wake, women woman, won win, wore wear, worn wear, wound
wind, wove weave, woven weave, written write, wrote write"""
IRREGULAR = dict(pair.split() for pair in _IRREGULAR.split(","))
"""Common irregular forms in news, so that "fell" meets "fall"."""


@lru_cache(maxsize=1)
def _stemmer() -> Stemmer.Stemmer:
    return Stemmer.Stemmer("english")


def words(text: str) -> list[str]:
    """The words of a text in order, lower case, curly apostrophes straightened."""
    return [word.lower().replace("’", "'") for word in WORD.findall(text)]


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """The stem of one lower-case word; possessives and common irregular forms are folded."""
    word = word.removesuffix("'s").rstrip(".")
    return str(_stemmer().stemWord(IRREGULAR.get(word, word)))


@lru_cache(maxsize=16384)
def content(text: str) -> tuple[str, ...]:
    """The stems of the words that carry meaning, in order; hyphenated words are taken apart."""
    parts = (part for word in words(text) for part in word.split("-"))
    return tuple(stem(part) for part in parts if part and part not in STOPWORDS)


def asked(question: str) -> tuple[str, ...]:
    """The stems of a question that an answer's evidence should hold, each once."""
    parts = (part for word in words(question) for part in word.split("-"))
    kept = (stem(part) for part in parts if part and part not in STOPWORDS | ASKING)
    return tuple(dict.fromkeys(kept))


@lru_cache(maxsize=16384)
def numbers(text: str) -> frozenset[float]:
    """The values of the numbers in a text, digits or small number words."""
    found = {float(digits.replace(",", "")) for digits in NUMBER.findall(text)}
    for word in words(text):
        found |= {NUMBER_WORDS[part] for part in word.split("-") if part in NUMBER_WORDS}
    return frozenset(found)


@lru_cache(maxsize=16384)
def names(text: str) -> tuple[str, ...]:
    """The capitalised words of a text but for the first word of each sentence, lower case."""
    found = []
    for match in WORD.finditer(text):
        word = match.group()
        before = text[: match.start()].rstrip(" \t\"“‘'(")
        opens = not before or before[-1] in ".!?:\n"
        if word[0].isupper() and not opens and word.lower().replace("’", "'") not in STOPWORDS:
            found.append(word.lower().replace("’", "'").removesuffix("'s"))
    return tuple(found)
