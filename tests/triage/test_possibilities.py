"""What makes a mention a mere possibility, or part of a question in general, on a lexicon of a few words."""

from __future__ import annotations

import pytest

from tests.triage.small import COUNTS, la, verdict


@pytest.mark.parametrize(
    ("text", "cue"),
    (
        pytest.param("if numb", "if", id="a possibility"),
        pytest.param(f"if {la(9)} numb", "if", id="some words on"),
        pytest.param(f"if {la(10)} numb", COUNTS, id="not further"),
        pytest.param("numb if la", COUNTS, id="not behind the mention"),
        pytest.param("if la. Numb", COUNTS, id="not in the next sentence"),
        pytest.param("if la suppose numb", "suppose", id="the nearest is named"),
        pytest.param("if la now numb", COUNTS, id="a turn ends it"),
        pytest.param("if now numb", COUNTS, id="right behind"),
        pytest.param("now if numb", "if", id="not before"),
        pytest.param("if numb now", "if", id="nor behind the mention"),
        pytest.param("if now weak", COUNTS, id="but in the mention"),
        pytest.param("suppose weak", COUNTS, id="nor is it one that the sign itself is made of"),
        pytest.param("if la, also numb", COUNTS, id="something else is begun"),
        pytest.param("if la also numb", "if", id="behind a stop only"),
        pytest.param("la, also if numb", "if", id="behind the cue only"),
        pytest.param("if la, my foot", COUNTS, id="by the mention itself"),
        pytest.param("if numb, also la", "if", id="not behind the mention"),
        pytest.param("if now la if numb", "if", id="another possibility"),
        pytest.param("if numb. Suppose la", "if", id="whatever is supposed behind it"),
        pytest.param("if help numb", COUNTS, id="help is waited for because of what is real"),
        pytest.param("if la la help numb", COUNTS, id="some words on"),
        pytest.param("if la la la help numb", "if", id="not more"),
        pytest.param("if numb help", "if", id="nor behind the mention"),
        pytest.param("if la la la suppose help numb", "if", id="all of which may be a possibility"),
        pytest.param("asked about numb", "asked about", id="asked of a possibility"),
        pytest.param("asked about my foot", COUNTS, id="asked of what there is"),
        pytest.param("asked whether my foot", "asked whether", id="asked whether there is"),
        pytest.param("asked about la my foot", "asked about", id="right behind the question"),
        pytest.param("suppose my foot", "suppose", id="nobody asks"),
        pytest.param("asked whether la and i numb", COUNTS, id="asked, and answered"),
        pytest.param("asked whether la and numb", "asked whether", id="asked on"),
        pytest.param("asked whether and i la or numb", COUNTS, id="the first joiner answers"),
        pytest.param("asked whether la or la and i numb", COUNTS, id="or the second"),
        pytest.param("asked whether numb and i la", "asked whether", id="answered behind the mention"),
        pytest.param("and i la asked whether numb", "asked whether", id="told before it was asked"),
        pytest.param("if la and i numb", "if", id="nobody asked"),
        pytest.param(f"look for {la(9)} numb", "look for", id="looked for"),
        pytest.param(f"look for {la(10)} numb", COUNTS, id="near by"),
        pytest.param(f"look for {la(10)}, for numb", "look for", id="or for one thing more"),
        pytest.param(f"look for {la(10)}, for so numb", "look for", id="small words between"),
        pytest.param(f"look for {la(10)} so numb", COUNTS, id="for is said anew"),
        pytest.param(f"if {la(10)}, for numb", COUNTS, id="where it was looked for"),
        pytest.param(f"look for. {la(10)}, for numb", COUNTS, id="in this sentence"),
    ),
)
def test_possibilities(text, cue):
    assert verdict(text) == (cue and ("hypothetical", cue))


