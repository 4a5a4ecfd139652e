"""The lines of an extracted story without those around it: headline, byline, calls to subscribe.

Pure; what is dropped is short and says itself what it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from ingest.readers.page.phrases import any_of

HEAD = 8  # lines at the beginning among which headline, byline and date stand
FOOT = 8  # lines at the end among which calls and credits stand
REST = 0.4  # of a story's words; where more follows a line that seems to end it, it does not
SHORT = 60  # words; a longer line is told, not called

WORD = re.compile(r"[^\W_]+")
BULLET = re.compile(r"^[-•*]\s+")
SEPARATOR = re.compile(r"\s[|–—·•:»-]\s|\s*\|\s*")
ADDRESS = re.compile(r"https?://\S+|www\.\S+")

DATE_WORDS = frozenset(
    """
    jan january feb february mar march apr april may jun june jul july aug august sep sept september
    oct october nov november dec december mon monday tue tues tuesday wed wednesday thu thur thurs
    thursday fri friday sat saturday sun sunday st nd rd th am pm a m p at on of the
    est edt cst cdt mst mdt pst pdt et ct mt pt gmt utc bst cet cest ist
    published updated posted last modified first created date by ago hour hours minute minutes min
    mins day days read reading time edited
    janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro segunda
    terça quarta quinta sexta feira sábado domingo de às tempo leitura minuto minutos
    enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre lunes
    martes miércoles jueves viernes sábado publicado actualizado hora horas lectura
    janvier février mars avril mai juin juillet août septembre octobre novembre décembre lundi mardi
    mercredi jeudi vendredi samedi dimanche publié mis à jour le temps lecture par heures
    januar februar märz mai juni juli august oktober dezember montag dienstag mittwoch donnerstag
    freitag samstag sonntag uhr veröffentlicht aktualisiert am um lesezeit minuten von stand
    gennaio febbraio marzo aprile maggio giugno luglio settembre ottobre dicembre lunedì martedì
    mercoledì giovedì venerdì domenica pubblicato aggiornato il alle ore lettura minuti
    января февраля марта апреля мая июня июля августа сентября октября ноября декабря
    """.split()
)
BY = re.compile(
    r"^(?:by|written by|posted by|story by|words by|von|par|por|di|автор:?)\s+[^.!?]{2,80}$", re.I
)

CALL = any_of(
    r"""
    (?:sign up|subscribe)\b.*
    .{0,60}\bsubscrib(?:e (?:to|now|here|today)|ing to)\b.*
    .{0,60}\bsign up (?:for|here|to receive)\b.*
    .{0,60}\bour (?:\w+ ){0,3}newsletters?\b.*
    .{0,60}\bdelivered (?:daily )?(?:to|through) your\b.*
    (?:click|tap) here (?:to|for)\b.*
    (?:print|e-?mail|share|tweet|save|reply|next|previous|show more|view comments)\W*
    (?:back to )?top\W*
    (?:facebook|twitter|whatsapp|telegram|linkedin|pinterest|reddit|instagram)\W*
    (?:photos?|images?|pictures?|video|featured image)(?: (?:credits?|source|courtesy|by))?\s*:.*
    (?:read|view|see) (?:the )?(?:full|original|whole|complete) (?:story|article|post)\b.*
    (?:please |you can )?(?:also )?(?:follow|like|find|join) .{1,60} (?:on|at|via) .{0,30}SITE\b.*
    (?:follow|read|see|find) (?:\S+ ){0,4}coverage\b.*
    (?:follow|like) (?:us|@\w+)\b.*
    you (?:may|might) also (?:like|enjoy|be interested).*
    (?:explore further|(?:read|up) next|recommended|trending|most (?:read|popular)|see also)\W*
    more (?:stories|news|from)\b.{0,60}
    related(?: (?:stor(?:y|ies)|articles?|posts?|content|topics?|links?|coverage))?\W*
    (?:share this.{0,40}|leave a comment|comments?|advertisements?|load(?:ing| more).{0,20})\W*
    (?:sponsored|around the web)\W*
    (?:tags?|topics?|filed under|categories|labels|etiquetas|schlagwörter|теги|метки)\s*:.*
    (?:sources?|quelle|fonte|fuente|via|источник)\s*:\s*(?:\S+\s*){1,8}
    (?-i:SOURCE\b)\W*(?:\S+\s*){1,6}
    (?:©|\(c\)|copyright\b).*
    all rights reserved.*
    (?:tell us|let us know) what you think.*
    (?:get|download) (?:the|our) (?:\w+ ){0,3}app\b.*
    (?:have|got) a (?:news )?(?:tip|story|confidential)\b.*
    thank(?:s| you) for (?:signing up|subscribing|reading).*
    sorry[.!]? there was an error.*
    this (?:article|story|post) (?:was )?(?:originally|first) (?:appeared|published)\b.*
    """.replace("SITE", r"(?:twitter|facebook|instagram|youtube|telegram|whatsapp|linkedin|x)"),
    before=r"^[\W_]*",
    after="$",
)
"""A whole line that calls upon readers, or names what stands around a story."""

OVER = any_of(
    r"""
    (?:tags?|filed under|categories|etiquetas|schlagwörter|теги|метки)\s*:.*
    (?:leave a (?:comment|reply)|(?:\d+ )?comments?|about the author)\W*
    you (?:may|might) also (?:like|enjoy)\W*
    related (?:stories|articles|posts|content|topics|links|coverage)\W*
    more (?:from .{2,40}|stories)\W*
    (?:around the web|(?:read|up) next|most (?:read|popular)|recommended for you)\W*
    join the (?:conversation|discussion)\W*
    """,
    before=r"^[\W_]*",
    after="$",
)
"""A line behind which a page goes on with other things."""

LEADS = any_of(
    r"""
    related(?: (?:stor(?:y|ies)|articles?|posts?|content|links?|video|reading))?
    read (?:more|also|next|this)(?: (?:on|about|here)\b.{0,40})?
    (?:also|must) read
    see also
    more (?:on this|here)
    watch(?: (?:now|also|more|this))?
    listen
    don.?t miss
    recommended
    (?:lea|lee) también
    (?:leia|veja) (?:também|mais)
    (?:à )?lire aussi
    lesen sie auch
    mehr zum thema
    leggi anche
    (?:читайте|смотрите|смотри) также
    """,
    before=r"^[\W_]*",
    after=r"\s*[:|»]\s*\S",
)
"""The beginning of a line that leads to another story."""


def story_lines(
    lines: Sequence[str], titles: Iterable[str] = (), authors: Iterable[str] = ()
) -> list[str]:
    """The lines without what stands above, between and below the story.

    Args:
        lines: In order, blank ones dropped.
        titles: What the page calls itself; a line at the top that says only that is dropped.
        authors: Its byline's names.
    """
    kept = [line for line in lines if line.strip()]
    names = {_plain(part) for title in titles for part in _shorter(title)} - {""}
    words = DATE_WORDS | {word for name in authors for word in _words(name)}
    start = _beginning(kept, names, words)
    end = _end(kept, start)
    return [line for line in kept[start:end] if not _leads_away(line)]


def _beginning(lines: Sequence[str], titles: set[str], words: frozenset[str]) -> int:
    """The first line of the story: behind its headline, or else behind bylines at the top."""
    start = 0
    for at, line in enumerate(lines[:HEAD]):
        if _plain(line) in titles:
            start = at + 1 if at <= start + 2 else start
        elif at == start and _above(line, words):
            start = at + 1
    return start


def _shorter(title: str) -> list[str]:
    """A title, and what is left of it without the names of outlet and section at its end."""
    ends = [match.start() for match in SEPARATOR.finditer(title)]
    return [title, *(title[:end] for end in ends)]


def _above(line: str, words: frozenset[str]) -> bool:
    said = _words(line)
    if not said or ADDRESS.fullmatch(line.strip()):
        return True
    if len(said) > 20:
        return False
    return bool(BY.match(line.strip())) or all(w in words or w.isdigit() for w in said)


def _end(lines: Sequence[str], start: int) -> int:
    """Behind the last line of the story: at the first of the calls that end the page."""
    end = _ended(lines, start)
    while end > start + 1 and len(lines) - end < FOOT and _calls(lines[end - 1]):
        end -= 1
    return end


def _ended(lines: Sequence[str], start: int) -> int:
    """Where a line says that the story is over, if little follows it."""
    sizes = [len(_words(line)) for line in lines]
    total, after = sum(sizes[start:]), 0
    end = len(lines)
    for at in range(len(lines) - 1, start, -1):
        after += sizes[at]
        if after > REST * total:
            break
        if sizes[at] <= SHORT and OVER.match(lines[at]):
            end = at
    return end


def _calls(line: str) -> bool:
    said = _words(line)
    if not said:
        return True
    if all(word in DATE_WORDS or word.isdigit() for word in said):
        return not all(map(str.isdigit, said))
    return len(said) <= SHORT and (bool(CALL.match(BULLET.sub("", line))) or _leads_away(line))


def _leads_away(line: str) -> bool:
    return len(_words(line)) <= 40 and LEADS.match(line) is not None


def _words(line: str) -> list[str]:
    return WORD.findall(line.casefold())


def _plain(line: str) -> str:
    return " ".join(_words(line))
