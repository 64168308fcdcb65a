"""PostgreSQL asked with patience that ends: a server that hangs acknowledges all and answers nothing."""

from typing import Any

from psycopg import Connection, Cursor, OperationalError

CHECK_SECONDS = 1.0  # a connection from the pool answers at once or is given up


def patient_connection(seconds: float) -> type[Connection[Any]]:
    """Return a kind of connection that waits so long for each answer, then closes.

    The server's own `statement_timeout` ends what takes too long; this one counts where nothing does.
    """

    class PatientConnection(Connection[Any]):
        patience = seconds

        def wait(self, *args: Any, **kwargs: Any) -> Any:
            """Consume a generator of psycopg. Raises OperationalError when the time is over."""
            try:
                return super().wait(*args, **{"timeout": self.patience, **kwargs})
            except OperationalError as error:
                if error.sqlstate is None:  # no answer: what comes later belongs to nothing
                    self.pgconn.finish()
                raise

        def execute(self, *args: Any, **kwargs: Any) -> Cursor[Any]:
            """Execute without a cursor of one's own, as only the check of the pool does."""
            self.patience = CHECK_SECONDS
            try:
                return super().execute(*args, **kwargs)
            finally:
                self.patience = seconds

    return PatientConnection
