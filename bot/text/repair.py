"""Repair a slip of the finger, but only towards words that matter."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable
from typing import Final

from rapidfuzz.distance import OSA

from bot.text.words import ENGLISH, Tongue

SHORTEST: Final = 5
"""Words below this length are too close to one another to be repaired, swapped letters apart."""


class Vocabulary:
    """Know the words that may be repaired to, and the words that must be left as they are."""

    def __init__(
        self, wanted: Iterable[str], known: Iterable[str], spelt: Container[str] = (), tongue: Tongue = ENGLISH
    ) -> None:
        """Sort the wanted words by first letter and length.

        *known* words are left as they are with all their forms; *spelt* holds every form that is left as it is.
        """
        goals = {word for word in wanted if len(word) >= SHORTEST - 1 and word.isalpha()}
        self._known = frozenset(known) | goals
        self._spelt = spelt
        self._tongue = tongue
        self._stems = frozenset(map(tongue.stem, self._known))
        near: defaultdict[tuple[str, int], list[str]] = defaultdict(list)
        # Sorted, so that of two equal choices the same one is taken in every run.
        for goal in sorted(goals):
            for length in (len(goal) - 1, len(goal), len(goal) + 1):
                near[goal[0], length].append(goal)
        self._near = {key: tuple(words) for key, words in near.items()}

    def repair(self, word: str) -> str:
        """Return the wanted word one slip away from an unknown word, or the word itself."""
        if len(word) < SHORTEST - 1 or word in self._known or word in self._spelt or not word.isalpha():
            return word
        for goal in self._near.get((word[0], len(word)), ()) if len(word) < SHORTEST else ():
            if sorted(goal) == sorted(word) and OSA.distance(word, goal, score_cutoff=1) == 1:
                return goal
        if len(word) < SHORTEST or self._is_form_of_known(word):
            return word
        for goal in self._near.get((word[0], len(word)), ()):
            if len(goal) >= SHORTEST and OSA.distance(word, goal, score_cutoff=1) == 1:
                return goal
        return word

    def _is_form_of_known(self, word: str) -> bool:
        """Tell whether a word is a known word with an ordinary ending."""
        # The stemmer also cuts "weekness" to "week": an ending that makes a new word is no proof of one.
        is_form = word.endswith(self._tongue.endings) and not word.endswith("ness")
        return is_form and self._tongue.stem(word) in self._stems
