"""Kiosk mode: a visitor alone at a touch screen in a public hall.

Wizard and reader only, large and full screen. Nothing leads out, nothing is kept: after a while of
silence, and whenever a visitor is done, everything about the visit is forgotten.
"""
