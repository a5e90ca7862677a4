"""Names of places that the tables of time zones do not hold, and which of them come first.

The order of zones follows how many people live by them (UN World Population Prospects 2022, rounded, and our own
estimate where a country has several zones): it only sorts a list, so near enough is enough.
"""

from __future__ import annotations

from typing import Final

POPULOUS: Final = (
    "Asia/Kolkata", "Asia/Shanghai", "Asia/Karachi", "Asia/Jakarta", "Africa/Lagos", "America/Sao_Paulo",
    "Asia/Dhaka", "America/New_York", "Africa/Addis_Ababa", "Asia/Tokyo", "Asia/Manila", "Africa/Cairo",
    "America/Mexico_City", "Asia/Ho_Chi_Minh", "Europe/Moscow", "America/Chicago", "Asia/Tehran", "Europe/Istanbul",
    "Europe/Berlin", "Asia/Bangkok", "Europe/London", "Africa/Dar_es_Salaam", "Europe/Paris", "Africa/Johannesburg",
    "Europe/Rome", "Africa/Nairobi", "Asia/Yangon", "America/Los_Angeles", "America/Bogota", "Asia/Seoul",
    "Africa/Kinshasa", "Africa/Kampala", "Africa/Khartoum", "Europe/Madrid", "America/Argentina/Buenos_Aires",
    "Africa/Algiers", "Asia/Baghdad", "Asia/Kabul", "Europe/Warsaw", "Africa/Casablanca", "Asia/Riyadh",
    "Europe/Kyiv", "Africa/Luanda", "Asia/Tashkent", "America/Lima", "Asia/Kuala_Lumpur", "Africa/Accra",
    "Asia/Kathmandu", "America/Caracas", "America/Toronto", "America/Denver", "Australia/Sydney", "Asia/Taipei",
    "America/Santiago", "Europe/Bucharest", "America/Guatemala", "America/Guayaquil", "Europe/Amsterdam",
    "Africa/Dakar", "Africa/Abidjan", "Africa/Tunis", "Europe/Brussels", "America/Havana", "Asia/Amman",
    "Asia/Dubai", "Europe/Stockholm", "Europe/Prague", "Europe/Athens", "Europe/Lisbon", "Europe/Budapest",
    "Asia/Jerusalem", "Europe/Vienna", "Europe/Minsk", "Europe/Zurich", "Asia/Hong_Kong", "Asia/Singapore",
    "Europe/Copenhagen", "Europe/Helsinki", "Europe/Oslo", "Europe/Dublin", "Pacific/Auckland",
    "Australia/Melbourne", "Australia/Brisbane", "Australia/Perth", "Australia/Adelaide", "America/Vancouver",
    "America/Edmonton", "America/Phoenix", "America/Winnipeg", "America/Halifax", "America/Fortaleza",
    "America/Manaus", "America/Cuiaba", "America/Tijuana", "America/Monterrey", "America/Cancun",
    "Asia/Yekaterinburg", "Asia/Novosibirsk", "Asia/Vladivostok", "Europe/Sofia", "Europe/Belgrade",
    "Europe/Zagreb", "Europe/Vilnius", "Europe/Bratislava", "America/Puerto_Rico", "America/Jamaica",
    "America/Panama", "America/Montevideo", "America/Asuncion", "America/La_Paz", "Pacific/Honolulu",
    "America/Anchorage", "Asia/Makassar", "Atlantic/Canary",
)  # fmt: skip
"""Zones by the number of people, most first."""

