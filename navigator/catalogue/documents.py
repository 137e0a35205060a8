"""The built-in documents: metadata, outline and digests, from ``documents/*.yaml``."""

from __future__ import annotations

from pathlib import Path

from navigator.catalogue.yaml_source import Problem, Reader, SourceMap, raise_problems, read_yaml
from navigator.model.digests import Digests, DocumentDigest, ProvisionDigest
from navigator.model.documents import Document, Domain, Kind, Level, Provision
from navigator.resources import resource

MAX_DIGEST = 80
MAX_NAME = 14


def documents_folder() -> Path:
    """Where the shipped documents lie."""
    return resource("catalogue", "documents")


def load_digests(folder: Path | None = None, edition: Path | None = None) -> Digests:
    """Every document of the catalogue, in the publication's order.

    Raises CatalogueError naming every mistake of every file.
    """
    folder = folder or documents_folder()
    problems: list[Problem] = []
    name, order = _edition(edition or resource("catalogue", "edition.yaml"), problems)
    found: dict[str, DocumentDigest] = {}
    for path in sorted(folder.glob("*.yaml")):
        digest = parse_document(path, problems)
        if digest is None:
            continue
        if digest.id != path.stem:
            problems.append(Problem(path.name, 1, "id", f"应与文件名相同：{path.stem}"))
        found[digest.id] = digest
    raise_problems(problems)
    ranks = {document_id: index for index, document_id in enumerate(order)}
    listed = sorted(found.values(), key=lambda d: (ranks.get(d.id, len(ranks)), d.id))
    return Digests(tuple(listed), name)


def measure_order(edition: Path | None = None) -> tuple[str, ...]:
    """Ids of measures in the order they are shown."""
    problems: list[Problem] = []
    path = edition or resource("catalogue", "edition.yaml")
    data = read_yaml(path)
    reader = Reader(data if isinstance(data, SourceMap) else SourceMap(), path.name, problems)
    return reader.texts("measures")


def _edition(path: Path, problems: list[Problem]) -> tuple[str, tuple[str, ...]]:
    if not path.is_file():
        return "", ()
    data = read_yaml(path)
    if not isinstance(data, SourceMap):
        problems.append(Problem(path.name, 1, "", "应为一组键值"))
        return "", ()
    reader = Reader(data, path.name, problems)
    name = reader.text("name") or ""
    documents = reader.texts("documents")
    reader.texts("measures")
    reader.done()
    return name, documents


def parse_document(path: Path, problems: list[Problem]) -> DocumentDigest | None:
    """One file; mistakes are added to ``problems`` and give None."""
    before = len(problems)
    data = read_yaml(path)
    if not isinstance(data, SourceMap):
        problems.append(Problem(path.name, 1, "", "应为一组键值"))
        return None
    reader = Reader(data, path.name, problems)
    identifier = reader.text("id") or path.stem
    digests = tuple(_provision(child) for child in reader.children("provisions"))
    _check_paths(digests, reader)
    kinds, domains = [k.value for k in Kind], [d.value for d in Domain]
    kind = reader.choice("kind", kinds)
    domain = reader.choice("domain", domains)
    further = reader.texts("domains")
    if any(value not in domains for value in further):
        reader.problem("domains", f"只能是 {'、'.join(domains)}")
    points = reader.texts("points")
    if digests and len(points) != 3:
        reader.problem("points", f"应正好三条，现为 {len(points)} 条")
    title = reader.text("title") or ""
    number = reader.text("doc_number", required=False)
    issuers = reader.texts("issuers")
    issued_on = reader.date("issued_on", required=False)
    effective_from = reader.date("effective_from", required=False)
    ends_on = reader.date("ends_on", required=False)
    part = reader.whole("part")
    has_body = reader.flag("has_body")
    summary = reader.text("summary") or ""
    audience = reader.text("audience") or ""
    state = reader.text("state") or ""
    changes = reader.texts("changes")
    reader.done()
    if len(problems) > before or kind is None or domain is None:
        return None
    document = Document(
        id=identifier,
        title=title,
        doc_number=number,
        issuers=issuers,
        issued_on=issued_on,
        effective_from=effective_from,
        ends_on=ends_on,
        part=part,
        domain=Domain(domain),
        domains=tuple(Domain(value) for value in further) or (Domain(domain),),
        kind=Kind(kind),
        has_body=has_body,
        provisions=tuple(
            Provision(identifier, d.path, d.level, d.label, d.name, "") for d in digests
        ),
    )
    return DocumentDigest(document, summary, points, audience, state, changes, digests, path.name)


def _provision(reader: Reader) -> ProvisionDigest:
    path = reader.text("path") or ""
    level = reader.choice("level", [level.value for level in Level]) or Level.PARAGRAPH.value
    label = reader.text("label", required=False)
    name = reader.text("name") or ""
    text = reader.text("digest") or ""
    seen = reader.text("seen", required=False)
    reader.done()
    if len(name) > MAX_NAME:
        reader.problem("name", f"不超过 {MAX_NAME} 字，现为 {len(name)} 字")
    if len(text) > MAX_DIGEST:
        reader.problem("digest", f"不超过 {MAX_DIGEST} 字，现为 {len(text)} 字")
    return ProvisionDigest(path, Level(level), label, name, text, seen, reader.line)


def _check_paths(digests: tuple[ProvisionDigest, ...], reader: Reader) -> None:
    seen: set[str] = set()
    for digest in digests:
        parent = digest.path.rpartition("/")[0]
        expected = None
        if digest.path in seen:
            expected = "路径重复"
        elif parent and parent != "通知" and parent not in seen:
            expected = f"上级“{parent}”应写在它前面"
        if expected:
            reader.problems.append(Problem(reader.file, digest.line, f"{digest.path}", expected))
        seen.add(digest.path)
