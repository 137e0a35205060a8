"""From model to files: Markdown, DOCX, PDF, HTML, CSV, the notice slip."""
