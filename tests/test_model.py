"""Models: what a class declares, what it makes of a table, and that whatever is typed is read or refused with every fault at its place.

The classes here stand in no site; their texts are test data.
"""

import copy
import pickle
from collections.abc import Iterator
from typing import Annotated, Any, ClassVar

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from disan.content import blocks
from disan.content.fields.about import About
from disan.content.fields.choice import Choice
from disan.content.fields.coordinates import Coordinates
from disan.content.fields.dates import LunarDay, SolarDay, When
from disan.content.fields.errors import FieldFault, RefusedError, refused
from disan.content.fields.localised import Localised
from disan.content.fields.model import Model, Several, leading
from disan.content.fields.numbers import Count, Quantity
from disan.content.fields.plain import Code, Focus, Line, Mail, Reference, Slug, Switch, Telephone, WebAddress
from disan.content.kinds import KINDS
from disan.content.record import Picture, Record, SourceNote
from disan.content.settings import Settings
from disan.core.strings import Words

LABEL = About(Words("Nhãn", "Label"))


class Colour(Choice):
    RED = "red", "đỏ", "red"
    BLUE = "blue", "xanh", "blue"


def _not_empty(lines: tuple[str, ...]) -> tuple[str, ...]:
    if not lines:
        raise refused("wrong-type", expected=Words("ít nhất một", "at least one"))
    return lines


class Boat(Model):
    """One of each form that a field's type may have."""

    kind: ClassVar[str] = "boat"

    name: Annotated[Line, LABEL]
    colour: Annotated[Colour, LABEL] = Colour.RED
    crew: Annotated[Several[Line], _not_empty, LABEL]
    seats: Count | None = None
    built: When | None = None


class Fleet(Boat):
    """A model with a base, with others inside it."""

    flag: Annotated[Boat | None, LABEL] = None
    boats: Annotated[Several[Boat], LABEL] = ()


class Twin(Boat):
    """Another class with the same fields."""


BOAT = {"name": "Thuyền", "crew": "An"}


def faults(cls: type[Model], value: object) -> list[tuple[str, tuple[str | int, ...]]]:
    """The rules and the places of all that is wrong with a value."""
    with pytest.raises(RefusedError) as caught:
        cls.read(value)
    return [(fault.rule, fault.path) for fault in caught.value.faults]


def test_fields_are_those_of_the_bases_and_then_its_own() -> None:
    assert list(Boat.fields) == ["name", "colour", "crew", "seats", "built"]
    assert list(Fleet.fields) == [*Boat.fields, "flag", "boats"]
    assert [name for name, field in Fleet.fields.items() if field.required] == ["name", "crew"]
    assert (Fleet.fields["name"].about, Fleet.fields["seats"].about) == (LABEL, None)
    assert (Fleet.fields["colour"].default, Fleet.fields["boats"].default) == (Colour.RED, ())
    assert Fleet.kind == "boat"


def test_a_table_is_read() -> None:
    boat = Boat.read({"crew": ["An ", "Bình"], "name": " Thuyền \n Một", "seats": "1.340", "colour": "xanh", "built": "1930~"})
    assert (boat.name, boat.colour, boat.crew, boat.seats) == ("Thuyền Một", Colour.BLUE, ("An", "Bình"), 1340)
    assert boat.built == When.read("khoảng 1930")


def test_what_is_not_said_has_its_default_and_a_single_value_stands_for_a_list_of_one() -> None:
    assert Boat.read(BOAT) == Boat(name="Thuyền", crew=("An",)) == Boat.read({**BOAT, "seats": None})
    fleet = Fleet.read({**BOAT, "boats": BOAT, "flag": BOAT})
    assert fleet.boats == (fleet.flag,) == (Boat.read(BOAT),)


def test_every_fault_is_told_in_the_order_of_the_fields_and_unknown_names_last() -> None:
    typed = {
        "captain": "Cả",
        "boats": [BOAT, {"crew": [["a"], "b", {}], "sail": "x"}, "Thuyền Ba"],
        "flag": {"name": {}, "crew": "An", "built": "hôm qua"},
        "seats": "vài",
        "colour": "tím",
        "oars": "2",
    }
    assert faults(Fleet, typed) == [
        ("missing-field", ("name",)),
        ("unknown-choice", ("colour",)),
        ("missing-field", ("crew",)),
        ("wrong-type", ("seats",)),
        ("wrong-type", ("flag", "name")),
        ("wrong-type", ("flag", "built")),
        ("missing-field", ("boats", 1, "name")),
        ("wrong-type", ("boats", 1, "crew", 0)),
        ("wrong-type", ("boats", 1, "crew", 2)),
        ("unknown-field", ("boats", 1, "sail")),
        ("wrong-type", ("boats", 2)),
        ("unknown-field", ("captain",)),
        ("unknown-field", ("oars",)),
    ]


