"""Pages of several languages in an encoding that they do not say, or say wrongly."""

from __future__ import annotations

from tests.ingest.site.page import Page

RUSSIAN = (
    "Уровень воды в реке поднялся выше старого моста в ночь на субботу, сообщил мэр города. "
    "Около четырёхсот жителей нижней части города покинули свои дома, их приняли две школы."
)
JAPANESE = (
    "土曜日の未明、川の水位が古い橋を越えて上昇したと市長が発表した。およそ四百人の住民が自宅を離れ、"
    "二つの学校に避難している。水は日曜日から引き始める見通しで、橋は一週間閉鎖される。"
)
GREEK = (
    "Η στάθμη του ποταμού ανέβηκε πάνω από την παλιά γέφυρα το βράδυ της Παρασκευής, δήλωσε ο "
    "δήμαρχος. Περίπου τετρακόσιοι κάτοικοι εγκατέλειψαν τα σπίτια τους."
)
CHINESE = (
    "市长周六表示，河水在周五夜间涨过了老桥。约四百名居民离开了家园，两所学校接纳了他们。"
    "工程师预计水位将从周日开始下降，这座桥将关闭一周。朱镕基曾到访此地。"
)
TURKISH = (
    "Belediye başkanı cumartesi günü yaptığı açıklamada, nehrin cuma gecesi eski köprünün üzerine "
    "çıktığını söyledi. Yaklaşık dört yüz kişi evlerini terk etti; iki okul onları ağırladı."
)
POLISH = (
    "Poziom wody w rzece podniósł się w nocy z piątku na sobotę powyżej starego mostu, powiedział "
    "burmistrz. Około czterystu mieszkańców opuściło domy; przyjęły ich dwie szkoły."
)
QUOTED = (
    "“The river – it’s risen,” the mayor said. Café owners in the lower town lost €40,000, and the "
    "“Brücke” – the old bridge – stays closed until Thursday at least, engineers said."
)
TRADITIONAL = (
    "市長週六表示，河水在週五夜間漲過了老橋。約四百名居民離開了家園，兩所學校接納了他們。"
    "工程師預計水位將從週日開始下降。"
)


def page(text: str, encoding: str, said: str | None = None, meta: str = "") -> Page:
    """A page whose bytes are in one encoding while its header and meta say what they like."""
    head = f'<meta http-equiv="Content-Type" content="text/html; charset={meta}">' if meta else ""
    markup = f"<html><head>{head}<title>{text[:12]}</title></head><body><p>{text}</p></body></html>"
    kind = "text/html" + (f"; charset={said}" if said else "")
    return Page(markup.encode(encoding), kind)


SAID: dict[str, tuple[str, Page]] = {
    # path: the words that are to be read, and the page
    "/encodings/header": (GREEK, page(GREEK, "iso-8859-7", said="ISO-8859-7")),
    "/encodings/meta": (JAPANESE, page(JAPANESE, "shift_jis", meta="Shift_JIS")),
    "/encodings/nothing": (RUSSIAN, page(RUSSIAN, "windows-1251")),
    "/encodings/header-lies": (RUSSIAN, page(RUSSIAN, "windows-1251", said="utf-8")),
    "/encodings/both-lie": (JAPANESE, page(JAPANESE, "euc_jp", said="utf-8", meta="utf-8")),
    "/encodings/meta-right-header-wrong": (
        RUSSIAN,
        page(RUSSIAN, "windows-1251", said="utf-8", meta="windows-1251"),
    ),
    "/encodings/latin1-is-utf8": (TURKISH, page(TURKISH, "utf-8", said="ISO-8859-1")),
    "/encodings/latin1-is-1252": (QUOTED, page(QUOTED, "windows-1252", said="iso-8859-1")),
    "/encodings/turkish": (TURKISH, page(TURKISH, "windows-1254", said="iso-8859-9")),
    "/encodings/gb2312-is-gbk": (CHINESE, page(CHINESE, "gb18030", said="gb2312")),
    "/encodings/big5": (
        TRADITIONAL,
        page(TRADITIONAL, "big5", meta="big5"),
    ),
    "/encodings/polish": (POLISH, page(POLISH, "iso-8859-2", meta="iso-8859-2")),
    "/encodings/bom-over-header": (
        GREEK,
        Page(b"\xef\xbb\xbf<p>" + GREEK.encode(), "text/html; charset=iso-8859-7"),
    ),
    "/encodings/utf16": (POLISH, Page(f"<p>{POLISH}".encode("utf-16"), "text/html")),
    "/encodings/unknown-name": (TURKISH, page(TURKISH, "utf-8", said="none-such")),
    "/encodings/quoted-name": (GREEK, page(GREEK, "utf-8", said='"utf-8"')),
    "/encodings/meta-says-utf16": (GREEK, page(GREEK, "utf-8", meta="utf-16")),
    "/encodings/one-broken-byte": (
        "The mayor spoke",
        Page(f"<p>The mayor spoke. {RUSSIAN}".encode() + b"\xff</p>", "text/html; charset=utf-8"),
    ),
}
ENCODINGS = {path: row[1] for path, row in SAID.items()}
