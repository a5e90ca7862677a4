"""Codes of signs: short, stable, each its own."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.replies.codes import LENGTH, code, pack, unpack

NAMES = st.lists(st.from_regex(r"[a-z]{1,12}", fullmatch=True), unique=True, max_size=30)


def test_every_shipped_sign_has_a_code_of_its_own(desk):
    codes = {code(sign.id) for sign in desk.content.signs}
    assert len(codes) == len(desk.content.signs)


def test_every_shipped_sign_comes_back(desk):
    known = {code(sign.id): sign.id for sign in desk.content.signs}
    names = tuple(sign.id for sign in desk.content.signs)
    for start in range(len(names)):
        some = names[start : start + 8]
        assert unpack(pack(some, 8 * LENGTH), known) == some


def test_a_code_never_changes():
    """Buttons of old messages carry codes; a change of their making would lead them to other signs."""
    assert code("chest-pain") == "d6jn"


@given(NAMES, st.integers(min_value=LENGTH, max_value=94))
def test_what_fits_comes_back_in_order(names, room):
    known = {code(name): name for name in names}
    packed = pack(names, room)
    assert 1 <= len(packed) <= room
    back = unpack(packed, known)
    expected = tuple(known[code(name)] for name in names[: room // LENGTH])
    assert back == expected


def test_none_packs_to_a_mark_that_holds_none():
    assert pack((), 94) == "0"
    assert unpack("0", {}) == ()


def test_a_sign_that_is_gone_is_left_out():
    assert unpack(pack(("old", "new"), 94), {code("new"): "new"}) == ("new",)
