"""Figures as people read them: shares, seconds, tokens, with their intervals. Pure."""

from __future__ import annotations

NONE = "—"
MINUS = "−"


def figure(value: float | None, unit: str) -> str:
    """A value with its unit; a dash where nothing was scored, which is not zero."""
    if value is None:
        return NONE
    number, sign = _scaled(value, value, unit), _sign(value, unit)
    return f"{number} {sign}" if sign else number


def interval(value: float | None, low: float | None, high: float | None, unit: str) -> str:
    """Both ends in the unit of the value, without naming it; empty where there is none."""
    if value is None or low is None or high is None:
        return ""
    return f"{_scaled(low, value, unit)}–{_scaled(high, value, unit)}"


def told(value: float | None, low: float | None, high: float | None, unit: str) -> str:
    """A value with its interval: 84.1 % (76.8–90.2)."""
    ends = interval(value, low, high, unit)
    return f"{figure(value, unit)} ({ends})" if ends else figure(value, unit)


def difference(
    change: float | None, low: float | None, high: float | None, unit: str, size: float | None
) -> str:
    """A signed difference with its interval: +2.1 points (−0.4 to +4.6).

    Args:
        change: By how much.
        low: Lower end.
        high: Upper end.
        unit: Of the values that differ.
        size: The greater of these values; it says whether seconds are told in milliseconds.
    """
    if change is None:
        return NONE
    size = abs(change) if size is None else size
    named = "points" if unit == "share" else _sign(size, unit)
    text = signed(change, size, unit) + (f" {named}" if named else "")
    if low is None or high is None:
        return text
    return f"{text} ({signed(low, size, unit)} to {signed(high, size, unit)})"


def signed(value: float, size: float, unit: str) -> str:
    """A number with its sign; what rounds to nothing has none."""
    number = _plain(abs(value), size, unit)
    if not number.strip("0.,"):
        return number
    return f"{MINUS if value < 0 else '+'}{number}"


def _scaled(number: float, value: float, unit: str) -> str:
    """A number in the scale of a value; what is not quite all is never shown as all."""
    if unit == "share" and 0 < number < 1:
        number = min(max(number, 0.001), 0.999)
    return _plain(number, value, unit)


def _plain(number: float, size: float, unit: str) -> str:
    if unit == "share":
        return f"{100 * number:.1f}"
    if unit == "seconds":
        return f"{number * 1000:.0f}" if _short(size) else f"{number:.1f}"
    if unit == "per second":
        return f"{number:.2f}"
    return f"{number:,.0f}" if unit == "tokens" else f"{number:.3f}"


def _sign(size: float, unit: str) -> str:
    if unit == "seconds":
        return "ms" if _short(size) else "s"
    return {"share": "%", "per second": "/s"}.get(unit, "")


def _short(seconds: float) -> bool:
    return abs(seconds) < 1
