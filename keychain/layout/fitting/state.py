"""How far the boxes of a face have given way."""

from __future__ import annotations

from collections.abc import Mapping

from keychain.layout.spec import TextBox, TextForm
from keychain.values import dataclass


@dataclass(frozen=True, slots=True)
class Give:
    """How far a box has given way: the step in its sizes, which of its
    shorter texts (0 is the full one), or gone."""

    step: int = 0
    short: int = 0
    out: bool = False


State = Mapping[str, Give]
"""Boxes by their names; those that are not there have not given way."""
FULL = Give()


def steps(text: TextBox) -> tuple[tuple[TextForm, float], ...]:
    """Every form and size of a text, the preferred first."""
    return tuple((form, size) for form in text.forms for size in form.sizes)


def step_of(box: str, text: TextBox, state: State) -> tuple[TextForm, float]:
    """The form and the size in pt that a text is set in."""
    step = state.get(box, FULL).step
    for form in text.forms:
        if step < len(form.sizes):
            return form, form.sizes[step]
        step -= len(form.sizes)
    raise IndexError(f"{box} has no such step")
