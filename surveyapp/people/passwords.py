"""Password hashing with argon2id: 19 MiB, 2 passes, 1 lane.

Source: OWASP Password Storage Cheat Sheet, the configuration for servers that must not be brought
down by sign-ins; a stronger one takes effect for each hash made after the numbers are raised.
"""

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

MINIMUM_LENGTH = 10
MAXIMUM_LENGTH = 200

_HASHER = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
_DECOY = _HASHER.hash("nobody's password")


def hash_password(password: str) -> str:
    """Return the argon2id hash of a password."""
    return _HASHER.hash(password)


def password_fits(password_hash: str | None, password: str) -> bool:
    """Tell whether the password fits; takes as long for an unknown account as for a known one."""
    try:
        _HASHER.verify(password_hash or _DECOY, password)
    except (VerificationError, InvalidHashError):
        return False
    return password_hash is not None
