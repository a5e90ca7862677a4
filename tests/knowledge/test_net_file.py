from __future__ import annotations

import pytest

from bot.knowledge.content import assemble
from bot.knowledge.loader import ContentError, load_net
from tests.knowledge.small import FILES, encoded


def test_a_folder_without_weights_has_none(tmp_path):
    assert load_net(tmp_path) is None


def test_weights_that_cannot_be_read_are_a_fault(tmp_path):
    (tmp_path / "net.json").write_text("{", encoding="utf-8")
    with pytest.raises(ContentError, match=r"net\.json:1:1: the weights cannot be read"):
        load_net(tmp_path)


def test_a_class_stands_in_one_file_alone():
    files = {**FILES, "lexicon/classes-more.yaml": "body: [arm]\n"}
    with pytest.raises(ContentError, match="`body` stands in"):
        assemble(encoded(files))