MAIN: Final[dict[str, tuple[str, ...]]] = {
    "AR": ("America/Argentina/Buenos_Aires",),
    "AU": ("Australia/Sydney", "Australia/Brisbane", "Australia/Adelaide", "Australia/Perth", "Australia/Darwin"),
    "BR": (
        "America/Sao_Paulo",
        "America/Fortaleza",
        "America/Manaus",
        "America/Cuiaba",
        "America/Rio_Branco",
        "America/Noronha",
    ),
    "CA": (
        "America/Toronto",
        "America/Vancouver",
        "America/Edmonton",
        "America/Winnipeg",
        "America/Halifax",
        "America/St_Johns",
    ),
    "CL": ("America/Santiago",),
    "CN": ("Asia/Shanghai",),
    "DE": ("Europe/Berlin",),
    "EC": ("America/Guayaquil",),
    "ES": ("Europe/Madrid", "Atlantic/Canary"),
    "MX": ("America/Mexico_City", "America/Monterrey", "America/Tijuana", "America/Cancun", "America/Hermosillo"),
    "RU": ("Europe/Moscow", "Europe/Samara", "Asia/Yekaterinburg", "Asia/Novosibirsk", "Asia/Vladivostok"),
    "UA": ("Europe/Kyiv",),
    "US": (
        "America/New_York",
        "America/Chicago",
        "America/Denver",
        "America/Los_Angeles",
        "America/Phoenix",
        "America/Anchorage",
        "Pacific/Honolulu",
    ),
}
"""The zones in which most people of a country live, where it has many; by country code."""

LOCALES: Final[dict[str, tuple[str, ...]]] = {
    "bg": ("BG",),
    "cs": ("CZ",),
    "da": ("DK",),
    "de": ("DE", "AT", "CH"),
    "el": ("GR", "CY"),
    "en-GB": ("GB", "IE"),
    "en-US": ("US",),
    "es-419": ("MX", "CO", "AR", "PE", "VE", "CL", "GT", "EC", "BO", "CU", "DO", "HN", "PY", "SV", "NI", "CR", "PA", "UY"),
    "es-ES": ("ES",),
    "fi": ("FI",),
    "fr": ("FR", "BE", "CH", "SN", "CI", "CA"),
    "hi": ("IN",),
    "hr": ("HR",),
    "hu": ("HU",),
    "id": ("ID",),
    "it": ("IT", "CH"),
    "ja": ("JP",),
    "ko": ("KR",),
    "lt": ("LT",),
    "nl": ("NL", "BE"),
    "no": ("NO",),
    "pl": ("PL",),
    "pt-BR": ("BR",),
    "ro": ("RO", "MD"),
    "ru": ("RU", "BY", "KZ"),
    "sv-SE": ("SE", "FI"),
    "th": ("TH",),
    "tr": ("TR",),
    "uk": ("UA",),
    "vi": ("VN",),
    "zh-CN": ("CN", "SG"),
    "zh-TW": ("TW", "HK"),
}  # fmt: skip
"""The countries whose zones come first, for each of Discord's locales."""

COUNTRIES: Final[dict[str, tuple[str, ...]]] = {
    "AE": ("United Arab Emirates", "uae", "emirates"),
    "AT": ("Austria", "osterreich"),
    "BA": ("Bosnia and Herzegovina",),
    "BR": ("Brazil", "brasil"),
    "CD": ("DR Congo", "congo kinshasa"),
    "CG": ("Congo", "congo brazzaville"),
    "CH": ("Switzerland", "schweiz", "suisse", "svizzera"),
    "CI": ("Ivory Coast", "cote d ivoire"),
    "CZ": ("Czech Republic", "czechia"),
    "DE": ("Germany", "deutschland"),
    "ES": ("Spain", "espana"),
    "GB": ("United Kingdom", "uk", "great britain", "britain", "england", "scotland", "wales", "northern ireland"),
    "IN": ("India", "bharat"),
    "IT": ("Italy", "italia"),
    "KP": ("North Korea", "korea north"),
    "KR": ("South Korea", "korea"),
    "MM": ("Myanmar", "burma"),
    "NL": ("Netherlands", "holland"),
    "PL": ("Poland", "polska"),
    "PS": ("Palestine",),
    "RU": ("Russia", "russian federation"),
    "SE": ("Sweden", "sverige"),
    "TR": ("Turkey", "turkiye"),
    "US": ("United States", "usa", "united states of america", "america"),
    "VA": ("Vatican City", "vatican"),
    "VN": ("Vietnam", "viet nam"),
}
"""A country's name as it is shown, then others that people type, in plain letters; for those whose table name is odd."""

