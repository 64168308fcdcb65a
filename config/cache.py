"""What all processes and machines count together: limits, and codes that were used."""

import json
import time
from collections.abc import Callable
from typing import Any, ClassVar

from django.core.cache.backends.locmem import LocMemCache
from django.core.cache.backends.redis import RedisCache
from redis.exceptions import RedisError

AWAY_SECONDS = 5  # Redis is not asked again for so long: who waits for it waits once


class Json:
    """Keeps values as JSON: whoever can write into Redis has nothing run here, as with Django's pickles."""

    def dumps(self, value: Any) -> str:
        return json.dumps(value)

    def loads(self, text: bytes) -> Any:
        return json.loads(text)


class SharedCache(RedisCache):
    """Redis. While it is away each process counts for itself: nobody is kept out, limits are wider."""

    _away_until: ClassVar[float] = 0.0

    def __init__(self, server: str, params: dict[str, Any]) -> None:
        options = {"serializer": Json, "socket_connect_timeout": 1, "socket_timeout": 1}
        super().__init__(server, {**params, "OPTIONS": options})
        self._own = LocMemCache("while Redis is away", params)

    def add(self, *args: Any, **kwargs: Any) -> bool:
        return bool(self._ask(super().add, self._own.add, *args, **kwargs))

    def get(self, *args: Any, **kwargs: Any) -> Any:
        return self._ask(super().get, self._own.get, *args, **kwargs)

    def set(self, *args: Any, **kwargs: Any) -> None:
        self._ask(super().set, self._own.set, *args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> bool:
        return bool(self._ask(super().delete, self._own.delete, *args, **kwargs))

    def _ask(self, shared: Callable[..., Any], own: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        if time.monotonic() >= SharedCache._away_until:
            try:
                return shared(*args, **kwargs)
            except RedisError:
                SharedCache._away_until = time.monotonic() + AWAY_SECONDS
        return own(*args, **kwargs)
