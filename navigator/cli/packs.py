"""pack keygen, build, verify, install, list, rollback, trust."""

from __future__ import annotations

import argparse
import getpass
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from navigator.cli.output import ProgressLine, print_json, say, tell
from navigator.cli.workbench import open_workbench

if TYPE_CHECKING:
    from navigator.app.packs import Inspection
    from navigator.store.packs import Counts, Installed, Pack, Publisher

STANDINGS = {
    "trusted": "签名有效，发布者在信任名单里",
    "unknown": "签名有效，但这台电脑还没有信任过这个发布者",
    "other_key": "签名有效，但与信任名单里这个发布者的密钥不同",
    "other_name": "签名属于信任名单里的另一个发布者",
    "unsigned": "没有签名",
}


def add_commands(commands: Any) -> None:
    pack = commands.add_parser("pack", help="政策包：制作、核对、安装、回退")
    parts = pack.add_subparsers(dest="part", metavar="操作", required=True)

    command = _part(
        parts, "keygen", "生成签名用的密钥（私钥自己留好，公钥和指纹给各大厅）", _keygen
    )
    command.add_argument("key", type=Path, metavar="私钥文件", help="公钥写在同名的 .pub 文件里")
    _passphrase(command)

    command = _part(parts, "build", "把官方文件和要点、措施做成一个政策包", _build)
    command.add_argument("files", nargs="*", type=Path, metavar="文件")
    command.add_argument("--from-library", action="store_true", help="放进资料库里的全部文件")
    command.add_argument(
        "--catalogue", type=Path, metavar="文件夹", help="要点、措施和术语；builtin 表示程序自带的"
    )
    command.add_argument("--edition", required=True, metavar="版次", help="如 2021Q1、2021-03")
    command.add_argument("--name", required=True, metavar="名称")
    command.add_argument("--publisher", required=True, metavar="发布者")
    command.add_argument("--key", type=Path, metavar="私钥文件", help="不给就不签名")
    command.add_argument("--output", required=True, type=Path, metavar="文件")
    command.add_argument("--force", action="store_true", help="覆盖已有的文件")
    _passphrase(command)

    command = _part(parts, "verify", "核对政策包，不安装", _verify)
    command.add_argument("file", type=Path, metavar="政策包")

    command = _part(parts, "install", "安装政策包；中断就整个撤回", _install)
    command.add_argument("file", type=Path, metavar="政策包")
    command.add_argument(
        "--trust", metavar="指纹或名称", help="核对过的指纹（以后都信任），或发布者名称（只这一次）"
    )
    command.add_argument("--allow-unsigned", metavar="发布者", help="照样安装没有签名的包")
    command.add_argument("--allow-older", action="store_true", help="照样安装更旧的版次")

    _part(parts, "list", "列出装过的政策包", _list)
    _part(parts, "rollback", "退回上一个政策包之前", _rollback)

    trust = parts.add_parser("trust", help="信任的发布者")
    actions = trust.add_subparsers(dest="action", metavar="操作", required=True)
    _part(actions, "list", "列出信任的发布者和指纹", _trust_list)
    command = _part(actions, "add", "加入发布者；先核对指纹", _trust_add)
    command.add_argument("file", type=Path, metavar="公钥或政策包")
    command.add_argument("--name", metavar="发布者", help="给公钥文件时要写")
    command.add_argument("--fingerprint", metavar="指纹", help="向发布者核对过的指纹")
    command = _part(actions, "remove", "移除发布者；已装的内容不受影响", _trust_remove)
    command.add_argument("publisher", metavar="指纹或名称")


def _part(parts: Any, name: str, help_text: str, run: Any) -> argparse.ArgumentParser:
    command: argparse.ArgumentParser = parts.add_parser(name, help=help_text)
    command.add_argument("--json", action="store_true", help="输出一份 JSON")
    command.set_defaults(run=run)
    return command


def _passphrase(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--passphrase-file",
        type=Path,
        metavar="文件",
        help="私钥的口令在这个文件的第一行；- 表示现在输入",
    )


def _read_passphrase(file: Path | None, *, twice: bool = False) -> bytes | None:
    from navigator.store.packs import PackError

    if file is None:
        return None
    if str(file) == "-":
        typed = getpass.getpass("口令：") if sys.stdin.isatty() else sys.stdin.readline()
        if twice and sys.stdin.isatty() and getpass.getpass("再输一遍：") != typed:
            raise PackError("两次输入的口令不一样", "请重新运行")
    else:
        try:
            with file.open(encoding="utf-8") as opened:
                typed = opened.readline(1000)
        except (OSError, UnicodeDecodeError) as error:
            raise PackError(f"口令文件读不出来（{file}）", "请核对文件名") from error
    words = typed.rstrip("\r\n")
    if not words:
        raise PackError("口令是空的", "请在口令文件的第一行写上口令")
    return words.encode("utf-8")


# -- publishers' side --------------------------------------------------------------------------


