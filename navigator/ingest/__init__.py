"""From a publication to documents: read, repair the page, split, outline, annotate. Pure."""
