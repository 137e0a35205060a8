"""Digest files as an officer works on them: read one by one, begun as a skeleton, stamped.

Text in, text out: nothing here writes a file.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from navigator.catalogue.documents import parse_document
from navigator.catalogue.yaml_source import Problem, SourceList, SourceMap, parse_yaml, read_yaml
from navigator.model.digests import Digests, DocumentDigest
from navigator.model.documents import Document
from navigator.model.errors import CatalogueError

_KEEP = "没有改动任何内容"
_NUMBER_LIKE = re.compile(r"[0-9_]+(?:[eE][0-9]+)?")


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder of digest files, the sound ones loaded and the mistakes of the others listed."""

    digests: Digests
    problems: tuple[Problem, ...]
    lines: Mapping[str, Mapping[str, int]]  # file name → key of the document → line


def read_folder(folder: Path) -> Folder:
    """Every ``*.yaml`` of ``folder``. Raises CatalogueError when there is none."""
    paths = sorted(folder.glob("*.yaml")) if folder.is_dir() else []
    if not paths:
        raise CatalogueError(
            f"“{folder}”里没有要点文件（*.yaml）", _KEEP, "请核对 --folder 后面的文件夹"
        )
    problems: list[Problem] = []
    found: list[DocumentDigest] = []
    lines: dict[str, dict[str, int]] = {}
    for path in paths:
        try:
            lines[path.name] = _lines(read_yaml(path))
            digest = parse_document(path, problems)
        except (CatalogueError, UnicodeDecodeError) as error:
            what = error.what if isinstance(error, CatalogueError) else "应为 UTF-8 编码"
            problems.append(Problem(path.name, 1, "", what))
            continue
        if digest is None:
            continue
        if digest.id != path.stem:
            problems.append(Problem(path.name, 1, "id", f"应与文件名相同：{path.stem}"))
        found.append(digest)
    return Folder(Digests(tuple(found)), tuple(problems), lines)


def _lines(data: Any) -> dict[str, int]:
    """Line of every key of a document, list items as ``points[0]``."""
    if not isinstance(data, SourceMap):
        return {}
    found = dict(data.lines)
    for key, value in data.items():
        if isinstance(value, SourceList):
            found.update({f"{key}[{i}]": line for i, line in enumerate(value.lines)})
    return found


# -- skeleton --------------------------------------------------------------------------------


def skeleton(document: Document, known: DocumentDigest | None = None) -> str:
    """A digest file to fill in: metadata and outline of ``document``, never its wording.

    What ``known`` already says about the same paths is kept, so that for a new edition only
    what is new is empty.
    """
    ours = {digest.path: digest for digest in known.provisions} if known else {}
    domains = known.document.domains if known else document.domains
    head: dict[str, Any] = {
        "id": document.id,
        "title": known.document.title if known else document.title,
        "doc_number": document.doc_number,
        "issuers": list(document.issuers),
        "issued_on": document.issued_on,
        "effective_from": document.effective_from,
        "ends_on": (known.document.ends_on if known else None) or document.ends_on,
        "part": document.part,
        "domain": document.domain.value,
        "domains": [domain.value for domain in dict.fromkeys((document.domain, *domains))],
        "kind": document.kind.value,
        "has_body": document.has_body,
        "summary": known.summary if known else "",
        "points": list(known.points) if known else ["", "", ""],
        "audience": known.audience if known else "",
        "state": known.state if known else "",
        "changes": list(known.changes) if known else [],
    }
    written = [_flow_value(key, value) for key, value in head.items()]
    written.append("provisions:" if document.provisions else "provisions: []")
    for provision in document.provisions:
        digest = ours.get(provision.path)
        entry = {
            "path": provision.path,
            "level": provision.level.value,
            "label": provision.label,
            "name": digest.name if digest else "",
            "digest": digest.text if digest else "",
        }
        if digest and digest.seen:
            entry["seen"] = digest.seen
        written.append(f"- {_flow(entry)}")
    return "\n".join(written) + "\n"


