"""What is built at the start, or refused with every fault in its place."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from bot.app import build
from bot.knowledge.place import content_place
from bot.triage.patterns import PatternError


def test_a_pattern_that_cannot_be_read_is_told_with_its_file_and_line(tmp_path: Path) -> None:
    place = tmp_path / "content"
    shutil.copytree(content_place(), place)
    file = place / "signs" / "brain.yaml"
    lines = file.read_text(encoding="utf-8").splitlines()
    first = next(number for number, line in enumerate(lines) if line.startswith("  - id: "))
    name = lines[first].removeprefix("  - id: ")
    where = next(number for number, line in enumerate(lines) if line.strip() == "any:")
    file.write_text("\n".join([*lines[: where + 1], '      - "(chest ~2"', *lines[where + 1 :]]), encoding="utf-8")
    with pytest.raises(PatternError) as caught:
        build(place)
    (fault,) = caught.value.faults
    assert fault.startswith(f"signs/brain.yaml:{first + 1}:9: sign {name}, any: '(chest ~2'")
