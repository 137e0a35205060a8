"""The frame around the pages: rail, top bar, page stack, messages, status strip."""
