"""import, documents, provisions, show, search, glossary."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from navigator.app.content import DocumentView, ProvisionView
from navigator.app.workbench import Workbench
from navigator.cli.output import ProgressLine, print_json, say, tell
from navigator.cli.workbench import open_workbench
from navigator.model.documents import Domain
from navigator.model.errors import ExpectedError

if TYPE_CHECKING:
    from navigator.app.importing import Failure
    from navigator.store.records import ImportOutcome


def add_commands(commands: Any) -> None:
    command = commands.add_parser("import", help="导入政策汇编（txt、docx、pdf、html 或文件夹）")
    command.add_argument("paths", nargs="+", type=Path, metavar="文件")
    command.add_argument("--json", action="store_true", help="输出一份 JSON")
    command.set_defaults(run=run_import)

    command = commands.add_parser("documents", help="列出全部政策文件")
    command.add_argument("--json", action="store_true", help="输出一份 JSON")
    command.set_defaults(run=run_documents)

    command = commands.add_parser("provisions", help="列出一份文件的全部条款")
    command.add_argument("document", metavar="文件编号")
    command.add_argument("--json", action="store_true", help="输出一份 JSON")
    command.set_defaults(run=run_provisions)

    command = commands.add_parser("show", help="阅读一份文件或一个条款")
    command.add_argument("id", metavar="编号")
    command.add_argument("--json", action="store_true", help="输出一份 JSON")
    command.set_defaults(run=run_show)

    command = commands.add_parser("search", help="检索条款")
    command.add_argument("query", metavar="词句")
    command.add_argument("--domain", choices=[domain.value for domain in Domain], help="政策领域")
    command.add_argument("--limit", type=_positive, default=None, metavar="N", help="最多几条")
    command.add_argument("--json", action="store_true", help="输出一份 JSON")
    command.set_defaults(run=run_search)

    command = commands.add_parser("glossary", help="术语解释")
    command.add_argument("--json", action="store_true", help="输出一份 JSON")
    command.set_defaults(run=run_glossary)


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("应为大于零的整数")
    return number


# -- import ----------------------------------------------------------------------------------


def run_import(options: argparse.Namespace) -> int:
    progress = ProgressLine()
    with open_workbench(options) as bench:
        report = bench.import_files(options.paths, progress)
        progress.close()
        if options.json:
            print_json(
                {
                    "imported": [_outcome_json(outcome) for outcome in report.imported],
                    "failed": [{"name": f.name, "message": f.message} for f in report.failed],
                }
            )
        else:
            for outcome in report.imported:
                _say_outcome(outcome)
        _tell_failures(report.failed)
        return 1 if report.failed else 0


def _outcome_json(outcome: ImportOutcome) -> dict[str, Any]:
    source, counts = outcome.source, outcome.characters
    return {
        "source": {
            "name": source.name,
            "sha256": source.sha256,
            "bytes": source.bytes,
            "format": source.format,
            "encoding": source.encoding,
        },
        "already_present": outcome.already_present,
        "documents": list(outcome.documents),
        "provisions": outcome.provisions,
        "characters": {
            "source": counts.source,
            "kept": counts.kept,
            "removed": counts.removed,
        },
        "removed": [
            {"line": item.line, "text": item.text, "reason": item.reason}
            for item in outcome.removed
        ],
        "review": [
            {"line": item.line, "text": item.text, "reason": item.reason} for item in outcome.review
        ],
    }


def _say_outcome(outcome: ImportOutcome) -> None:
    name = outcome.source.name
    if outcome.already_present:
        say(f"《{name}》已经导入过，没有改动。")
        return
    counts = outcome.characters
    say(f"已导入《{name}》：{len(outcome.documents)} 份文件，{outcome.provisions} 个条款。")
    say(
        f"核对：原文 {counts.source} 字 = 保留 {counts.kept} 字 + 移除 {counts.removed} 字"
        f"（移除 {len(outcome.removed)} 处，都有记录）。"
    )
    for item in outcome.removed:
        say(f"  移除 第{item.line}行 “{item.text}”：{item.reason}")
    for doubt in outcome.review:
        say(f"  待核 第{doubt.line}行 “{doubt.text}”：{doubt.reason}")
    if outcome.replaced:
        say(f"更新了 {len(outcome.replaced)} 份文件，旧版保留可比对。")


def _tell_failures(failed: list[Failure]) -> None:
    for failure in failed:
        tell(f"没有导入 {failure.name}：{failure.message}")


# -- documents and provisions ----------------------------------------------------------------


def document_json(view: DocumentView) -> dict[str, Any]:
    document, origin = view.document, view.origin
    return {
        "id": document.id,
        "title": document.title,
        "doc_number": document.doc_number,
        "issuers": list(document.issuers),
        "issued_on": _date(document.issued_on),
        "effective_from": _date(document.effective_from),
        "ends_on": _date(document.ends_on),
        "part": document.part,
        "domain": document.domain.value,
        "domains": [domain.value for domain in view.domains],
        "kind": document.kind.value,
        "has_body": document.has_body,
        "provisions": view.provision_count,
        "official_text": view.official,
        "source": None
        if origin is None
        else {
            "name": origin.name,
            "sha256": origin.sha256,
            "imported_at": origin.imported_at.isoformat(),
        },
        "printed_titles": list(document.printed_titles),
        "attachments": list(document.attachments),
        "repeals": list(document.repeals),
        "summary": view.digest.summary if view.digest else None,
    }


def _date(value: Any) -> str | None:
    return value.isoformat() if value else None


def provision_json(view: ProvisionView) -> dict[str, Any]:
    provision = view.provision
    return {
        "id": provision.id,
        "path": provision.path,
        "level": provision.level.value,
        "label": provision.label,
        "heading": provision.heading,
        "text": provision.text,
        "responsible_units": [
            {"role": unit.role.value, "name": unit.name} for unit in provision.responsible_units
        ],
        "deadline": provision.deadline,
        "references": list(provision.references),
        "digest": view.digest,
        "name": view.name,
        "digest_needs_review": view.stale,
    }


def run_documents(options: argparse.Namespace) -> int:
    with open_workbench(options) as bench:
        views = bench.documents()
        if options.json:
            print_json([document_json(view) for view in views])
            return 0
        for view in views:
            document = view.document
            mark = "" if view.official else "（仅要点）"
            number = f"（{document.doc_number}）" if document.doc_number else ""
            say(f"{document.id}\n  {document.title}{number} [{document.domain.label}]{mark}")
        if any(not view.official for view in views):
            tell(
                "标“仅要点”的，官方原文还不在这台电脑上；"
                "用 policy-navigator import 导入汇编后可读原文。"
            )
        return 0


def _document(bench: Workbench, document_id: str) -> DocumentView:
    view = bench.contents.document(document_id)
    if view is None:
        raise ExpectedError(
            f"没有编号为“{document_id}”的文件", "", "用 policy-navigator documents 可以列出全部编号"
        )
    return view


def run_provisions(options: argparse.Namespace) -> int:
    with open_workbench(options) as bench:
        view = _document(bench, options.document)
        provisions = bench.contents.provisions(view.id)
        if options.json:
            print_json([provision_json(item) for item in provisions])
            return 0
        if not provisions:
            say(f"《{view.document.title}》在汇编里只印了标题，没有正文。")
        for item in provisions:
            say(f"{'  ' * item.provision.depth}{item.title}    {item.id}")
        return 0


def run_show(options: argparse.Namespace) -> int:
    with open_workbench(options) as bench:
        if "#" not in options.id:
            view = _document(bench, options.id)
            items = bench.contents.provisions(view.id)
            if options.json:
                print_json(
                    {**document_json(view), "outline": [provision_json(item) for item in items]}
                )
            else:
                _say_document(view, items)
            return 0
        item = bench.contents.provision(options.id)
        if item is None:
            raise ExpectedError(
                f"没有编号为“{options.id}”的条款",
                "",
                "用 policy-navigator provisions 加文件编号，可以列出它的全部条款",
            )
        if options.json:
            print_json(provision_json(item))
        else:
            _say_document_line(_document(bench, item.provision.document_id))
            _say_provision(item)
        return 0


def _say_document_line(view: DocumentView) -> None:
    number = f"（{view.document.doc_number}）" if view.document.doc_number else ""
    say(f"《{view.document.title}》{number}")


def _say_document(view: DocumentView, items: list[ProvisionView]) -> None:
    document = view.document
    say(document.title)
    facts = [
        document.doc_number,
        "、".join(document.issuers),
        f"{document.issued_on} 印发" if document.issued_on else None,
    ]
    say("　".join(fact for fact in facts if fact))
    if view.digest:
        say(f"一句话：{view.digest.summary}")
    if view.origin is None:
        say("官方原文还不在这台电脑上，以下是我们自己写的要点。")
    say()
    if not items:
        say("汇编里只印了标题，没有正文。")
    for item in items:
        _say_provision(item)


def _say_provision(item: ProvisionView) -> None:
    provision = item.provision
    indent = "  " * provision.depth
    label = provision.label or ""
    heading = provision.heading or ""
    if not item.official:
        say(f"{indent}{label}{heading}")
        say(f"{indent}  要点：{item.digest or ''}")
        return
    first, *rest = (f"{label}{heading}{provision.text}" if not provision.heading or provision.text
                    else f"{label}{heading}").split("\n")  # fmt: skip
    say(f"{indent}{first}")
    for line in rest:
        say(f"{indent}{line}")
    if item.digest:
        flag = "（待复核）" if item.stale else ""
        say(f"{indent}  ◇ 要点{flag}：{item.digest}")


# -- search and glossary ---------------------------------------------------------------------


def run_search(options: argparse.Namespace) -> int:
    with open_workbench(options) as bench:
        from navigator.store.search import Filters, Query

        filters = Filters(domains=(options.domain,) if options.domain else ())
        bench.search.ensure()
        result = bench.search.search(Query(options.query, filters), limit=options.limit)
        if options.json:
            print_json(result.to_json())
            return 0
        say(f"“{options.query}”共 {result.total} 条。")
        if result.soft:
            say(f"没有逐字相同的；相关的有 {len(result.hits)} 条：")
        if result.also_searched:
            say(f"也找了：{'、'.join(result.also_searched)}")
        for hit in result.hits:
            say(f"\n{hit.provision_id}\n  《{hit.title}》{hit.label or ''}")
            say(f"  {_marked(hit.snippet, hit.highlights)}")
        if not result.hits:
            if result.suggestion:
                say(f"您是不是想找：{result.suggestion}")
            tell("没有找到。可以换个说法，或少写几个字再试。")
        return 0


def _marked(text: str, spans: tuple[tuple[int, int], ...]) -> str:
    out, position = [], 0
    for start, end in spans:
        out += [text[position:start], "【", text[start:end], "】"]
        position = end
    return "".join([*out, text[position:]]).replace("\n", " ")


def run_glossary(options: argparse.Namespace) -> int:
    from navigator.app.terms import with_places

    with open_workbench(options) as bench:
        terms = with_places(bench.glossary, bench.contents)
        if options.json:
            print_json(
                [
                    {
                        "term": term.term,
                        "explanation": term.explanation,
                        "provisions": list(term.provisions),
                        "also": list(term.also),
                        "basis": term.basis.value,
                    }
                    for term in terms
                ]
            )
            return 0
        for term in terms:
            also = f"（{'、'.join(term.also)}）" if term.also else ""
            say(f"{term.term}{also}  {len(term.provisions)} 条\n  {term.explanation}")
        return 0
