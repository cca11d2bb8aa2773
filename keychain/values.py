"""Dataclasses that are quick to make: half of a command's start went into making them.

``dataclasses`` compiles the source of each method of each class on its own; before Python 3.13
that is six times for one that is frozen. Here ``__init__`` alone is compiled, and the other methods
are the same functions for all.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from dataclasses import MISSING, FrozenInstanceError, fields
from operator import attrgetter
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass
else:

    def dataclass(*, slots: bool, frozen: bool = False, eq: bool = True) -> Callable[[type], type]:
        """``dataclasses.dataclass`` for classes with slots and plain fields: what it makes has the
        same fields, parameters, equality and pickles, and is told apart by nothing in this
        program. What it would make otherwise it refuses (:func:`_is_plain`)."""
        assert slots, "without slots this is not the decorator to use"
        return lambda cls: _made(cls, frozen, eq)


def _made(cls: type, frozen: bool, eq: bool) -> type:
    # Without a docstring ``dataclasses`` writes one, for which it takes the class apart.
    cls.__doc__ = cls.__doc__ or cls.__name__
    # Fields, slots and what ``match`` needs, but no method.
    made: Any = dataclasses.dataclass(init=False, repr=False, eq=False, slots=True)(cls)
    assert _is_plain(cls, made), f"{cls.__qualname__} is not for this decorator"
    if "__init__" not in made.__dict__:
        made.__init__ = _init(made)
    if "__repr__" not in made.__dict__:
        made.__repr__ = _repr
    if frozen:
        made.__setattr__, made.__delattr__ = _refuse_setting, _refuse_deleting
        made.__getstate__, made.__setstate__ = _travel(made)
    if eq:
        made.__eq__, hashed = _equality(made)
        if "__hash__" not in cls.__dict__:
            made.__hash__ = hashed if frozen else None
    return made  # type: ignore[no-any-return]  # the class that came in, with slots


_MADE_HERE = frozenset({"__eq__", "__setattr__", "__delattr__", "__getstate__", "__setstate__"})
"""Methods that a class may not have of its own: ``dataclasses`` would keep or refuse them."""


def _is_plain(cls: type, made: Any) -> bool:
    """Whether nothing is asked of the class that ``dataclasses`` does and this module does not: no
    dataclass is its base, all that it names are fields (not ``InitVar``), none is for keywords
    alone, and each is hashed if it is compared."""
    named = made.__dataclass_fields__.values()
    return (
        _MADE_HERE.isdisjoint(cls.__dict__)
        and not any(map(dataclasses.is_dataclass, cls.__bases__))
        and len(named) == len(fields(made))
        and not any(each.kw_only or each.hash is not None for each in named)
    )


def _init(made: Any) -> Callable[..., None]:
    """``__init__``, which sets each field by its slot, as a frozen class lets nobody else do."""
    known: dict[str, Any] = {"MISSING": MISSING}
    taken: list[str] = []
    body: list[str] = []
    for number, field in enumerate(fields(made)):
        name, given = field.name, field.name
        known[f"set_{number}"] = getattr(made, name).__set__
        if field.default is not MISSING:
            given = f"default_{number}"
            known[given] = field.default
        elif field.default_factory is not MISSING:
            given = f"make_{number}()"
            known[f"make_{number}"] = field.default_factory
        if not field.init:
            if given != name:
                body.append(f"set_{number}(self, {given})")
            continue
        if given == name:
            taken.append(name)
        elif field.default is not MISSING:
            taken.append(f"{name}={given}")
            given = name
        else:
            taken.append(f"{name}=MISSING")
            given = f"{given} if {name} is MISSING else {name}"
        body.append(f"set_{number}(self, {given})")
    if hasattr(made, "__post_init__"):
        body.append("self.__post_init__()")
    lines = "\n ".join(body or ["pass"])
    exec(f"def __init__(self, {', '.join(taken)}):\n {lines}", known)
    init: Callable[..., None] = known["__init__"]
    init.__qualname__ = f"{made.__qualname__}.__init__"
    return init


def _equality(made: Any) -> tuple[Callable[[Any, Any], Any], Callable[[Any], int]]:
    """``__eq__`` and ``__hash__`` of the fields that are compared."""
    compared = _getter([field.name for field in fields(made) if field.compare])

    def equal(self: Any, other: Any) -> Any:
        same = other.__class__ is self.__class__
        return compared(self) == compared(other) if same else NotImplemented

    def hashed(self: Any) -> int:
        return hash(compared(self))

    return equal, hashed


def _travel(made: Any) -> tuple[Callable[[Any], Any], Callable[[Any, Any], None]]:
    """``__getstate__`` and ``__setstate__``, by which values go to other processes."""
    names = [field.name for field in fields(made)]
    several = len(names) > 1
    taken = _getter(names)
    setters = [getattr(made, name).__set__ for name in names]

    def state(self: Any) -> Any:
        return taken(self) if several else [taken(self)]

    def restore(self: Any, state: Any) -> None:
        for put, value in zip(setters, state, strict=several):
            put(self, value)

    return state, restore


def _getter(names: list[str]) -> Callable[[Any], Any]:
    """What gives the values of these fields, of one alone as it is."""
    return attrgetter(*names) if names else lambda _: ()


def _repr(self: Any) -> str:
    told = (f"{each.name}={getattr(self, each.name)!r}" for each in fields(self) if each.repr)
    return f"{type(self).__qualname__}({', '.join(told)})"


def _refuse_setting(_: Any, name: str, __: object) -> None:
    raise FrozenInstanceError(f"cannot assign to field {name!r}")


def _refuse_deleting(_: Any, name: str) -> None:
    raise FrozenInstanceError(f"cannot delete field {name!r}")
