"""Train the net on the corpus and write content/net.json: `make train`.

Needs scikit-learn (`train` in pyproject.toml), which the bot never sees. The same corpus and lexicon give the same file.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from sys import intern
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix, diags
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import normalize
from sklearn.svm import LinearSVC

from bot.app import Parts, build
from bot.knowledge.place import content_place
from bot.triage.assess import Triage
from bot.triage.features import told
from bot.triage.models import Level
from bot.triage.net import FEWEST as FEWEST_WORDS
from bot.triage.net import USUAL
from tests.triage.rows import Row, read, without_echoes
from tests.triage.usual import FILE as USUAL_WORDS
from tests.triage.usual import usual

FEWEST = 3
"""Rows that must hold a feature before it is weighed."""

KEPT = 18_000
"""Features shipped: those with the greatest weights. Their file stays below 1 MB."""

STRENGTH = 7.0
"""Inverse strength of regularisation, chosen on the tune part among 5, 7, 15, 50 and 150; more rows want less."""

NAMES = 20
"""Aliases of a card that are trained on as harmless rows; more would only repeat them."""

LENGTHS = 100
"""What the squares of rarities, the weights and the weights of signs are multiplied by to be whole numbers."""
WEIGHTS = 1_000
SIGN_WEIGHTS = 100
SIGN_FEATURES = 250
"""Features kept for each sign; with 60 the right sign is among the three asked about in 8 of 10, with 250 in 9."""

FEWEST_OF_SIGN = 15

LONGER = 30
"""By how much more a longer text needs to be sent to a doctor; chosen on the tune part among 0, 20, ... 80.

False alarms lie in long harmless stories: of texts of 40 words and more one in five, of shorter ones one in thirty.
"""

HINTED = 170
"""How much less a head needs where words stand that may name a sign of its level.

Most of the way from the thresholds to where a head finds yes as likely as no: it need only lean to yes.
"""

ALONE = 0.965
"""Harmless questions of the tune part that must be left alone, lexicon and net together.

As many as leave the doctor questions found there above 0.93, their goal. On the final part it is two points fewer.
"""

TOO_HIGH = 0.112
"""Doctor questions of the tune part that may be asked about an emergency.

With fewer, more emergencies are answered with nothing; with 0.15 none of the tune part is.
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--curve", action="store_true", help="measure with fewer and fewer rows; write nothing")
    parsed = parser.parse_args()
    USUAL_WORDS.write_text("\n".join([*usual(read("build")), ""]), encoding="utf-8")
    parts = build()
    rows = {part: without_echoes(read(part)) for part in ("build", "tune")}
    train, tune = Sheet(parts.triage, [*rows["build"], *names(parts)]), Sheet(parts.triage, rows["tune"])
    if parsed.curve:
        curve(train, tune)
        return
    model = Model(train.features, train.labels)
    thresholds = chosen(*model.scores(tune.tellings), tune)
    net = {
        "thresholds": [round(limit * WEIGHTS / LENGTHS**0.5) for limit in thresholds],
        "weights": model.written(),
        "longer": LONGER,
        "hinted": HINTED,
        "signs": suspects(train, model),
    }
    path = content_place() / "net.json"
    path.write_text(json.dumps(net, separators=(",", ":"), ensure_ascii=False) + "\n", encoding="utf-8")
    print(f"{len(train.labels)} rows, {len(model.vocabulary)} features, {path.stat().st_size} bytes")
    print(figures(*model.scores(tune.tellings), thresholds, tune))


def names(parts: Parts) -> list[Row]:
    """Return what names a card and no sign, as harmless rows: who looks a card up tells of no symptom."""
    found = [name for card in parts.content.cards.values() for name in (card.title, *card.aliases[:NAMES])]
    harmless = [name for name in (*found, *parts.content.glossary.greetings) if not parts.triage.named(name).level]
    return [
        Row(f"name-{place}", name, Level.NONE, (), "name", "en", "the library", "")
        for place, name in enumerate(harmless)
    ]


class Sheet:
    """Hold what triage without a net read in some rows."""

    def __init__(self, triage: Triage, rows: list[Row]) -> None:
        self.rows = rows
        self.labels = np.array([int(row.label) for row in rows])
        self.named = np.array([int(triage.named(row.text).level) for row in rows])
        readings = [triage.reading(row.text) for row in rows]
        self.hinted = np.array([int(reading.hinted) for reading in readings])
        # Twenty thousand texts share most of their features: each is kept once.
        texts = [told(reading) for reading in readings]
        self.features = [list(map(intern, text.whole)) for text in texts]
        self.tellings = [[(one.size, list(map(intern, text.features(one)))) for one in text.tellings] for text in texts]


