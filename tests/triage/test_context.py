"""What stands around a sign: each trap of everyday writing has its row."""

from __future__ import annotations

import pytest

from bot.triage.models import Level

ACTIVE = (
    # inability belongs to the sign
    ("I can't breathe", "trouble-breathing"),
    ("he cannot swallow", "sudden-swallowing"),
    ("unable to lift my arm", "weakness"),
    # a contrast ends a denial
    ("no numbness but I keep tripping", "tripping"),
    ("no weakness, however my toes are numb", "numbness"),
    ("no fever, just numb fingers", "numbness"),
    ("no tingling except in my toes, they are numb", "numbness"),
    ("no pain and my foot is numb", "numbness"),
    ("no fever, my arm is numb", "numbness"),
    ("no fever, no injury, but my hand is weak", "weakness"),
    ("no fever, chest tight", "chest-pain"),
    ("no fever. numb toes", "numbness"),
    ("no fever\nnumb toes", "numbness"),
    ("no fever... numb toes", "numbness"),
    ("No, my chest hurts", "chest-pain"),
    ("no my chest hurts", "chest-pain"),
    ("no rash and one two three four five six numb toes", "numbness"),
    ("no rash, it looks odd, numbness", "numbness"),
    ("what if it is the chair that I have used these last nine days, my toes are numb", "numbness"),
    # words that only look like a denial
    ("not only my toes are numb", "numbness"),
    ("the numbness is not going away", "numbness"),
    ("no relief from the numbness", "numbness"),
    ("no idea why my hand is numb", "numbness"),
    ("not sure why my arm is weak", "weakness"),
    ("can't walk without my leg giving way", "weakness"),
    ("never had numbness like this", "numbness"),
    ("no sleep, chest pain all night", "chest-pain"),
    ("numbness, no idea why", "numbness"),
    ("can't sleep, my calf cramps every night", "sleep"),
    # "fine" and "no" far behind
    ("is magnesium fine in pregnancy", "magnesium-illness"),
    ("numb toes, no fever", "numbness"),
    # a real hand in a worried question
    ("should I worry that my hand is weak?", "weakness"),
    ("is my numb toe a bad sign?", "numbness"),
    ("can't feel my toes?", "numbness"),
    ("anyone else get numb hands?", "numbness"),
    # since then, still, now
    ("numb toes since 2019", "numbness"),
    ("as a kid I had numb toes, and again today", "numbness"),
    ("I used to be strong but now my grip is weak", "weakness"),
    ("my hand was numb last night", "numbness"),
    ("in 2016 I was checked, now my toes are numb", "numbness"),
    ("in 2016 I was ill, but my toes are numb", "numbness"),
    # family is here and now
    ("my dad has chest pain", "chest-pain"),
    ("my friend is having a seizure right now", "seizure"),
    ("my friend says my leg looks weak", "weakness"),
    # a stroke or a seizure counts although it has passed
    ("my face drooped this morning, it is gone now", "face-droop"),
    ("I read an article because my hand is numb", "numbness"),
    # crisis words need no frame
    ("what if I kill myself", "suicide"),
    ("does anyone know what to do when suicidal", "suicide"),
    ("have anyone's hands gone numb in games?", "numbness"),
    ("numb hand every morning, fine now", "numbness"),
    ("numb foot, the calf is fine now", "numbness"),
    ("my mouth drooped on one side, fine now", "face-droop"),
    ("my roommate swallowed a box of sleeping tablets", "overdose"),
    ("can hardly draw a breath", "trouble-breathing"),
    ("2000 mg of magnesium a day, too much?", "large-dose"),
    ("cnt breath an my chest is tite", "chest-pain"),
)

