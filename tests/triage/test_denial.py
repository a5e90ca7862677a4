"""What denies a mention, on a lexicon of a few words."""

from __future__ import annotations

import pytest

from bot.triage.models import Level
from tests.triage.small import COUNTS, la, triage, verdict


@pytest.mark.parametrize(
    ("text", "cue"),
    (
        pytest.param("no numb", "no", id="a denial"),
        pytest.param(f"no {la(5)} numb", "no", id="reaches five words"),
        pytest.param(f"no {la(6)} numb", COUNTS, id="not six"),
        pytest.param(f"no {'so ' * 16} numb", "no", id="of weight, if the text goes not on for ever"),
        pytest.param(f"no {'so ' * 17} numb", COUNTS, id="as here"),
        pytest.param("numb la no la", COUNTS, id="only what follows it"),
        pytest.param(f"not {la(3)} numb", "not", id="a near one three"),
        pytest.param(f"not {la(4)} numb", COUNTS, id="not four"),
        pytest.param("no la not numb", "not", id="the nearest is named"),
        pytest.param(f"no not {la(4)} numb", "no", id="or the one that reaches"),
        pytest.param("weak arm no numb", COUNTS, id="another mention of the sign still counts"),
        # words that deny nothing
        pytest.param("not only numb", COUNTS, id="a pseudo denial"),
        pytest.param("can not numb", COUNTS, id="that begins before"),
        pytest.param("can not find numb", "can not find", id="in a longer denial"),
        pytest.param("no way numb", COUNTS, id="as long as the denial"),
        pytest.param("no doubt not numb", "not", id="before another denial"),
        pytest.param("not no doubt numb", "not", id="behind another denial"),
        pytest.param("unable la without numb", COUNTS, id="what the asker is unable to do without"),
        pytest.param(f"unable {la(5)} without numb", COUNTS, id="six words before"),
        pytest.param(f"unable {la(6)} without numb", "without", id="not seven"),
        pytest.param("unable la no numb", "no", id="nor before other denials"),
        pytest.param("without numb unable la", "without", id="nor behind it"),
        pytest.param("no my foot", COUNTS, id="a no that answers"),
        pytest.param("no it numb", COUNTS, id="with any subject"),
        pytest.param("without it numb", "without", id="without answers nothing"),
        pytest.param("no such it numb", "no such", id="nor does no such"),
        # ends of a denial
        pytest.param("no la but numb", COUNTS, id="a terminator"),
        pytest.param("no but numb", COUNTS, id="right behind"),
        pytest.param("but no numb", "no", id="before it"),
        pytest.param("no numb but la", "no", id="behind the mention"),
        pytest.param("no, numb", COUNTS, id="a no with a comma answers"),
        pytest.param("not, numb", COUNTS, id="so does a not"),
        pytest.param("I exclude: numb", "i exclude", id="other words with one do not"),
        pytest.param("I exclude; numb", COUNTS, id="a pause ends it"),
        pytest.param("I exclude. Numb", COUNTS, id="so does a full stop"),
        pytest.param("no la; numb", COUNTS, id="a later one too"),
        pytest.param("no la\nnumb", COUNTS, id="and a new line"),
        pytest.param("la; no numb; la", "no", id="not one outside"),
        pytest.param("la, it no numb", "no", id="nor a clause outside"),
        pytest.param("no numb like this", COUNTS, id="undone"),
        pytest.param(f"no numb {la(3)} like this", COUNTS, id="a few words behind"),
        pytest.param(f"no numb {la(4)} like this", "no", id="not more"),
        pytest.param("like this no numb", "no", id="nor before"),
        pytest.param("no la numb nothing like this", "no", id="nothing like this denies on"),
        pytest.param("no la such numb", COUNTS, id="never such a thing is one now"),
        pytest.param("no numb such la", "no", id="such as this is none"),
        # lists
        pytest.param("no la or numb", "no", id="joined by or"),
        pytest.param("no la and numb", "no", id="by and"),
        pytest.param("no la, numb", "no", id="by a comma"),
        pytest.param("no la, la, la, la, la, la, numb", "no", id="a list is as long as it is"),
        pytest.param(f"no {la(5)}, {la(5)}, numb", "no", id="of items as long as the reach"),
        pytest.param(f"no {la(7)}, numb", COUNTS, id="no longer"),
        pytest.param(f"no la, {la(7)}, numb", COUNTS, id="in the middle either"),
        pytest.param(f"no {la(5)} or numb", "no", id="as long before or"),
        pytest.param(f"no {la(6)} or numb", COUNTS, id="and no longer there"),
        pytest.param(f"no la, {la(6)} numb", COUNTS, id="nor at the end"),
        pytest.param("no la and it numb", COUNTS, id="a clause of its own"),
        pytest.param("no la, looks numb", COUNTS, id="by its verb"),
        pytest.param("no la, la looks numb", COUNTS, id="wherever that stands"),
        pytest.param("no la, my foot", COUNTS, id="by the subject in the mention"),
        pytest.param("no looks, numb", "no", id="a verb before the comma makes none"),
        pytest.param("no la, it la, numb", COUNTS, id="a clause in the middle"),
        pytest.param("no la, la looks la, numb", COUNTS, id="by its verb too"),
        pytest.param("no la or it la, numb", "no", id="behind or there is none"),
        pytest.param("no la or looks numb", "no", id="none behind or"),
        pytest.param("no la nor it numb", "no", id="none behind nor"),
        pytest.param("no la, arm weak", COUNTS, id="what is said of the arm is no item"),
        pytest.param("no la and arm weak", "no", id="behind and it is"),
        pytest.param("no arm weak", "no", id="and alone"),
        pytest.param("no la, weak arm", "no", id="other words are an item"),
        pytest.param("not la, weak arm", COUNTS, id="behind a near denial they are not"),
        pytest.param("not la, numb", "not", id="a single word is"),
        # behind the mention
        pytest.param("numb none", "none", id="behind it"),
        pytest.param(f"numb {la(3)} none", "none", id="a few words behind"),
        pytest.param(f"numb {la(4)} none", COUNTS, id="not more"),
        pytest.param("none la numb", COUNTS, id="nor before"),
        pytest.param("none weak arm none", "none", id="one before hinders none"),
        pytest.param("numb, none", "none", id="an answer behind a comma"),
        pytest.param("numb? None", "none", id="behind a question"),
        pytest.param("numb; none", COUNTS, id="not behind a pause"),
        pytest.param("numb. None", COUNTS, id="nor a full stop"),
        pytest.param("numb la, none", COUNTS, id="nor a comma further on"),
        pytest.param("la, numb la none", "none", id="one before does not matter"),
        pytest.param("numb la none, la", "none", id="nor one behind it"),
        pytest.param("numb, no idea", COUNTS, id="a no that goes on"),
        pytest.param("numb, no, la", "no", id="or stops"),
        pytest.param("numb la no la none", "none", id="the one that stops"),
        pytest.param("numb not ruled out", COUNTS, id="not ruled out"),
        pytest.param("numb, none?", COUNTS, id="a question denies nothing"),
        pytest.param("la? numb, none", "none", id="another question does not matter"),
        pytest.param("numb la. No to all.", "no to all", id="a sentence that denies all of the last"),
        pytest.param("numb la. La no to all.", COUNTS, id="only at its beginning"),
        pytest.param("numb. La. No to all.", COUNTS, id="only the last"),
        pytest.param("numb la no to all", COUNTS, id="only in a sentence of its own"),
    ),
)
def test_denials(text, cue):
    assert verdict(text) == (cue and ("denied", cue))


