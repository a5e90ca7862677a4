"""Long posts as in forums: an old story, somebody else or a figure of speech hides nothing that is there now."""

from __future__ import annotations

import pytest

from bot.triage.assess import Triage
from bot.triage.models import Level

STILL_THERE = (
    ("In 2012 I fainted at work. Nothing since. Today I fainted again in the shower.", Level.EMERGENCY),
    (
        "When I was about thirty I had a seizure, never another. An hour ago I had a seizure on the sofa.",
        Level.EMERGENCY,
    ),
    ("Last summer I collapsed in the heat, no harm done. It happened again an hour ago.", Level.EMERGENCY),
    ("In my twenties I had seizures, none since. It's back: I had one at breakfast.", Level.EMERGENCY),
    ("My chest has been crushing since lunch. In 2009 I had a bad back, all gone by Christmas.", Level.EMERGENCY),
    ("I had numb feet in 2010 and it went. For six weeks now my hands have been numb.", Level.DOCTOR),
    ("I'm fine, but my colleague has just collapsed and he is not breathing.", Level.EMERGENCY),
    ("A man fainted and his lips are blue. I'm okay.", Level.EMERGENCY),
    ("My son had a seizure this morning. He is fine now, playing. I am well.", Level.EMERGENCY),
    ("I am perfectly healthy. My husband had a seizure ten minutes ago and he is still confused.", Level.EMERGENCY),
    ("My uncle had a stroke in May and is on the mend. Tonight my own face droops on one side.", Level.EMERGENCY),
    ("My aunt lost her grip years ago, she is fine. My own grip is going, I drop cups.", Level.DOCTOR),
    ("My team broke me and my wallet, lol. Since an hour I have chest pain going into my jaw.", Level.EMERGENCY),
    ("I died at the price, my soul left. My dad fainted an hour ago and his lips are blue.", Level.EMERGENCY),
    (
        "Thyroid normal, magnesium normal, ECG normal. Now my right leg is suddenly weak and I can't walk.",
        Level.EMERGENCY,
    ),
    ("Any numbness? In two fingers, every day for a month. Falls? No.", Level.DOCTOR),
    (
        "She checked for weakness, for numbness, for reflexes, all fine on Monday. Today my left side is weak.",
        Level.EMERGENCY,
    ),
    ("Nothing wrong with me they said in March. Tonight I can't move my legs.", Level.EMERGENCY),
    ("I'm only curious: my chest has a crushing pain and my left arm is numb.", Level.EMERGENCY),
)

