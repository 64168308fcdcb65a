"""The version of the privacy notice. Raise it with every change of its meaning: users are asked again."""

VERSION = "2026-8"
