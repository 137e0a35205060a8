"""Files that try to hang, fill or fool a reader; made here, never kept in the repository.

    python -m scripts.nasty_files FOLDER

``make_all`` returns the files with what they try; the tests of hostile input use it.
"""

from __future__ import annotations

import argparse
import io
import sys
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/'
    'content-types"><Default Extension="xml" ContentType="application/xml"/></Types>'
)
PAPER = "海河市支持小店的措施\n一、减免租金\n小店免收2个月租金。\n二、一次填表\n材料网上提交。\n"
OUTSIDE = "file:///etc/passwd"
REMOTE = "http://192.0.2.1/x"  # a documentation address: nobody answers


def _zip(entries: dict[str, bytes | str], symlink: str = "") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in entries.items():
            info = zipfile.ZipInfo(name)
            info.compress_type = zipfile.ZIP_DEFLATED
            if name == symlink:
                info.external_attr = 0o120777 << 16
            archive.writestr(info, data)
    return out.getvalue()


def _word(body: str, head: str = "", **more: bytes | str) -> bytes:
    document = f'<?xml version="1.0"?>{head}<w:document {_W}><w:body>{body}</w:body></w:document>'
    entries: dict[str, bytes | str] = {
        "[Content_Types].xml": _TYPES,
        "word/document.xml": document,
    }
    entries.update({name.replace("__", "/"): data for name, data in more.items()})
    return _zip(entries)


def _paragraph(words: str) -> str:
    return f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>"


def _billion(root: str) -> str:
    lines = ['<!ENTITY a0 "aaaaaaaaaa">']
    lines += [f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10)]
    return f"<!DOCTYPE {root} [{''.join(lines)}]>"


def _texts() -> Iterator[tuple[str, bytes]]:
    yield "空.txt", b""
    yield "只有字节序标记.txt", b"\xef\xbb\xbf"
    yield "零字节.txt", b"\0" * 100_000
    yield "半个字.txt", PAPER.encode()[:-2]
    yield "两种编码.txt", PAPER.encode("utf-8") + PAPER.encode("gb18030")
    yield "孤立代理.txt", PAPER.encode("utf-16-le") + b"\x00\xd8"
    yield "一行十兆.txt", ("措施" * 1_750_000).encode()
    yield "二十万空行.txt", b"\n" * 200_000
    yield "十万个一.txt", "一、\n".encode() * 100_000
    yield "括号深井.txt", ("（" * 50_000 + "）" * 50_000).encode()
    yield "数字长龙.txt", ("第" + "九百九十九" * 20_000 + "条").encode()
    yield "控制字符.txt", ("".join(map(chr, range(1, 32))) * 2000 + PAPER).encode()
    yield "方向字符.txt", ("\u202e\u2066\u200b" * 5000 + PAPER).encode()
    yield "书名号不关.txt", ("《" * 30_000 + PAPER).encode()
    yield "图片改名.txt", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 200
    yield "..%2f..%2f越狱.txt", PAPER.encode()


def _webs() -> Iterator[tuple[str, bytes]]:
    page = f"<html><body><p>{PAPER}</p>{{}}</body></html>"
    yield "十万层.html", ("<div>" * 100_000 + PAPER + "</div>" * 100_000).encode()
    yield "实体炸弹.html", (_billion("html") + page.format("&a9;")).encode()
    yield (
        "外部实体.html",
        (f'<!DOCTYPE html [<!ENTITY x SYSTEM "{OUTSIDE}">]>' + page.format("&x;")).encode(),
    )
    yield (
        "远程资源.html",
        page.format(
            f"<img src='{REMOTE}'><link rel='stylesheet' href='{REMOTE}'><iframe src='{OUTSIDE}'>"
            f"</iframe><script src='{REMOTE}'></script><style>@import '{REMOTE}';</style>"
        ).encode(),
    )
    yield "标签不关.html", ("<b><i><p>" * 20_000 + PAPER).encode()
    yield "属性长龙.html", f"<p a='{'x' * 3_000_000}'>{PAPER}</p>".encode()
    yield "字符引用.html", page.format("&#x110000;&#0;&#xd800;&#99999999999;").encode()
    yield "编码谎报.html", b"<meta charset='utf-7'>" + PAPER.encode()
    yield "只有脚本.html", b"<script>while(true){}</script>"


