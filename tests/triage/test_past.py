"""What makes a mention an old story, on a lexicon of a few words."""

from __future__ import annotations

import pytest

from tests.triage.small import COUNTS, la, verdict


@pytest.mark.parametrize(
    ("text", "cue"),
    (
        pytest.param("once numb", "once", id="before the mention"),
        pytest.param("numb once", "once", id="behind it"),
        pytest.param("once. Numb. Once", COUNTS, id="in its sentence"),
        pytest.param(f"once {la(15)} numb", "once", id="some words before"),
        pytest.param(f"once {la(16)} numb", COUNTS, id="not more"),
        pytest.param(f"numb {la(15)} once", "once", id="some words behind"),
        pytest.param(f"numb {la(16)} once", COUNTS, id="not more behind"),
        pytest.param("once numb today", COUNTS, id="what is told of today is not past"),
        pytest.param("once numb. Today", "once", id="in its sentence alone"),
        pytest.param("Today. Once numb", "once", id="not in the one before"),
        # a turn
        pytest.param("once la now numb", COUNTS, id="a turn ends what is past"),
        pytest.param("once now weak", COUNTS, id="in the mention too"),
        pytest.param("now once numb", "once", id="or begins it"),
        pytest.param("now once now numb", COUNTS, id="the last turn decides"),
        pytest.param("numb now once", COUNTS, id="behind the mention, what follows is another story"),
        pytest.param("once numb now", "once", id="what stands before is not"),
        pytest.param("once numb now today", "once", id="today may follow the turn"),
        pytest.param("today now once numb", "once", id="or stand before it"),
        pytest.param("once numb today now", COUNTS, id="not before a later one"),
        pytest.param("once la. Now la. Once numb", "once", id="a turn in another sentence is none"),
        # years
        pytest.param("numb in 2019", "2019", id="a year"),
        pytest.param("numb 1950", "1950", id="the first"),
        pytest.param("numb 1949", COUNTS, id="and before"),
        pytest.param("numb 2099", "2099", id="the last"),
        pytest.param("numb 2100", COUNTS, id="and beyond"),
        pytest.param("2019 mg numb", COUNTS, id="an amount is no year"),
        pytest.param("numb in 93", "93", id="a short one"),
        pytest.param("numb since 93", "93", id="since it"),
        pytest.param("numb summer 93", "93", id="in its summer"),
        pytest.param("numb winter 93", "93", id="in its winter"),
        pytest.param("numb christmas 93", "93", id="at its end"),
        pytest.param("numb la 93", COUNTS, id="not without such a word"),
        pytest.param("93 numb", COUNTS, id="nor at the beginning"),
        pytest.param("numb in 60", "60", id="sixty is a year"),
        pytest.param("numb in 59 la", COUNTS, id="below may be minutes"),
        pytest.param("numb in 59", COUNTS, id="minutes may be meant"),
        pytest.param("numb in 59, la", COUNTS, id="before any stop"),
        pytest.param("numb in 60 la", "60", id="sixty is no span, whatever follows"),
        pytest.param("numb in 08 la", "08", id="nor is this"),
        pytest.param("numb in 30 la", COUNTS, id="though this may be"),
        pytest.param("numb since 59", COUNTS, id="not behind other words"),
        pytest.param("numb la 59", COUNTS, id="nor alone"),
        pytest.param("numb in 93 minutes", COUNTS, id="a span is no year"),
        pytest.param("numb in 2019 days", COUNTS, id="however long"),
        pytest.param("numb in 08", "08", id="nobody writes minutes so"),
        pytest.param("numb in 195", COUNTS, id="three figures are no year"),
        pytest.param("numb in 9", COUNTS, id="nor is one"),
        pytest.param("numb in 1999.5", COUNTS, id="nor a broken number"),
        # used to
        pytest.param("used to numb", "used to", id="used to"),
        pytest.param("numb used to", COUNTS, id="makes past what follows"),
        pytest.param("used to. Numb", COUNTS, id="in its sentence"),
        pytest.param("used to weak", COUNTS, id="not the sign that is made of it"),
        pytest.param("used to now numb", COUNTS, id="up to a turn"),
        pytest.param(f"used to {la(14)} numb", "used to", id="and no further"),
        pytest.param(f"used to {la(15)} numb", COUNTS, id="than this"),
        # other lists
        pytest.param("numb at school", "at school", id="a time of life"),
        pytest.param("numb last spring", "last spring", id="a season in its sentence"),
        pytest.param("numb who la once", COUNTS, id="a date of somebody else"),
        pytest.param("numb la whose once", COUNTS, id="right before it"),
        pytest.param("numb once who", "once", id="not behind it"),
        pytest.param("who once numb", "once", id="nor before the mention"),
        pytest.param("numb who once at school", COUNTS, id="whatever else is dated so"),
        pytest.param("once numb who at school", "once", id="another date before"),
        # told as of now
        pytest.param("once is numb", COUNTS, id="told in the present"),
        pytest.param("is la once numb", COUNTS, id="anywhere in the clause"),
        pytest.param("once is weak", COUNTS, id="by the mention itself"),
        pytest.param("is once numb", "once", id="of the date alone"),
        pytest.param("is once is numb", COUNTS, id="of the date and the mention"),
        pytest.param("is, once numb", "once", id="in another clause"),
        pytest.param("once numb is", "once", id="behind the mention"),
        pytest.param("once is numb never since", "once", id="it is over all the same"),
        pytest.param(f"is {la(15)} numb once", COUNTS, id="some words before"),
        pytest.param(f"is {la(16)} numb once", "once", id="not more before"),
        # over
        pytest.param("once now numb never since", "once", id="over, whatever turned"),
        pytest.param("once numb today never since", "once", id="over, whatever is told of today"),
        pytest.param("once numb today. Never since", "once", id="in the next sentence too"),
        pytest.param("once numb today. La. Never since", COUNTS, id="not two sentences on"),
        pytest.param("once la. Numb. Never since", "once", id="what was said before is past then"),
        pytest.param("once la. Numb never since", "once", id="said in one sentence"),
        pytest.param("once la. La numb never since, la", "once", id="wherever the mention stands in it"),
        pytest.param("in 2019 la. Numb. Never since", "2019", id="a year said before"),
        pytest.param("once la. Numb. La. Never since", "once", id="two sentences on, as a story is told to its end"),
        pytest.param("once la. Never since numb", COUNTS, id="nor before the mention"),
        pytest.param("once. La. Numb. Never since", "once", id="of what was dated some sentences before"),
        pytest.param("once la. Numb once. Never since", "once", id="where the sentence is past itself"),
        pytest.param("numb. Never since once", COUNTS, id="nothing was said before"),
        # gone
        pytest.param("numb gone", "gone", id="gone"),
        pytest.param("numb la gone", "gone", id="a word behind"),
        pytest.param("numb la la gone", COUNTS, id="not two"),
        pytest.param("gone numb", COUNTS, id="nor before"),
        pytest.param("gone weak arm gone", "gone", id="one before hinders none"),
        pytest.param("numb, gone", COUNTS, id="nor behind a comma"),
        pytest.param("numb la, gone", COUNTS, id="nor a later one"),
        pytest.param("la, numb gone", "gone", id="one before does not matter"),
        pytest.param("numb gone, la", "gone", id="nor one behind it"),
        pytest.param("numb, fine again", "fine again", id="fine behind a comma"),
        pytest.param("numb, la, fine again.", "fine again", id="a later one"),
        pytest.param("numb fine again", COUNTS, id="not without"),
        pytest.param("numb; fine again", COUNTS, id="nor behind a pause"),
        pytest.param("numb, fine again la", COUNTS, id="nor before the end"),
        pytest.param("la, fine again numb", COUNTS, id="nor before the mention"),
        pytest.param("numb every la, fine again", COUNTS, id="what comes back is not past"),
        pytest.param("every numb, fine again", COUNTS, id="wherever that stands"),
        pytest.param("Every. Numb, fine again. Every", "fine again", id="in this sentence"),
        pytest.param("numb gone every la", "gone", id="gone is gone"),
    ),
)
def test_old_stories(text, cue):
    assert verdict(text) == (cue and ("past", cue))