def test_nothing_is_as_good_as_a_missing_name() -> None:
    assert faults(Boat, {"name": None, "crew": "An", "built": None}) == [("missing-field", ("name",))]


def test_a_function_in_the_annotation_reads_on_and_may_refuse() -> None:
    assert faults(Boat, {**BOAT, "crew": []}) == [("wrong-type", ("crew",))]
    assert faults(Boat, {**BOAT, "crew": [None, "An"]}) == [("wrong-type", ("crew", 0))]


def test_a_line_in_place_of_a_table_is_told_where_it_belongs() -> None:
    with pytest.raises(RefusedError) as caught:
        Fleet.read({**BOAT, "flag": "Thuyền Hai"})
    (fault,) = caught.value.faults
    expected = fault.values["expected"]
    assert isinstance(expected, Words)
    assert expected.en == "lines below, indented by two spaces, such as “name: Thuyền Hai”"
    assert (leading(Boat), leading(SourceNote), leading(Model)) == ("name", "url", "…")


def test_a_model_may_be_typed_in_short() -> None:
    assert SourceNote.read("https://nguon.example") == SourceNote(url="https://nguon.example")
    assert SourceNote.read("Sách thử") == SourceNote(title="Sách thử")
    assert faults(SourceNote, ["Sách thử"]) == [("wrong-type", ())]


def test_a_model_stays_as_it_is() -> None:
    boat = Boat(name="Thuyền", crew=("An",))
    for name in ("name", "sail"):
        with pytest.raises(AttributeError, match="immutable"):
            setattr(boat, name, "khác")
        with pytest.raises(AttributeError, match="immutable"):
            delattr(boat, name)
    assert boat == Boat(name="Thuyền", crew=("An",))


def test_a_copy_differs_where_it_is_told_to() -> None:
    boat = Boat(name="Thuyền", crew=("An",), seats=4)
    assert replace(boat, name="khác") == Boat(name="khác", crew=("An",), seats=4)
    assert boat.name == "Thuyền"


def test_names_that_are_no_fields_and_names_left_out_are_mistakes_of_the_program() -> None:
    values: dict[str, Any] = {"name": "Thuyền", "sail": 1}
    with pytest.raises(TypeError, match="sail"):
        Boat(**values)
    with pytest.raises(TypeError, match="sail"):
        replace(Boat(name="Thuyền", crew=()), sail=1)


@pytest.mark.parametrize("annotation", [float, bool, Annotated[int | None, LABEL], Several[bytes]])
def test_a_type_that_nobody_can_read_is_a_mistake_of_the_program(annotation: Any) -> None:
    """That of a switch or a count too when no function says how it is typed: "no" must never be taken as it is."""
    raft: Any = type("Raft", (Model,), {"__annotations__": {"length": annotation}})
    with pytest.raises(TypeError, match="no way to read"):
        raft.read({"length": "1"})


def test_models_are_equal_when_class_and_values_are() -> None:
    one, same, other = (Boat(name=name, crew=("An",)) for name in ("Thuyền", "Thuyền", "khác"))
    assert one == same
    assert one != other
    assert one != Twin(name="Thuyền", crew=("An",))
    assert len({one, same, other}) == 2
    assert repr(one) == "Boat(name='Thuyền', colour=<Colour.RED: 'red'>, crew=('An',), seats=None, built=None)" == repr(same)


def test_a_model_survives_being_kept() -> None:
    for model in (Picture(file="anh.jpg", alt="Cổng", credit="An", licence="CC0"), SourceNote(title="Sách thử"), Boat.read(BOAT)):
        assert msgspec.msgpack.decode(msgspec.msgpack.encode(model), type=type(model)) == model
    boat = Boat(name="Thuyền", crew=("An",), built=When.read("1930"))
    for copied in (pickle.loads(pickle.dumps(boat)), copy.copy(boat), copy.deepcopy(boat)):
        assert copied == boat
        assert hash(copied) == hash(boat)


class Anything(Model):
    """A field of each type."""

    when: When | None = None
    lunar: LunarDay | None = None
    solar: SolarDay | None = None
    coordinates: Coordinates | None = None
    quantity: Quantity | None = None
    count: Count | None = None
    localised: Localised | None = None
    colour: Colour | None = None
    line: Line | None = None
    switch: Switch | None = None
    code: Code | None = None
    slug: Slug | None = None
    focus: Focus | None = None
    reference: Reference | None = None
    mail: Mail | None = None
    telephone: Telephone | None = None
    address: WebAddress | None = None
    boats: Several[Fleet] = ()