def _keygen(options: argparse.Namespace) -> int:
    from navigator.store.packs.keys import generate, in_groups

    passphrase = _read_passphrase(options.passphrase_file, twice=True)
    public, fingerprint = generate(options.key, passphrase)
    if options.json:
        print_json(
            {
                "private_key": str(options.key),
                "public_key": str(public),
                "fingerprint": fingerprint,
                "protected": passphrase is not None,
            }
        )
    else:
        say(f"私钥：{options.key}（自己保管，不要外传）")
        say(f"公钥：{public}（交给各大厅）")
        say(f"指纹：{in_groups(fingerprint)}")
    if passphrase is None:
        tell("私钥没有口令保护，拿到文件的人都能签名。建议用 --passphrase-file 重新生成。")
    return 0


def _build(options: argparse.Namespace) -> int:
    from navigator.store.packs import PackError

    if options.from_library and options.files:
        raise PackError("--from-library 和文件只能二选一", "请去掉其中一个")
    passphrase = _read_passphrase(options.passphrase_file)
    progress = ProgressLine()
    with open_workbench(options) as bench:
        built = bench.packs.build(
            options.output,
            name=options.name,
            edition=options.edition,
            publisher=options.publisher,
            files=options.files,
            from_library=options.from_library,
            catalogue=options.catalogue,
            key=options.key,
            passphrase=passphrase,
            replace_existing=options.force,
            progress=progress,
        )
    progress.close()
    if options.json:
        print_json({"output": str(options.output), **_pack_json(built.pack, built.counts)})
    else:
        say(f"已写出 {options.output}")
        _say_pack(built.pack, built.counts)
    if built.left_out:
        tell(f"没有放进去（由程序自带，不随包走）：{'、'.join(built.left_out)}")
    if built.pack.public_key is None:
        tell("这个政策包没有签名，安装时会要求逐次确认。请用 --key 签名后再分发。")
    return 0


# -- halls' side -------------------------------------------------------------------------------


def _pack_json(pack: Pack, counts: Counts) -> dict[str, Any]:
    said = pack.manifest
    return {
        "name": said.name,
        "edition": said.edition,
        "publisher": said.publisher,
        "created": said.created.isoformat(),
        "fingerprint": pack.fingerprint,
        "sha256": pack.sha256,
        "bytes": len(pack.data),
        "sources": [
            {
                "name": item.source.name,
                "sha256": item.source.sha256,
                "documents": [document.id for document in item.documents],
                "characters": {
                    "source": item.characters.source,
                    "kept": item.characters.kept,
                    "removed": item.characters.removed,
                },
            }
            for item in pack.publications
        ],
        "documents": pack.document_count,
        "provisions": pack.provision_count,
        "catalogue": {
            "digests": counts.digests,
            "measures": counts.measures,
            "terms": counts.terms,
        },
    }


def _say_pack(pack: Pack, counts: Counts) -> None:
    from navigator.store.packs.keys import in_groups

    said = pack.manifest
    say(f"“{said.name}” {said.edition}，{said.publisher} 发布，内容截至 {said.created}")
    say(f"官方文件 {pack.document_count} 份，条款 {pack.provision_count} 条")
    if counts.digests or counts.measures or counts.terms:
        say(f"要点 {counts.digests} 份，措施 {counts.measures} 项，术语 {counts.terms} 条")
    if pack.fingerprint:
        say(f"签名指纹：{in_groups(pack.fingerprint)}")
    say(f"大小 {len(pack.data):,} 字节，SHA-256 {pack.sha256}")


def _inspection_json(found: Inspection) -> dict[str, Any]:
    return {
        **_pack_json(found.pack, found.counts),
        "signature": found.standing.value,
        "installed": found.present,
        "older_than": found.older_than.edition if found.older_than else None,
        "changes": {
            "new": list(found.new),
            "changed": list(found.changed),
            "same": list(found.same),
        },
    }


def _verify(options: argparse.Namespace) -> int:
    with open_workbench(options) as bench:
        found = bench.packs.inspect(options.file)
    if options.json:
        print_json({"ok": True, **_inspection_json(found)})
    else:
        _say_pack(found.pack, found.counts)
        say("内容完整，与清单一致。")
        if found.present:
            say("这个政策包已经装在这台电脑上。")
        else:
            say(
                f"装上后：新增 {len(found.new)} 份，换成新文字 {len(found.changed)} 份，"
                f"不变 {len(found.same)} 份。"
            )
    tell(f"{STANDINGS[found.standing.value]}。")
    if found.older_than:
        tell(f"比已安装的 {found.older_than.edition} 旧。")
    return 0


