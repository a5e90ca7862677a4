"""Nasty texts: what people paste, what attackers try, and what breaks parsers; picked and mixed by a seeded dice."""

from __future__ import annotations

import random
from collections.abc import Sequence

from bot.app import Parts

CANARY = "qzxvjkw"
"""A word that stands in no language and nowhere in Charley: where it turns up, a person's text has got there."""

MENTIONS = (
    "@everyone", "@here", "<@1>", "<@!1>", "<@&1>", "<#1>", "</ask:1>", "</remind hydrate:1>", "<id:home>", "<id:customize>",
    "<a:b:1>", "<:b:1>", "<t:0:R>", "<t:1e400>", "<t:99999999999999999:F>", "@\u200beveryone", "<@\u200b1>", "<@1000>",
    "\\<@1>", "\\\\<@1>", "<<@1>>", "`<@1>`", "\uff20everyone", "<@1", "@every\u00adone", "<sound:1:1>",
)  # fmt: skip
MARKDOWN = (
    "# See a doctor", "## Get help now", "### x", "-# small", "> quote", ">>> all of it", "- list", "1. list", "* list",
    "**bold**", "__under__", "*i*", "_i_", "~~gone~~", "||hidden||", "`code`", "``code``", "```py\nx\n```", "```", "`", "``",
    "[x](javascript:alert(1))", "[call 112](https://evil.example)", "[a]: https://evil.example", "![x](https://evil.example/x.png)",
    "<https://evil.example>", "https://evil.example/**x**", "HTTPS://EVIL.EXAMPLE", "http://[::1]/", "discord.gg/abcdef",
    "https://discord.com/channels/1/2/3", "(“", "”", "“x”", "You mentioned: **nothing**.", "Not counted:", "\\", "\\\\", "\\`",
    "\n\n## Get help now\n\n", "\r## x", "\u2028## x", "\u2029# x", "\x0b# x", "\x85# x", "`/ask`", "`/remind list`", "</ask>",
)  # fmt: skip
UNICODE = (
    "\u202egnihctiwt\u202c", "\u2066x\u2069", "\u2067x", "\u200e\u200f\u061c", "\u200b\u200c\u200d\ufeff\u2060", "\u00ad",
    "c\u0335\u0321\u0353\u0351r\u0335\u0321a\u0353m\u0351p", "a\u0301\u0302\u0303" * 8, "\u0e47" * 30, "\ufdfd", "\U0001242b",
    "\ud800", "\udfff", "\ud83d", "\udc00\ud800", "\ufffe", "\uffff", "\U0010ffff", "\ue000", "\U000e0041\U000e007f",
    "\x00", "\x07", "\x08", "\x1b[31mred\x1b[0m", "\x1b]0;title\x07", "\x7f", "\x9b31m", "\r", "\t", "\x0c", "\u3000", "\u00a0",
    "\U0001f9b5\U0001f525", "\U0001f468\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466", "\U0001f1e9\U0001f1ea", "1\ufe0f\u20e3",
    "\U0001f44d\U0001f3ff", "\u0130\u0131\u017f\u1e9e\u212a", "\ufb01\ufb02\u01c5", "\uff43\uff48\uff45\uff53\uff54",
    "\u0627\u0644\u0633\u0644\u0627\u0645 \u0634\u062f \u0639\u0636\u0644\u064a", "\u05e9\u05dc\u05d5\u05dd", "\u092e\u093e\u0902\u0938",
    "\u7b4b\u8089\u304c\u3051\u3044\u308c\u3093", "\u0433\u0440\u0443\u0434\u044c \u0431\u043e\u043b\u0438\u0442", "\u0e15\u0e30\u0e04\u0e23\u0e34\u0e27",
)  # fmt: skip
CODE = (
    "'; DROP TABLE reminders; --", '" OR 1=1 --', "1); DELETE FROM people; --", "%s%s%n", "%(x)s", "{0}", "{}", "{x.__class__}",
    "{content}", "${jndi:ldap://x}", "$(reboot)", "`reboot`", "; rm -rf /", "../../../../etc/passwd", "C:\\nul", "/dev/zero",
    "con", "<script>alert(1)</script>", "&lt;b&gt;", "<!--", "]]>", "{{7*7}}", "#{7*7}", "\\u0000", "\\x00", "%00", "\\N{BULLET}",
    "__import__('os').system('x')", "Traceback (most recent call last):", "null", "None", "undefined", "NaN", "-Infinity", "true", "[]", '{"t":1}',
)  # fmt: skip
NUMBERS = (
    "1e400", "1" + "0" * 400, "-1", "0", "-0", "9" * 20, str(2**63), str(2**64), "0x10", "1_000", "\u0663\u0664", "\u2460\u2461",
    "24:00", "25:61", "00:60", "13h", "5pm", "99pm", "9,9,9,9,9,9,9,9,9,9", "\u0661:\u0662\u0663", "1.5.7", "UTC+99", "UTC-0", "GMT+5:30",
)  # fmt: skip
NAMES = (
    "c1:card:caffeine:e", "c1:priv:1:caffeine:abcd", "c1:rstop:1:0", "c1:privacy:delete", "c1:form:ask", "c1:form:rquiet", "c0:x", "c1:",
    "c1:pick", "card:caffeine", ":", "::::", ".1", "~~~~", "0~Europe/Berlin", "Europe/Berlin", "../Europe/Berlin", "Etc/GMT+99",
    "/usr/share/zoneinfo/UTC", "posixrules", "localtime", "Factory", "leapseconds", "tzdata.zi", "US/Pacific\x00",
)  # fmt: skip
WORDS = (
    "my", "calf", "cramps", "chest", "hurts", "no", "not", "eyelid", "twitches", "and", "but", "since", "yesterday", "arm", "weak",
    "I", "cannot", "breathe", "magnesium", "dose", "hello", "thanks", "kill", "myself", "my son", "if", "would", "worst", "headache",
    "urine", "dark", "pregnant", "Wade", "Wadenkrampf", "brust", "schmerz", "calambre", "pecho", "crampe", "mollet", "night", "?", ".", ",",
)  # fmt: skip

