"""What makes a mention somebody else's story, on a lexicon of a few words."""

from __future__ import annotations

import pytest

from bot.triage.models import Level
from tests.triage.small import COUNTS, la, verdict


@pytest.mark.parametrize(
    ("text", "cue"),
    (
        pytest.param("article numb", "article", id="what is read"),
        pytest.param("article. Numb", COUNTS, id="is told in its own sentence"),
        pytest.param("numb article", "article", id="the mention may come first"),
        pytest.param("numb. Article", COUNTS, id="not from a sentence before"),
        pytest.param("article my foot", COUNTS, id="but not of the asker"),
        pytest.param("my article numb", "article", id="whose article it may be"),
        pytest.param("my foot article", COUNTS, id="named before"),
        pytest.param("article numb and aunt", "article", id="not named behind the mention"),
        pytest.param("article la aunt numb", "article", id="some aunt is in the story"),
        pytest.param("article and aunt numb", COUNTS, id="the asker's is not"),
        pytest.param("article numb my", "article", id="nor is the asker behind the mention"),
        pytest.param("article, aunt numb", COUNTS, id="one that begins a clause is the asker's"),
        pytest.param("aunt numb article", COUNTS, id="one that begins the text too"),
        pytest.param("la aunt numb article and", "article", id="the last word says nothing of her"),
        pytest.param("weak arm page", COUNTS, id="a page that is itself weak"),
        pytest.param("people numb", "people", id="others"),
        pytest.param(f"people {la(12)} numb", "people", id="some words on"),
        pytest.param(f"people {la(13)} numb", COUNTS, id="not further"),
        pytest.param("people. Numb", COUNTS, id="not in the next sentence"),
        pytest.param("numb people", COUNTS, id="not behind the mention"),
        pytest.param("weak folk", "weak folk", id="others in the mention"),
        pytest.param("old weak arm", "old weak", id="or begun before it"),
        pytest.param("people my foot", COUNTS, id="beside the asker"),
        pytest.param("people la my numb", COUNTS, id="right before the mention"),
        pytest.param("people my la numb", "people", id="not further before"),
        pytest.param("my friend numb", "my friend", id="the asker's friend is no asker"),
        pytest.param("people numb my", "people", id="not behind it"),
        pytest.param("people numb today", COUNTS, id="told as of today"),
        pytest.param("today people numb", COUNTS, id="wherever that stands"),
        pytest.param("people numb. Today", "people", id="in this sentence"),
        pytest.param("Today. People numb", "people", id="and no other"),
        pytest.param("people my foot people", COUNTS, id="the next others are looked at too"),
        pytest.param("people him numb", "people", id="done to him"),
        pytest.param("people i numb", COUNTS, id="said of another"),
        pytest.param("my friend is numb", "my friend", id="told as of now"),
    ),
)
def test_stories_of_others(text, cue):
    assert verdict(text) == (cue and ("other", cue))


