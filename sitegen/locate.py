"""Where an archive stands: its root, its parts, its store."""

from __future__ import annotations

from pathlib import Path

from sitegen.config import Config, Settings, parse_settings
from sitegen.problems import SitegenError

SETTINGS = "sitegen.toml"


def locate(config: Path | None, seeds: Path | None, site: Path | None, here: Path) -> Config:
    """The Config that the options --config, --seeds and --site mean in the folder `here`.

    The root is the folder of --config; else, with --seeds, the parent of the seeds folder if it
    has a sitegen.toml, else the archive is ad hoc: default settings, permalinks, rulings and store
    in SITE.sitegen/ beside the output. Without either it is the nearest folder upwards from `here`
    that has a sitegen.toml. Raises SitegenError where there is no archive or no seeds folder.
    """
    if config is not None:
        file = config if config.is_absolute() else here / config
        return _archive(file, seeds, site, here)
    if seeds is not None:
        file = (here / seeds).resolve().parent / SETTINGS
        return _archive(file, seeds, site, here) if file.is_file() else _ad_hoc(seeds, site, here)
    for folder in (here, *here.parents):
        if (folder / SETTINGS).is_file():
            return _archive(folder / SETTINGS, seeds, site, here)
    raise SitegenError(
        f"no {SETTINGS} here or in a folder above"
        " (hint: start an archive with 'sitegen new DIR', or name the articles with --seeds DIR)",
        status=2,
    )


def _archive(file: Path, seeds: Path | None, site: Path | None, here: Path) -> Config:
    root = file.parent.resolve()
    return Config(
        settings=_settings(file),
        root=root,
        seeds=_folder(here / seeds if seeds else root / "seeds"),
        site=_absolute(here / site) if site else root / "site",
        store=root / ".sitegen",
        permalinks=root / "permalinks.json",
        curation=_if_there(root / "curation.toml"),
        templates=_if_there(root / "templates"),
        static=_if_there(root / "static"),
    )


def _ad_hoc(seeds: Path, site: Path | None, here: Path) -> Config:
    out = _absolute(here / (site or "site"))
    store = out.with_name(out.name + ".sitegen")
    return Config(
        settings=Settings(),
        root=out.parent,
        seeds=_folder(here / seeds),
        site=out,
        store=store,
        permalinks=store / "permalinks.json",
        curation=_if_there(store / "curation.toml"),
        templates=None,
        static=None,
    )


def _settings(file: Path) -> Settings:
    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or error
        raise SitegenError(f"{file}: cannot be read: {reason}", status=2) from error
    return parse_settings(text, file.name)


def _folder(path: Path) -> Path:
    if not path.is_dir():
        hint = "put the articles there, or name their folder with --seeds"
        raise SitegenError(f"{path} is not a folder (hint: {hint})", status=2)
    return path.resolve()


def _absolute(path: Path) -> Path:
    """Absolute and without `..`; the last part is not resolved, so that a link there is seen as one."""
    return path.parent.resolve() / path.name if path.name not in ("", "..") else path.resolve()


def _if_there(path: Path) -> Path | None:
    return path if path.exists() else None
