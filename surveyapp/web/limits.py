"""How often a visitor may try: guessing passwords is made slow."""

from flask_limiter import Limiter
from flask_limiter.util import get_remote_address

limiter = Limiter(get_remote_address, storage_uri="memory://")
few_tries = limiter.limit("20 per minute", methods=["POST"])
