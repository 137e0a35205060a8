"""The only room that touches stored state: library, desk, search index, packs."""