@pytest.mark.parametrize(
    ("text", "cue"),
    (
        pytest.param("numb la. No to all", "no to all", id="the sentence before"),
        pytest.param("numb la. No to all la", "no to all", id="whatever follows it"),
        pytest.param("numb la. All clear", "all clear", id="any answer that opens the next one"),
        pytest.param("numb la, no to all", "no to all", id="behind a comma"),
        pytest.param("numb la, nope to all", "nope to all", id="in any wording of no"),
        pytest.param("numb la, none of it", COUNTS, id="none of something else answers nothing there"),
        pytest.param("numb la, all clear", COUNTS, id="nor does what is no no"),
        pytest.param("numb la. None of it", "none of it", id="both do in the next sentence"),
        pytest.param("numb la. La all clear", COUNTS, id="but only at its beginning"),
        pytest.param("i numb la. No to all", COUNTS, id="what befell somebody is not answered"),
        pytest.param("i numb la? No to all", "no to all", id="unless it is a question"),
        pytest.param("asked i numb la. No to all", "no to all", id="or tells of one"),
        pytest.param("asked i numb la now. No to all", "no to all", id="whatever turns behind it"),
        pytest.param("I la. Numb la. No to all", "no to all", id="nor is somebody in another sentence asked"),
        pytest.param("all clear, numb", COUNTS, id="nor what stands before"),
        pytest.param("numb la. No no", "no no", id="bare noes at the end of the text"),
        pytest.param("numb la. No no, la", "no no", id="or at a stop"),
        pytest.param("numb la. No no la", COUNTS, id="go on otherwise"),
        pytest.param("numb la. I have not", "i have not", id="as do other words that end in not"),
        pytest.param("numb la. I have not. La", "i have not", id="at a stop"),
        pytest.param("numb la. I have not la", COUNTS, id="which may go on"),
        pytest.param("asked numb. No no la. No to all", "no to all", id="a later answer"),
        pytest.param("asked numb. La. No to all", "no to all", id="what was asked may be answered later"),
        pytest.param("asked numb. La no to all", "no to all", id="further on in a sentence"),
        pytest.param("asked numb. La. La no to all", "no to all", id="two sentences on"),
        pytest.param("asked numb. La. La. No to all", COUNTS, id="not three"),
        pytest.param("numb asked. La. No to all", COUNTS, id="asked before the mention"),
        pytest.param("asked. Numb. La. No to all", COUNTS, id="in its sentence"),
        pytest.param("asked numb now. La. No to all", "no to all", id="what turns behind it is no matter"),
        pytest.param("asked now weak. La. No to all", COUNTS, id="in the mention it is"),
        pytest.param("now asked numb. La. No to all", "no to all", id="nor before it"),
        # a short question
        pytest.param("numb la la la la? No. La", "no", id="a question answered no"),
        pytest.param("numb la la la la? None, la", "none", id="before any stop"),
        pytest.param("la numb la la la la? No", "no", id="at the end"),
        pytest.param("numb la la la la. No", COUNTS, id="asked nothing"),
        pytest.param("numb la la la la? No la", COUNTS, id="no answer"),
        pytest.param("numb la la la la? Ruled out la", COUNTS, id="nor one that goes on"),
        pytest.param("numb la la la la? La. No", COUNTS, id="nor a later one"),
        pytest.param(f"numb {la(9)}? No", "no", id="a question of some words"),
        pytest.param(f"numb {la(10)}? No", COUNTS, id="not of more"),
        pytest.param(f"{la(9)}. Numb {la(4)}? No", "no", id="however much stands before it"),
        pytest.param("la my la numb la la la la? No", COUNTS, id="the asker's own question"),
        pytest.param("numb la la la today? No", COUNTS, id="of now"),
        pytest.param("la looks numb la la la la? No", COUNTS, id="or a whole clause"),
        # results
        pytest.param("la normal, numb normal", "normal", id="a list of results"),
        pytest.param("la. Numb normal, la normal", "normal", id="of which it is the first"),
        pytest.param("numb normal", COUNTS, id="one result"),
        pytest.param("la normal, numb, normal", COUNTS, id="of something else"),
        pytest.param("la normal, numb normal la", COUNTS, id="that goes on"),
        pytest.param("la normal, numb normal?", COUNTS, id="that is asked"),
        pytest.param("numb all normal", "all normal", id="all of them"),
        pytest.param("numb, la both normal", "both normal", id="or both"),
        pytest.param("numb, la, la all normal", "all normal", id="behind some more"),
        pytest.param("numb, all normal", COUNTS, id="not right behind a comma"),
        pytest.param("numb, looks, la all normal", COUNTS, id="of which nothing is said"),
        pytest.param(f"numb, {la(3)} all normal", "all normal", id="of a few words"),
        pytest.param(f"numb, {la(4)} all normal", COUNTS, id="no more"),
        pytest.param("numb la, la all normal", COUNTS, id="the mention one of them"),
        pytest.param("numb, it, la all normal", COUNTS, id="nor a subject among them"),
        pytest.param("numb, but la, la all normal", COUNTS, id="nor a contrast"),
        pytest.param("numb, him, la all normal", COUNTS, id="nor a person"),
        pytest.param("numb, today, la all normal", COUNTS, id="nor what is of today"),
        pytest.param("numb, la, rest all normal", COUNTS, id="nor the rest, besides the mention"),
    ),
)
def test_answers_to_a_whole_list(text, cue):
    assert verdict(text) == (cue and ("denied", cue))