STORIES_THAT_COUNT = (
    # an old story does not cover what is back, new or of this week
    ("In 2015 my leg went numb and it all came back. This morning my toes are numb again", "numbness"),
    ("I had Bell's palsy in sixth form. Now my face is drooping", "face-droop"),
    ("In 2018 I had back surgery. I can't feel my legs", "numbness"),
    ("Had a stroke in 2019. My left arm went dead at breakfast", "sudden-weakness"),
    ("When I was a baby I had convulsions. I had a seizure an hour ago", "seizure"),
    ("I broke my arm at ten past four and my fingers are numb", "numbness"),
    ("my youngest is in year 3 and his hand is numb", "numbness"),
    ("She is asking for her mother who died in 1981, and she can't breathe", "trouble-breathing"),
    # an animal, a film or a class near by is not whom it befalls
    ("The cat is fine but grandad is having a seizure", "seizure"),
    ("My husband is on the floor. The dog keeps licking his face, he can't breathe", "trouble-breathing"),
    ("I got a charley horse and my toes went numb", "numbness"),
    ("Thighs as if kicked by a horse, toes numb", "numbness"),
    ("I was reading a book and my toes went numb", "numbness"),
    ("My grandson was watching the telly, then he had a seizure", "seizure"),
    ("left foot numb, it was fine at lectures", "numbness"),
    ("I teach a class. My chest is tight", "chest-pain"),
    ("man having a seizure on the floor, what do you do", "seizure"),
    ("My neighbour is having a seizure in the garden", "seizure"),
    # what was asked, and there was
    ("The nurse asked if my legs are numb and I can't pee", "cauda-equina"),
    ("They asked about my chest pain", "chest-pain"),
    ("They asked about numbness. My toes are numb. No fever, no", "numbness"),
    ("an old guy at the market has chest pain", "chest-pain"),
)

DISCOUNTED = (
    ("no weakness", "weakness", "denied"),
    ("no weakness, rash or numbness", "numbness", "denied"),
    ("no weak legs, no numb feet", "numbness", "denied"),
    ("not weak, numb or clumsy", "coordination", None),
    ("I haven't noticed any numbness", "numbness", "denied"),
    ("neither weak legs nor numb feet", "numbness", "denied"),
    ("zero numbness", "numbness", "denied"),
    ("without numbness", "numbness", "denied"),
    ("can't find any weakness", "weakness", "denied"),
    ("no rash and numbness", "numbness", "denied"),
    ("no loss of coordination", "coordination", "denied"),
    ("my foot last night, not swollen", "clot", None),
    ("numbness: none", "numbness", "denied"),
    ("numbness? no. weakness? none", "weakness", "denied"),
    ("weakness ruled out", "weakness", "denied"),
    ("the numbness was ruled out", "numbness", "denied"),
    ("what if I faint", "fainting", "hypothetical"),
    ("when should I worry about numbness", "numbness", "hypothetical"),
    ("the doctor asked if I had numbness", "numbness", "hypothetical"),
    ("scared of getting numbness", "numbness", "hypothetical"),
    ("what causes weakness?", "weakness", "general"),
    ("hey, does magnesium help weakness?", "weakness", "general"),
    ("hey so does magnesium help weakness?", "weakness", "general"),
    ("numbness and weakness, a sign of what?", "numbness", "general"),
    ("as a kid I had numb toes", "numbness", "past"),
    ("numb toes in 2019", "numbness", "past"),
    ("I used to get numb toes", "numbness", "past"),
    ("the numbness has gone", "numbness", "past"),
    ("people with numbness go to the doctor", "numbness", "other"),
    ("a friend once had a seizure", "seizure", "other"),
    ("in the article it says numbness is bad", "numbness", "other"),
    ("a faint twitch", "fainting", "figure"),
    ("my wifi is weak", "weakness", None),
    ("dropped my pills", "dropping-things", None),
    ("dying to know", "suicide", None),
    ("that killed me", "suicide", None),
    ("my arm is numb from boredom", "numbness", "figure"),
    ("is this ALS? my thumb twitches", "nerve-disease", None),
    ("scared I have MS, my thumb twitches", "nerve-disease", "figure"),
    ("doctor ruled out ALS, my thumb twitches", "nerve-disease", None),
    ("not suicidal", "suicide", "denied"),
    ("numb bum on the train, all fine now", "numbness", "past"),
    ("my hand was numb at noon, it is gone now", "numbness", "past"),
    ("my mate had a seizure", "seizure", "other"),
    ("my friend has numb feet", "numbness", "other"),
    ("my twitch stream keeps crashing", "injury", None),
    ("my legs are so weak for this kitten", "weakness", "figure"),
    ("that meme nearly gave me a seizure", "seizure", None),
    ("cannot breathe, this is hilarious", "trouble-breathing", "figure"),
)

