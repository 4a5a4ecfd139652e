"""Words that turn a sentence: denials, hedges, reporting verbs, opposites. As stems. Pure."""

from __future__ import annotations

from rag.words import stem


def _stems(words: str) -> frozenset[str]:
    return frozenset(stem(word) for word in words.split())


DENYING = _stems(
    """deny denied denial refuse reject dismiss refute dispute decline fail lack avoid prevent stop
    ban bar block exclude rule cancel abandon drop scrap withhold oppose unable without absent
    never no not none nobody neither nor cannot nothing impossible false unfounded unlikely
    halt untrue contradict disagree forbid
    prohibit little few hardly barely stay free spare clear acquit short yet until remain unchanged
    untouched unhurt unharmed"""
)
"""What may stand in an article for a "not" of a sentence."""

REFUSING = _stems(
    """deny denial refuse reject dispute contradict dismiss refute disagree forbid prohibit
    decline"""
)
"""What an article says of one who does not admit a thing."""

ADMITTING = _stems(
    """admit concede acknowledge confirm accept agree recognise recognize confess endorse"""
)
"""What a sentence says of one who does."""

HEDGES: dict[str, frozenset[str]] = {
    "possible": _stems(
        """may might could can possibly perhaps likely unlikely potential potentially possible
        probably probable risk chance threaten fear feared suggest if unless unclear appear seem
        apparently believed thought should expected possibility unconfirmed"""
    ),
    "planned": _stems(
        """will would shall plan planned expect expected intend intention aim hope propose proposed
        proposal consider considering set due should vow pledge promise want seek sought
        agree agreed
        schedule scheduled forecast predict project projected likely may might could can be about
        urge urged demand ask asked order ordered threaten threatened warn warned
        ready prepare preparing future next tomorrow upcoming would-be consider weigh hoping draft
        bill need must recommend recommended request requested target eye"""
    ),
    "alleged": _stems(
        """allege alleged allegedly accuse accused accusation suspect suspected suspicion claim
        claimed reportedly purported charge charged blame blamed according deny denied investigate
        investigation trial prosecutor indict indicted sue sued lawsuit complaint say said call
        called believe believed appear might may could whether question allegation complain
        maintain insist opinion version argue contend"""
    ),
    "attempted": _stems(
        """try tried attempt almost nearly seek sought bid hope fail failed close want aim
        plan bring
        narrowly virtually struggle fight"""
    ),
}
"""Words that keep a statement from being a fact, by what kind of hedge they can stand for."""

OPENS: dict[str, frozenset[str]] = {
    "possible": _stems("may might could possibly perhaps likely probably"),
    "planned": _stems(
        """will would plan planned plans intend intends aim aims hope hopes propose proposed
        consider considering expected scheduled vowed pledged promised hoping considers studying
        wants demands urged threatened"""
    ),
    "alleged": _stems(
        """alleged allegedly accused suspected suspicion reportedly purported claims hinted
        allegation"""
    ),
    "attempted": _stems("tried attempted almost nearly trying attempting"),
}
"""The words of an article that make what follows no fact, by kind."""

CERTAIN = _stems("certain settled certainly definitely undoubtedly surely")
"""What makes a statement firm."""

REPORTING = _stems(
    """say said tell told announce add report state warn claim argue insist explain note describe
    deny admit confirm declare reveal suggest write tweet post joke recall think believe call
    reply respond stress acknowledge concede predict promise vow pledge accuse complain estimate
    urge"""
)

PARTICLES = frozenset("up down over under against turn pass open back last".split())
"""Words that mostly belong to a verb, and show a direction only before a number."""

_OPPOSITES = """rise increase grow climb gain jump surge soar up higher expand raise lift boost
improve accelerate strengthen widen rebound growth uptick upward double triple exceed swell
dearer
| fall decline drop decrease slip sink plunge tumble down lower shrink cut reduce slash weaken
narrow slow ease dip slide retreat trim halve downward reduction dwindle
rarer slump plummet
/ more greater larger bigger longer higher above over exceed
| fewer less smaller shorter lower below under
/ before ahead earlier until prior precede preceding
| after following later since follow once
/ win won beat victory winner triumph defeat | lose lost loser loss defeat beaten
/ approve accept back support endorse favour favor agree welcome adopt pass grant
| reject oppose refuse veto block against turn dismiss criticise condemn deny
/ open reopen begin start launch | close shut end finish halt suspend stop
/ buy acquire purchase | sell dispose divest
/ hire appoint recruit | fire sack dismiss resign
/ allow permit legalise | ban forbid prohibit outlaw bar
/ arrive enter join | leave depart quit exit
/ convict guilty | acquit clear innocent
/ release free | arrest detain jail imprison
/ north northern | south southern
/ east eastern | west western
/ first | last final
/ oldest older elder | youngest younger
/ largest biggest highest longest most | smallest lowest shortest fewest least
/ best | worst
/ early | late
/ inside | outside
/ upstream | downstream
/ strengthen tighten | loosen relax
/ success succeed successful | fail failure unsuccessful
/ profit | loss
/ surplus | deficit
/ import | export
/ ally | enemy
/ fast faster quick quicker quickly | slow slower slowly
/ dear dearer expensive costlier | cheap cheaper
/ heavy heavier | light lighter
/ frequent common often | rare rarer rarely seldom
/ better | worse
/ earlier sooner | later
/ ahead lead | behind trail
/ lengthen prolong extend | shorten curtail
/ twice double | half halve
/ gain | lose loss
/ tighter stricter harder tougher | looser laxer softer easier
/ raise | cut lower
/ many | few fewer
/ more larger bigger greater higher most | fall drop decline slip down decrease shrink slump fewer
/ fewer less smaller lower cheaper rarer down | rise grow climb up increase jump surge more
/ tall taller | short shorter
/ loud louder | quiet quieter
/ forward | back backward
/ outlive survive | predecease
/ excessive high | low
/ strong stronger | weak weaker
/ deep deeper | shallow shallower
/ rich richer | poor poorer
/ hot hotter warm warmer | cold colder cool cooler
/ wet wetter | dry drier
/ public | private
/ male man | female woman
/ son | daughter
/ brother | sister
/ mother | father
/ husband | wife"""
AXES: tuple[tuple[frozenset[str], frozenset[str]], ...] = tuple(
    (_stems(one), _stems(other))
    for one, other in (pair.split("|") for pair in _OPPOSITES.split("/"))
)
"""Pairs of opposite poles."""