@pytest.mark.parametrize(
    ("text", "cue"),
    (
        pytest.param("aunt article and she numb", COUNTS, id="one of the asker's only reads"),
        pytest.param("aunt la article and she numb", COUNTS, id="named before"),
        pytest.param("la aunt article and she numb", "article", id="some aunt"),
        pytest.param("my article and she numb", "article", id="the asker"),
        pytest.param("aunt article and numb", "article", id="nobody else is spoken of"),
        pytest.param("aunt article she numb", "article", id="nothing is joined"),
        pytest.param("aunt article and la she numb", "article", id="right behind the joiner"),
        pytest.param("aunt article or and she numb", COUNTS, id="one of the joiners"),
        pytest.param("article and aunt she numb", COUNTS, id="the asker's aunt is in it"),
        pytest.param("article. Aunt and she. Article numb", "article", id="in this sentence"),
        pytest.param("heard about numb", "heard about", id="told of"),
        pytest.param("heard about la numb", "heard about", id="further on"),
        pytest.param("numb heard about", COUNTS, id="not before it"),
        pytest.param("heard about my foot", COUNTS, id="not of the asker"),
        pytest.param("my heard about numb", "heard about", id="who hears of it"),
        pytest.param("heard about la, aunt numb", COUNTS, id="nor of theirs"),
        pytest.param("heard about aunt numb", "heard about", id="an aunt in the story"),
        pytest.param("heard about numb my", "heard about", id="behind the mention it is no matter"),
        pytest.param("heard about. Numb", COUNTS, id="in its sentence"),
        pytest.param("told how numb", "told how", id="a teller"),
        pytest.param("told la about numb", "told la about", id="with some words between"),
        pytest.param("told la of la numb", "told la of", id="of any of three kinds"),
        pytest.param("told la numb", COUNTS, id="not without one"),
        pytest.param("numb told how", COUNTS, id="nor behind the mention"),
        pytest.param("told. How numb", COUNTS, id="in one sentence"),
        pytest.param("told my how numb", "told my how", id="the asker is told"),
        pytest.param("told la my how numb", COUNTS, id="what the asker's is told of"),
        pytest.param("told how my foot", COUNTS, id="it is of the asker"),
        pytest.param("aunt told how numb", COUNTS, id="of one of theirs"),
        pytest.param("told how la aunt numb", "told how", id="of some aunt"),
        pytest.param("told how, aunt numb", COUNTS, id="who is theirs"),
        pytest.param("told how is numb", COUNTS, id="told as of now"),
        pytest.param("told is how numb", "told is how", id="not before it"),
        pytest.param("told la. Told how numb", "told how", id="the one that tells"),
        pytest.param("told my how told how numb", "told my how", id="the first that tells"),
        pytest.param("told la my how told how numb", "told how", id="another teller"),
        pytest.param("in la film numb", "film", id="a work at the head"),
        pytest.param("on film numb", "film", id="right behind the head"),
        pytest.param("la film numb", COUNTS, id="not behind other words"),
        pytest.param("la. In film la. La. In film numb", "film", id="of its own sentence"),
        pytest.param(f"in {la(3)} film numb", "film", id="some words on"),
        pytest.param(f"in {la(4)} film numb", COUNTS, id="not more"),
        pytest.param("in film club numb", COUNTS, id="a place is none"),
        pytest.param("in film club film numb", "film", id="another work is"),
        pytest.param("in, film numb", COUNTS, id="a comma"),
        pytest.param("in la, film numb", COUNTS, id="a later one"),
        pytest.param("in la film, numb", "film", id="not one behind it"),
        pytest.param("la, la. In film numb", "film", id="nor one before"),
        pytest.param("in film my foot", COUNTS, id="not of the asker"),
    ),
)
def test_what_is_read_heard_and_told(text, cue):
    assert verdict(text) == (cue and ("other", cue))


@pytest.mark.parametrize(
    ("text", "cue"),
    (
        pytest.param("radio numb", "radio", id="at the head"),
        pytest.param("radio i numb", "radio", id="whoever is named"),
        pytest.param("radio my foot", COUNTS, id="but the asker's"),
        pytest.param("radio numb my", "radio", id="not behind the mention"),
        pytest.param("la radio numb", "radio", id="further on"),
        pytest.param("la radio numb i", COUNTS, id="where nobody might sit before it"),
        pytest.param("I la. La radio numb. I la", "radio", id="in its sentence"),
        pytest.param("radio numb today", COUNTS, id="not of today"),
        pytest.param("Today. Radio numb. Today", "radio", id="in its sentence only"),
        pytest.param("numb radio", COUNTS, id="not behind the mention"),
        pytest.param("radio. Numb", COUNTS, id="nor in the sentence before"),
        pytest.param("my radio la radio numb", COUNTS, id="each of them so"),
    ),
)
def test_what_one_sits_before(text, cue):
    assert verdict(text) == (cue and ("other", cue))