STORIES_DISCOUNTED = (
    # told to the end: a date, and an ending some sentences on
    ("Fell in 2001. My arm was numb. The feeling came back by Christmas", "numbness", "past"),
    ("I had fits in matric. They scanned me twice. It burnt itself out", "seizure", "past"),
    ("My hand went numb for a month. That was 2005. Perfect since", "numbness", "past"),
    ("I broke my arm at 9 and the hand was numb. Good as new", "numbness", "past"),
    ("In 2009 I woke up with a numb leg. They closed the file in 2013", "numbness", "past"),
    ("In 2011 I fell off a roof. My legs were numb. It all came right within the year", "numbness", "past"),
    # an animal, and the sentences that go on about it
    ("our whippet had chest pain on the walk", "chest-pain", "other"),
    ("Lost a good cow to tetany. She had convulsions", "seizure", "other"),
    # a film, a book, a teller
    ("In a Tolstoy story the father's toes go numb", "numbness", "other"),
    ("In the serial she gets a numb hand", "numbness", "other"),
    ("A customer told me over cake how her brother got numb feet", "numbness", "other"),
    ("I saw that film last year. He had a seizure in it", "seizure", "other"),
    # a case for learners, an acquaintance who is well again
    ("young man, numb toes, chest pain. What do you do next?", "chest-pain", "other"),
    ("My neighbor Mr. Dee had chest pain in July. He is well", "chest-pain", "other"),
    # a whole list answered, a test passed
    ("The form asks: chest pain, blackouts, numbness. No no no", "numbness", "denied"),
    ("She asked had I any chest pain. I had not", "chest-pain", "denied"),
    ("falls, numbness, chest pain: no ma'am to every one", "numbness", "denied"),
)


@pytest.mark.parametrize(("text", "sign"), (*ACTIVE, *STORIES_THAT_COUNT))
def test_counts(triage, found, text, sign):
    assert sign in found(text), triage.assess(text)


@pytest.mark.parametrize(("text", "sign", "why"), (*DISCOUNTED, *STORIES_DISCOUNTED))
def test_does_not_count(triage, found, text, sign, why):
    assert sign not in found(text)
    if why is not None:
        assert {one.why for one in triage.assess(text).discounted if one.sign == sign} == {why}


def test_a_denial_of_one_sign_leaves_another(triage):
    text = "No numbness but my hands are weak"
    assessment = triage.assess(text)
    [finding] = assessment.findings
    assert text[slice(*finding.words[0])] == "hands are weak"
    [denied] = assessment.discounted
    assert (text[slice(*denied.words)], text[slice(*denied.cue)]) == ("numbness", "No")


@pytest.mark.parametrize(
    ("mild", "grave"),
    (
        ("my arm is weak", "my arm is suddenly weak"),
        ("my leg is weak", "my left side is weak"),
        ("my arm tingles", "suddenly my left side is numb"),
        ("I slur my words", "I slur my words since this morning"),
        ("my balance is off", "suddenly my balance is off"),
        ("it is hard to swallow", "suddenly it is hard to swallow"),
    ),
)
def test_sudden_or_one_sided_is_an_emergency(triage, mild, grave):
    assert triage.named(mild).level is Level.DOCTOR
    assert triage.assess(grave).level is Level.EMERGENCY


@pytest.mark.parametrize(
    "text",
    (
        "",
        "   \n",
        "???",
        "my eyelid twitches after too much coffee",
        "eyelid has been twitching since yesterday, 3 espressos",
        "one calf cramp after football, gone now",
        "what are the red flags?",
        "what foods are rich in magnesium?",
        "does ALS cause twitching?",
        "leg day was brutal and my calf twitches",
        "dying to know why my eyelid twitches, this killed me lol",
    ),
)
def test_harmless_stays_none(triage, text):
    assert triage.assess(text).level is Level.NONE


def test_words_point_into_the_original(triage):
    text = "😳 My chest… FEELS  so **tight**! I’m scared"
    finding, *_ = triage.assess(text).findings
    assert text[slice(*finding.words[0])] == "chest… FEELS  so **tight"


def test_highest_level_comes_first(triage):
    findings = triage.assess("my toes tingle and I can't breathe").findings
    assert [finding.sign for finding in findings] == ["trouble-breathing", "numbness"]


def test_level_has_a_word():
    assert [level.word for level in Level] == ["none", "doctor", "emergency"]
