"""The ledger's tables, version by version. A version is never changed, only followed by another."""

from __future__ import annotations

APPLICATION_ID = 0x4B4C4447
"""``KLDG`` in SQLite's header (https://www.sqlite.org/fileformat.html#application_id): tells a
ledger from any other database."""

_FIRST = """
CREATE TABLE content (
    fingerprint TEXT PRIMARY KEY,
    shown TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE job (
    sha256 TEXT PRIMARY KEY,
    commune TEXT NOT NULL,
    province TEXT NOT NULL,
    day TEXT NOT NULL,
    layout TEXT NOT NULL,
    press TEXT NOT NULL,
    program TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE job_village (
    job TEXT NOT NULL REFERENCES job,
    position INTEGER NOT NULL,
    village TEXT NOT NULL,
    name TEXT NOT NULL,
    fingerprint TEXT NOT NULL REFERENCES content,
    needed INTEGER NOT NULL CHECK (needed >= 0),
    tags INTEGER NOT NULL CHECK (tags >= 0),
    PRIMARY KEY (job, position),
    UNIQUE (job, village)
) WITHOUT ROWID;

CREATE TABLE handout (
    id INTEGER PRIMARY KEY,
    job TEXT NOT NULL,
    village TEXT NOT NULL,
    day TEXT NOT NULL,
    count INTEGER NOT NULL CHECK (count >= 0),
    replaces TEXT NOT NULL CHECK (replaces IN ('all', 'count', 'none')),
    FOREIGN KEY (job, village) REFERENCES job_village (job, village)
);

CREATE INDEX handout_by_village ON handout (village, day, id);
"""

_SERIALS = """
ALTER TABLE job_village ADD COLUMN series TEXT NOT NULL DEFAULT '';
ALTER TABLE job_village ADD COLUMN first INTEGER NOT NULL DEFAULT 0 CHECK (first >= 0);
"""

VERSIONS = (_FIRST, _SERIALS)
"""What takes a ledger of version n to version n + 1, at index n."""
