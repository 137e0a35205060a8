"""The desk's tables. Steps are append-only: a desk of any earlier version can be opened."""

from __future__ import annotations

from navigator.store.schema import Schema, Step

DESK = Schema(
    set_name="policy-navigator-desk",
    name="书桌（书签和笔记）",
    steps=(
        Step(
            "0001_bookmarks_and_notes",
            """
            create table bookmarks (
              sequence integer primary key autoincrement,
              id text not null unique,
              target text not null,
              quote text not null,
              prefix text not null,
              suffix text not null,
              start integer,
              stop integer,
              colour text not null,
              folder text,
              tags text not null,
              comment text not null,
              position real not null,
              created_at text not null,
              deleted integer not null default 0
            );
            create index bookmarks_by_target on bookmarks (target);
            create table notes (
              sequence integer primary key autoincrement,
              id text not null unique,
              target text,
              text text not null,
              folder text,
              tags text not null,
              created_at text not null,
              updated_at text not null,
              deleted integer not null default 0
            );
            create index notes_by_target on notes (target);
            create table note_versions (
              number integer primary key autoincrement,
              note_id text not null references notes (id) on delete cascade,
              session text not null,
              text text not null,
              saved_at text not null
            );
            create index versions_of_note on note_versions (note_id, number);
            create table folders (
              sequence integer primary key autoincrement,
              id text not null unique,
              name text not null,
              deleted integer not null default 0
            );
            """,
        ),
        Step(
            "0002_operations",
            """
            create table operations (
              number integer primary key autoincrement,
              session text not null,
              label text not null,
              undone integer not null default 0
            );
            create table operation_rows (
              operation integer not null references operations (number) on delete cascade,
              seq integer not null,
              table_name text not null,
              row_id text not null,
              before text not null,
              after text not null,
              primary key (operation, seq)
            ) without rowid;
            """,
        ),
        Step(
            "0003_settings_and_windows",
            """
            create table settings (key text primary key, value text not null) without rowid;
            create table windows (name text primary key, state text not null) without rowid;
            """,
        ),
        Step(
            "0004_assessments_and_searches",
            """
            create table assessments (
              sequence integer primary key autoincrement,
              id text not null unique,
              name text not null,
              as_of text not null,
              answers text not null,
              catalogue_hash text not null,
              library_hash text not null,
              result text not null,
              created_at text not null,
              deleted integer not null default 0
            );
            create table saved_searches (
              sequence integer primary key autoincrement,
              id text not null unique,
              name text not null,
              query text not null,
              filters text not null,
              created_at text not null,
              deleted integer not null default 0
            );
            create table search_history (
              sequence integer primary key autoincrement,
              query text not null,
              filters text not null,
              searched_at text not null
            );
            """,
        ),
    ),
)
