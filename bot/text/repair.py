"""Repair a slip of the finger towards a word that people use here."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Sequence
from typing import Final

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from bot.text.words import ENGLISH, Tongue

SHORTEST: Final = 5
"""Words below this length are close to many others: a rare word is no goal for them, swapped letters apart."""

LEAST: Final = 3
"""Words below this length are left as they are."""

OFTEN: Final = {4: 3_000, 3: 800}
"""How often used, as a place in the list of usual words, a goal must be for a slip in a word of four or three letters.

Chosen on the build corpus, one word in five slipped: 0.72 of those words come back as they were (0.19 before there was
a list of usual words), and 0.9 % of the words typed on purpose are changed, most of them dropped letters (*twich*, *goin*).
"""

OFTENEST: Final = 300
"""The same for a wrong letter among three: *thd*."""


class Vocabulary:
    """Know the words that may be repaired to, and the words that must be left as they are."""

    def __init__(
        self,
        wanted: Iterable[str],
        known: Iterable[str],
        spelt: Container[str] = (),
        tongue: Tongue = ENGLISH,
        usual: Sequence[str] = (),
    ) -> None:
        """Sort the words to repair to by first letter and length.

        *wanted* words come after the *usual* ones, which stand in the order of how often they are used; *known* words
        are left as they are with all their forms; *spelt* holds every form that is left as it is.
        """
        goals = dict.fromkeys(usual)
        # Sorted, so that of two equal choices the same one is taken in every run.
        goals |= dict.fromkeys(sorted(word for word in wanted if len(word) >= SHORTEST - 1 and word.isalpha()))
        self._usual = len(usual)
        self._places = {goal: place for place, goal in enumerate(goals)}
        self._known = frozenset(known) | goals.keys()
        self._spelt = spelt
        self._tongue = tongue
        self._stems = frozenset(map(tongue.stem, self._known))
        near: defaultdict[tuple[str, int], list[str]] = defaultdict(list)
        for goal in goals:
            for length in (len(goal) - 1, len(goal), len(goal) + 1):
                near[goal[0], length].append(goal)
            if goal[1] != goal[0]:
                near[goal[1], len(goal) - 1].append(goal)  # its first letter may be missing
        self._near = {key: tuple(words) for key, words in near.items()}

    def repair(self, word: str) -> str:
        """Return the word one slip away from an unknown word, or the word itself.

        Letters swapped or struck twice are likelier than other slips, and a usual word than a rare one.
        """
        size = len(word)
        if size < LEAST or word in self._known or word in self._spelt or not word.isalpha():
            return word
        if size >= SHORTEST and self._is_form_of_known(word):
            return word
        goals = [goal for first in dict.fromkeys(word[:2]) for goal in self._one_slip_away(word, first)]
        return min(goals, key=lambda goal: (not _only_order_or_twice(word, goal), self._places[goal]), default=word)

    def _one_slip_away(self, word: str, first: str) -> list[str]:
        """Return the words that begin with a letter and are close enough to be meant."""
        near = self._near.get((first, len(word)), ())
        found = [goal for goal, _, _ in extract(word, near, scorer=OSA.distance, score_cutoff=1, limit=None)]
        return found if len(word) >= SHORTEST else [goal for goal in found if self._may_be_meant(word, goal)]

    def _may_be_meant(self, word: str, goal: str) -> bool:
        """Tell whether a goal is likely enough for a word of three or four letters."""
        place = self._places[goal]
        if sorted(word) == sorted(goal):
            return len(word) > LEAST or place < OFTEN[LEAST]
        often = OFTENEST if len(word) == len(goal) == LEAST else OFTEN[len(word)]
        return place < min(often, self._usual) and len(goal) >= LEAST

    def _is_form_of_known(self, word: str) -> bool:
        """Tell whether a word is a known word with an ordinary ending."""
        # The stemmer also cuts "weekness" to "week": an ending that makes a new word is no proof of one.
        is_form = word.endswith(self._tongue.endings) and not word.endswith("ness")
        return is_form and self._tongue.stem(word) in self._stems


def _only_order_or_twice(word: str, goal: str) -> bool:
    """Tell whether letters were only swapped, or one struck twice."""
    if len(word) != len(goal) + 1:
        return sorted(word) == sorted(goal)
    return any(word[at] == word[at + 1] and word[:at] + word[at + 1 :] == goal for at in range(len(goal)))
