"""Password hashing with argon2id (RFC 9106, second recommended option: 64 MiB, 3 passes)."""

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

MINIMUM_LENGTH = 10
MAXIMUM_LENGTH = 200

_HASHER = PasswordHasher()
_DECOY = _HASHER.hash("nobody's password")


def hash_password(password: str, hasher: PasswordHasher = _HASHER) -> str:
    """Return the argon2id hash of a password."""
    return hasher.hash(password)


def password_fits(password_hash: str | None, password: str) -> bool:
    """Tell whether the password fits; takes as long for an unknown account as for a known one."""
    try:
        _HASHER.verify(password_hash or _DECOY, password)
    except (VerificationError, InvalidHashError):
        return False
    return password_hash is not None
