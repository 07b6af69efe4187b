"""Passwords are kept as argon2id hashes that tell nothing."""

from __future__ import annotations

from surveyapp.people.passwords import MINIMUM_LENGTH, hash_password, password_fits


def test_a_hash_fits_its_password_only() -> None:
    kept = hash_password("mật khẩu dài")
    assert kept.startswith("$argon2id$")
    assert password_fits(kept, "mật khẩu dài")
    assert not password_fits(kept, "mật khẩu dài ")
    assert not password_fits(kept, "")


def test_the_same_password_never_has_the_same_hash() -> None:
    assert hash_password("mật khẩu dài") != hash_password("mật khẩu dài")


def test_without_an_account_nothing_fits() -> None:
    assert not password_fits(None, "nobody's password")
    assert not password_fits("not a hash", "mật khẩu dài")


def test_the_cost_is_not_below_what_owasp_asks_for() -> None:
    fields = dict(part.split("=") for part in hash_password("x").split("$")[3].split(","))
    assert int(fields["m"]) >= 19 * 1024
    assert int(fields["t"]) >= 2
    assert MINIMUM_LENGTH >= 8
