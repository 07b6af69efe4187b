"""Serials: made to be read aloud, and wrong ones recognised."""

from __future__ import annotations

import re
from random import Random
from secrets import SystemRandom

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveyapp.certificates.serial import ALPHABET, make_serial, normalise_serial

serials = st.builds(make_serial, st.integers(2000, 2099), st.randoms(use_true_random=False))


def test_the_form_of_a_serial() -> None:
    serial = make_serial(2026, SystemRandom())
    assert re.fullmatch(
        r"TS26-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]", serial
    )


def test_the_alphabet_has_nothing_to_confuse() -> None:
    assert len(set(ALPHABET)) == 32
    assert not set("ILOU") & set(ALPHABET)


def test_a_seeded_generator_repeats() -> None:
    assert make_serial(2026, Random(5)) == make_serial(2026, Random(5))
    assert make_serial(2026, Random(5)) != make_serial(2026, Random(6))


def test_serials_rarely_meet() -> None:
    rng = Random(11)
    assert len({make_serial(2026, rng) for _ in range(20_000)}) == 20_000


@given(serials)
def test_a_serial_reads_as_itself(serial: str) -> None:
    assert normalise_serial(serial) == serial


@given(serials)
def test_the_way_of_typing_does_not_matter(serial: str) -> None:
    spoken = serial.replace("0", "o").replace("1", "l").lower()
    for typed in (spoken, serial.replace("-", ""), f"  {serial.replace('-', ' – ')}\n"):
        assert normalise_serial(typed) == serial


@given(serials)
def test_every_single_wrong_character_is_found(serial: str) -> None:
    for place, right in enumerate(serial):
        if right == "-":
            continue
        for wrong in set(ALPHABET) - {right}:
            assert normalise_serial(serial[:place] + wrong + serial[place + 1 :]) is None


@given(serials)
def test_every_exchange_of_two_characters_is_found(serial: str) -> None:
    plain = serial.replace("-", "")
    for first in range(len(plain)):
        for second in range(first + 1, len(plain)):
            if plain[first] != plain[second]:
                letters = list(plain)
                letters[first], letters[second] = letters[second], letters[first]
                assert normalise_serial("".join(letters)) is None


@given(serials)
def test_a_character_too_many_or_too_few_is_found(serial: str) -> None:
    assert normalise_serial(serial[:-1]) is None
    assert normalise_serial(serial + "0") is None


@given(st.text())
def test_any_text_is_answered(text: str) -> None:
    answer = normalise_serial(text)
    assert answer is None or normalise_serial(answer) == answer


@pytest.mark.parametrize(
    "text", ["", "TS26", "TS٢٦-7K3F-9Q2M-C", "XX26-7K3F-9Q2M-C", "TSAB-7K3F-9Q2M-C"]
)
def test_what_cannot_be_a_serial(text: str) -> None:
    assert normalise_serial(text) is None


@pytest.mark.parametrize("year", [1999, 2100])
def test_a_year_that_two_digits_cannot_carry(year: int) -> None:
    with pytest.raises(ValueError, match=str(year)):
        make_serial(year, Random(1))