class Model:
    """Hold the two heads, fitted on the features of some rows."""

    def __init__(self, rows: list[list[str]], labels: Any, kept: int = KEPT) -> None:
        count = Counter(feature for row in rows for feature in row)
        names = sorted(feature for feature, rows_with in count.items() if rows_with >= FEWEST)
        self.vocabulary = {feature: place for place, feature in enumerate(names)}
        self.rarity = self._rarity(rows)
        first = self._fit(rows, labels)
        if len(names) > kept:
            worth = abs(first[0].coef_[0]) + abs(first[1].coef_[0])
            best = sorted(np.argsort(-worth, kind="stable")[:kept])
            self.vocabulary = {names[place]: new for new, place in enumerate(best)}
            self.rarity = self.rarity[best]
            first = self._fit(rows, labels)
        self.heads = first

    def _rarity(self, rows: list[list[str]]) -> Any:
        held = np.asarray(self.counts(rows).sum(0)).ravel()
        return np.log((1 + len(rows)) / (1 + held)) + 1

    def counts(self, rows: list[list[str]]) -> Any:
        """Return which row holds which feature."""
        ends, places = [0], []
        for row in rows:
            places += [self.vocabulary[feature] for feature in row if feature in self.vocabulary]
            ends.append(len(places))
        return csr_matrix((np.ones(len(places)), places, ends), shape=(len(rows), len(self.vocabulary)))

    def matrix(self, rows: list[list[str]]) -> Any:
        return normalize(self.counts(rows) @ diags(self.rarity))

    def _fit(self, rows: list[list[str]], labels: Any) -> list[Any]:
        matrix = self.matrix(rows)
        return [fitted(matrix, labels >= level) for level in (Level.DOCTOR, Level.EMERGENCY)]

    def scores(self, rows: list[list[tuple[int, list[str]]]]) -> tuple[Any, Any]:
        """Return the most that each head says of the tellings of each row, without its bias.

        What a longer text needs more is taken off, so that one threshold holds for all.
        """
        matrix = self.matrix([found for row in rows for _, found in row])
        of = np.repeat(np.arange(len(rows)), [len(row) for row in rows])
        sizes = np.array([max(size, FEWEST_WORDS) for row in rows for size, _ in row])
        needs = LONGER * LENGTHS**0.5 / WEIGHTS * (np.sqrt(sizes) - np.sqrt(USUAL))
        best = []
        for head, more in zip(self.heads, (needs, 0), strict=True):
            best.append(np.full(len(rows), -np.inf))
            np.maximum.at(best[-1], of, matrix @ head.coef_[0] - more)
        return best[0], best[1]

    def written(self) -> dict[str, list[int]]:
        """Return the weights in whole numbers."""
        doctor, emergency = (head.coef_[0] for head in self.heads)
        return {
            feature: [
                round(LENGTHS * float(self.rarity[place]) ** 2),
                round(WEIGHTS * float(self.rarity[place] * doctor[place])),
                round(WEIGHTS * float(self.rarity[place] * emergency[place])),
            ]
            for feature, place in self.vocabulary.items()
        }


def fitted(matrix: Any, labels: Any) -> Any:
    return LogisticRegression(
        C=STRENGTH, class_weight="balanced", max_iter=400, solver="liblinear", random_state=0
    ).fit(matrix, labels)


def levels(doctor: Any, emergency: Any, limits: tuple[float, float], sheet: Sheet) -> Any:
    """Return the levels that lexicon and net together give."""
    less = HINTED * LENGTHS**0.5 / WEIGHTS
    urgent = emergency >= limits[1] - less * (sheet.hinted >= Level.EMERGENCY)
    net = np.where(urgent, 2, np.where(doctor >= limits[0] - less * (sheet.hinted >= Level.DOCTOR), 1, 0))
    return np.maximum(sheet.named, net)


def shares(found: Any, labels: Any) -> tuple[float, float, float, int, float]:
    """Return emergency, doctor, none, emergencies answered with nothing, and doctor questions answered too high."""
    return (
        float((found[labels == 2] == 2).mean()),
        float((found[labels == 1] >= 1).mean()),
        float((found[labels == 0] == 0).mean()),
        int(((found == 0) & (labels == 2)).sum()),
        float((found[labels == 1] == 2).mean()),
    )


