"""Stage 5: a PagePlan becomes bytes. The only place that imports jinja2.

A template sees `page` and `site` and nothing else: no globals, no clock, no archive. Its filters are
pure functions of what they are given. So a page is a function of its template and its view.
"""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

import msgspec
from jinja2 import ChoiceLoader, Environment, FileSystemLoader, StrictUndefined, TemplateError

from sitegen import theme
from sitegen.config import SiteSettings
from sitegen.plan.views import Page, PagePlan
from sitegen.problems import SitegenError
from sitegen.render.files import WRITERS
from sitegen.render.jsonld import jsonld
from sitegen.render.pictures import map_svg, strip_svg
from sitegen.render.text import body_html, marked, title_html
from sitegen.render.tidy import tidy

__all__ = ["Renderer"]

FILTERS = {
    "body_html": body_html,
    "title_html": title_html,
    "marked": marked,
    "strip_svg": strip_svg,
    "map_svg": map_svg,
    "jsonld": jsonld,
    "number": "{:,}".format,
}


class Renderer:
    """Renders pages with the theme's templates and those of the archive that override them by name.

    `digest` tells the templates and the settings apart: with a page's view it is all that its bytes
    depend on, but for this package's own code.
    """

    def __init__(self, overrides: Path | None, site: SiteSettings) -> None:
        self.site = replace(site, url=site.url.rstrip("/") + "/" if site.url else "")
        folders = [folder for folder in (overrides, theme.templates()) if folder is not None]
        self.digest = _digest(folders, self.site)
        self._environment = environment(folders)

    def render(self, page: PagePlan) -> bytes:
        """The bytes of a page. Raises SitegenError where a template fails, with its name."""
        if page.template in WRITERS:
            return tidy(WRITERS[page.template](page.view, self.site))
        assert isinstance(page.view, Page)
        try:
            template = self._environment.get_template(page.template)
            return tidy(template.render(page=page.view, site=self.site))
        except TemplateError as error:
            where = getattr(error, "name", None) or page.template
            line = getattr(error, "lineno", None)
            place = f"templates/{where}" + (f":{line}" if line else "")
            hint = "a template sees `page` and `site`; their fields are in sitegen/plan/views.py"
            raise SitegenError(f"{place}: {error} (while making {page.path}; hint: {hint})") from error


def environment(folders: list[Path]) -> Environment:
    found = Environment(
        loader=ChoiceLoader([FileSystemLoader(folder) for folder in folders]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    found.globals.clear()
    found.filters.update(FILTERS)
    return found


def _digest(folders: list[Path], site: SiteSettings) -> str:
    found = hashlib.sha256(msgspec.json.encode(site))
    for n, folder in enumerate(folders):
        for path in sorted(p for p in folder.rglob("*") if p.is_file()):
            found.update(f"\0{n}\0{path.relative_to(folder).as_posix()}\0".encode())
            found.update(hashlib.sha256(path.read_bytes()).digest())
    return found.hexdigest()
