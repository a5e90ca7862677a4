"""Long posts as in forums: an old story, somebody else or a figure of speech hides nothing that is there now."""

from __future__ import annotations

import pytest

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


@pytest.mark.parametrize(("text", "level"), STILL_THERE)
def test_what_is_there_now_counts(triage, text, level):
    assert triage.named(text).level is level


@pytest.mark.parametrize("text", LEFT_ALONE)
def test_a_harmless_post_is_left_alone(triage, text):
    assert triage.named(text).level is Level.NONE


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
