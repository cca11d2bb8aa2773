"""Which colour spaces a PDF's objects name, and whether a CMYK press takes them as they are."""

from __future__ import annotations

import pikepdf

from keychain.preflight.reading.values import entry, name, number

_SHORT = {"G": "DeviceGray", "RGB": "DeviceRGB", "CMYK": "DeviceCMYK", "I": "Indexed"}
"""Abbreviations in inline images (ISO 32000-1, table 94)."""


def foreign_space(space: object, named: object = None, depth: int = 0) -> str | None:
    """The family of a colour space that is not CMYK at its root, None for one that is.

    ``named`` is the resources' dictionary of colour spaces, for spaces given by a name in it.
    """
    plain = name(space)
    if plain is not None:
        plain = _SHORT.get(plain, plain)
        if plain in ("DeviceCMYK", "Pattern"):
            return None
        listed = entry(named, f"/{plain}")
        return plain if listed is None or depth > 4 else foreign_space(listed, named, depth + 1)
    if not isinstance(space, pikepdf.Array) or not len(space) or depth > 4:
        return "?"
    family = _SHORT.get(name(space[0]) or "?", name(space[0]) or "?")
    if family == "ICCBased":
        components = number(entry(space[1], "/N")) if len(space) > 1 else None
        return None if components == 4 else family
    if family in ("Separation", "DeviceN") and len(space) > 2:
        return foreign_space(space[2], named, depth + 1)
    if family in ("Indexed", "Pattern") and len(space) > 1:
        return foreign_space(space[1], named, depth + 1)
    return None if family in ("DeviceCMYK", "Pattern") else family


def foreign_image(image: object, named: object = None) -> str | None:
    """The family of an image's colour space that is not CMYK; a stencil has none of its own."""
    if entry(image, "/ImageMask") is True:
        return None
    return foreign_space(entry(image, "/ColorSpace"), named)


def foreign_pattern(pattern: object) -> str | None:
    """The same for a shading pattern; a tiling pattern is refused, since nothing here needs one."""
    shading = entry(pattern, "/Shading")
    return "Pattern" if shading is None else foreign_space(entry(shading, "/ColorSpace"))
