"""The names of Whoosh that sitegen uses.

Whoosh 2.7.4 raises SyntaxWarnings (DeprecationWarnings before Python 3.12) while it is compiled
to bytecode. They are of no use to whoever runs sitegen, so this is the one place that silences any.
"""

from __future__ import annotations

import warnings

with warnings.catch_warnings():
    warnings.simplefilter("ignore", SyntaxWarning)
    warnings.simplefilter("ignore", DeprecationWarning)
    from whoosh.analysis import SpaceSeparatedTokenizer
    from whoosh.codec.whoosh3 import (
        LENGTHS_COLUMN,
        W3Codec,
        W3LeafMatcher,
        W3PerDocReader,
        W3PostingsWriter,
        W3Segment,
        W3TermInfo,
        W3TermsReader,
    )
    from whoosh.columns import VarBytesColumn
    from whoosh.fields import ID, STORED, TEXT, Schema
    from whoosh.filedb.filestore import FileStorage, RamStorage
    from whoosh.filedb.structfile import StructFile
    from whoosh.index import TOC
    from whoosh.reading import TermNotFound
    from whoosh.system import pack_uint
    from whoosh.util.numeric import byte_to_length, length_to_byte

__all__ = [
    "ID",
    "LENGTHS_COLUMN",
    "STORED",
    "TEXT",
    "TOC",
    "FileStorage",
    "RamStorage",
    "Schema",
    "SpaceSeparatedTokenizer",
    "StructFile",
    "TermNotFound",
    "VarBytesColumn",
    "W3Codec",
    "W3LeafMatcher",
    "W3PerDocReader",
    "W3PostingsWriter",
    "W3Segment",
    "W3TermInfo",
    "W3TermsReader",
    "byte_to_length",
    "length_to_byte",
    "pack_uint",
]
