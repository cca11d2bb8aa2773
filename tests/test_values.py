"""What ``keychain.values`` makes is what ``dataclasses`` makes: each class here is made by both."""

from __future__ import annotations

import copy
import dataclasses
import inspect
import pickle
from collections.abc import Callable
from dataclasses import KW_ONLY, FrozenInstanceError, InitVar, field, fields, replace
from typing import Any

import pytest

import keychain.values

Decorator = Callable[..., Callable[[type], type]]


def made(decorator: Decorator, *, frozen: bool = True, eq: bool = True) -> dict[str, Any]:
    """Classes of every kind of field that the program has."""

    class Plain:
        """A point."""

        x: int
        name: str = "a"
        parts: tuple[int, ...] = ()

    class Empty:
        """Nothing."""

    class Careful:
        """Fields that are not compared, not shown, made anew or worked out."""

        x: int
        place: str | None = field(default=None, compare=False)
        many: dict[str, int] = field(default_factory=dict)
        hidden: int = field(default=3, repr=False)

        @property
        def twice(self) -> int:
            return 2 * self.x

    if not frozen:

        class Working:
            """One that goes on to change."""

            x: int
            double: int = field(init=False)
            seen: list[int] = field(init=False, default_factory=list)

            def __post_init__(self) -> None:
                self.double = 2 * self.x

        return {"Working": decorator(slots=True, eq=eq)(Working)}
    kinds = {"Plain": Plain, "Empty": Empty, "Careful": Careful}
    return {name: decorator(frozen=True, slots=True, eq=eq)(kind) for name, kind in kinds.items()}


# Of the two modules ``keychain.values.dataclass`` is the other's to a type checker.
OURS: Decorator = vars(keychain.values)["dataclass"]
THEIRS: Decorator = dataclasses.dataclass
CALLS: list[tuple[str, tuple[Any, ...], dict[str, Any]]] = [
    ("Plain", (1,), {}),
    ("Plain", (1, "b"), {"parts": (1, 2)}),
    ("Empty", (), {}),
    ("Careful", (1,), {"many": {"a": 1}}),
    ("Careful", (1, "here"), {"hidden": 4}),
]


@pytest.mark.parametrize("name", ["Plain", "Empty", "Careful"])
def test_signature_fields_and_slots_are_the_same(name: str) -> None:
    ours, theirs = made(OURS)[name], made(THEIRS)[name]
    assert list(inspect.signature(ours).parameters) == list(inspect.signature(theirs).parameters)
    assert ours.__slots__ == theirs.__slots__
    assert ours.__match_args__ == theirs.__match_args__
    assert ours.__qualname__ == theirs.__qualname__ and ours.__doc__ == theirs.__doc__
    assert ours.__init__.__qualname__ == theirs.__init__.__qualname__
    assert [(f.name, f.type, f.compare) for f in fields(ours)] == [
        (f.name, f.type, f.compare) for f in fields(theirs)
    ]
    with pytest.raises(TypeError):
        ours(1, 2, 3, 4, 5)


@pytest.mark.parametrize(("name", "given", "named"), CALLS)
def test_values_read_the_same(name: str, given: tuple[Any, ...], named: dict[str, Any]) -> None:
    ours, theirs = (made(how)[name](*given, **named) for how in (OURS, THEIRS))
    assert repr(ours) == repr(theirs)
    assert dataclasses.astuple(ours) == dataclasses.astuple(theirs)
    assert ours != theirs and ours != given
    assert ours == type(ours)(*given, **named) == copy.copy(ours)
    if name != "Careful":
        assert hash(ours) == hash(type(ours)(*given, **named))


def test_what_is_not_compared_makes_no_difference() -> None:
    careful = made(OURS)["Careful"]
    assert careful(1, "here") == careful(1, "there") and careful(1) != careful(2)
    assert careful(1).many is not careful(1).many
    with pytest.raises(TypeError):
        hash(careful(1))  # for its dictionary


def test_nobody_changes_a_frozen_value() -> None:
    plain = made(OURS)["Plain"](1)
    with pytest.raises(FrozenInstanceError, match="cannot assign to field 'x'"):
        plain.x = 2
    with pytest.raises(FrozenInstanceError):
        plain.other = 2
    with pytest.raises(FrozenInstanceError, match="cannot delete field 'x'"):
        del plain.x
    assert replace(plain, x=2) == type(plain)(2) and plain.x == 1
    match plain:
        case object(x=1, name=name):
            assert name == "a"


def test_without_eq_a_value_is_like_itself_alone() -> None:
    plain = made(OURS, eq=False)["Plain"]
    one = plain(1)
    assert one == one and one != plain(1) and len({one, plain(1)}) == 2


def test_an_open_one_changes_and_has_no_hash() -> None:
    ours, theirs = (made(how, frozen=False)["Working"](2) for how in (OURS, THEIRS))
    assert repr(ours) == repr(theirs) and ours.double == 4
    ours.x = 3
    ours.seen.append(1)
    assert ours.x == 3 and type(ours)(2).seen == []
    assert list(inspect.signature(type(ours)).parameters) == ["x"]
    with pytest.raises(TypeError):
        hash(ours)


def test_values_travel_to_other_processes() -> None:
    from keychain.diagnostics import Place, error
    from keychain.geometry import Rect
    from keychain.yaml_source.nodes import Text

    found = error("some-code", "a reason")(Place("a", 1, 2), number="113")
    for value in (found, Rect(1, 2, 3, 4), Text("a", Place("b", 1, 1))):
        again = pickle.loads(pickle.dumps(value))
        assert again == value and repr(again) == repr(value)
        assert getattr(again, "place", None) == getattr(value, "place", None)


@pytest.mark.parametrize("frozen", [True, False])
def test_a_hash_of_its_own_is_kept(frozen: bool) -> None:
    class Cell:
        row: int
        area: str = ""

        def __hash__(self) -> int:
            return self.row

    for how in (OURS, THEIRS):
        kind: Any = how(frozen=frozen, slots=True)(Cell)
        assert hash(kind(7, "a")) == 7 and kind(7, "a") != kind(7, "b")


class Own:
    """Of its own opinion about what is equal."""

    x: int

    def __eq__(self, other: object) -> bool:
        return True


class Guarded:
    """Takes no orders."""

    x: int

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(name)


class Travelling:
    """Packs for itself."""

    x: int

    def __getstate__(self) -> object:
        return [7]


class ByKeyword:
    """One field has a name or nothing."""

    x: int
    y: int = field(default=0, kw_only=True)


class AllByKeyword:
    """All fields have."""

    _: KW_ONLY
    x: int


class Given:
    """One that is given and not kept."""

    x: int
    more: InitVar[int]


class Unhashed:
    """Compared, yet not hashed."""

    x: int = field(hash=False)


class Child(made(OURS)["Plain"]):  # type: ignore[misc]  # a class of Any
    """A point with more."""

    more: int = 0


@pytest.mark.parametrize(
    "kind", [Own, Guarded, Travelling, ByKeyword, AllByKeyword, Given, Unhashed, Child]
)
def test_what_would_be_made_otherwise_is_refused(kind: type) -> None:
    with pytest.raises(AssertionError, match=f"{kind.__name__} is not for this decorator"):
        OURS(frozen=True, slots=True)(kind)
