"""From model to files: Markdown, DOCX, PDF, HTML, CSV, the notice slip."""

from navigator.export.files import write_file
from navigator.export.items import FORMATS, ExportItem, export_items, render_items
from navigator.export.slip import (
    SlipData,
    SlipEntry,
    SlipReason,
    SlipSection,
    slip_docx_bytes,
    slip_pdf_bytes,
    write_slip,
)

__all__ = [
    "FORMATS",
    "ExportItem",
    "SlipData",
    "SlipEntry",
    "SlipReason",
    "SlipSection",
    "export_items",
    "render_items",
    "slip_docx_bytes",
    "slip_pdf_bytes",
    "write_file",
    "write_slip",
]