def _flow_value(key: str, value: Any) -> str:
    if isinstance(value, list) and key in ("points", "changes") and value:
        return "\n".join([f"{key}:", *(f"- {_scalar(item)}" for item in value)])
    return f"{key}: {_flow(value) if isinstance(value, list) else _scalar(value)}"


def _scalar(value: str | int | dt.date | None) -> str:
    return yaml.safe_dump(value, allow_unicode=True, width=10**6).removesuffix("...\n").strip()


def _flow(value: Any) -> str:
    return yaml.safe_dump(
        value, allow_unicode=True, width=10**6, sort_keys=False, default_flow_style=True
    ).strip()


# -- stamp -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Stamped:
    """A file's text with fingerprints; counts of entries."""

    text: str
    fresh: int  # had none
    renewed: int  # had another: the wording changed, the digest was looked at again
    same: int
    empty: int  # no digest yet, hence nothing to stand behind


def document_id(text: str, file: str) -> str:
    """The document a digest file is about. Raises CatalogueError."""
    data = parse_yaml(text, file)
    found = data.get("id") if isinstance(data, SourceMap) else None
    if not isinstance(found, str) or not found:
        raise CatalogueError(f"{file} 里没有文件编号（id）", _KEEP, "请先用 skeleton 建立要点文件")
    return found


def stamp(text: str, file: str, prints: Mapping[str, str]) -> Stamped:
    """``text`` with ``seen`` set for every provision that has a digest; nothing else is touched.

    ``prints`` maps a path to the fingerprint of the official wording. Raises CatalogueError for
    a path that the official text does not have.
    """
    document_id(text, file)
    root = yaml.compose(text, Loader=yaml.SafeLoader)
    nodes = _child(root, "provisions")
    counts = dict.fromkeys(("fresh", "renewed", "same", "empty"), 0)
    edits: list[tuple[int, int, str]] = []  # start, end, what stands there instead
    for node in nodes.value if isinstance(nodes, yaml.SequenceNode) else ():
        path, digest, seen = (_child(node, key) for key in ("path", "digest", "seen"))
        name = path.value if isinstance(path, yaml.ScalarNode) else ""
        if name not in prints:
            raise CatalogueError(
                f"{file} 第{node.start_mark.line + 1}行：原文里没有条款“{name}”",
                _KEEP,
                "请用 policy-navigator digests check 核对后再盖章",
            )
        value = prints[name]
        quoted = f'"{value}"' if _NUMBER_LIKE.fullmatch(value) else value
        if not isinstance(digest, yaml.ScalarNode) or not digest.value.strip():
            counts["empty"] += 1
        elif isinstance(seen, yaml.ScalarNode):
            known = seen.value == value
            counts["same" if known else "renewed"] += 1
            if not known:
                edits.append((seen.start_mark.index, seen.end_mark.index, quoted))
        else:
            counts["fresh"] += 1
            edits.append(_insertion(node, text, quoted))
    for start, end, words in sorted(edits, reverse=True):
        text = text[:start] + words + text[end:]
    return Stamped(text, **counts)


def _child(node: yaml.Node | None, key: str) -> yaml.Node | None:
    if not isinstance(node, yaml.MappingNode):
        return None
    return next((value for name, value in node.value if name.value == key), None)


def _insertion(node: yaml.MappingNode, text: str, value: str) -> tuple[int, int, str]:
    """Where ``seen`` goes: before the closing brace, or on a line of its own after the path."""
    if node.flow_style:
        last = node.value[-1][1].end_mark.index
        return last, last, f", seen: {value}"
    second = node.value[1][0].start_mark
    line = second.index - second.column
    ending = "\r\n" if "\r\n" in text else "\n"
    return line, line, f"{' ' * second.column}seen: {value}{ending}"
