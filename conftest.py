"""Makes the people of `tests/people.py` known to all tests."""

pytest_plugins = ["tests.people"]
