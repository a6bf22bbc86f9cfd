"""Aboveline runs casework inspections: from a framework of criteria to a scored, traced and reported inspection."""

__version__ = "0.1.0"