MARKED = st.text("0123456789.,-/~?%°'\" ()NEĐxvi+@:²٣")
TYPED = st.recursive(
    st.none() | st.text() | MARKED,
    lambda inside: (
        st.lists(inside, max_size=3) | st.dictionaries(st.sampled_from(["name", "crew", "vi", "boats", "x"]), inside, max_size=3)
    ),
    max_leaves=6,
)


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(st.dictionaries(st.sampled_from([*Anything.fields]), TYPED, max_size=4))
def test_whatever_is_typed_is_read_or_refused(typed: dict[str, Any]) -> None:
    """Nothing but a refusal comes out, and each fault is at a place that the typed values have, or would have."""
    read, told = outcome(typed)
    assert (read is None) == bool(told)
    assert all(within(typed, fault) for fault in told)


def outcome(typed: object) -> tuple[Anything | None, tuple[FieldFault, ...]]:
    """What was read, or why not."""
    try:
        return Anything.read(typed), ()
    except RefusedError as error:
        return None, error.faults


def within(typed: Any, fault: FieldFault) -> bool:
    """Whether the path leads to a value, or ends at a name that is missing from a table; a list of one needs no list."""
    value = typed
    for step in fault.path:
        if isinstance(step, int):
            value = value[step] if isinstance(value, list) else value
        elif fault.rule == "missing-field" and isinstance(value, dict) and value.get(step) is None:
            return True
        elif not isinstance(value, dict) or step not in value:
            return False
        else:
            value = value[step]
    return True


def classes(cls: type[Model]) -> Iterator[type[Model]]:
    """A class, and those inside its fields."""
    yield cls
    for field in cls.fields.values():
        inner = field.inside(Model)
        if inner:
            yield from classes(inner)


@pytest.mark.parametrize("cls", [Settings, *KINDS, *blocks.every()], ids=lambda cls: cls.__name__)
def test_every_class_of_ours_can_be_read(cls: type[Model]) -> None:
    """Each field has a type that can be read: one that says nothing right is refused for each of its fields that must be given."""
    for each in classes(cls):
        required = sorted(each.lacking(()), key=list(each.fields).index)
        assert faults(each, {"x": "x"}) == [*(("missing-field", (name,)) for name in required), ("unknown-field", ("x",))]
        if issubclass(each, Record):
            assert each.fields.keys() > Record.fields.keys()


class Ways(Model):
    """Fields of which none must be given: an address, a number to call, words."""

    page: Annotated[WebAddress | None, About(Words("Trang", "Page"))] = None
    telephone: Annotated[Telephone | None, About(Words("Điện thoại", "Telephone"))] = None
    words: Annotated[Line | None, About(Words("Lời", "Words"))] = None


@pytest.mark.parametrize(("typed", "name"), [("0239 000 0000", "telephone"), ("https://trang.example/a", "page"), ("hỏi ở xã", "words")])
def test_a_line_in_place_of_a_table_is_told_with_the_field_that_takes_it(typed: str, name: str) -> None:
    """A cure that is refused in its turn would be none."""
    with pytest.raises(RefusedError) as caught:
        Ways.read(typed)
    (fault,) = caught.value.faults
    expected = fault.values["expected"]
    assert isinstance(expected, Words)
    assert f"“{name}: {typed}”" in expected.vi
    assert getattr(Ways.read({name: typed}), name) == typed


class Building(Choice):
    """Labels of which two have commas."""

    TEMPLE = "temple", "đền, miếu", "temple, shrine"
    PAGODA = "pagoda", "chùa, tháp", "pagoda, tower"
    BRIDGE = "bridge", "cầu", "bridge"


@pytest.mark.parametrize(("typed", "meant"), [("đền", "đền, miếu"), ("Tháp", "chùa, tháp"), ("shrine", "đền, miếu"), ("nhà", "")])
def test_a_part_of_a_label_leads_to_the_whole(typed: str, meant: str) -> None:
    """And labels with commas are listed so that one sees where each ends."""
    with pytest.raises(RefusedError) as caught:
        Building.read(typed)
    (fault,) = caught.value.faults
    nearest, choices = fault.values["nearest"], fault.values["choices"]
    assert (nearest.vi if isinstance(nearest, Words) else "") == meant
    assert isinstance(choices, Words)
    assert choices.vi == "đền, miếu; chùa, tháp; cầu"
