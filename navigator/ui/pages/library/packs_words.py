"""What the page says about policy packs, as plain text."""

from __future__ import annotations

from collections.abc import Sequence

from navigator.app.packs import Inspection
from navigator.store.packs import Installation, Installed, Standing
from navigator.ui.i18n import t
from navigator.ui.messages import Tone
from navigator.ui.pages.library.tables import Column, Line

COLUMNS = (
    Column("名称"),
    Column("版次", 90),
    Column("发布者", 190, spare=3),
    Column("文件", 60, number=True),
    Column("要点和措施", 110, number=True, spare=2),
    Column("签名", 110, spare=1),
    Column("安装时间", 140),
)
DOCUMENT_COLUMNS = (Column("文件"), Column("条款", 70, number=True), Column("变化", 110))


def installed_lines(entries: Sequence[Installed]) -> list[Line]:
    """Rows for :data:`COLUMNS`, the newest first."""
    return [
        Line(
            (
                entry.name,
                entry.edition,
                entry.publisher,
                str(entry.documents),
                str(entry.digests + entry.measures),
                f"{entry.fingerprint[:9]}…" if entry.fingerprint else t("没有签名"),
                entry.installed_at[:16].replace("T", " "),
            ),
            entry.sha256,
        )
        for entry in reversed(entries)
    ]


def document_lines(found: Inspection) -> list[Line]:
    """Rows for :data:`DOCUMENT_COLUMNS`: what changes comes first."""
    marks = {
        **dict.fromkeys(found.changed, (0, t("换成新文字"))),
        **dict.fromkeys(found.new, (1, t("新增"))),
        **dict.fromkeys(found.same, (2, t("不变"))),
    }
    documents = [d for p in found.pack.publications for d in p.documents]
    documents.sort(key=lambda document: marks[document.id][0])
    return [Line((d.title, str(len(d.provisions)), marks[d.id][1]), d.id) for d in documents]


def standing_words(standing: Standing) -> tuple[str, str, Tone]:
    """A badge, the sentence beside it, and their tone."""
    return {
        Standing.TRUSTED: (t("已信任"), t("签名有效，发布者在这台电脑的信任名单里。"), "good"),
        Standing.UNKNOWN: (
            t("还不认识"),
            t("签名有效，但这台电脑还没有信任过这个发布者。请打电话核对下面的指纹。"),
            "warn",
        ),
        Standing.OTHER_KEY: (
            t("密钥不同"),
            t(
                "信任名单里有这个发布者，但用的是另一把密钥。换了密钥还是有人冒名，只有打电话能问清。"
            ),
            "danger",
        ),
        Standing.OTHER_NAME: (
            t("名称不符"),
            t("这个签名属于信任名单里的另一个发布者，不能安装。请向双方核实。"),
            "danger",
        ),
        Standing.UNSIGNED: (
            t("没有签名"),
            t(
                "不能证明它真的来自这个发布者。请尽量要一份签过名的；确实可靠时，写出发布者的名称再装。"
            ),
            "danger",
        ),
    }[standing]  # type: ignore[return-value]


def content_words(found: Inspection) -> str:
    """How much is in it."""
    pack, counts = found.pack, found.counts
    words = t("官方文件 {n} 份，条款 {p} 条", n=pack.document_count, p=pack.provision_count)
    if counts.digests or counts.measures or counts.terms:
        words += t(
            "；要点 {d} 份，措施 {m} 项，术语 {w} 条",
            d=counts.digests,
            m=counts.measures,
            w=counts.terms,
        )
    return words + t("　{size} KB", size=f"{len(pack.data) / 1024:,.0f}")


def consequences(found: Inspection, newest: Installed | None) -> list[str]:
    """What installing does, a sentence each."""
    lines = []
    if found.pack.publications and not (found.new or found.changed):
        lines.append(t("{n} 份文件都已在这台电脑上，一字不变。", n=len(found.same)))
    elif found.pack.publications:
        lines.append(
            t(
                "新增 {new} 份文件；{changed} 份换成新文字，旧文字保留，可以比对；{same} 份不变。",
                new=len(found.new),
                changed=len(found.changed),
                same=len(found.same),
            )
        )
    if found.counts.digests or found.counts.measures or found.counts.terms:
        lines.append(t("同名的要点、措施和术语换成包里的，其余不变。"))
    lines.append(t("书签、笔记和填过的答案不受影响；搜索索引在这台电脑上重建。"))
    lines.append(
        t("装完可以一步退回现在的样子（{edition}）。", edition=newest.edition)
        if newest
        else t("装完可以一步退回现在的样子。")
    )
    return lines


def done_words(done: Installation) -> str:
    """What an installation came to."""
    if not done.changed:
        return t("这个政策包已经装在这台电脑上，没有改动。")
    replaced = sum(len(outcome.replaced) for outcome in done.outcomes)
    words = t("{n} 份文件，{p} 个条款，一字不少。", n=done.entry.documents, p=done.entry.provisions)
    if replaced:
        words += t("其中 {n} 份是新版本，旧版本仍保留。", n=replaced)
    if done.entry.measures:
        words += t("资格向导里的措施，下次打开窗口时换新。")
    return words
