#!/bin/sh
# 安装政策导航（不需要网络）：
#   ./install.sh             只为当前用户安装
#   sudo ./install.sh --system   为这台电脑的所有用户安装
#   加 --remove 卸载；资料、书签和笔记都不会删除。
# Installs the folder it lies in, with menu entry, icons and the association of .pnpack files.
set -eu
umask 022
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
system=no
remove=no
for word in "$@"; do
  case $word in
    --system) system=yes ;;
    --user) system=no ;;
    --remove) remove=yes ;;
    *) echo "用法：install.sh [--system] [--remove]" >&2; exit 2 ;;
  esac
done

if [ "$system" = yes ]; then
  if [ "$(id -u)" != 0 ]; then
    echo "为所有用户安装需要管理员权限：sudo ./install.sh --system" >&2
    exit 1
  fi
  program=/opt/policy-navigator
  bin=/usr/local/bin
  share=/usr/local/share
else
  program=$HOME/.local/lib/policy-navigator
  bin=$HOME/.local/bin
  share=${XDG_DATA_HOME:-$HOME/.local/share}
fi

refresh() {
  # Desktops without these tools find the entries by themselves at the next login.
  if command -v update-mime-database >/dev/null; then
    update-mime-database "$share/mime" 2>/dev/null || :
  fi
  if command -v update-desktop-database >/dev/null; then
    update-desktop-database -q "$share/applications" 2>/dev/null || :
  fi
  if command -v gtk-update-icon-cache >/dev/null; then
    gtk-update-icon-cache -q -t -f "$share/icons/hicolor" 2>/dev/null || :
  fi
}

if [ "$remove" = yes ]; then
  # A folder beside the program holds a portable copy's data, which is the user's.
  if [ -e "$program/data" ] || [ -e "$program/portable.txt" ]; then
    echo "$program 里有资料（data），请先移到别处再卸载。" >&2
    exit 1
  fi
  rm -rf "$program" "$program.new" "$program.old"
  rm -f "$bin/policy-navigator" "$share/applications/policy-navigator.desktop" \
    "$share/metainfo/policy-navigator.metainfo.xml" "$share/mime/packages/policy-navigator-pack.xml"
  find "$share/icons/hicolor" -name 'policy-navigator.*' -path '*/apps/*' -delete 2>/dev/null || :
  refresh
  echo "已卸载。资料、书签和笔记还在用户的数据文件夹里。"
  exit 0
fi

if [ ! -x "$here/policy-navigator" ] || [ ! -d "$here/_internal" ]; then
  echo "请在解开的安装包文件夹里运行 install.sh。" >&2
  exit 1
fi
if [ "$here" != "$program" ]; then
  mkdir -p "$(dirname "$program")"
  rm -rf "$program.new" "$program.old"
  mkdir "$program.new"
  # The new version is complete before the old one goes.
  for item in policy-navigator _internal licences share sbom.cdx.json VERSION README.txt install.sh; do
    cp -a "$here/$item" "$program.new/"
  done
  for item in data portable.txt; do
    if [ -e "$program/$item" ]; then cp -a "$program/$item" "$program.new/"; fi
  done
  if [ "$system" = yes ]; then chown -R root:root "$program.new"; fi
  if [ -e "$program" ]; then mv "$program" "$program.old"; fi
  mv "$program.new" "$program"
  rm -rf "$program.old"
fi
mkdir -p "$bin" "$share/applications" "$share/metainfo" "$share/mime/packages" "$share/icons"
ln -sf "$program/policy-navigator" "$bin/policy-navigator"
cp -R "$program/share/icons/hicolor" "$share/icons/"
cp "$program/share/mime/packages/policy-navigator-pack.xml" "$share/mime/packages/"
cp "$program/share/metainfo/policy-navigator.metainfo.xml" "$share/metainfo/"
quoted=$(printf '%s' "$program/policy-navigator" | sed 's/[\\&|]/\\&/g')
# A path with blanks needs quotes in Exec, and none in TryExec.
sed -e "s|^Exec=@PROGRAM@|Exec=\"$quoted\"|" -e "s|@PROGRAM@|$quoted|" \
  "$program/share/applications/policy-navigator.desktop.in" \
  > "$share/applications/policy-navigator.desktop"
refresh
echo "已安装到 $program"
echo "从应用菜单打开“政策导航”，或运行 $bin/policy-navigator"