@pytest.mark.parametrize(
    ("text", "cue"),
    (
        pytest.param("dog numb", "dog", id="an animal"),
        pytest.param("dog weak", "dog", id="in the mention"),
        pytest.param("numb dog la", COUNTS, id="not behind it"),
        pytest.param("dog, numb", COUNTS, id="what ends its clause does nothing"),
        pytest.param("numb. Dog la", COUNTS, id="nor does one told of later"),
        pytest.param("by dog numb", COUNTS, id="nor one that is done by"),
        pytest.param("by la la dog numb", COUNTS, id="three words before"),
        pytest.param("by la la la dog numb", "dog", id="not four"),
        pytest.param("by, dog numb", "dog", id="nor in another clause"),
        pytest.param("charley horse numb", COUNTS, id="a cramp is no horse"),
        pytest.param("charley la horse numb", "horse", id="right before it"),
        pytest.param("dog food numb", COUNTS, id="what is made for it"),
        pytest.param("dog la food numb", "dog", id="right behind it"),
        pytest.param("dog bit numb", COUNTS, id="what it did to one"),
        pytest.param("dog la bit numb", "dog", id="right behind it too"),
        pytest.param("dog my foot", COUNTS, id="not of the asker"),
        pytest.param("my dog numb", "dog", id="the asker's dog"),
        pytest.param("dog numb my", "dog", id="the asker behind the mention"),
        pytest.param("dog la aunt numb", "dog", id="some aunt"),
        pytest.param("dog and aunt numb", COUNTS, id="the asker's"),
        pytest.param("dog la numb today", COUNTS, id="not of today"),
        pytest.param(f"dog {la(12)} numb", "dog", id="some words on"),
        pytest.param(f"dog {la(13)} numb", COUNTS, id="not further"),
        pytest.param("dog my la horse numb", "horse", id="the one that is near"),
    ),
)
def test_animals(text, cue):
    assert verdict(text) == (cue and ("other", cue))


@pytest.mark.parametrize(
    ("text", "cue"),
    (
        pytest.param("dog la. She numb", "dog", id="the animal of the sentence before"),
        pytest.param("dog la. La. La. She numb", "dog", id="of three before"),
        pytest.param(f"la. Dog {la(13)} numb", COUNTS, id="none that opens the sentence itself, far off"),
        pytest.param("dog la. La. La. La. She numb", COUNTS, id="not four"),
        pytest.param("dog la. My la. She numb", COUNTS, id="unless the asker comes in"),
        pytest.param("dog la. My foot", COUNTS, id="with the mention"),
        pytest.param("dog la. She numb my", COUNTS, id="or behind it"),
        pytest.param("dog la my. She numb", COUNTS, id="or behind the animal"),
        pytest.param("my dog la. She numb", "dog", id="not before it"),
        pytest.param("my la. Dog la. She numb", "dog", id="nor in a sentence before"),
        pytest.param("dog la. She numb today", COUNTS, id="not of today"),
        pytest.param("dog today la. She numb", "dog", id="today then"),
        pytest.param("Today. Dog la. She numb. Today", "dog", id="only in its sentence"),
        pytest.param("dog la. Now she numb", COUNTS, id="nor behind a turn"),
        pytest.param("dog la. She numb now", "dog", id="not a later turn"),
        pytest.param("now dog la. She numb", "dog", id="nor one before"),
        pytest.param("dog la. Horse la. She numb", "horse", id="the last animal"),
        pytest.param("aunt la. Dog la. She numb", COUNTS, id="she may be another"),
        pytest.param("dog la. Numb", COUNTS, id="where no one is spoken of the asker is meant"),
        pytest.param("my la. Dog la. She numb", "dog", id="the asker is not she"),
        pytest.param("article la. She numb", "article", id="whom an article tells of"),
        pytest.param("heard about la. She numb", "heard about", id="or somebody"),
        pytest.param("article heard about la. She numb", "article", id="the article first"),
        pytest.param("article la. Numb", COUNTS, id="if spoken of"),
        pytest.param("article la. Numb she", COUNTS, id="before the mention ends"),
        pytest.param("article la. She la. Numb", COUNTS, id="in its sentence"),
        pytest.param(f"la. Dog {la(13)} she numb", COUNTS, id="not of the sentence itself"),
        pytest.param("article la. La. La. She numb", "article", id="three sentences before"),
        pytest.param("article la. La. La. La. She numb", COUNTS, id="not four before"),
        pytest.param("aunt article. She numb", COUNTS, id="she may be one of theirs"),
        pytest.param("my article. She numb", "article", id="the asker is not"),
        pytest.param("aunt la. Article. She numb", COUNTS, id="she may be one told of before"),
        pytest.param("article today. She numb", COUNTS, id="it is of today"),
        pytest.param("article. My la. She numb", COUNTS, id="the asker came in"),
        pytest.param("la. Article la. La. She numb", "article", id="up to its sentence"),
    ),
)
def test_stories_that_go_on(text, cue):
    assert verdict(text) == (cue and ("other", cue))