def _words() -> Iterator[tuple[str, bytes]]:
    good = "".join(_paragraph(line) for line in PAPER.splitlines())
    yield "实体炸弹.docx", _word(_paragraph("&a9;"), _billion("w:document"))
    outside = f'<!DOCTYPE w:document [<!ENTITY x SYSTEM "{OUTSIDE}">]>'
    yield "外部实体.docx", _word(_paragraph("&x;"), outside)
    yield (
        "解压炸弹.docx",
        _zip({"[Content_Types].xml": _TYPES, "word/document.xml": b" " * 300_000_000}),
    )
    yield "爬出目录.docx", _word(good, word__x="", **{"..__..__越狱.txt": b"x"})
    yield (
        "符号链接.docx",
        _zip(
            {"[Content_Types].xml": _TYPES, "word/document.xml": "/etc/passwd"}, "word/document.xml"
        ),
    )
    yield "包中包.docx", _zip({"a.docx": _word(good)})
    yield (
        "深层表格.docx",
        _word("<w:tbl><w:tr><w:tc>" * 3000 + good + "</w:tc></w:tr></w:tbl>" * 3000),
    )
    yield "万段空白.docx", _word("<w:p/>" * 60_000 + good)
    yield "截断.docx", _word(good)[:-40]
    yield (
        "远程模板.docx",
        _word(
            good,
            word___rels__document_xml_rels=f'<Relationships><Relationship Id="r" Type="t" '
            f'Target="{REMOTE}" TargetMode="External"/></Relationships>',
        ),
    )
    yield "宏.docx", _word(good, word__vbaProject_bin=b"\xd0\xcf\x11\xe0" * 100)


def _pdf(objects: list[str], root: str = "1 0 R") -> bytes:
    body, places = b"%PDF-1.7\n", []
    for number, text in enumerate(objects, 1):
        places.append(len(body))
        body += f"{number} 0 obj\n{text}\nendobj\n".encode("latin-1")
    start = len(body)
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    body += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}".encode()
    return (
        body
        + f"trailer\n<</Size {len(objects) + 1}/Root {root}>>\nstartxref\n{start}\n%%EOF".encode()
    )


def _pdfs() -> Iterator[tuple[str, bytes]]:
    yield "页树成环.pdf", _pdf(["<</Type/Catalog/Pages 2 0 R>>",
                             "<</Type/Pages/Kids[2 0 R]/Count 1>>"])  # fmt: skip
    yield "自指对象.pdf", _pdf(["1 0 R"])
    yield "一亿页.pdf", _pdf(["<</Type/Catalog/Pages 2 0 R>>",
                           "<</Type/Pages/Kids[]/Count 100000000>>"])  # fmt: skip
    yield "打开即运行.pdf", _pdf(
        ["<</Type/Catalog/Pages 2 0 R/OpenAction<</S/JavaScript/JS(app.launchURL('http://192.0.2.1'))>>>>",
         "<</Type/Pages/Kids[3 0 R]/Count 1>>", "<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>"]
    )  # fmt: skip
    yield "流长谎报.pdf", _pdf(
        ["<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>",
         "<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R>>",
         "<</Length 999999999>>\nstream\nBT (x) Tj ET\nendstream"]
    )  # fmt: skip
    yield "截断.pdf", b"%PDF-1.7\n1 0 obj\n<</Type/Catalog"
    yield "加密.pdf", _locked()
    yield "压缩炸弹.pdf", _deflated()


def _locked() -> bytes:
    from pypdf import PdfWriter

    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    writer.encrypt("x", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _deflated() -> bytes:
    import zlib

    data = zlib.compress(b"BT (x) Tj ET " * 12_000_000, 9)
    stream = (
        f"<</Length {len(data)}/Filter/FlateDecode>>\nstream\n".encode() + data + b"\nendstream"
    )
    return _pdf(
        ["<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>",
         "<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R>>",
         stream.decode("latin-1")]
    )  # fmt: skip


def _profiles() -> Iterator[tuple[str, bytes]]:
    yield "构造对象.yaml", b"name: !!python/object/apply:os.system ['touch pwned']\n"
    aliases = "a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n" + "".join(
        f"a{n}: &a{n} [{','.join([f'*a{n - 1}'] * 10)}]\n" for n in range(1, 10)
    )
    yield "别名炸弹.yaml", aliases.encode()
    yield "深层列表.yaml", b"name: " + b"[" * 20_000
    yield "深层对象.json", b'{"a":' * 50_000 + b"1" + b"}" * 50_000
    yield "非数.json", b'{"annual_revenue_cny": NaN}'
    yield "天文数字.json", b'{"annual_revenue_cny": 1e99999}'
    yield (
        "重名键.json",
        b'{"registered_in_beijing": true, "registered_in_beijing": false}',
    )
    yield "一万列.csv", ",".join(f"c{n}" for n in range(10_000)).encode() + b"\n1\n"
    yield "引号不关.csv", b'name,applicant_type\n"' + b"x" * 2_000_000
    yield "零字节.csv", b"name\0,applicant_type\0\n\0\n"
    yield "公式.csv", b"name,applicant_type\n=cmd|' /C calc'!A0,enterprise\n"


def make_all() -> dict[str, bytes]:
    """Every nasty file by name."""
    makers: tuple[Callable[[], Iterator[tuple[str, bytes]]], ...] = (
        _texts, _webs, _words, _pdfs, _profiles,
    )  # fmt: skip
    return dict(item for maker in makers for item in maker())


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder
    folder.mkdir(parents=True, exist_ok=True)
    files = make_all()
    for name, data in files.items():
        (folder / name).write_bytes(data)
    print(f"{len(files)} files, {sum(map(len, files.values())) // 1024} KiB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
