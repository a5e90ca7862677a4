"""Ask the Charley that runs on this machine how it is, from another process."""

from __future__ import annotations

import http.client
import json
from ipaddress import ip_address
from typing import Final

WELL, UNWELL, UNUSABLE, SILENT = 0, 1, 2, 4
"""Exit codes: well; not well, for reasons that are told; switched off by the settings; nothing answers."""

PATIENCE: Final = 5.0
"""Seconds for an answer; a Charley whose event loop stands still gives none."""


def ask_health(host: str, port: int, *, live: bool) -> tuple[int, str]:
    """Return an exit code and one line about the Charley at *host* and *port*: whether it lives, or is ready."""
    if port == 0:
        return UNUSABLE, "HEALTH_PORT is 0: Charley's health cannot be asked."
    word = "live" if live else "ready"
    place = _reachable(host)
    shown = f"[{place}]:{port}" if ":" in place else f"{place}:{port}"
    connection = http.client.HTTPConnection(place, port, timeout=PATIENCE)
    try:
        connection.request("GET", "/healthz" if live else "/readyz")
        told = json.loads(connection.getresponse().read())
        is_well, reasons = bool(told[word]), " ".join(map(str, told["reasons"]))
    except OSError:
        return SILENT, f"Nothing answers at {shown}. Is Charley running, with the same settings?"
    except (http.client.HTTPException, ValueError, LookupError, TypeError):
        return SILENT, f"What answers at {shown} is not Charley."
    finally:
        connection.close()
    if is_well:
        return WELL, f"Charley is {'alive' if live else 'ready'}."
    return UNWELL, f"Charley is not {'alive' if live else 'ready'}: {reasons}"


def _reachable(host: str) -> str:
    """Return where to ask: who listens everywhere is asked on loopback."""
    if host == "localhost" or not ip_address(host).is_unspecified:
        return host
    return "::1" if ":" in host else "127.0.0.1"
