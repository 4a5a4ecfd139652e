"""The same orders in other languages: to drop what was said before, to answer only so. Tables."""

from __future__ import annotations

import re

# Latin scripts are written without accents here: texts are folded before they are compared.
_LATIN = (
    r"ignorier\w*\s+(?:\w+\s+){0,4}(?:anweisung|instruktion|vorgabe|regel|prompt|passage|obigen\s+text|kontext)\w*",
    r"(?:missachte|vergiss)\w*\s+(?:\w+\s+){0,4}(?:anweisung|instruktion|vorgabe)\w*",
    r"(?:antworte|antworten\s+sie|gib)\s+(?:\w+\s+){0,3}?(?:nur|ausschliesslich|lediglich)\s*(?:mit|:|dass|aus)",
    r"(?:ignore[zr]?|oublie[zr]?)\s+(?:\w+\s+){0,4}(?:instructions?|consignes?|directives?|passages?)\s+"
    r"(?:precedentes?|anterieures?|ci-dessus|du\s+systeme)",
    r"(?:ignore[zr]?|oublie[zr]?)\s+(?:toutes\s+)?(?:tes|vos)\s+(?:\w+\s+)?(?:instructions?|consignes?)",
    r"reponde?[zs]\s+(?:\w+\s+){0,3}?(?:seulement|uniquement|simplement)\s*(?:par|avec|que|:)",
    r"(?:ignor[ae]\w*|olvid[ae]\w*|descart[ae]\w*)\s+(?:\w+\s+){0,4}(?:instruccion|indicacion|orden|pasaje)\w*",
    r"respond[ae]\w*\s+(?:\w+\s+){0,3}?(?:solo|solamente|unicamente)\s*(?:con|que|:)",
    r"(?:ignor[ea]\w*|esquec[ae]\w*|desconsider[ea]\w*)\s+(?:\w+\s+){0,4}(?:instruc(?:oes|ao)|ordens|trechos)\b",
    r"respond[ae]\w*\s+(?:\w+\s+){0,3}?(?:apenas|somente)\s*(?:com|que|:)",
    r"(?:ignor[aei]\w*|dimentic[ah]\w*)\s+(?:\w+\s+){0,4}(?:istruzion|indicazion|passagg)\w*",
    r"rispond[aei]\w*\s+(?:\w+\s+){0,3}?(?:solo|soltanto|unicamente)\s*(?:con|che|:)",
    r"negeer\s+(?:\w+\s+){0,4}(?:instructies|aanwijzingen|opdrachten)",
    r"antwoord\s+(?:\w+\s+){0,2}?(?:alleen|uitsluitend)\s*(?:met|dat|:)",
    r"(?:zignoruj|pomin)\s+(?:\w+\s+){0,4}(?:instrukcj|polecen)\w*",
    r"onceki\s+(?:\w+\s+){0,3}(?:talimat|yonerge|komut)\w*\s+(?:\w+\s+)?(?:yok\s*say|goz\s*ardi|dikkate\s+alma)",
    r"(?:abaikan|lupakan)\s+(?:\w+\s+){0,3}(?:instruksi|perintah|petunjuk)",
    r"(?:ignorera|bortse\s+fran)\s+(?:\w+\s+){0,4}(?:instruktion|anvisning)\w*",
)
_OTHERS = (
    r"(?:игнорируй|забудь|отмени|не\s+следуй)\w*\s+(?:\w+\s+){0,4}(?:инструкци|указани|команд|правил|отрыв)\w*",
    r"(?:ответь|отвечай)\w*\s+(?:\w+\s+){0,2}(?:только|лишь)",
    r"(?:αγνόησε|αγνοήστε|ξέχνα)\s+(?:\w+\s+){0,4}(?:οδηγίες|εντολές)",
    r"(?:ігноруй|забудь)\w*\s+(?:\w+\s+){0,4}(?:інструкці|вказівк)\w*",
    r"(?:忽略|无视|無視|忘记|忘記|不要理会)[^。\n]{0,14}(?:指令|指示|提示|说明|說明|规则|規則|段落)",
    r"(?:只|仅|僅)(?:能|需|可以|要)?(?:回答|回复|回覆|输出)",
    r"(?:これまで|以前|上記|前)の[^。\n]{0,10}(?:指示|命令|プロンプト)[^。\n]{0,6}(?:無視|忘れ)",
    r"(?:이전|위의|앞선)[^.\n]{0,12}(?:지시|명령|지침|프롬프트)[^.\n]{0,8}(?:무시|잊)",
    r"(?:تجاهل|تجاهلي|انس|أهمل)\s+(?:\w+\s+){0,3}(?:التعليمات|الأوامر|التوجيهات)",
    r"(?:نادیده)\s+(?:\w+\s+){0,3}(?:بگیر)|(?:دستورات|دستورالعمل)\w*\s+(?:\w+\s+){0,3}نادیده",
    r"(?:पिछले|पूर्व|ऊपर)\s*(?:\S+\s+){0,3}(?:निर्देश|आदेश)\S*\s+(?:\S+\s+){0,3}(?:अनदेखा|नज़रअंदाज़|भूल)",
    r"(?:התעלם|התעלמי|שכח)\s+(?:\w+\s+){0,3}(?:ההוראות|הנחיות|ההנחיות|מההוראות|מכל)",
)

TONGUES: tuple[re.Pattern[str], ...] = tuple(
    re.compile(rf"(?<!\w){pattern}", re.IGNORECASE) for pattern in _LATIN
)
SCRIPTS: tuple[re.Pattern[str], ...] = tuple(re.compile(p, re.IGNORECASE) for p in _OTHERS)
PARTED: tuple[str, ...] = (
    "ignore all previous", "ignore previous instructions", "ignore the previous",
    "ignore your instructions", "disregard all previous", "disregard previous",
    "disregard the above", "forget all previous", "forget previous instructions",
    "previous instructions", "answer only with", "respond only with", "reply only with",
    "reveal your system prompt", "ignore the above", "ignore all other passages",
)  # fmt: skip
"""Orders that are also looked for with their letters parted or run together."""