CITIES: Final[dict[str, str]] = {
    "Mumbai": "Asia/Kolkata", "Delhi": "Asia/Kolkata", "Bangalore": "Asia/Kolkata", "Bengaluru": "Asia/Kolkata",
    "Chennai": "Asia/Kolkata", "Hyderabad": "Asia/Kolkata", "Pune": "Asia/Kolkata", "Ahmedabad": "Asia/Kolkata",
    "Beijing": "Asia/Shanghai", "Shenzhen": "Asia/Shanghai", "Guangzhou": "Asia/Shanghai", "Osaka": "Asia/Tokyo",
    "Islamabad": "Asia/Karachi", "Lahore": "Asia/Karachi", "Hanoi": "Asia/Ho_Chi_Minh", "Abu Dhabi": "Asia/Dubai",
    "Ankara": "Europe/Istanbul", "Tel Aviv": "Asia/Jerusalem", "Abuja": "Africa/Lagos", "Cape Town": "Africa/Johannesburg",
    "Rio de Janeiro": "America/Sao_Paulo", "Brasilia": "America/Sao_Paulo", "Belo Horizonte": "America/Sao_Paulo",
    "Porto Alegre": "America/Sao_Paulo", "Curitiba": "America/Sao_Paulo", "Medellin": "America/Bogota",
    "Guadalajara": "America/Mexico_City", "Quito": "America/Guayaquil", "Boston": "America/New_York",
    "Washington": "America/New_York", "Philadelphia": "America/New_York", "Miami": "America/New_York",
    "Atlanta": "America/New_York", "Florida": "America/New_York", "Houston": "America/Chicago", "Dallas": "America/Chicago",
    "Austin": "America/Chicago", "Texas": "America/Chicago", "Minneapolis": "America/Chicago",
    "Salt Lake City": "America/Denver", "San Francisco": "America/Los_Angeles", "Seattle": "America/Los_Angeles",
    "San Diego": "America/Los_Angeles", "Las Vegas": "America/Los_Angeles", "Portland": "America/Los_Angeles",
    "California": "America/Los_Angeles", "Hawaii": "Pacific/Honolulu", "Alaska": "America/Anchorage",
    "Arizona": "America/Phoenix", "Montreal": "America/Toronto", "Ottawa": "America/Toronto", "Quebec": "America/Toronto",
    "Calgary": "America/Edmonton", "Munich": "Europe/Berlin", "München": "Europe/Berlin", "Hamburg": "Europe/Berlin",
    "Frankfurt": "Europe/Berlin", "Cologne": "Europe/Berlin", "Köln": "Europe/Berlin", "Stuttgart": "Europe/Berlin",
    "Wien": "Europe/Vienna", "Zürich": "Europe/Zurich", "Geneva": "Europe/Zurich", "Bern": "Europe/Zurich",
    "Barcelona": "Europe/Madrid", "Valencia": "Europe/Madrid", "Milan": "Europe/Rome", "Lyon": "Europe/Paris",
    "Marseille": "Europe/Paris", "Porto": "Europe/Lisbon", "Rotterdam": "Europe/Amsterdam", "Antwerp": "Europe/Brussels",
    "Manchester": "Europe/London", "Edinburgh": "Europe/London", "Glasgow": "Europe/London", "Cardiff": "Europe/London",
    "Belfast": "Europe/London", "Saint Petersburg": "Europe/Moscow", "Krakow": "Europe/Warsaw",
    "Gothenburg": "Europe/Stockholm", "Canberra": "Australia/Sydney", "Wellington": "Pacific/Auckland",
}  # fmt: skip
"""Cities and states that people type, which have the zone of another city."""

SHORT: Final[dict[str, str]] = {
    "et": "est",
    "ct": "cst",
    "mt": "mst",
    "pt": "pst",
    "cest": "cet",
    "british time": "gmt",
}
"""Other short names of clocks -> those of the tables."""