@pytest.mark.parametrize(
    ("text", "cue"),
    (
        pytest.param("scenario numb", "scenario", id="in the sentence"),
        pytest.param("numb scenario", "scenario", id="behind it"),
        pytest.param("Scenario. Numb", "scenario", id="the sentence before"),
        pytest.param("scenario. La. Numb", COUNTS, id="not the one before that"),
        pytest.param("numb. La. Scenario", "scenario", id="two sentences behind"),
        pytest.param("numb. La. La. Scenario", COUNTS, id="not three"),
        pytest.param("scenario my foot", COUNTS, id="not of the asker"),
        pytest.param("scenario. Numb my", COUNTS, id="wherever named"),
        pytest.param("My la. Scenario. Numb. My la", "scenario", id="in its sentence"),
        pytest.param("scenario numb today", COUNTS, id="not of today"),
        pytest.param("Today. Scenario. Numb. Today", "scenario", id="of its sentence"),
    ),
)
def test_cases_for_learners(text, cue):
    assert verdict(text) == (cue and ("other", cue))


@pytest.mark.parametrize(
    ("text", "cue"),
    (
        pytest.param("neighbour numb", COUNTS, id="they count"),
        pytest.param("neighbour numb in july", COUNTS, id="whenever it was"),
        pytest.param("neighbour numb in july. Fine since", "neighbour", id="unless the story ends"),
        pytest.param("neighbour weak in july. Fine since", "neighbour", id="begun with the mention"),
        pytest.param("neighbour numb once. Fine since", "neighbour", id="any date"),
        pytest.param("neighbour numb. Fine since", COUNTS, id="it has just happened"),
        pytest.param("neighbour numb. In july. Fine since", COUNTS, id="dated elsewhere"),
        pytest.param("neighbour numb in july. La. La. Fine since", "neighbour", id="three sentences on"),
        pytest.param("neighbour numb in july. La. La. La. Fine since", COUNTS, id="not four"),
        pytest.param("neighbour numb in july fine since", "neighbour", id="at once"),
        pytest.param("fine since. Neighbour numb in july", COUNTS, id="not before"),
        pytest.param("neighbour numb in july. Fine since. Again", COUNTS, id="it came back"),
        pytest.param("again. Neighbour numb in july. Fine since", "neighbour", id="not what came back before"),
        pytest.param("neighbour my foot in july. Fine since", COUNTS, id="not of the asker"),
        pytest.param("my neighbour numb in july. Fine since", "neighbour", id="whose neighbour it may be"),
        pytest.param("neighbour numb my in july. Fine since", "neighbour", id="nor behind the mention"),
        pytest.param("neighbour numb in july today. Fine since", COUNTS, id="not of today"),
        pytest.param("Today. Neighbour numb in july. Fine since", "neighbour", id="today in another sentence"),
        pytest.param("numb neighbour in july. Fine since", COUNTS, id="named behind the mention"),
        pytest.param("neighbour la. Numb in july. Fine since", COUNTS, id="or in the sentence before"),
        pytest.param("neighbour la. She numb in july. Fine since", "neighbour", id="unless she is spoken of"),
        pytest.param("neighbour la. Numb she in july. Fine since", COUNTS, id="before the mention"),
        pytest.param(
            "neighbour numb never since, in july. Lately", "neighbour", id="over, what is of lately is not it"
        ),
        pytest.param("aunt la. La. She numb in july. Fine since", "aunt", id="some sentences on"),
        pytest.param("la. She numb in july. Fine since", COUNTS, id="whoever that is"),
        pytest.param("neighbour la aunt numb in july. Fine since", "aunt", id="the last who is named"),
        pytest.param("my aunt numb in july. Fine since", "aunt", id="a relative"),
        pytest.param("my aunt numb. Fine since", COUNTS, id="whose story is new"),
        pytest.param("neighbour from my la numb in july. Fine since", "neighbour", id="known from somewhere"),
        pytest.param("neighbour and my numb in july. Fine since", COUNTS, id="the asker too"),
        # the asker is well
        pytest.param("neighbour numb in july. I am well", "neighbour", id="dated, and the asker is well"),
        pytest.param("I am well. Neighbour numb. Fine since", "neighbour", id="ended, and the asker is well"),
        pytest.param("neighbour numb. I am well", COUNTS, id="who is well may call for another"),
        pytest.param(f"neighbour numb. I am well. {la(35)}", "neighbour", id="not at such length"),
        pytest.param(f"neighbour numb. I am well. {la(34)}", COUNTS, id="but in fewer words"),
        pytest.param(f"neighbour is numb. I am well. {la(40)}", COUNTS, id="nor of what is now"),
        pytest.param(f"my aunt numb. I am well. {la(40)}", COUNTS, id="nor of a relative"),
        pytest.param("my husband numb in july. Fine since", COUNTS, id="nobody of the house"),
        pytest.param("my husband numb in july. Fine since. I am well", "husband", id="unless all three are told"),
    ),
)
def test_acquaintances(text, cue):
    assert verdict(text) == (cue and ("other", cue))


