"""From ids to pages: gathers what a document's page needs and keeps it until something changes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from navigator.app.content import DocumentView, ProvisionView, headline
from navigator.model.anchors import locate, passage
from navigator.model.citation import Citation, book_title, citable_label
from navigator.model.desk import Passage
from navigator.ui.context import UiContext
from navigator.ui.highlights import ground
from navigator.ui.i18n import t
from navigator.ui.pages.reading.head import DOCUMENT_ID
from navigator.ui.pages.reading.sheet import NOTICE, ORIGINAL, SUMMARY, Marks, Sheet, is_notice
from navigator.ui.pages.reading.typeset import Typesetter

if TYPE_CHECKING:
    from navigator.app.workbench import Workbench
    from navigator.ui.pages.reading.reader import Reader


class DocumentPages:
    """Rich text of documents for the reader."""

    def __init__(self, ctx: UiContext) -> None:
        self._ctx = ctx
        self._measures: Counter[str] = Counter()
        self.ready = False  # whether it is known which provisions measures rest on
        self._folded: set[str] = {NOTICE}

    def fold(self, part: str) -> None:
        """Fold or unfold a part of every page: the summary, or the covering notice."""
        if part in (SUMMARY, NOTICE):
            self._folded ^= {part}

    @property
    def bench(self) -> Workbench:
        return self._ctx.workbench  # type: ignore[return-value]

    def prepare(self, done: Callable[[], None], owner: QObject) -> None:
        """Reads the measures beside the window: they take longer than a document to open."""

        def read(_control: object) -> Counter[str]:
            return Counter(
                cite for measure in self.bench.catalogue.measures for cite in measure.citations
            )

        def take(found: Counter[str]) -> None:
            self._measures, self.ready = found, True
            done()

        self._ctx.jobs.run(t("准备措施"), read, on_success=take, owner=owner, quiet=True)

    def page(self, document_id: str, mode: str, terms: bool) -> str:
        """The page of one document; empty for one that is gone."""
        contents = self.bench.contents
        view = contents.document(document_id)
        if view is None:
            return ""
        items = contents.provisions(document_id)
        sheet = Sheet(
            mode,
            self._terms() if terms else (),
            self._links(items),
            self._names(view),
            frozenset(self._folded),
            importable=not self._ctx.kiosk,
        )
        return Typesetter(self._ctx.theme, sheet).document(view, items, self._ctx.as_of)

    def _names(self, view: DocumentView) -> dict[str, str]:
        """What to call the documents our remarks on this one speak of: 文号, else a short title."""
        names = {}
        for change in view.digest.changes if view.digest else ():
            for identifier in DOCUMENT_ID.findall(change):
                other = self.bench.contents.document(identifier)
                if other is not None:
                    title = book_title(shortened(other.document.title, 16))
                    names[identifier] = other.document.doc_number or title
        return names

    def _terms(self) -> tuple[str, ...]:
        spellings = [word for term in self.bench.glossary for word in (term.term, *term.also)]
        return tuple(sorted(set(spellings), key=len, reverse=True))

    def _links(self, items: list[ProvisionView]) -> dict[str, str]:
        if not any(item.official and item.provision.references for item in items):
            return {}
        document_id = items[0].provision.document_id
        found = {}
        for reference in self.bench.library.references_from(document_id):
            if reference.target and reference.target != document_id:
                found[reference.raw] = reference.target
        return found

    def marks(self, document_id: str) -> Marks:
        """What is tied to the provisions of a document."""
        if self._ctx.kiosk:  # a visitor is shown nothing that others keep
            return Marks(measures=self._measures)
        desk = self.bench.desk
        return Marks(
            Counter(b.on for b in desk.bookmarks.on_document(document_id)),
            Counter(n.on for n in desk.notes.on_document(document_id) if n.on),
            self._measures,
        )

    def unfold_for(self, document_id: str, path: str, words: Sequence[str]) -> bool:
        """Unfolds the covering notice when it holds what is looked for; True when it did."""
        if NOTICE not in self._folded:
            return False
        hidden = is_notice(path) or any(
            word in item.provision.wording
            for item in self.bench.contents.provisions(document_id)
            if words and is_notice(item.provision.path)
            for word in words
        )
        if hidden:
            self._folded.discard(NOTICE)
        return hidden

    def passages(self, reader: Reader) -> list[tuple[int, int, str]]:
        """Highlights of the desk as text positions on the reader's page."""
        found = []
        text = reader.document().toPlainText()
        for kept in self.bench.desk.bookmarks.on_document(reader.document_id):
            span = reader.range_of(kept.on.partition("#")[2])
            if span is None or not kept.quote:
                continue
            item = self.bench.contents.provision(kept.on)
            if item is not None and kept.quote == self._wording(item):
                continue  # the whole provision is marked: the margin shows it
            place = locate(kept.passage, text[span[0] : span[1]])
            if place is not None:
                colour = ground(kept.colour)
                found.append((span[0] + place.start, span[0] + place.end, colour))
        return found

    def passage_of(self, reader: Reader) -> Passage | None:
        """The selected words inside the provision in hand, else its whole wording."""
        item = self.bench.contents.provision(f"{reader.document_id}#{reader.path}")
        if item is None:
            return None
        wording = self._wording(item)
        words = reader.selected_words().strip()
        start = wording.find(words) if words else -1
        if start >= 0:
            return passage(wording, start, start + len(words))
        return passage(wording, 0, len(wording)) if wording else None

    def quoted(self, reader: Reader) -> tuple[Citation, str] | None:
        """The provision in hand as a citation, with the selected words or all its words."""
        identifier = f"{reader.document_id}#{reader.path}"
        view = self.bench.contents.document(reader.document_id)
        item = self.bench.contents.provision(identifier)
        if view is None or item is None:
            return None
        words = reader.selected_words() if reader.textCursor().hasSelection() else ""
        words = words or self._wording(item)
        return Citation(view.document.title, view.document.doc_number, identifier), words

    def spoken(self, reader: Reader, mode: str) -> str:
        """What is read aloud: the selected words, else the digest where one is shown, else the
        wording; of a document without a provision in hand, its summary or title."""
        if reader.textCursor().hasSelection():
            return reader.selected_words()
        item = self.bench.contents.provision(f"{reader.document_id}#{reader.path}")
        if item is None:
            view = self.bench.contents.document(reader.document_id)
            if view is None:
                return ""
            return view.digest.summary if view.digest else view.document.title
        wording = self._wording(item)
        if mode == ORIGINAL or not item.digest:
            return wording
        return f"{headline(item.provision.label, item.name)}。\n{item.digest}"

    @staticmethod
    def _wording(item: ProvisionView) -> str:
        return item.provision.wording if item.official else item.digest or ""

    def with_children(self, provision_id: str) -> list[ProvisionView]:
        """A provision and all below it, in order."""
        document_id, _, path = provision_id.partition("#")
        return [
            item
            for item in self.bench.contents.provisions(document_id)
            if not path or item.provision.path == path or item.provision.path.startswith(f"{path}/")
        ]

    def named(self, provision_id: str) -> str:
        document_id, _, path = provision_id.partition("#")
        view = self.bench.contents.document(document_id)
        title = view.document.title if view else document_id
        return f"{shortened(title, 20)} {citable_label(path)}".strip()


def shortened(text: str, most: int) -> str:
    """At most so many characters, the last of them … when something was left out."""
    return text if len(text) <= most else text[: most - 1] + "…"