@pytest.mark.parametrize(
    ("text", "cue"),
    (
        pytest.param("suppose because it numb", COUNTS, id="a cause is told, no possibility"),
        pytest.param("suppose la because it la numb", COUNTS, id="further on"),
        pytest.param("suppose la because my foot", COUNTS, id="begun with the mention"),
        pytest.param("suppose because numb", "suppose", id="with a subject"),
        pytest.param("suppose because la it numb", "suppose", id="right behind"),
        pytest.param("suppose it because numb", "suppose", id="not before"),
        pytest.param("because it suppose numb", "suppose", id="a cause before the possibility"),
        pytest.param("suppose numb because it la", "suppose", id="or behind the mention"),
        pytest.param("suppose la because la because it numb", COUNTS, id="each cause is looked at"),
        # what one cannot do
        pytest.param("suppose that I can not numb", COUNTS, id="what one can not do is so"),
        pytest.param("suppose la that I can not la numb", COUNTS, id="further on too"),
        pytest.param("suppose I can not numb", "suppose", id="told with that"),
        pytest.param("suppose that I can numb", "suppose", id="what one can do is none"),
        pytest.param("that I can not suppose numb", "suppose", id="nor what is told before"),
        pytest.param("suppose numb that I can not", "suppose", id="or behind"),
        # what was read, and is so
        pytest.param("googled la and my la numb", COUNTS, id="read, and the asker's own"),
        pytest.param("googled la and my foot", COUNTS, id="in the mention"),
        pytest.param("googled la and la my numb", "googled", id="not a word between"),
        pytest.param("googled la my numb", "googled", id="nor without and"),
        pytest.param("googled la and numb", "googled", id="nor of nobody"),
        pytest.param("and my la googled numb", "googled", id="nor before it was read"),
        pytest.param("googled numb and my la", "googled", id="or behind the mention"),
        pytest.param("suppose la and my la numb", "suppose", id="nobody read"),
    ),
)
def test_what_is_told_as_so_behind_a_possibility(text, cue):
    assert verdict(text) == (cue and ("hypothetical", cue))


@pytest.mark.parametrize(
    ("text", "cue"),
    (
        pytest.param("does la numb", "does", id="a question"),
        pytest.param("why weak", "why", id="that may begin the mention"),
        pytest.param("numb does", COUNTS, id="not behind it"),
        pytest.param("does la. Numb", COUNTS, id="nor in the sentence before"),
        pytest.param("does la numb today", COUNTS, id="not of today"),
        pytest.param("does my foot", COUNTS, id="not of the asker"),
        pytest.param("does la numb i", COUNTS, id="wherever they are named"),
        pytest.param("I la. Does la numb. My la", "does", id="in this sentence"),
        pytest.param("Today. Does la numb. Today", "does", id="of this sentence"),
        pytest.param("can it numb", "can", id="can opens a question"),
        pytest.param("can barely numb", COUNTS, id="unless it tells"),
        pytest.param("la does numb", COUNTS, id="only where a clause begins"),
        pytest.param("la, does numb", "does", id="as behind a comma"),
        pytest.param("la. Does numb", "does", id="or a full stop"),
        pytest.param("hi does numb", "does", id="or small talk"),
        pytest.param("hi please does numb", "does", id="however much"),
        pytest.param("la hi does numb", COUNTS, id="that begins the clause"),
        pytest.param("la, hi does numb", "does", id="as here"),
        pytest.param("la. Hi does numb", "does", id="or the sentence"),
        pytest.param("la hi, does numb", "does", id="a comma is enough"),
        pytest.param("la does, does numb", "does", id="the one that opens counts"),
        pytest.param("does la, also numb", COUNTS, id="something else is told"),
        pytest.param("numb meaning", "meaning", id="asked behind"),
        pytest.param("weak arm, la meaning", "meaning", id="further behind"),
        pytest.param("numb. Meaning", COUNTS, id="not in the next sentence"),
        pytest.param("meaning numb", COUNTS, id="nor before"),
    ),
)
def test_questions_in_general(text, cue):
    assert verdict(text) == (cue and ("general", cue))


@pytest.mark.parametrize(
    ("text", "cue"),
    (
        pytest.param("does la been numb for weeks", COUNTS, id="what has been so for weeks is nobody's in general"),
        pytest.param("does for weeks la been numb", COUNTS, id="wherever that is said"),
        pytest.param("does la been numb for la la la weeks", COUNTS, id="some words on"),
        pytest.param("does la been numb for la la la la weeks", "does", id="not more"),
        pytest.param("does la been numb weeks for la", "does", id="behind for"),
        pytest.param("does la been numb la weeks", "does", id="not without it"),
        pytest.param("does la numb for weeks", "does", id="nor without been"),
        pytest.param("does la been numb for la", "does", id="nor without a span"),
        pytest.param("La been la for weeks. Does la numb", "does", id="in the sentence before"),
        pytest.param("Does la numb. La been la for weeks", "does", id="or in the next it is another matter"),
    ),
)
def test_a_question_about_what_has_lasted_is_not_general(text, cue):
    assert verdict(text) == (cue and ("general", cue))
