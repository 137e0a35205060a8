"""Conditions, assessment at a date, amounts, the next question. Pure."""
