"""The library's tables. Steps are append-only: a file of any earlier version can be opened."""

from __future__ import annotations

from navigator.store.schema import Schema, Step

LIBRARY = Schema(
    set_name="policy-navigator-library",
    name="资料库",
    steps=(
        Step(
            "0001_publications",
            """
            create table meta (key text primary key, value text not null) without rowid;
            insert into meta values ('generation', '0'), ('library_id', lower(hex(randomblob(16))));
            create table sources (
              sequence integer primary key autoincrement,
              sha256 text not null unique,
              name text not null,
              bytes integer not null,
              format text not null,
              encoding text,
              imported_at text not null,
              characters_source integer not null,
              characters_kept integer not null,
              characters_removed integer not null,
              documents integer not null,
              provisions integer not null
            );
            create table removals (
              source integer not null references sources (sequence) on delete cascade,
              seq integer not null,
              line integer not null,
              text text not null,
              reason text not null,
              primary key (source, seq)
            ) without rowid;
            create table reviews (
              source integer not null references sources (sequence) on delete cascade,
              seq integer not null,
              line integer not null,
              text text not null,
              reason text not null,
              primary key (source, seq)
            ) without rowid;
            create table editions (
              edition integer primary key autoincrement,
              document_id text not null,
              source integer not null references sources (sequence) on delete cascade,
              position integer not null,
              current integer not null,
              domain text not null,
              content text not null,
              provisions integer not null,
              fields text not null,
              unique (document_id, source)
            );
            create unique index one_current_edition on editions (document_id) where current;
            create index editions_in_order on editions (source, position) where current;
            create index editions_by_domain on editions (domain, source, position) where current;
            create table provisions (
              edition integer not null references editions (edition) on delete cascade,
              position integer not null,
              path text not null,
              level text not null,
              label text,
              heading text,
              text text not null,
              deadline text,
              first_line integer not null,
              last_line integer not null,
              primary key (edition, position)
            ) without rowid;
            create unique index provisions_by_path on provisions (edition, path);
            """,
        ),
        Step(
            "0002_units_and_references",
            """
            create table responsible_units (
              edition integer not null,
              position integer not null,
              seq integer not null,
              role text not null,
              name text not null,
              primary key (edition, position, seq),
              foreign key (edition, position) references provisions (edition, position)
                on delete cascade
            ) without rowid;
            create index units_by_name on responsible_units (name);
            create table citations (
              edition integer not null,
              position integer not null,
              seq integer not null,
              raw text not null,
              target_key text not null,
              target_path text,
              primary key (edition, position, seq),
              foreign key (edition, position) references provisions (edition, position)
                on delete cascade
            ) without rowid;
            create index citations_by_target on citations (target_key);
            create table document_keys (
              key text not null,
              edition integer not null references editions (edition) on delete cascade,
              primary key (key, edition)
            ) without rowid;
            create index keys_of_edition on document_keys (edition);
            """,
        ),
    ),
)
