"""Where a Chromium is installed: tests in a browser take the one that is there."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

NAMES = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "microsoft-edge",
    "msedge",
)
PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    r"%ProgramFiles%\Google\Chrome\Application\chrome.exe",
    r"%ProgramFiles(x86)%\Google\Chrome\Application\chrome.exe",
    r"%LocalAppData%\Google\Chrome\Application\chrome.exe",
    r"%ProgramFiles(x86)%\Microsoft\Edge\Application\msedge.exe",
    r"%ProgramFiles%\Microsoft\Edge\Application\msedge.exe",
)

NO_CHROMIUM = (
    "no Chromium, Chrome or Edge is installed here, so the page is not tried in a browser; "
    "KEYCHAIN_CHROMIUM may name one"
)

QUIET = (
    "--no-sandbox",  # Chromium refuses to run as root with it, as containers do.
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
"""Arguments with which it runs without a screen and calls nobody."""


def find_chromium() -> str | None:
    """The browser that ``KEYCHAIN_CHROMIUM`` names, else the first that is found."""
    if named := os.environ.get("KEYCHAIN_CHROMIUM"):
        return named
    found = (shutil.which(name) for name in NAMES)
    places = (os.path.expandvars(place) for place in PLACES)
    return next(filter(None, [*found, *(place for place in places if Path(place).exists())]), None)
