"""What styles say of an element, as far as they can hide its words: rules, colours. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

Style = Mapping[str, str]

SCREEN = 1280  # pixels of the window for which conditions on its width are answered
FAINT = 0.06  # opacity below which nothing is read
TINY = 2.0  # pixels of letters that nobody reads
AWAY = -400.0  # pixels beyond the edge of the page
ALIKE = 12  # of 255: difference of two colours that is not seen
EM = 16.0
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_BLOCK = re.compile(r"([^{}]*)\{([^{}]*)\}")
_MEDIA = re.compile(r"@media([^{}]*)\{((?:[^{}]*\{[^{}]*\})*[^{}]*)\}", re.IGNORECASE)
_WIDTH = re.compile(r"\((min|max)-width\s*:\s*([\d.]+)(px|r?em)?\s*\)")
_SIMPLE = re.compile(r"(?:[a-z][\w-]*)?[.#][\w-]+", re.IGNORECASE)
_LENGTH = re.compile(r"(-?[\d.]+)\s*(px|r?em|pt|%|v[wh]|ex|ch)?")
_HEX = re.compile(r"#([0-9a-f]{3,8})\b")
_FUNCTION = re.compile(r"rgba?\(([^)]*)\)")
_NAMED = {"white": (255, 255, 255), "black": (0, 0, 0), "snow": (255, 250, 250)}
_SCALES = {"px": 1.0, "em": EM, "rem": EM, "pt": 1.33, "%": EM / 100, "vw": 12.0, "vh": 8.0}
WHITE = (255, 255, 255)

Colour = tuple[int, int, int]


def declarations(written: str) -> dict[str, str]:
    """The properties of a style attribute or block, in lower case; the last of a name counts."""
    found = {}
    for part in _COMMENT.sub(" ", written.lower()).split(";"):
        name, colon, value = part.partition(":")
        if colon:
            found[name.strip()] = value.replace("!important", "").strip()
    return found


def rules(sheets: list[str]) -> dict[str, dict[str, str]]:
    """The declarations under each simple selector (`.x`, `p.x`, `#x`) on a wide screen.

    Those of all elements of a kind are left out: what hides them hides the story, too.
    """
    found: dict[str, dict[str, str]] = {}
    for sheet in sheets:
        for selectors, body in _blocks(_COMMENT.sub(" ", sheet)):
            for selector in selectors.split(","):
                name = selector.strip().lower()
                if _SIMPLE.fullmatch(name):
                    found.setdefault(name, {}).update(declarations(body))
    return found


def hides(style: Style) -> bool:
    """Whether an element of this style is not seen, whatever its colours."""
    return (
        style.get("display") == "none"
        or style.get("visibility") in ("hidden", "collapse")
        or style.get("content-visibility") == "hidden"
        or _number(style.get("opacity"), 1.0) < FAINT
        or ("font-size" in style and abs(_pixels(style["font-size"], TINY)) < TINY)
        or _away(style)
        or _cut(style)
    )


def unreadable(style: Style, background: Colour | None) -> bool:
    """Whether letters have the colour of what is behind them, or none."""
    written = style.get("color", "")
    if written == "transparent" or _see_through(written):
        return True
    ink = colour(written)
    if ink is None or background is None:
        return False
    return all(abs(a - b) <= ALIKE for a, b in zip(ink, background, strict=True))


def backdrop(style: Style, behind: Colour | None) -> Colour | None:
    """The colour behind an element's words; None where it is a picture or cannot be told."""
    written = style.get("background-color") or style.get("background")
    if "background-image" in style or (written and "(" in written and "rgb" not in written):
        return None
    if not written or written in ("none", "transparent", "inherit", "initial", "unset"):
        return behind
    return colour(written)


def colour(written: str) -> Colour | None:
    """Red, green and blue of 255, or None where it is not written as one."""
    for name, value in _NAMED.items():
        if re.search(rf"(?<![\w-]){name}(?![\w-])", written):
            return value
    if match := _HEX.search(written):
        digits = match[1]
        pairs = [d * 2 for d in digits[:3]] if len(digits) < 6 else re.findall("..", digits)[:3]
        return (int(pairs[0], 16), int(pairs[1], 16), int(pairs[2], 16))
    if match := _FUNCTION.search(written):
        parts = re.findall(r"[\d.]+%?", match[1])[:3]
        if len(parts) == len(WHITE):
            shades = [float(p[:-1]) * 255 / 100 if p.endswith("%") else float(p) for p in parts]
            return (int(shades[0]), int(shades[1]), int(shades[2]))
    return None


def _blocks(sheet: str) -> Iterator[tuple[str, str]]:
    """Selectors and bodies, of those conditions that hold for a wide screen."""
    for match in _MEDIA.finditer(sheet):
        if _holds(match[1].lower()):
            yield from _BLOCK.findall(match[2])
    yield from _BLOCK.findall(_MEDIA.sub(" ", sheet))


def _holds(condition: str) -> bool:
    if "print" in condition or "not" in condition or "," in condition:
        return False
    for bound, size, unit in _WIDTH.findall(condition):
        pixels = float(size) * (EM if "em" in unit else 1.0)
        if (pixels > SCREEN) if bound == "min" else (pixels < SCREEN):
            return False
    rest = re.sub(r"\b(?:screen|all|only|and)\b|[\s()]", "", _WIDTH.sub("", condition))
    return not rest


def _away(style: Style) -> bool:
    """Whether it stands beyond the edge of the page."""
    placed = style.get("position") in ("absolute", "fixed")
    names = ["text-indent", "margin-left", "margin-top"]
    names += ["left", "top", "right", "bottom"] if placed or "left" in style else []
    moved = style.get("transform", "")
    return any(_pixels(style.get(name, "0"), 0.0) <= AWAY for name in names) or (
        "translate" in moved
        and any(_pixels(part, 0.0) <= AWAY for part in re.findall(r"-[\d.]+\w*", moved))
    )


def _cut(style: Style) -> bool:
    """Whether nothing is left of it: clipped, scaled to nothing, or a box without room."""
    clip = style.get("clip", "").replace(" ", "")
    if re.match(r"rect\((?:[01](?:px)?,?){4}\)", clip):
        return True
    path = style.get("clip-path", "").replace(" ", "")
    if re.match(r"(?:inset\((?:50|100)%|circle\(0)", path):
        return True
    if re.search(r"scale[xy]?\(\s*0?\.?0*\s*[,)]", style.get("transform", "")):
        return True
    sides = ("height", "width", "max-height", "max-width")
    small = any(0 <= _pixels(style[side], TINY) < TINY for side in sides if side in style)
    return small and style.get("overflow", style.get("overflow-y", "")) in ("hidden", "clip")


def _see_through(written: str) -> bool:
    match = re.search(r"(?:rgba|hsla|rgb|hsl)\(([^)]*)\)", written)
    parts = re.findall(r"[\d.]+%?", match[1]) if match else []
    return len(parts) == len(WHITE) + 1 and _number(parts[-1].rstrip("%"), 1.0) < FAINT


def _number(written: str | None, otherwise: float) -> float:
    match = re.match(r"-?(?:\d+\.?\d*|\.\d+)", written or "")
    return float(match[0]) if match else otherwise


def _pixels(written: str, otherwise: float) -> float:
    """A length in pixels, about."""
    match = _LENGTH.match(written.strip())
    if not match or not re.search(r"\d", match[1]):
        return otherwise
    return _number(match[1], otherwise) * _SCALES.get(match[2] or "px", EM)
