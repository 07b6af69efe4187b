"""Addresses that a visitor hands over."""

from urllib.parse import urlsplit


def is_local(target: str) -> bool:
    """Tell whether an address stays on this site, so that a link can lead nobody away."""
    parts = urlsplit(target)
    return (
        target.isprintable()
        and target.startswith("/")
        and not target.startswith(("//", "/\\"))
        and not parts.scheme
        and not parts.netloc
    )
