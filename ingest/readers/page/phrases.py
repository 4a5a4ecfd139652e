"""What walls, errors and calls to readers say, in the languages of the news. Patterns only."""

from __future__ import annotations

import re


def any_of(patterns: str, before: str = "", after: str = "") -> re.Pattern[str]:
    """A pattern that is one of the lines, whatever their case."""
    lines = (line.strip() for line in patterns.strip().splitlines())
    return re.compile(f"{before}(?:{'|'.join(filter(None, lines))}){after}", re.IGNORECASE)


ROBOT_TITLE = any_of(
    r"""
    just a moment
    attention required
    access (?:to this page has been )?denied
    are you a (?:robot|human)
    (?:robot|security) check
    human verification
    captcha
    pardon our interruption
    checking your browser
    ddos.guard
    please verify you are
    un momento
    einen moment
    un instant
    um momento
    один момент
    """,
    before=r"^\W*",
    after=r"\b",
)
ROBOT = any_of(
    r"""
    verify(?:ing)? (?:that )?you are (?:a )?(?:not a robot|human)
    unusual (?:traffic|activity) from your
    checking (?:if the site connection|your browser)
    (?:complete|solve) the (?:captcha|security check)
    enable cookies to continue
    you don.?t have permission to access
    reference #[\da-f.]{8,}
    ray id\s*:
    bestätigen sie,? dass sie kein roboter
    vous n.êtes pas un robot
    no eres un robot
    não é um robô
    подтвердите,? что вы не робот
    """
)
MISSING_TITLE = any_of(
    r"""
    (?:error )?(?:404|410|403|50[0-3])\b\W*$
    (?:error )?(?:404|410|403|50[0-3])\W+(?:error|page|not|file|forbidden|gone|service|internal)\b
    (?:error )?(?:404|410|403|50[0-3])\W+(?:bad|seite|nicht|página|no|non|страница)\b
    (?:error )?(?:404|410|403|50[0-3])\s*[|–—-]
    (?:http )?error (?:404|410|403|5\d\d)\b
    (?:the |this )?(?:page|article|story|content|url|site) (?:was |is |could )?not (?:be )?found
    (?:the |this )?(?:page|article|story|content) (?:is |was )?(?:unavailable|missing)
    (?:the |this )?(?:page|article|story|content) (?:is )?no longer (?:available|exists)
    not found\W*$
    page (?:doesn.?t|does not) exist
    (?:oops|whoops)\b
    sorry\b[^.]{0,20} not found
    (?:seite|artikel) nicht gefunden
    page (?:introuvable|non trouvée)
    página n(?:o|ão) encontrada
    pagina (?:non trovata|niet gevonden)
    страница не найдена
    strona nie (?:została )?znaleziona
    sayfa bulunamadı
    ページが見つかりません
    页面不存在
    الصفحة غير موجودة
    """,
    before=r"^\W*",
)
MISSING = any_of(
    r"""
    (?:page|article|story|link|url|file)s? (?:that )?(?:you.{0,30}? )?(?:was|were|is) not found
    (?:page|article|story|link|url|file)s? (?:that )?(?:you.{0,30}? )?(?:can.?t|cannot) be found
    (?:page|article|story|link|url|file)s? (?:that )?(?:you.{0,30}? )?could ?n(?:.t|ot) be found
    (?:page|article|story|link|url|file)s? (?:that )?(?:you.{0,30}? )?(?:doesn.?t|does not) exist
    (?:page|article|story|link|url|file)s? (?:that )?(?:you.{0,30}? )?no longer exists?
    (?:page|article|story|link|url|file)s? (?:that )?(?:you.{0,30}? )?is no longer available
    (?:page|article|story) (?:that )?(?:you.{0,30}? )?has (?:been )?(?:(?:re)?moved|deleted|expired)
    (?:can.?t|couldn.?t|could not|cannot) (?:seem to )?find (?:the|that|this) (?:page|article)
    unable to find (?:the|that|this) (?:page|article)
    (?:nothing|no results?) (?:was |were )?found (?:here|at this location)
    existiert nicht(?: mehr)?
    (?:seite|artikel).{0,40} nicht gefunden
    page.{0,40} n.existe (?:pas|plus)
    (?:página|artículo|artigo).{0,40} n(?:o|ão) existe
    pagina.{0,40} non esiste
    pagina.{0,40} bestaat niet
    страниц.{0,40} не существует
    temporarily (?:unavailable|down for maintenance)
    """
)
CONSENT_TITLE = any_of(
    r"""
    before you continue
    (?:we value )?your privacy
    privacy (?:settings|choices)
    cookies? (?:consent|settings|preferences|wall)
    consent\b
    bevor sie
    avant de continuer
    datenschutz
    vos choix
    """,
    before=r"^\W*",
)
CONSENT = any_of(
    r"""
    \bwe\b.{0,60}\b(?:use|store|set|place)\b.{0,60}\bcookies?
    \b(?:our|\d+) (?:\w+ ){0,3}partners\b
    legitimate interests?
    accept (?:all|cookies|and)
    (?:reject|refuse|decline) all
    manage (?:my )?(?:cookies|preferences|choices|options)
    (?:cookie|privacy) (?:policy|notice|statement|settings|preferences)
    value your privacy
    (?:withdraw|give|change) your consent
    your consent
    consent to the use
    device identifiers
    personali[sz]ed (?:ads|advertising|content)
    ad (?:and content )?measurement
    information on (?:a|your) device
    by (?:clicking|continuing|using).{0,60}(?:agree|consent|accept)
    (?:wir|unsere partner).{0,60}cookies
    alle akzeptieren
    einwilligung
    mit werbung (?:weiter)?lesen
    nous utilisons.{0,40}cookies
    nos partenaires
    tout accepter
    continuer sans accepter
    (?:utilizamos|usamos) cookies
    aceptar (?:todo|todas|y)
    aceitar (?:todos|tudo)
    nuestros socios
    utilizziamo (?:i )?cookie
    accetta (?:tutti|e)
    wij gebruiken cookies
    alles accepteren
    мы используем (?:файлы )?cookie
    принять все
    """
)
SCRIPTED = any_of(
    r"""
    (?:enable|turn on|activate|requires?|needs?|without) (?:\w+ ){0,2}javascript
    javascript (?:is )?(?:disabled|required|must be|not (?:enabled|available))
    javascript (?:aktivieren|deaktiviert)
    (?:activer|activez|habilit\w+|ativ\w+|включите) (?:\w+ )?javascript
    browser (?:is not|isn.?t) supported
    (?:outdated|unsupported) browser
    """
)
ASKS = any_of(
    r"""
    (?:subscribe|sign ?(?:up|in)|log ?in|register|join)\b.{0,50}\bto (?:continue|keep) reading
    (?:subscribe|sign ?(?:up|in)|log ?in|register)\b.{0,30}\bto (?:read|unlock|access) (?:this|the)
    (?:continue|keep|finish) reading\b.{0,60}\b(?:subscri|log ?in|sign|register|account|trial|buy)
    (?:subscri|register|account).{0,60}\b(?:continue|keep) reading
    (?:article|story|content) is (?:\w+ )?(?:for|to) (?:\w+ ){0,2}(?:subscribers|members|registered)
    (?:article|story|content) is (?:only )?available (?:only )?(?:for|to) (?:\w+ ){0,2}subscribers
    (?:rest of|full) (?:this|the) (?:article|story) is (?:only )?(?:available|reserved)
    (?:subscribers?|members?)[- ]only (?:article|story|content)
    (?:reached|used|hit) (?:your|the|all).{0,30}\b(?:free|articles|stories)
    read the full (?:article|story) with
    (?:weiterlesen|lesen sie weiter) mit\b
    (?:artikel|inhalt|beitrag).{0,30}(?:nur|exklusiv) für abonnent
    (?:article|contenu) (?:est )?réservé (?:à nos|aux) abonnés
    abonnez-vous pour (?:lire|continuer)
    (?:contenido|artículo) (?:es )?(?:exclusivo|solo) para suscriptores
    suscríbete para (?:seguir|continuar|leer)
    (?:conteúdo|matéria) (?:é )?exclusiv[oa] para assinantes
    assine para (?:continuar|ler)
    contenuto riservato agli abbonati
    abbonati per (?:continuare|leggere)
    alleen voor abonnees
    статья доступна (?:только )?подписчикам
    оформите подписку,? чтобы
    """
)
"""Asks for a subscription in order to read on: no page says so that is free."""

OFFERS = any_of(
    r"""
    already (?:a |have a )?(?:subscri\w+|member)\W+(?:log|sign) ?in
    (?:unlock|get (?:full|unlimited)) (?:this article|access)
    you (?:have|.ve) \d+ (?:free )?articles? (?:left|remaining)
    start your (?:free )?trial
    subscribe (?:now|today) (?:for|from|to)\b
    bereits abonnent
    jetzt (?:abonnieren|testen)
    déjà abonné
    ya eres suscriptor
    já é assinante
    sei già abbonato
    """
)
"""Offers a subscription: many pages do so somewhere, a teaser does at its end."""

LOGIN_TITLE = any_of(
    r"""
    log ?in
    sign ?(?:in|up)
    register
    anmelden
    connexion
    iniciar sesión
    entrar
    вход
    """,
    before=r"^\W*",
    after=r"\b",
)
LOGIN = any_of(
    r"""
    forgot(?:ten)? (?:your )?password
    remember me
    create (?:an |new )?account
    passwort vergessen
    mot de passe oublié
    olvidaste tu contraseña
    esqueceu a senha
    забыли пароль
    """
)
