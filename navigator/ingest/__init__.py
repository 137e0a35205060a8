"""From a publication to documents: read, repair the page, split, outline, annotate. Pure."""

from navigator.ingest.publication import publication_from_bytes, read_publication
from navigator.ingest.read import FORMATS

__all__ = ["FORMATS", "publication_from_bytes", "read_publication"]
