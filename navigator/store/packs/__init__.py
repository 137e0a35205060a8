"""Policy packs: one file by which a hall hands official texts and catalogue entries on.

``docs/packs.md`` explains the format and whom it lets trust whom.
"""

from navigator.store.packs.errors import PackError
from navigator.store.packs.install import Counts, Installation, PackShelf
from navigator.store.packs.keys import in_groups
from navigator.store.packs.ledger import Installed
from navigator.store.packs.pack import SUFFIX, Pack, build, read, read_file
from navigator.store.packs.trust import Consent, Publisher, Standing, TrustStore, admit, same_name

__all__ = [
    "SUFFIX",
    "Consent",
    "Counts",
    "Installation",
    "Installed",
    "Pack",
    "PackError",
    "PackShelf",
    "Publisher",
    "Standing",
    "TrustStore",
    "admit",
    "build",
    "in_groups",
    "read",
    "read_file",
    "same_name",
]