PRESENT_AMID_MASKS = (
    # an age or an old date, and an asker who is well, end no emergency
    ("At nineteen I sang in a choir. Crushing chest pain, sweating. Otherwise we are all well.", Level.EMERGENCY),
    ("In 2016 I bought a boat. Fainted in the shower and hit my head. My family is fine.", Level.EMERGENCY),
    ("I am in year 10 and I fainted in the corridor.", Level.EMERGENCY),
    ("As a student I have a crushing chest pain before tests.", Level.EMERGENCY),
    ("I was eighteen when I had a seizure. I still get them, one tonight.", Level.EMERGENCY),
    ("In May last year I had chest pain. This morning it is back and goes into my arm.", Level.EMERGENCY),
    # whoever is ill before one's eyes
    ("A friend is having a seizure.", Level.EMERGENCY),
    ("One colleague has crushing chest pain and looks grey.", Level.EMERGENCY),
    ("My friend has just collapsed.", Level.EMERGENCY),
    ("My lodger swallowed all his pills. He is home now. I am well.", Level.EMERGENCY),
    ("My coach collapsed in the gym. He was fine at noon. I am fine.", Level.EMERGENCY),
    ("There was a girl on the tram having a seizure a minute ago, she isn't waking up.", Level.EMERGENCY),
    ("I am writing a report and can't feel one side of my body.", Level.DOCTOR),
    ("My team mate collapsed at training.", Level.EMERGENCY),
    # an ending, or a good result, is no denial of what is told
    ("I fainted on the stairs. All good now.", Level.EMERGENCY),
    ("My daughter had a seizure. All fine.", Level.EMERGENCY),
    ("Slurred speech, crooked mouth, drooping face, the rest all normal.", Level.EMERGENCY),
    ("Chest pain, cholesterol all fine.", Level.EMERGENCY),
    ("Numb toes, the rest all fine.", Level.DOCTOR),
    ("I can't feel my feet. Nothing at all.", Level.DOCTOR),
    ("I have never had such crushing chest pain.", Level.EMERGENCY),
    ("I do not think I will get through tonight, I've got the rope ready.", Level.EMERGENCY),
    # what one waits for, reads or fears hides nothing that is told
    ("Waiting for an ambulance, crushing chest pain, what now?", Level.EMERGENCY),
    ("I was waiting for the train when I fainted.", Level.EMERGENCY),
    ("At the risk of sounding daft, my face is drooping.", Level.EMERGENCY),
    ("In case it helps, I fainted twice.", Level.EMERGENCY),
    ("Worried about a stroke because my speech is slurred.", Level.DOCTOR),
    ("Could it be nerves that I can't move my left leg since tea?", Level.EMERGENCY),
    ("Read about rhabdo and my urine is cola coloured with sore legs.", Level.EMERGENCY),
    ("When should I ring them, he had a seizure just before.", Level.EMERGENCY),
    ("Is it usual for three toes to have been numb for two months?", Level.DOCTOR),
    ("My cousin has MS. My own hand is numb for a month.", Level.DOCTOR),
    # a figure of speech ends where another clause begins
    ("They were playing a song and then she had a seizure.", Level.EMERGENCY),
    ("The match is on and my wife has crushing chest pain.", Level.EMERGENCY),
    ("My nan had a seizure over lunch.", Level.EMERGENCY),
    ("He had a seizure at the shop because he stopped his tablets.", Level.EMERGENCY),
    ("I fainted when I saw the needle.", Level.EMERGENCY),
    ("I stand in the kitchen thinking about cutting myself.", Level.EMERGENCY),
    ("I am in the kitchen with a knife and want to hurt myself.", Level.EMERGENCY),
    ("A pain in my chest like a belt pulled tight.", Level.EMERGENCY),
    ("The weakness in my hand has not gone.", Level.DOCTOR),
    ("My calf muscle is smaller since my twitching began.", Level.DOCTOR),
)
"""A sign of now among words that make others harmless, each with the level that it must have at least."""

LEFT_ALONE = (
    # dated, and told to its end
    "When I was barely twenty my whole hand went numb on a night bus. It wore off within the day, not a twinge since.",
    "Years ago I woke up with half my face hanging. Nobody would guess it today, I have had no bother in twenty years.",
    "When our eldest was born I fainted in the corridor. Nothing of the sort since.",
    "I remember my worst night: I lost half my sight on a train. Thirty years on I have none of it.",
    # whose story is over
    "The bass in our choir had a stroke in the winter. He sings now.",
    "My uncle collapsed on the golf course in May. He is back at work.",
    "A girl from my old school lost the feeling in her feet after an accident. She is fine now and so am I.",
    # tests, and lists of questions
    "Got my letter: thyroid normal, magnesium normal, sugar fine. My eyelid hops, that is all.",
    "Diabetes, thyroid, kidneys, epilepsy? No. Only a calf that hopped on Sunday.",
    "He looked for a tremor, for wasting, for weakness, and found a man who drinks too much tea.",
    # not meant
    "In that meeting I lost consciousness, spiritually.",
    "The ad promises relief from weakness and numb feet. I only want a warm pair of socks.",
)


