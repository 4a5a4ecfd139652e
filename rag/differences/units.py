"""The units, scales and number words of news, folded to one name each. Pure."""

from __future__ import annotations

SCALES = {
    "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "k": 1e3, "m": 1e6,
    "mn": 1e6, "mln": 1e6, "bn": 1e9, "b": 1e9, "tn": 1e12, "crore": 1e7, "lakh": 1e5,
    "dozen": 12.0, "hundred": 100.0,
}  # fmt: skip

CURRENCIES = {
    "$": "$", "US$": "$", "£": "£", "€": "€", "¥": "¥", "₹": "₹", "A$": "a$", "C$": "c$",
    "R$": "r$", "USD": "$", "EUR": "€", "GBP": "£", "NT$": "nt$", "HK$": "hk$", "S$": "s$",
    "NOK": "krone", "SEK": "krone", "DKK": "krone", "KR": "krone", "CHF": "franc", "JPY": "¥",
    "CNY": "yuan", "RMB": "yuan", "INR": "₹", "RS": "₹", "KSH": "shilling", "NGN": "naira",
    "₦": "naira", "N": "naira", "PLN": "zloty", "ZAR": "rand", "R": "rand", "THB": "baht",
    "RM": "ringgit", "MYR": "ringgit", "PHP": "peso", "₱": "peso", "₩": "won", "KRW": "won",
    "RP": "rupiah", "IDR": "rupiah", "TRY": "lira", "₺": "lira", "₽": "rouble", "RUB": "rouble",
    "₴": "hryvnia", "UAH": "hryvnia", "CAD": "c$", "AUD": "a$", "AED": "dirham", "ILS": "shekel",
    "₪": "shekel", "BRL": "r$",
}  # fmt: skip
"""Signs and codes that stand before an amount."""

_COUNTS = "one two three four five six seven eight nine".split()
_PARTS = {
    "third": 3, "quarter": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9,
    "tenth": 10, "twentieth": 20,
}  # fmt: skip
FRACTIONS = {"half": 50.0, "one half": 50.0} | {
    f"{'an' if part == 'eighth' else 'a'} {part}": 100 / size for part, size in _PARTS.items()
} | {
    f"{count} {part}{'s' if n > 1 else ''}": 100 * n / size
    for n, count in enumerate(_COUNTS, 1)
    for part, size in _PARTS.items()
    if n < size
} | {
    f"{part} in {whole}": 100 * (n + 1) / size
    for n, part in enumerate(_COUNTS)
    for whole, size in (("three", 3), ("four", 4), ("five", 5), ("ten", 10))
}  # fmt: skip
"""Shares in words, in percent."""

_NTH = """first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth
thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"""
ORDINALS = {word: n for n, word in enumerate(_NTH.split(), 1)}

_UNITS = """percent: % percent pc per_cent
percentage points: percentage_point percentage_points
basis points: basis_point basis_points
per thousand: per_thousand
point: point points
cent: cent cents
$: dollar dollars
€: euro euros
£: pound pounds sterling quid
¥: yen
₹: rupee rupees
krone: krone kroner krona kronor
franc: franc francs
shilling: shilling shillings
peso: peso pesos
dinar: dinar dinars
dirham: dirham dirhams
riyal: riyal riyals rial rials
rouble: rouble roubles ruble rubles
yuan: yuan renminbi
won: won
baht: baht
ringgit: ringgit
rupiah: rupiah
naira: naira
cedi: cedi cedis
rand: rand
lira: lira liras
zloty: zloty zlotys
forint: forint forints
hryvnia: hryvnia hryvnias
shekel: shekel shekels
reai: reais real
kina: kina
taka: taka
dong: dong
birr: birr
manat: manat
km2: square_kilometre square_kilometres square_kilometer square_kilometers sq_km
m2: square_metre square_metres square_meter square_meters
sqmile: square_mile square_miles
sqft: square_foot square_feet
m3: cubic_metre cubic_metres cubic_meter cubic_meters
nmi: nautical_mile nautical_miles
km: km kilometre kilometres kilometer kilometers kms
mile: mile miles
m: m metre metres meter meters
cm: cm centimetre centimetres centimeter centimeters
mm: mm millimetre millimetres millimeter millimeters
ft: foot feet ft
inch: inch inches
yard: yard yards
ounce: ounce ounces oz
mg: mg milligram milligrams milligramme milligrammes
ml: ml millilitre millilitres milliliter milliliters
hectare: hectare hectares ha
acre: acre acres
t: tonne tonnes ton tons
kg: kg kilogram kilograms kilo kilos kilogramme kilogrammes
g: gram grams gramme grammes
lb: lb lbs
l: litre litres liter liters
gallon: gallon gallons
barrel: barrel barrels
kmh: kmh km/h kph
mph: mph
knot: knot knots
mw: mw megawatt megawatts
gw: gw gigawatt gigawatts
kw: kw kilowatt kilowatts
kwh: kwh kilowatt-hour kilowatt-hours
mwh: mwh megawatt-hour megawatt-hours
gwh: gwh gigawatt-hour gigawatt-hours
twh: twh terawatt-hour terawatt-hours
second: second seconds sec secs
minute: minute minutes min mins
hour: hour hours
day: day days
week: week weeks
month: month months
year: year years
decade: decade decades
century: century centuries
°c: °C °c celsius degree_celsius degrees_celsius
°f: °F °f fahrenheit degree_fahrenheit degrees_fahrenheit
degree: degree degrees"""
_NAMES = {
    word.replace("_", " ").lower(): unit
    for unit, words in (line.split(": ") for line in _UNITS.split("\n"))
    for word in words.split()
}

