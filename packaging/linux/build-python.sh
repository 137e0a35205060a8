#!/bin/sh
# Builds SQLite and CPython from source inside an old userland, so that nothing in the bundle asks for
# a newer C library than 2.28, the one Qt asks for. Run in its root, old-libm.h beside it:
#   build-python.sh SQLITE.tar.xz PYTHON.tar.xz
set -eu
old="-include $(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)/old-libm.h"
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
  CFLAGS="-O2 $old -DSQLITE_ENABLE_FTS5 -DSQLITE_ENABLE_FTS4 -DSQLITE_ENABLE_DBSTAT_VTAB \
-DSQLITE_SECURE_DELETE -DSQLITE_ENABLE_COLUMN_METADATA"
make -j"$jobs" >/dev/null
make install >/dev/null

cd "$work/python"
# sem_clockwait came with 2.30; Python has another way to wait.
# No ssl, readline, curses or Tk: the program opens no connection and no terminal screen.
./configure --prefix="$prefix" --enable-shared --without-ensurepip --without-static-libpython \
  --disable-test-modules --without-readline ac_cv_func_sem_clockwait=no \
  CFLAGS="-O3 $old -fno-semantic-interposition -I$prefix/include" \
  LDFLAGS="-L$prefix/lib -Wl,-rpath,$prefix/lib -fno-semantic-interposition" >/dev/null
make -j"$jobs" >/dev/null
make install >/dev/null
strip --strip-unneeded "$prefix"/lib/libpython3.*.so.1.0 "$prefix"/lib/python3.*/lib-dynload/*.so \
  "$prefix"/lib/libsqlite3.so.*.*
"$prefix/bin/python3" -c 'import sqlite3, ctypes, zlib, lzma, bz2, hashlib; print(sqlite3.sqlite_version)'