def _install(options: argparse.Namespace) -> int:
    from navigator.store.packs import Consent

    consent = Consent(options.trust, options.allow_unsigned, options.allow_older)
    progress = ProgressLine()
    with open_workbench(options) as bench:
        found = bench.packs.inspect(options.file)
        done = bench.packs.install(found, consent, progress)
        progress.close()
        trusted = bench.packs.trust.standing(found.pack).value
    if options.json:
        print_json(
            {
                "already_present": not done.changed,
                "signature": trusted,
                "replaced": [i for outcome in done.outcomes for i in outcome.replaced],
                **_installed_json(done.entry, newest=True),
            }
        )
    elif not done.changed:
        say("这个政策包已经装在这台电脑上，没有改动。")
    else:
        _say_pack(found.pack, found.counts)
        say(
            f"已安装：新增 {len(found.new)} 份，换成新文字 {len(found.changed)} 份，"
            f"不变 {len(found.same)} 份。可以用 pack rollback 退回。"
        )
    if found.standing.value == "unknown" and trusted == "trusted":
        tell(f"“{found.pack.manifest.publisher}”已加入信任名单。")
    return 0


def _installed_json(entry: Installed, *, newest: bool) -> dict[str, Any]:
    return {
        "name": entry.name,
        "edition": entry.edition,
        "publisher": entry.publisher,
        "fingerprint": entry.fingerprint,
        "created": entry.created,
        "installed_at": entry.installed_at,
        "sha256": entry.sha256,
        "documents": entry.documents,
        "provisions": entry.provisions,
        "catalogue": {
            "digests": entry.digests,
            "measures": entry.measures,
            "terms": entry.terms,
        },
        "newest": newest,
    }


def _list(options: argparse.Namespace) -> int:
    with open_workbench(options) as bench:
        entries = bench.packs.installed()
    if options.json:
        print_json([_installed_json(entry, newest=entry is entries[-1]) for entry in entries])
        return 0
    for entry in entries:
        say(
            f"{entry.edition}  “{entry.name}”  {entry.publisher}  "
            f"{entry.documents} 份文件  安装于 {entry.installed_at[:16].replace('T', ' ')}"
        )
    if not entries:
        say("还没有安装过政策包。")
    return 0


def _rollback(options: argparse.Namespace) -> int:
    progress = ProgressLine()
    with open_workbench(options) as bench:
        gone, newest = bench.packs.roll_back(progress)
    progress.close()
    if options.json:
        print_json(
            {
                "removed": _installed_json(gone, newest=False),
                "newest": _installed_json(newest, newest=True) if newest else None,
            }
        )
        return 0
    say(f"已退回：取下“{gone.name}”{gone.edition}，被它换掉的文字已恢复。")
    say(f"现在是 {newest.edition}。" if newest else "现在没有装任何政策包。")
    return 0


# -- trust -------------------------------------------------------------------------------------


def _publisher_json(item: Publisher) -> dict[str, Any]:
    return {
        "name": item.name,
        "fingerprint": item.fingerprint,
        "public_key": item.public_key.hex(),
        "added_at": item.added_at,
    }


def _trust_list(options: argparse.Namespace) -> int:
    from navigator.store.packs.keys import in_groups

    with open_workbench(options) as bench:
        known = bench.packs.trust.publishers()
    if options.json:
        print_json([_publisher_json(item) for item in known])
        return 0
    for item in known:
        say(f"{item.name}\n  {in_groups(item.fingerprint)}")
    if not known:
        say("信任名单是空的。")
    return 0


def _trust_add(options: argparse.Namespace) -> int:
    import datetime as dt

    from navigator.store.packs import SUFFIX, PackError, read_file
    from navigator.store.packs.keys import fingerprint, in_groups, load_public, same_fingerprint

    name = options.name
    if options.file.suffix.lower() == SUFFIX:
        pack = read_file(options.file)
        if pack.public_key is None:
            raise PackError("这个政策包没有签名，里面没有公钥", "请向发布者要公钥或签过名的政策包")
        key, name = pack.public_key, name or pack.manifest.publisher
    else:
        key = load_public(options.file)
    print_ = fingerprint(key)
    if not name:
        raise PackError("还不知道这是谁的公钥", "请用 --name 写上发布者的名称")
    if options.fingerprint is None or not same_fingerprint(options.fingerprint, print_):
        differs = "与给出的不同，" if options.fingerprint else ""
        raise PackError(
            f"“{name}”还没有加入。这把公钥的指纹{differs}是 {in_groups(print_)}",
            "请打电话向发布者逐组核对，一致时加上 --fingerprint 再运行一次",
        )
    with open_workbench(options) as bench:
        bench.paths.make()
        item = bench.packs.trust.add(name, key, dt.datetime.now(dt.UTC))
    if options.json:
        print_json(_publisher_json(item))
    else:
        say(f"已信任“{item.name}”。")
    return 0


def _trust_remove(options: argparse.Namespace) -> int:
    with open_workbench(options) as bench:
        item = bench.packs.trust.remove(options.publisher)
    if options.json:
        print_json(_publisher_json(item))
    else:
        say(f"已从信任名单移除“{item.name}”；已安装的内容不受影响。")
    return 0