@pytest.mark.parametrize(
    ("text", "cue"),
    (
        pytest.param("once la. Numb. Fine since", "once", id="an ending"),
        pytest.param("once la. Numb. La. La. La. Fine since", "once", id="far behind"),
        pytest.param("once la. Numb fine since", "once", id="or in the sentence"),
        pytest.param("once la. Fine since numb", COUNTS, id="not before the mention"),
        pytest.param("once la. Numb la", COUNTS, id="without one it may be now"),
        pytest.param("numb. Fine since", COUNTS, id="without a date it is no old story"),
        pytest.param(f"once {la(59)}. Numb. Fine since", "once", id="a date long before"),
        pytest.param(f"once {la(60)}. Numb. Fine since", COUNTS, id="not longer"),
        pytest.param("once la. At school la. Numb. Fine since", "at school", id="the last one"),
        pytest.param("la. Numb. Once la. Fine since", COUNTS, id="none of the next sentence"),
        pytest.param("last spring la. Numb. Fine since", "last spring", id="a season"),
        pytest.param("la since 2005. Numb. Fine since", "2005", id="since a year"),
        pytest.param("at nine la. Numb. Fine since", "at nine", id="an age"),
        pytest.param("at nine la. Numb", COUNTS, id="that may be an hour"),
        pytest.param("at nine numb. Fine since", "at nine", id="in the sentence"),
        pytest.param("numb at nine. Fine since", "at nine", id="behind the mention"),
        pytest.param("at nine pm la. Numb. Fine since", COUNTS, id="an hour for certain"),
        pytest.param("once la. At nine la. Numb. Fine since", "at nine", id="the last of dates and ages"),
        pytest.param("at nine la. Once la. Numb. Fine since", "once", id="a date may be the last"),
        pytest.param("once la. Numb today. Fine since", COUNTS, id="today is no old story"),
        pytest.param("once la. Today la. Numb. Fine since", COUNTS, id="nor is what came between"),
        pytest.param("once today la. Numb. Fine since", COUNTS, id="right behind the date"),
        pytest.param("today once la. Numb. Fine since", "once", id="before the date it is no matter"),
        pytest.param("once la. Numb. Today la fine since", "once", id="nor behind the story"),
        pytest.param("once la. Numb well today", "once", id="an ending may name today"),
        pytest.param("once la. Numb well today today", COUNTS, id="only there"),
        pytest.param("once la. Woke numb. Fine since", "once", id="one woke then"),
        pytest.param("once la. Woke la. Numb. Fine since", "once", id="or before that"),
        pytest.param("once la. Numb. Fine since. La again", COUNTS, id="it came back"),
        pytest.param("once la. Numb again. Fine since", COUNTS, id="or had come back"),
        pytest.param("again la. Once la. Numb. Fine since", "once", id="before the story it is no matter"),
        pytest.param("once la. Numb. None again", "once", id="none came back"),
        pytest.param("once la. Numb. None again. Again", COUNTS, id="until then"),
        pytest.param("once la. Numb. Not fine since", COUNTS, id="it has not ended"),
        pytest.param("once la. Numb. Not la fine since", COUNTS, id="two words before"),
        pytest.param("once la. Numb. Not la la fine since", "once", id="not three"),
        pytest.param("once la. Numb. Not fine since. Fine since", "once", id="another ending"),
        pytest.param("once la. Numb. Not never since", COUNTS, id="nor is it over"),
    ),
)
def test_stories_told_to_their_end(text, cue):
    assert verdict(text) == (cue and ("past", cue))


