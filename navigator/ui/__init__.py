"""The window: widgets show, models adapt, nothing decides policy here."""
