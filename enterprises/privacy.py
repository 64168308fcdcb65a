"""The version of the privacy notice in force. Raise it with every change of its meaning: all users are asked again."""

VERSION = "2026-1"
