"""The example article from file to entities: each of its names is exactly one entity."""

from pathlib import Path

import pytest

from sitegen.annotate import annotate
from sitegen.config import AnnotateSettings, ReadSettings, ResolveSettings
from sitegen.model import Permalinks
from sitegen.read import read, scan
from sitegen.resolve import Curation, resolve

SEED = Path(__file__).parents[2] / "../shared/seed"
EXPECTED = {
    "person": {"Trump", "Al Shara", "Assad", "Al Shibani", "Rubio"},
    "organisation": {"ISIS", "SDF", "HTS", "Al Qaeda", "Interior Ministry", "The National"},
    "place": {"Syria", "US", "Aleppo", "Damascus", "Baghdad", "Sayyida Zeinab"},
}


@pytest.mark.model
@pytest.mark.skipif(not SEED.is_dir(), reason="the example article is not here")
def test_each_name_of_the_example_is_one_entity() -> None:
    sources, _ = scan(SEED, ReadSettings())
    articles = [result.article for result in read(SEED, sources, ReadSettings()) if result.article]
    results = annotate(articles, AnnotateSettings(processes=1))
    inputs = [(article, result.annotation) for article, result in zip(articles, results, strict=True)]
    archive, _ = resolve(inputs, Curation(), Permalinks(), ResolveSettings())
    for type_, names in EXPECTED.items():
        for name in names:
            found = [
                entity.id
                for entity in archive.entities
                if any(alias.text == name or alias.text.endswith(f" {name}") for alias in entity.aliases)
            ]
            assert len(found) == 1, (name, found)
            assert next(e.type for e in archive.entities if e.id == found[0]) == type_
