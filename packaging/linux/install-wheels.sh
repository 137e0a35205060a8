#!/bin/sh
# 用这里的安装包安装政策导航（不需要网络；需要 Python 3.11、3.12 或 3.13）：
#   ./install.sh [文件夹，默认 ~/.local/lib/policy-navigator-venv]
# Installs from the wheels beside it, by hash, into a virtual environment of its own.
set -eu
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
place=${1:-$HOME/.local/lib/policy-navigator-venv}
python=${PYTHON:-python3}
"$python" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' || {
  echo "需要 Python 3.11、3.12 或 3.13；可以用 PYTHON=… 指明。" >&2
  exit 1
}
"$python" -m venv "$place" || { echo "缺少 venv 模块：apt install python3-venv" >&2; exit 1; }
"$place/bin/python" -m pip install --quiet --disable-pip-version-check --no-index --no-deps \
  --find-links "$here/wheels" --require-hashes -r "$here/requirements.txt"
echo "已安装。运行：$place/bin/policy-navigator"
