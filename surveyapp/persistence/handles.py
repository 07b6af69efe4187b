"""Public handles: random names for rows that appear in addresses, so that numbers stay private."""

from random import Random

ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"


def make_handle(rng: Random, length: int = 12) -> str:
    """Return a random lower-case handle (about 59 bits at length 12), free of look-alikes.

    `rng` is `secrets.SystemRandom()` in production, a seeded one where the story must repeat.
    """
    return "".join(rng.choice(ALPHABET) for _ in range(length))
