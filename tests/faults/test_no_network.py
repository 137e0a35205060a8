"""The program opens no network connection, whatever it is asked to do."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
# Every connection, name look-up and started program is noted; then the work of a day is done.
CHILD = """
import json, sys
from pathlib import Path
tried = []
# The computer is asked for its Chinese voice; these two list what lies on its disk.
ASKED = [["espeak-ng", "--voices=cmn"], ["spd-say", "-L"]]
def audit(event, arguments):
    if event.startswith(("socket.", "urllib.", "http.", "ftplib.", "smtplib.")):
        tried.append(event)
    if event == "subprocess.Popen" and [Path(arguments[1][0]).name, *arguments[1][1:]] in ASKED:
        return
    if event in ("subprocess.Popen", "os.system", "os.posix_spawn", "webbrowser.open"):
        tried.append(event)
sys.addaudithook(audit)
from PySide6.QtWidgets import QApplication
from navigator.app.paths import Paths
from navigator.app.workbench import Workbench
from navigator.ui.application import make_application, make_window
from navigator.ui.context import make_context
from navigator.ui.jobs import InlineExecutor
folder = Path(sys.argv[1])
paper = folder / "海河.html"
paper.write_text("<link rel=stylesheet href='http://192.0.2.1/a.css'><p>海河市措施</p>"
    "<p>一、免租<img src='http://192.0.2.1/b.png'></p><iframe src='http://192.0.2.1'></iframe>",
    encoding="utf-8")
app = make_application()
with Workbench(Paths(folder / "数据")) as bench:
    bench.import_files([paper])
    bench.desk.notes.add("![图](http://192.0.2.1/c.png) <img src='http://192.0.2.1/d.png'>",
                         on="jingzhengbanfa-2021-4#六")
    ctx = make_context(bench, InlineExecutor())
    window = make_window(ctx)
    window.show()
    for page in window.stack.specs:
        ctx.nav.open_page(page)
        for _ in range(5):
            app.processEvents()
    for view in bench.documents():
        ctx.nav.open_provision(view.id)
        app.processEvents()
    window.topbar.search.setText("http://192.0.2.1/e")
    for _ in range(5):
        app.processEvents()
    window.close()
    ctx.jobs.shutdown()
print(json.dumps({"tried": tried, "network": "PySide6.QtNetwork" in sys.modules}))
"""


def test_a_day_of_work_opens_no_connection(tmp_path: Path) -> None:
    child = subprocess.run(
        [sys.executable, "-c", CHILD, str(tmp_path)],
        cwd=ROOT, capture_output=True, check=False, timeout=120,
    )  # fmt: skip
    assert child.returncode == 0, child.stderr.decode("utf-8", "replace")[-2000:]
    told = json.loads(child.stdout.decode().splitlines()[-1])
    assert told == {"tried": [], "network": False}
