"""A database of before 0.2: since then migrations begin anew, and none of ours would fit its tables.

It is recognised by how its migrations began, and refused before anything is written. Databases made since
then are brought up to date by `manage.py prepare`.
"""

import logging

from django.db import DEFAULT_DB_ALIAS, DatabaseError, connections
from django.db.backends.base.base import BaseDatabaseWrapper

from config.wording import say_old_database

logger = logging.getLogger(__name__)

TABLE = "django_migrations"
# By app: how each began until 0.2. `enterprises` began with the name that it has today.
BEGINNINGS = frozenset(
    {
        ("assessment", "0001_assessments"),
        ("criteria", "0001_standards"),
        ("jobs", "0001_jobs_as_rows"),
        ("plans", "0001_plans_followed_and_proven"),
        ("reports", "0001_reports_asked_for_and_their_files"),
        ("roadmap", "0001_sectors_stages_measures_and_cases"),
    }
)


def refuse_old_database() -> str:
    """Return why the database is refused, "" where it is none of before 0.2 or does not answer.

    It is asked over a connection of its own, closed again: a pool would wait for a database that is down,
    and no worker process may inherit what its parent opened.
    """
    connection = connections[DEFAULT_DB_ALIAS].copy()
    connection.settings_dict["OPTIONS"].pop("pool", None)
    try:
        return refusal_of(connection)
    except DatabaseError as error:  # whoever uses it next says so
        logger.warning("The age of the database could not be seen: %s", error)
        return ""
    finally:
        connection.close()


def refusal_of(connection: BaseDatabaseWrapper) -> str:
    """Return why this database is refused, "" where it is not. Raises DatabaseError."""
    with connection.cursor() as cursor:
        if TABLE not in connection.introspection.table_names(cursor):
            return ""
        cursor.execute(f"SELECT app, name FROM {TABLE}")  # noqa: S608 - Django's recorder asks the alias only
        applied = set(cursor.fetchall())
    return "" if BEGINNINGS.isdisjoint(applied) else say_old_database(_place(connection))


def _place(connection: BaseDatabaseWrapper) -> str:
    """Return which database it is: a file, or a name at a server. Never who opens it and how."""
    settings = connection.settings_dict
    if not settings["HOST"]:
        return str(settings["NAME"])
    return f"{settings['NAME']} @ {settings['HOST']}:{settings['PORT'] or 5432}"
