"""What a test reads in metrics: in a registry, or in what /metrics answers."""

from __future__ import annotations

from prometheus_client.parser import text_string_to_metric_families
from prometheus_client.samples import Sample

from bot.telemetry.metrics import Metrics


def samples(source: Metrics | str) -> list[Sample]:
    """Return every value there is, with its name and labels."""
    families = text_string_to_metric_families(source) if isinstance(source, str) else source.registry.collect()
    return [sample for family in families for sample in family.samples]


def value(source: Metrics | str, name: str, **labels: str) -> float:
    """Return the sum of all values of that name and these labels; LookupError if there are none."""
    found = [one.value for one in samples(source) if one.name == name and labels.items() <= one.labels.items()]
    if not found:
        raise LookupError(f"{name} {labels}")
    return sum(found)


def counted(source: Metrics | str, name: str, *labels: str) -> dict[tuple[str, ...], float]:
    """Return what is not zero of that name, by the values of some labels."""
    found: dict[tuple[str, ...], float] = {}
    for one in samples(source):
        if one.name == name and one.value:
            key = tuple(one.labels[label] for label in labels)
            found[key] = found.get(key, 0) + one.value
    return found
