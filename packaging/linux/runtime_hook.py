"""Runs before the program: the machine's own libraries first, ours where it has none."""

import ctypes
import os
import sys
from pathlib import Path

folder = Path(sys._MEIPASS) / "host"  # type: ignore[attr-defined]

# Set by the starter of the bundle; programs we start (a file manager, say) must not get ours.
earlier = os.environ.pop("LD_LIBRARY_PATH_ORIG", None)
if earlier is None:
    os.environ.pop("LD_LIBRARY_PATH", None)
else:
    os.environ["LD_LIBRARY_PATH"] = earlier

for name in (folder / "order.txt").read_text(encoding="ascii").split():
    try:
        ctypes.CDLL(name, ctypes.RTLD_GLOBAL)
    except OSError:
        ctypes.CDLL(str(folder / name), ctypes.RTLD_GLOBAL)

if not os.path.exists("/etc/fonts/fonts.conf"):  # noqa: PTH110 (pathlib weighs at start)
    os.environ.setdefault("FONTCONFIG_FILE", str(folder / "fonts.conf"))
# Fcitx speaks ibus's protocol too; its own module would have to be built for this very Qt.
if os.environ.get("QT_IM_MODULE", "").startswith("fcitx"):
    os.environ["QT_IM_MODULE"] = "ibus"
