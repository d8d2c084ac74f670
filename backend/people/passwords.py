"""Password hashing by argon2. The cheap profile exists for tests alone: the strong one takes a tenth of a second."""

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

_PROFILES = {"strong": PasswordHasher(), "test": PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)}


def hash_password(password: str, cost: str) -> str:
    """An argon2id hash that carries its own parameters; `cost` is `strong` or `test`."""
    return _PROFILES[cost].hash(password)


def matches(password: str, hashed: str) -> bool:
    """Whether the password is the one that was hashed."""
    try:
        return _PROFILES["strong"].verify(hashed, password)
    except (VerificationError, InvalidHashError):
        return False
