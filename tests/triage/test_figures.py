"""What makes a mention a figure of speech, on a lexicon of a few words."""

from __future__ import annotations

import pytest

from bot.triage.models import Level
from tests.triage.small import COUNTS, la, verdict

SAID = "(numb|my foot|want harm|player harm|dark thoughts)"
FIRE = (f"fire ~9 {SAID}", f"{SAID} ~9 fire")
"""The figures of speech of one sign: *fire* with its words, on either side."""


@pytest.mark.parametrize(
    ("text", "cue"),
    (
        pytest.param("numb with joy", "numb with joy", id="the mention is part of it"),
        pytest.param("la dead bored weak arm", COUNTS, id="a figure before it is none"),
        pytest.param("weak arm dead bored", COUNTS, id="a figure behind it is none"),
        pytest.param("no numb with joy", "numb with joy", id="it comes before a denial"),
        pytest.param("defence numb", "defence", id="said of a thing"),
        pytest.param(f"defence {la(4)} numb", "defence", id="a few words off"),
        pytest.param(f"defence {la(5)} numb", COUNTS, id="not further off"),
        pytest.param("numb defence", COUNTS, id="a thing behind it"),
        pytest.param("defence, numb", COUNTS, id="a comma parts them"),
        pytest.param("defence la, numb", COUNTS, id="so does a later one"),
        pytest.param("la, defence numb, la", "defence", id="one outside does not"),
        pytest.param("defence my foot", COUNTS, id="said of the asker"),
        pytest.param("my defence weak arm", "defence", id="of the asker's thing"),
        pytest.param("defence la aunt numb", "defence", id="some aunt"),
        pytest.param("defence and aunt numb", COUNTS, id="and the asker's"),
        pytest.param("defence. Defence numb", "defence", id="the thing that is near"),
        pytest.param("defence numb and aunt", "defence", id="an aunt behind the mention"),
        pytest.param("at defence numb", COUNTS, id="a place"),
        pytest.param("at la defence numb", COUNTS, id="two words before"),
        pytest.param("at la la defence numb", "defence", id="not three"),
        pytest.param("at, defence numb", "defence", id="nor in another clause"),
        pytest.param("at defence la defence numb", "defence", id="another thing"),
        pytest.param("my defence. Defence numb", "defence", id="the asker in another sentence"),
        pytest.param("defence player numb", COUNTS, id="a person named after it"),
        pytest.param("defence la player numb", "defence", id="right behind"),
        pytest.param("defence player server numb", "server", id="another thing is none"),
        pytest.param("numb in spirit", "in spirit", id="a word right behind"),
        pytest.param("numb, in spirit", "in spirit", id="a comma between"),
        pytest.param("numb la in spirit", COUNTS, id="not further on"),
    ),
)
def test_figures_of_speech(text, cue):
    assert verdict(text) == (cue and ("figure", cue))


@pytest.mark.parametrize(
    ("text", "cue"),
    (
        pytest.param("fire la numb", "fire la numb", id="a figure that ends with the mention"),
        pytest.param("numb la fire", "numb la fire", id="or begins with it"),
        pytest.param("fire la. Numb", COUNTS, id="not in the sentence before"),
        pytest.param("fire la want harm", COUNTS, id="a wish is no mishap"),
        pytest.param("fire la player harm", COUNTS, id="a person is no thing"),
        pytest.param("want harm la fire", "want harm la fire", id="a wish may begin the figure"),
        pytest.param("fire la dark thoughts", "fire la dark thoughts", id="or end the mention"),
        pytest.param("numb since la fire", COUNTS, id="what follows is told as its onset"),
        pytest.param("since numb la fire", "numb la fire", id="not before the mention"),
        pytest.param("numb la fire since", "numb la fire", id="nor behind the figure"),
        pytest.param("fire la and it numb", "fire la and it numb", id="a new clause is told of as well"),
    ),
)
def test_figures_of_one_sign(text, cue):
    said = verdict(text, Level.DOCTOR, *FIRE)
    assert said == (cue and ("figure", cue))


@pytest.mark.parametrize(
    ("text", "cue"),
    (
        pytest.param("fire la numb", "fire la numb", id="one clause"),
        pytest.param("fire la and it numb", COUNTS, id="a subject of its own"),
        pytest.param("fire la and la it numb", COUNTS, id="a word behind"),
        pytest.param("fire la and la la it numb", "fire la and la la it numb", id="not two"),
        pytest.param("fire la and my foot", COUNTS, id="the subject in the mention"),
        pytest.param("fire la and la numb", "fire la and la numb", id="no subject of its own"),
        pytest.param("fire it and la numb", "fire it and la numb", id="a subject before"),
        pytest.param("fire la or it numb", "fire la or it numb", id="or begins no clause"),
        pytest.param("and it fire la numb", "fire la numb", id="nor does what stands before the figure"),
        pytest.param("fire and it or la numb", COUNTS, id="the first of several joiners"),
    ),
)
def test_a_new_clause_of_what_is_urgent_is_no_part_of_a_figure(text, cue):
    said = verdict(text, Level.EMERGENCY, *FIRE)
    assert said == (cue and ("figure", cue))
