#!/bin/sh
# Builds SQLite and CPython from source inside the old userland the bundle is meant for, so that
# nothing in the bundle asks for a newer C library than that one has. Run in its root:
#   build-python.sh SQLITE.tar.xz PYTHON.tar.xz
set -eu
sqlite=$1
python=$2
prefix=/opt/python
jobs=$(nproc)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

mkdir "$work/sqlite" "$work/python"
tar xf "$sqlite" -C "$work/sqlite" --strip-components=1
tar xf "$python" -C "$work/python" --strip-components=1

cd "$work/sqlite"
./configure --prefix="$prefix" --disable-static --disable-tcl --disable-readline \
  CFLAGS="-O2 -DSQLITE_ENABLE_FTS5 -DSQLITE_ENABLE_FTS4 -DSQLITE_ENABLE_DBSTAT_VTAB \
-DSQLITE_SECURE_DELETE -DSQLITE_ENABLE_COLUMN_METADATA"
make -j"$jobs" >/dev/null
make install >/dev/null

cd "$work/python"
# No ssl, readline, curses or Tk: the program opens no connection and no terminal screen.
./configure --prefix="$prefix" --enable-shared --without-ensurepip --without-static-libpython \
  --disable-test-modules --without-readline \
  CFLAGS="-O3 -fno-semantic-interposition -I$prefix/include" \
  LDFLAGS="-L$prefix/lib -Wl,-rpath,$prefix/lib -fno-semantic-interposition" >/dev/null
make -j"$jobs" >/dev/null
make install >/dev/null
strip --strip-unneeded "$prefix"/lib/libpython3.*.so.1.0 "$prefix"/lib/python3.*/lib-dynload/*.so \
  "$prefix"/lib/libsqlite3.so.*.*
"$prefix/bin/python3" -c 'import sqlite3, ctypes, zlib, lzma, bz2, hashlib; print(sqlite3.sqlite_version)'