def chosen(doctor: Any, emergency: Any, sheet: Sheet) -> tuple[float, float]:
    """Return the thresholds: of emergencies the lowest that TOO_HIGH allows, then of doctor questions that ALONE allows.

    Where the lexicon alone leaves too few alone, the net gets a quarter as many alarms of its own as it should.
    """
    alone = min(ALONE, shares(sheet.named, sheet.labels)[2] - (1 - ALONE) / 4)
    never = float("inf")
    grave = next(
        float(limit)
        for limit in np.quantile(emergency[np.isfinite(emergency)], np.linspace(0.3, 1, 141))
        if shares(levels(doctor, emergency, (never, limit), sheet), sheet.labels)[4] <= TOO_HIGH
    )
    mild = next(
        float(limit)
        for limit in np.quantile(doctor[np.isfinite(doctor)], np.linspace(0.02, 1, 197))
        if shares(levels(doctor, emergency, (limit, grave), sheet), sheet.labels)[2] >= alone
    )
    return mild, grave


def figures(doctor: Any, emergency: Any, limits: tuple[float, float], sheet: Sheet) -> str:
    found = shares(levels(doctor, emergency, limits, sheet), sheet.labels)
    alone = shares(sheet.named, sheet.labels)
    return (
        "          emergency  doctor   none  emergency as none  doctor as emergency\n"
        f"with net      {found[0]:.3f}   {found[1]:.3f}  {found[2]:.3f}  {found[3]:>17}  {found[4]:>19.3f}\n"
        f"without       {alone[0]:.3f}   {alone[1]:.3f}  {alone[2]:.3f}  {alone[3]:>17}  {alone[4]:>19.3f}"
    )


def suspects(train: Sheet, model: Model) -> dict[str, list[tuple[int, int]]]:
    """Return for each sign the places of the features that speak most for it, with their weights."""
    shown = Counter(sign for row in train.rows for sign in row.signs)
    # Which sign it is need only be told among rows that show one.
    ill = np.flatnonzero(train.labels > Level.NONE)
    rows = [train.features[place] for place in ill]
    matrix, held = model.matrix(rows), model.counts(rows)
    found: dict[str, list[tuple[int, int]]] = {}
    for sign in sorted(sign for sign, rows_with in shown.items() if rows_with >= FEWEST_OF_SIGN):
        here = np.array([sign in train.rows[place].signs for place in ill])
        weights = model.rarity * fitted_sign(matrix, here).coef_[0]
        # A great weight on a feature that few rows hold tells less than a middling one on a common feature.
        told_by = weights * np.sqrt(here @ held)
        best = np.argsort(-told_by, kind="stable")[:SIGN_FEATURES]
        written = ((int(place), round(SIGN_WEIGHTS * float(weights[place]))) for place in sorted(best))
        found[sign] = [(place, weight) for place, weight in written if weight > 0]
    return found


def fitted_sign(matrix: Any, here: Any) -> Any:
    """Return a head for one sign; there are eighty, and this kind is fitted in a tenth of the time."""
    return LinearSVC(C=0.2, class_weight="balanced", random_state=0).fit(matrix, here)


def curve(train: Sheet, tune: Sheet) -> None:
    """Print what is found with more and more rows, and with other features."""
    order = np.random.RandomState(0).permutation(len(train.labels))
    for share in (0.1, 0.2, 0.4, 0.6, 0.8, 1.0):
        part = order[: int(share * len(order))]
        model = Model([train.features[place] for place in part], train.labels[part])
        scores = model.scores(tune.tellings)
        print(f"{len(part)} rows\n{figures(*scores, chosen(*scores, tune), tune)}")
    for name, keep in (
        ("words and their neighbours", lambda feature: "{" not in feature and feature[0] != "#"),
        ("the same and letters", lambda feature: "{" not in feature),
        ("the same and classes", lambda feature: feature[0] != "#"),
    ):
        model = Model([list(filter(keep, row)) for row in train.features], train.labels)
        scores = model.scores([[(size, list(filter(keep, one))) for size, one in row] for row in tune.tellings])
        print(f"{name}\n{figures(*scores, chosen(*scores, tune), tune)}")


if __name__ == "__main__":
    main()
