"""Images: how many pixels they have, and the most ink that any of them holds."""

from __future__ import annotations

import pikepdf
from PIL import Image, ImageMath

from keychain.preflight.reading.bounded import read_bounded
from keychain.preflight.reading.inks import PROCESS, Space, read_space
from keychain.preflight.reading.values import entry, number
from keychain.values import dataclass

_MOST_PIXELS = 60_000_000


@dataclass(frozen=True, slots=True)
class PictureFacts:
    """One image. ``bits`` is 1 for line art and stencils. ``most`` is the most of each ink in any
    pixel, ``total`` the largest sum of one pixel, in shares of full ink; None where the colours are
    not said in inks or cannot be read. ``mask`` is the size of its own mask, if it has one."""

    width: int
    height: int
    bits: int
    stencil: bool
    most: tuple[tuple[str, float], ...] | None
    total: float | None
    mask: tuple[int, int] | None = None


def read_picture(image: pikepdf.Object, named: object, *, inline: bool = False) -> PictureFacts:
    """The facts of an image; ``named`` are the resources' colour spaces."""
    stencil = _either(image, "/ImageMask", "/IM") is True
    width = int(number(_either(image, "/Width", "/W")) or 0)
    height = int(number(_either(image, "/Height", "/H")) or 0)
    bits = 1 if stencil else int(number(_either(image, "/BitsPerComponent", "/BPC")) or 8)
    space = read_space(_either(image, "/ColorSpace", "/CS"), named)
    if space.family == "DeviceGray" and bits == 1:
        most: tuple[tuple[str, float], ...] | None = (("Black", 1.0),)
        total: float | None = 1.0
    elif stencil or inline or not isinstance(image, pikepdf.Stream):
        most, total = None, None
    else:
        most, total = _most(ink_channels(image, space))
    mask = entry(image, "/SMask") or entry(image, "/Mask")
    size = None
    if isinstance(mask, pikepdf.Stream):
        size = int(number(entry(mask, "/Width")) or 0), int(number(entry(mask, "/Height")) or 0)
    one = bits == 1 and space.count <= 1
    return PictureFacts(width, height, 1 if one else 8, stencil, most, total, size)


def _either(image: object, long: str, short: str) -> object:
    found = entry(image, long)
    return entry(image, short) if found is None else found


def ink_channels(image: pikepdf.Stream, space: Space) -> dict[str, Image.Image] | None:
    """How much there is of each ink, 255 for all, as pictures in grey; None where the image is not
    in inks or is stored in a way that is not read here (JPEG 2000, 16 bits)."""
    width, height = (
        int(number(entry(image, "/Width")) or 0),
        int(number(entry(image, "/Height")) or 0),
    )
    bits = number(entry(image, "/BitsPerComponent"))
    plain = space.base if space.family == "Indexed" and space.base is not None else space
    if (
        plain.family not in ("DeviceGray", "DeviceCMYK", "Spot")
        or not 0 < width * height <= _MOST_PIXELS
    ):
        return None
    bands = _bands(image, space, (width, height), bits)
    if bands is None:
        return None
    if space.family == "Indexed":
        return _of_palette(bands[0], space)
    if _is_reversed(image):
        bands = [band.point(_REVERSED) for band in bands]
    if plain.family == "DeviceGray":
        return {"Black": bands[0].point(_REVERSED)}
    return dict(zip(PROCESS if plain.family == "DeviceCMYK" else plain.names, bands, strict=True))


_REVERSED = [255 - tone for tone in range(256)]


def _bands(
    image: pikepdf.Stream, space: Space, size: tuple[int, int], bits: float | None
) -> list[Image.Image] | None:
    """The samples, a picture for each component, as they are stored."""
    filters = entry(image, "/Filter")
    last = filters[-1] if isinstance(filters, pikepdf.Array) and len(filters) else filters
    if last in (pikepdf.Name("/DCTDecode"), pikepdf.Name("/DCT")):
        return _jpeg_bands(image, space, size)
    if bits != 8 or last in (pikepdf.Name("/JPXDecode"), pikepdf.Name("/CCITTFaxDecode")):
        return None
    count = size[0] * size[1] * space.count
    data = read_bounded(image, count + 16)
    if data is None or len(data) < count:
        return None
    mode = {1: "L", 4: "CMYK"}.get(space.count)
    if mode is not None:
        return list(Image.frombytes(mode, size, data[:count]).split())
    step = space.count
    return [Image.frombytes("L", size, data[band:count:step]) for band in range(step)]


def _jpeg_bands(
    image: pikepdf.Stream, space: Space, size: tuple[int, int]
) -> list[Image.Image] | None:
    from io import BytesIO

    try:
        with Image.open(BytesIO(image.read_raw_bytes()), formats=("JPEG",)) as picture:
            if picture.size != size:
                return None
            adobe = "adobe" in picture.info
            bands = list(picture.split())
    except (OSError, ValueError, Image.DecompressionBombError):
        return None
    if len(bands) != space.count:
        return None
    # Pillow turns Adobe's CMYK about, which PDF does by /Decode.
    return [band.point(_REVERSED) for band in bands] if adobe and len(bands) == 4 else bands


def _is_reversed(image: pikepdf.Stream) -> bool:
    decode = entry(image, "/Decode")
    return isinstance(decode, pikepdf.Array) and len(decode) > 0 and (number(decode[0]) or 0) > 0.5


def _of_palette(indices: Image.Image, space: Space) -> dict[str, Image.Image]:
    found: dict[str, Image.Image] = {}
    colours = [space.colour((index,)) for index in range(len(space.table))]
    inks = dict.fromkeys(ink for colour in colours for ink, _ in colour.inks or ())
    for ink in inks:
        tones = [round(colour.amount(ink) * 255) for colour in colours]
        found[ink] = indices.point((tones + [0] * 256)[:256])
    return found


def _most(
    channels: dict[str, Image.Image] | None,
) -> tuple[tuple[tuple[str, float], ...] | None, float | None]:
    if not channels:
        return None, None
    most = tuple((ink, _peak(band) / 255) for ink, band in channels.items())
    if sum(tint for _, tint in most) <= 3.0:
        return most, sum(tint for _, tint in most)  # no pixel can hold more
    return most, _peak(add_bands(list(channels.values()))) / 255


def add_bands(bands: list[Image.Image]) -> Image.Image:
    """The sum of pictures in grey, pixel by pixel, as whole numbers."""
    total = bands[0].convert("I")
    for band in bands[1:]:
        total = ImageMath.lambda_eval(
            lambda given: given["a"] + given["b"], a=total, b=band.convert("I")
        )
    return total


def _peak(picture: Image.Image) -> float:
    extrema = picture.getextrema()
    peak = extrema[1]
    return float(peak) if isinstance(peak, int | float) else 0.0