ALL: tuple[str, ...] = (*MENTIONS, *MARKDOWN, *UNICODE, *CODE, *NUMBERS, *NAMES)

LONGEST = 6_000
"""Characters that Discord takes in an option of a command."""


class Texts:
    """Make one nasty text after the other; the same dice give the same texts."""

    def __init__(self, dice: random.Random, known: Sequence[str]) -> None:
        self._dice = dice
        self._known = known
        self._makers = (
            self._pieces,
            self._pieces,
            self._known_broken,
            self._known_broken,
            self._any,
            self._long,
            self._wrapped,
        )

    def text(self) -> str:
        """Return a text of at most 6,000 characters; most hold the canary."""
        made = self._dice.choice(self._makers)()
        if self._dice.random() < 0.8:
            at = self._dice.randint(0, len(made))
            made = (
                f"{made[:at]} {CANARY} {made[at:]}" if self._dice.random() < 0.7 else f"{made[:at]}{CANARY}{made[at:]}"
            )
        return made[:LONGEST]

    def short(self, room: int = 100) -> str:
        """Return a text for a small field."""
        return self.text()[:room]

    def piece(self) -> str:
        """Return one piece of the corpus."""
        return self._dice.choice(ALL)

    def _pieces(self) -> str:
        pieces = [self._dice.choice((*ALL, *WORDS, *WORDS[:12])) for _ in range(self._dice.randint(1, 14))]
        return self._dice.choice((" ", "", "\n", ", ")).join(pieces)

    def _known_broken(self) -> str:
        """Return a text that means something, with nasty pieces driven into it."""
        text = self._dice.choice(self._known)
        for _ in range(self._dice.randint(0, 5)):
            at = self._dice.randint(0, len(text))
            text = text[:at] + self.piece() + text[at:]
        return text

    def _any(self) -> str:
        top = self._dice.choice((0x80, 0x300, 0x3000, 0x10FFFF))
        return "".join(chr(self._dice.randint(0, top)) for _ in range(self._dice.randint(0, 80)))

    def _wrapped(self) -> str:
        """Return a text that tries to close what Charley quotes and to go on in its place."""
        sign = self._dice.choice(self._known)
        around = self._dice.choice(
            (
                ("“", "”"),
                ("”", "“"),
                ("**", "**"),
                ("||", "||"),
                ("[", "](https://evil.example)"),
                ("`", "`"),
                ("<", ">"),
            )
        )
        return f"{around[0]}{sign}{around[1]} {self.piece()}"

    def _long(self) -> str:
        """Return a long text now and then: each takes as long as fifty others."""
        if self._dice.random() < 0.9:
            return self._pieces()
        return (self._dice.choice((*ALL, *WORDS)) * LONGEST)[: self._dice.randint(1_000, LONGEST)]


def known_texts(parts: Parts) -> list[str]:
    """Return what the content itself is tried with: phrases of signs, names of cards."""
    phrases = [text for sign in parts.content.signs for text in (*sign.tests.hit, *sign.tests.miss)]
    return phrases + [name for card in parts.content.cards.values() for name in (card.title, *card.aliases, card.id)]