@pytest.mark.parametrize(
    ("text", "cue"),
    (
        pytest.param("numb. Fine since. 2005", "2005", id="a year alone"),
        pytest.param("numb. Fine since: 2005. La", "2005", id="between stops"),
        pytest.param("numb. Fine since: 2005; la", "2005", id="of some weight"),
        pytest.param("numb. Fine since: 2005, la", COUNTS, id="not before a comma"),
        pytest.param("numb. Fine since la 2005", COUNTS, id="nor behind a word"),
        pytest.param("numb. Fine since in 2005 la", "2005", id="but behind in"),
        pytest.param("numb. Fine since was 2005 la", "2005", id="and was"),
        pytest.param("numb. La. Fine since. In 2005", "2005", id="three sentences on"),
        pytest.param("numb. La. La. Fine since. In 2005", COUNTS, id="not four"),
        pytest.param("numb. La. In 2005", COUNTS, id="only of a story that ends"),
        pytest.param("numb. 2005 la", COUNTS, id="wherever it stands"),
        pytest.param("before numb fine since. 2005", COUNTS, id="and has ended"),
        pytest.param("numb. Fine since. Once", COUNTS, id="only years"),
        pytest.param("numb. Fine since la 2004. In 2005", "2005", id="the first that may be it"),
        pytest.param("at school la. Numb. Fine since. In 2005", "at school", id="a date before is named first"),
    ),
)
def test_years_told_behind_a_story(text, cue):
    assert verdict(text) == (cue and ("past", cue))


@pytest.mark.parametrize(
    ("text", "cue"),
    (
        pytest.param("once la. La had numb", COUNTS, id="told in the past"),
        pytest.param("la in 2005 la. Had numb", COUNTS, id="whatever the date"),
        pytest.param("at nine la. Fell", COUNTS, id="or the age"),
        pytest.param("2005 la, fine since. Had numb", COUNTS, id="what ended before was something else"),
        pytest.param("2005 la. Had numb. Fine since", "2005", id="until it ends"),
    ),
)
def test_an_old_date_alone_makes_no_old_story(text, cue):
    assert verdict(text) == (cue and ("past", cue))
