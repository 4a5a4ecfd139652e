from __future__ import annotations

import pytest

from ingest.readers.page.walls import Seen, wall

STORY = "\n".join(
    f"Paragraph {n}: the river rose above the old bridge in the valley on Friday, and the mayor "
    "asked the people of the lower town to leave their houses before night."
    for n in range(1, 16)
)
SHORT_STORY = STORY[:700]
CONSENT = (
    "We and our 812 partners store and/or access information on a device, such as cookies.\n"
    "With your consent we may use precise location and device identifiers for personalised ads.\n"
    "You can withdraw your consent at any time in our privacy policy.\n"
    "Accept all\nReject all\nManage preferences"
)
EINWILLIGUNG = (
    "Wir und unsere Partner verwenden Cookies, um Inhalte und Anzeigen zu messen.\n"
    "Mit Werbung weiterlesen: Ihre Einwilligung gilt für alle Seiten.\nAlle akzeptieren"
)
CONSENTEMENT = (
    "Nous utilisons des cookies pour mesurer l'audience de nos pages.\n"
    "Nos partenaires font de même.\nTout accepter\nContinuer sans accepter"
)


@pytest.mark.parametrize(
    ("page", "said"),
    [
        # walls of consent
        (Seen(CONSENT, CONSENT, ("The Herald",)), "consent"),
        (Seen("", CONSENT, ("Before you continue",)), "consent"),
        (Seen(EINWILLIGUNG, EINWILLIGUNG, ("Herold",)), "consent"),
        (Seen(CONSENTEMENT, CONSENTEMENT, ("Le Héraut",)), "consent"),
        (Seen(SHORT_STORY + "\n" + CONSENT, "", ("We value your privacy",)), "consent"),
        # paywalls
        (Seen(SHORT_STORY, SHORT_STORY, ("Flood",), paid=True), "paywall"),
        (Seen(SHORT_STORY, SHORT_STORY + "\nSubscribe to continue reading"), "paywall"),
        (Seen(SHORT_STORY, SHORT_STORY + "\nThis article is for subscribers only."), "paywall"),
        (Seen(SHORT_STORY, SHORT_STORY + "\nYou have reached your limit of free articles"),
         "paywall"),
        (Seen(SHORT_STORY, SHORT_STORY + "\nCreate an account or log in to continue reading."),
         "paywall"),
        (Seen(SHORT_STORY, SHORT_STORY + "\nCet article est réservé aux abonnés"), "paywall"),
        (Seen(SHORT_STORY, SHORT_STORY + "\nSuscríbete para seguir leyendo"), "paywall"),
        (Seen(SHORT_STORY, SHORT_STORY + "\nDieser Artikel ist nur für Abonnenten"), "paywall"),
        (Seen(SHORT_STORY, SHORT_STORY + "\nConteúdo exclusivo para assinantes"), "paywall"),
        (Seen(STORY + "\nStart your free trial\nAlready a subscriber? Log in"), "paywall"),
        # errors served as 200
        (Seen("", "404\nPage not found", ("404",)), "error page"),
        (Seen("", "Try the front page.", ("Page not found | The Herald",)), "error page"),
        (Seen("", "Home News Sport", ("404 - Not Found",)), "error page"),
        (Seen("", "Home Sport", ("Error 404 (Not Found)!!1",)), "error page"),
        (Seen("", "Zur Startseite", ("Seite nicht gefunden",)), "error page"),
        (Seen("", "Accueil", ("Page introuvable – Le Héraut",)), "error page"),
        (Seen("", "Inicio", ("Página no encontrada",)), "error page"),
        (Seen("", "Главная", ("Страница не найдена",)), "error page"),
        (Seen("Sorry, the page you are looking for could not be found. It may have been moved, "
              "or you may have mistyped its address. Here is what others read on our site today: "
              "floods, bridges and the price of boats in the valley.",
              "", ("Oops!",)), "error page"),
        (Seen("The article you requested is no longer available.", "", ("The Herald",)),
         "error page"),
        (Seen("", "503 Service Unavailable", ("503 Service Temporarily Unavailable",)),
         "error page"),
        # checks for robots
        (Seen("", "Checking your browser before you go on. Ray ID: 7f", ("Just a moment...",)),
         "robots"),
        (Seen("", "Verify you are human", ("herald.example",)), "robots"),
        (Seen("", "Unusual traffic from your network was seen", ("Sorry",)), "robots"),
        (Seen("", "You don't have permission to access this", ("Access Denied",)), "robots"),
        (Seen("", "", ("Pardon Our Interruption",)), "robots"),
        # shells
        (Seen("", "", ("The Herald",), scripts=12), "scripts"),
        (Seen("", "You need to enable JavaScript to run this app.", (), scripts=3), "scripts"),
        (Seen("Please turn on JavaScript to read this page.", "", ()), "scripts"),
        (Seen("", "Bitte JavaScript aktivieren", ()), "scripts"),
        (Seen("", "Your browser is not supported", ("The Herald",)), "scripts"),
        # doors
        (Seen("", "E-mail Password Forgot your password? Sign in", ("Log in to The Herald",)),
         "log in"),
        (Seen("", "Passwort vergessen?", ("Anmelden",)), "log in"),
        # next to nothing
        (Seen("Home News Sport", "Home News Sport", ("The Herald",)), "no article text found"),
        (Seen(""), "no article text found"),
    ],
)  # fmt: skip
def test_what_stands_in_an_articles_place_is_known_for_what_it_is(page: Seen, said: str) -> None:
    assert said in (wall(page) or "")


@pytest.mark.parametrize(
    "page",
    [
        Seen(STORY, STORY, ("Flood",)),
        Seen(SHORT_STORY, SHORT_STORY, ("Flood",)),
        Seen(STORY, STORY, ("Flood",), paid=True),  # the whole of it came
        Seen(STORY * 3, STORY * 3 + "\nSubscribe to continue reading", ("Flood",)),
        Seen(SHORT_STORY, "Subscribe now for $1\nAlready a subscriber? Log in\n" + SHORT_STORY),
        Seen(SHORT_STORY, SHORT_STORY + "\nWe use cookies. Accept all. Privacy policy"),
        Seen(STORY, STORY, ("404: how an error became a word",)),
        Seen(STORY, STORY, ("Page not found: the lost diary of Ann Reed",)),
        Seen(STORY, STORY, ("Access denied: reporters locked out of the council",)),
        Seen(STORY, STORY + "\nPlease enable JavaScript to see comments", scripts=40),
        Seen(STORY + "\nThe page you linked to has been removed, the archive said.", STORY),
        Seen("The court ruled that sites may use cookies only with your consent.\n" + STORY, STORY),
        Seen("The old bridge no longer exists, the mayor said. " + SHORT_STORY, SHORT_STORY),
        Seen(SHORT_STORY, SHORT_STORY, ("Log in or drown: the town's new alarm",)),
        Seen("Register to vote before Friday, the council says.\n" + STORY, STORY),
    ],
)
def test_an_article_is_not_taken_for_a_wall(page: Seen) -> None:
    assert wall(page) is None