SAME = {
    ("km", "mile"): 1.609, ("m", "ft"): 0.3048, ("kg", "lb"): 0.4536, ("t", "kg"): 0.001,
    ("km", "m"): 0.001, ("m", "cm"): 0.01, ("cm", "mm"): 0.1, ("hectare", "acre"): 0.4047,
    ("cm", "inch"): 2.54, ("kg", "g"): 0.001, ("kmh", "mph"): 1.609, ("gw", "mw"): 0.001,
    ("l", "gallon"): 3.785, ("hour", "minute"): 1 / 60, ("minute", "second"): 1 / 60,
    ("day", "hour"): 1 / 24, ("week", "day"): 1 / 7, ("year", "month"): 1 / 12,
    ("decade", "year"): 0.1, ("gwh", "mwh"): 0.001, ("m", "mm"): 0.001, ("century", "year"): 0.01,
    ("month", "week"): 1 / 4.345, ("month", "day"): 1 / 30.44, ("year", "week"): 1 / 52.18,
    ("year", "day"): 1 / 365.25, ("hour", "second"): 1 / 3600, ("day", "minute"): 1 / 1440,
    ("decade", "month"): 1 / 120, ("week", "hour"): 1 / 168, ("km2", "hectare"): 0.01,
    ("hectare", "m2"): 1e-4, ("km2", "m2"): 1e-6, ("g", "mg"): 0.001, ("kg", "mg"): 1e-6,
    ("m3", "l"): 0.001, ("l", "ml"): 0.001, ("twh", "gwh"): 0.001, ("mwh", "kwh"): 0.001,
    ("mw", "kw"): 0.001, ("km2", "sqmile"): 2.59, ("lb", "ounce"): 1 / 16, ("yard", "ft"): 1 / 3,
    ("m", "yard"): 0.9144, ("km", "nmi"): 1.852, ("g", "ounce"): 28.35, ("m2", "sqft"): 0.0929,
    ("percentage points", "basis points"): 0.01, ("mile", "yard"): 1 / 1760,
    ("ft", "inch"): 1 / 12, ("percent", "per thousand"): 0.1, ("$", "cent"): 0.01,
    ("€", "cent"): 0.01, ("percentage points", "point"): 1.0, ("°c", "degree"): 1.0,
    ("°f", "degree"): 1.0, ("nt$", "$"): 1.0, ("hk$", "$"): 1.0, ("a$", "$"): 1.0,
    ("c$", "$"): 1.0, ("s$", "$"): 1.0,
}  # fmt: skip
"""How much of the first unit one of the second is."""


def unit_of(words: str) -> str:
    """The one name of a unit, or "" for words that are none."""
    return _NAMES.get(" ".join(words.lower().replace("°", "°").split()), "")


def factor(one: str, other: str) -> float | None:
    """What a value in `other` is multiplied by to be in `one`; None where they do not convert."""
    if one == other:
        return 1.0
    if (one, other) in SAME:
        return SAME[one, other]
    if (other, one) in SAME:
        return 1 / SAME[other, one]
    return None