@pytest.mark.parametrize(
    ("text", "cue"),
    (
        pytest.param("made me numb", "made me", id="a test"),
        pytest.param("made me la numb", "made me", id="further on"),
        pytest.param("made me. Numb", COUNTS, id="in its sentence"),
        pytest.param("numb made me", COUNTS, id="before the mention"),
        pytest.param("weak arm push", "arm push", id="or in it"),
        pytest.param("made me numb failed", COUNTS, id="a test failed"),
        pytest.param("failed made me numb", COUNTS, id="wherever that stands"),
        pytest.param("Failed. Made me numb. Failed", "made me", id="in its sentence"),
        pytest.param("made me numb today", COUNTS, id="nor is what is so today a test"),
        pytest.param("Today. Made me numb. Today", "made me", id="in its sentence"),
    ),
)
def test_tests_that_were_passed(text, cue):
    assert verdict(text) == (cue and ("denied", cue))


@pytest.mark.parametrize(
    ("text", "cue"),
    (
        pytest.param("numb, la, la all normal", COUNTS, id="what is urgent may stand apart from what was tested"),
        pytest.param("numb all normal", "all normal", id="but not right before it"),
        pytest.param("no la, numb", "no", id="a denial is one for it as well"),
    ),
)
def test_what_is_urgent_is_no_item_of_a_list(text, cue):
    assert verdict(text, Level.EMERGENCY) == (cue and ("denied", cue))


@pytest.mark.parametrize(
    ("text", "masked"),
    (
        pytest.param("no fever la", {0, 1}, id="a trouble that is no sign alone"),
        pytest.param("la fever la", set(), id="if it is denied"),
        pytest.param("fever, la, la all normal", {0, 3, 4}, id="in a list as well"),
        pytest.param("no la la", set(), id="not what is no trouble"),
    ),
)
def test_lesser_troubles_that_are_denied_are_not_told_to_the_net(text, masked):
    assert triage().reading(text).masked == masked
