"""The head of an ICC profile and its list of tags (ICC.1:2010, 7.2 and 7.3)."""

from __future__ import annotations

import struct

from keychain.values import dataclass

_HEAD = 128
_MOST_TAGS = 200


@dataclass(frozen=True, slots=True)
class IccFacts:
    """``kind`` is the device class such as ``prtr``, ``space`` the data colour space such as
    ``CMYK``; ``tags`` are those whose data lies in the file."""

    major: int
    minor: int
    kind: str
    space: str
    tags: frozenset[str]


def read_icc(profile: bytes) -> IccFacts | None:
    """The facts of a profile; None for what is not one."""
    if len(profile) < _HEAD + 4 or profile[36:40] != b"acsp":
        return None
    (count,) = struct.unpack_from(">L", profile, _HEAD)
    tags = set()
    for start in range(_HEAD + 4, _HEAD + 4 + 12 * min(count, _MOST_TAGS), 12):
        if start + 12 > len(profile):
            break
        tag, offset, length = struct.unpack_from(">4sLL", profile, start)
        if length and offset + length <= len(profile):
            tags.add(tag.decode("latin-1"))
    return IccFacts(
        profile[8],
        profile[9] >> 4,
        profile[12:16].decode("latin-1"),
        profile[16:20].decode("latin-1").strip(),
        frozenset(tags),
    )
