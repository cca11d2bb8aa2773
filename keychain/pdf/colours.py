"""Which colours a file speaks of: inks for a press, or light for a screen.

Everything is drawn once; only what stands for a colour, and a picture's pixels, differ.
"""

from __future__ import annotations

from functools import lru_cache
from io import BytesIO
from typing import TYPE_CHECKING, Protocol

from keychain.layout.output_profile import fogra39
from keychain.layout.placed import Colour
from keychain.layout.sheet_spec import OutputCondition
from keychain.pdf.coordinates import number

if TYPE_CHECKING:
    from PIL import Image, ImageCms  # loaded where there is a picture, or a screen to draw for


class Colours(Protocol):
    """How a colour is written, and a picture, which comes in CMYK of eight bits.

    ``for_press``: whether what a press profile asks of a file, such as a die line, belongs in it.
    """

    @property
    def for_press(self) -> bool:
        """Whether the file is to be printed."""
        ...

    def fill(self, colour: Colour) -> str:
        """The operator that fills in ``colour``."""
        ...

    def stroke(self, colour: Colour) -> str:
        """The operator that strokes in ``colour``."""
        ...

    def picture(self, size: tuple[int, int], pixels: bytes) -> tuple[str, bytes]:
        """The name of a picture's colour space, and its samples."""
        ...


class PressColours:
    """DeviceCMYK, as it is."""

    for_press = True

    def fill(self, colour: Colour) -> str:
        """Inks for ``k``."""
        return f"{_inks(colour)} k"

    def stroke(self, colour: Colour) -> str:
        """Inks for ``K``."""
        return f"{_inks(colour)} K"

    def picture(self, _size: tuple[int, int], pixels: bytes) -> tuple[str, bytes]:
        """The samples as they are."""
        return "DeviceCMYK", pixels


class ScreenColours:
    """What FOGRA39 makes of the inks, as a screen shows it: sRGB."""

    for_press = False

    def fill(self, colour: Colour) -> str:
        """Light for ``rg``."""
        return f"{_light(colour)} rg"

    def stroke(self, colour: Colour) -> str:
        """Light for ``RG``."""
        return f"{_light(colour)} RG"

    def picture(self, size: tuple[int, int], pixels: bytes) -> tuple[str, bytes]:
        """The samples as red, green and blue."""
        from PIL import Image

        return "DeviceRGB", _shown(Image.frombytes("CMYK", size, pixels)).tobytes()


PRESS = PressColours()
SCREEN = ScreenColours()


def press_profile(condition: OutputCondition | None = None) -> ImageCms.ImageCmsProfile:
    """The profile of ``condition``, else FOGRA39 coated, which ships with the program."""
    from PIL import ImageCms

    return ImageCms.ImageCmsProfile(BytesIO((condition or fogra39()).icc))


@lru_cache
def screen_rgb(colour: Colour) -> tuple[int, int, int]:
    """``colour`` printed by FOGRA39, in sRGB from 0 to 255."""
    from PIL import Image

    amounts = (colour.cyan, colour.magenta, colour.yellow, colour.black)
    inks = Image.new("CMYK", (1, 1), tuple(round(amount * 255) for amount in amounts))
    red, green, blue = _shown(inks).tobytes()
    return red, green, blue


@lru_cache
def _inks(colour: Colour) -> str:
    amounts = (colour.cyan, colour.magenta, colour.yellow, colour.black)
    return " ".join(number(amount) for amount in amounts)


def _light(colour: Colour) -> str:
    return " ".join(number(value / 255) for value in screen_rgb(colour))


def _shown(picture: Image.Image) -> Image.Image:
    from PIL import ImageCms

    converted = ImageCms.applyTransform(picture, _fogra39_to_srgb())
    assert converted is not None  # it is None only where it works in place
    return converted


@lru_cache
def _fogra39_to_srgb() -> ImageCms.ImageCmsTransform:
    from PIL import ImageCms

    return ImageCms.buildTransform(
        press_profile(),
        ImageCms.createProfile("sRGB"),
        "CMYK",
        "RGB",
        ImageCms.Intent.RELATIVE_COLORIMETRIC,
        ImageCms.Flags.BLACKPOINTCOMPENSATION,
    )
