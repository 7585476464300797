"""Printed codes: what the check character promises, shown for every possible mistake rather than for samples."""

import functools
import itertools
import operator
import random
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disan.core import codes

bodies = st.text(st.sampled_from(codes.ALPHABET), min_size=4, max_size=4)
VALUES = range(len(codes.ALPHABET))


def code(body: str) -> str:
    return body + codes.check_character(body)


def check_value(values: tuple[int, ...]) -> int:
    return codes.ALPHABET.index(codes.check_character("".join(codes.ALPHABET[value] for value in values)))


def residue(values: tuple[int, ...]) -> int:
    """Nought exactly for the five values of a valid code; addition in the field is exclusive or."""
    return check_value(values[:4]) ^ values[4]


def only(place: int, value: int) -> tuple[int, ...]:
    """Five values, all nought but one."""
    return tuple(value if each == place else 0 for each in range(5))


def test_the_alphabet_leaves_out_what_the_eye_confuses() -> None:
    assert sorted(codes.ALPHABET) == sorted(set(string.digits + string.ascii_uppercase) - set("ILOU"))
    assert len(codes.ALPHABET) == 32


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("0000", "0"),
        ("0001", "2"),  # 1 times x is x: 2.
        ("1000", "G"),  # 1 times x four times over: 16.
        ("000Z", "V"),  # 31 times x is 62, less the modulus 37: 62 ^ 37 = 27.
        ("7K3Q", "M"),  # 7>14; 14^19=29>58^37=31; 31^3=28>56^37=29; 29^23=10>20.
    ],
)
def test_check_characters_worked_by_hand(body: str, expected: str) -> None:
    assert codes.check_character(body) == expected


@pytest.mark.slow
def test_the_check_is_linear() -> None:
    """Every body's check is the sum of the checks of its characters alone: all the million bodies."""
    parts = [[check_value(only(place, value)[:4]) for value in VALUES] for place in range(4)]
    for body in itertools.product(enumerate(codes.ALPHABET), repeat=4):
        expected = functools.reduce(operator.xor, (part[value] for part, (value, _) in zip(parts, body, strict=True)))
        assert codes.check_character("".join(character for _, character in body)) == codes.ALPHABET[expected]


def test_every_single_error_shows() -> None:
    """By linearity the residue of a code with one character changed is that of the change alone, whatever the code."""
    for place in range(5):
        for change in VALUES[1:]:
            assert residue(only(place, change)) != 0


def test_every_swap_of_neighbours_shows() -> None:
    """Swapping two neighbours adds their sum to both places; it is not nought when they differ."""
    for place in range(4):
        for change in VALUES[1:]:
            assert residue(only(place, change)) ^ residue(only(place + 1, change)) != 0


@given(bodies)
def test_a_code_withstands_every_slip(body: str) -> None:
    """The same two promises, on whole codes and through the public function."""
    whole = code(body)
    assert codes.fault(whole) is None
    for place, character in itertools.product(range(5), codes.ALPHABET):
        if character != whole[place]:
            assert codes.fault(whole[:place] + character + whole[place + 1 :]) == "check"
    for place in range(4):
        if whole[place] != whole[place + 1]:
            swapped = whole[:place] + whole[place + 1] + whole[place] + whole[place + 2 :]
            assert codes.fault(swapped) == "check"


@pytest.mark.parametrize(
    ("typed", "fault"),
    [
        ("", "length"),
        ("7K3Q", "length"),
        ("7K3QMM", "length"),
        ("7k3qm", "alphabet"),
        ("7K3QU", "alphabet"),
        ("7K3Q٣", "alphabet"),
        ("7K3QX", "check"),
    ],
)
def test_faults(typed: str, fault: str) -> None:
    assert codes.fault(typed) == fault


@pytest.mark.parametrize("typed", ["7K3QM", "7k3qm", " 7K3 QM ", "7K3-QM", "7k3–qm", "7K3Q M\n", "7K3\u200bQM"])
def test_what_a_hand_or_a_chat_does_to_a_code_is_repaired(typed: str) -> None:
    assert codes.repair(typed) == "7K3QM"


def test_look_alikes_are_put_right() -> None:
    whole = code("10V1")
    assert codes.repair("iou" + "l" + whole[4]) == whole


@pytest.mark.parametrize("typed", ["", "7K3QX", "đền củi", "K73QM"])
def test_what_stays_wrong_is_not_guessed(typed: str) -> None:
    assert codes.repair(typed) is None


@given(st.text())
def test_a_repair_is_always_a_code(typed: str) -> None:
    found = codes.repair(typed)
    assert found is None or codes.fault(found) is None


@given(st.integers())
def test_assigned_codes_are_valid_and_spell_nothing(seed: int) -> None:
    found = codes.generate(frozenset(), random.Random(seed))
    assert codes.fault(found) is None
    assert sum(character in string.digits for character in found[:4]) >= 2


@pytest.mark.parametrize("tabled", ["00000", "246E4", "10MAY", "3FEB9", "DEC20"])
def test_no_code_is_assigned_that_a_spreadsheet_turns_into_a_number_or_a_day(tabled: str) -> None:
    class Chance(random.Random):
        """Gives the body of such a code first, then another."""

        bodies = (each for each in (tabled[:4], "7K3Q"))

        def choices(self, *_args: object, **_more: object) -> list[str]:  # type: ignore[override]
            return list(next(self.bodies))

    assert codes.fault(tabled) is None
    assert codes.generate(frozenset(), Chance()) == code("7K3Q")


def test_assigned_codes_are_never_given_twice() -> None:
    randomness, taken = random.Random(1), frozenset[str]()
    for _ in range(300):
        taken |= {codes.generate(taken, randomness)}
    assert len(taken) == 300
    assert codes.generate(frozenset(), random.Random(1)) in taken
    assert codes.generate(taken, random.Random(1)) not in taken