EVERYDAY = (
    "my calf cramps at night",
    "calf cramp at night",
    "leg cramps at night what can i do",
    "cramp in my calf at night",
    "I get a cramp in my calf at night sometimes",
    "foot cramps at night",
    "why does my foot cramp in bed",
    "my eyelid twitches",
    "my eyelid is twitching",
    "eyelid twitching what helps",
    "my left eyelid keeps twitching",
    "my eye twitches when i'm tired",
    "my thumb twitches",
    "my thumb is twitching after gaming",
    "my calf twitches after running",
    "calf twitching after a run",
    "leg twitching after leg day",
    "muscle twitching",
    "muscle twitches after coffee",
    "toe cramps",
    "my toes cramp when i swim",
    "cramp in my foot when swimming",
    "i have hiccups",
    "hiccups after eating",
    "my legs jump when i fall asleep",
    "i jerk awake when falling asleep",
    "body jerks when falling asleep",
    "hypnic jerks",
    "hamstring cramp playing football",
    "i cramp up in the second half",
    "stitch when running",
    "side stitch",
    "my back spasms after lifting",
    "back spasm what helps",
    "neck spasm from sleeping wrong",
    "i slept badly and my neck is stiff",
    "charley horse",
    "how do i stop a charley horse",
    "what is a muscle spasm",
    "what causes twitching",
    "magnesium for cramps?",
    "which magnesium is best",
    "does magnesium help with leg cramps",
    "how much water should i drink",
    "does pickle juice work",
    "are bananas good for cramps",
    "stretch for calf cramps",
    "how to stretch my calf",
    "my hand cramps when i write",
    "hand cramp from writing",
    "writer's cramp what helps",
    "my fingers cramp from gaming",
    "jaw clenching from stress",
    "my eyebrow twitches",
    "my lip twitches sometimes",
    "my arm twitches after push ups",
    "my legs are sore after squats",
    "restless legs what helps",
    "cramps after exercise",
    "cramp in my thigh last night",
    "got a cramp in bed last night",
    "cramps on hot days",
    "my shoulder twitches when i'm stressed",
    "nose twitching",
    "my bicep twitches since the gym yesterday",
    "my foot cramps in heels",
    "cramp in my foot arch",
    "a muscle in my leg is jumping",
    "little twitches after too much coffee",
    "twitchy eye from screens",
    "i twitch when i'm anxious",
)
"""What people ask most, in few words and with nothing around it."""

STILL_HARMLESS = (
    "I was fourteen and fainted at assembly. I'm sixty now and never had another.",
    "My aunt had a seizure in March. She is home again and I am well.",
    "A whole bus of fans had a seizure over the price of a pie.",
    "I'm writing a story where a man collapses and can't feel his legs.",
    "Wrote a play in which she collapses and dies.",
    "Nearly had a fit about the mess in the kitchen.",
    "He checked for weakness, for numbness, for falls. None of that.",
    "It is in the past that I fainted, as a child, never since.",
    "In the meeting room the budget collapsed.",
    "Ms. Okafor asked what helps a calf cramp after football.",
)


def shown(triage: Triage, text: str) -> Level:
    """Return the highest level of the signs whose words count, be it only where something else speaks for them."""
    return max((sign.level for sign, _ in triage.shown_by(text)), default=Level.NONE)


@pytest.mark.parametrize(("text", "level"), STILL_THERE)
def test_what_is_there_now_counts(triage, text, level):
    assert shown(triage, text) is level
    assert triage.assess(text).level >= level


@pytest.mark.parametrize("text", LEFT_ALONE)
def test_a_harmless_post_is_left_alone(triage, text):
    assert shown(triage, text) is Level.NONE


@pytest.mark.parametrize(
    "text",
    (
        "I feel dead inside. My will to live has gone. I took all the pills.",
        "I am dead inside. My soul is gone. I want to kill myself.",
        "That leg day killed me. I laughed. My face dropped on one side.",
        "The exam murdered me lol. Worst week ever. I have had a seizure this morning.",
    ),
)
def test_a_text_full_of_figures_may_still_mean_what_it_says(triage, text):
    assert triage.assess(text).level is Level.EMERGENCY


@pytest.mark.parametrize(("text", "level"), PRESENT_AMID_MASKS)
def test_words_of_now_outweigh_what_stands_around_them(triage, text, level):
    assert shown(triage, text) >= level
    assert triage.assess(text).level >= level


@pytest.mark.parametrize("text", STILL_HARMLESS)
def test_a_tale_with_its_end_stays_harmless(triage, text):
    assert shown(triage, text) is Level.NONE


@pytest.mark.parametrize("text", EVERYDAY)
def test_a_plain_question_raises_no_alarm(triage, text):
    assert triage.assess(text).level is Level.NONE
