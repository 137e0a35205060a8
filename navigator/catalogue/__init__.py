"""Our own knowledge, loaded from resources/catalogue and checked."""