@pytest.mark.parametrize(
    ("text", "cue"),
    (
        pytest.param("writing article and numb", COUNTS, id="what befell one who wrote"),
        pytest.param("writing la article and numb", COUNTS, id="a word before it"),
        pytest.param("writing la la article and numb", "article", id="not two"),
        pytest.param("article and numb", "article", id="nobody writes"),
        pytest.param("writing article numb", "article", id="nothing else is told"),
        pytest.param("writing article numb and la", "article", id="or only behind it"),
        pytest.param("writing article about la and numb", "article", id="it is what is written"),
    ),
)
def test_who_writes(text, cue):
    assert verdict(text) == (cue and ("other", cue))


@pytest.mark.parametrize(
    ("text", "cue"),
    (
        pytest.param("people numb", "people", id="others"),
        pytest.param("my friend is numb", COUNTS, id="told as of now"),
        pytest.param("my friend is numb once", "my friend", id="in spite of a date it is not"),
        pytest.param("people has numb", COUNTS, id="told as what has just been"),
        pytest.param("people has la la numb", COUNTS, id="some words before"),
        pytest.param("people has la la la numb", "people", id="not more"),
        pytest.param("people numb has", "people", id="nor behind it"),
        pytest.param("has la, people numb", "people", id="nor in another clause"),
        pytest.param("article is numb", "article", id="not in an article"),
        # an ending is not enough
        pytest.param("neighbour numb in july. Fine since", "neighbour", id="a date and an ending"),
        pytest.param("I am well. Neighbour numb. Fine since", COUNTS, id="no date"),
        pytest.param("I am well. Neighbour numb in july", "neighbour", id="with a date being well is one"),
    ),
)
def test_what_is_urgent_counts_before_the_eyes_of_the_asker(text, cue):
    assert verdict(text, Level.EMERGENCY) == (cue and ("other", cue))
