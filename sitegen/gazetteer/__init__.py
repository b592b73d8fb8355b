"""The gazetteer: what is known of places, peoples, titles and given names before any article is read.

Data: `data/*.tsv*`, distilled from GeoNames (CC BY 4.0) and hand-written tables by
sitegen/tools/make_gazetteer.py; each is read once, when first asked for. Everything here is evidence for
the stages that ask; which of two places of one name an article means is not decided here.
"""

from sitegen.gazetteer.acronyms import bodies, expansions
from sitegen.gazetteer.atlas import (
    Country,
    Kind,
    Place,
    country,
    country_by_code,
    is_capital,
    other_names,
    places,
    region_by_code,
    spellings,
    spelt_like,
)
from sitegen.gazetteer.names import GIVEN_NAMES, ORDINARY, ROMANISED, gender_of
from sitegen.gazetteer.peoples import Demonym, demonym
from sitegen.gazetteer.spelling import skeleton
from sitegen.gazetteer.towns import bare_county, lesser_places
from sitegen.gazetteer.words import HONORIFICS, ORG_HEADS, PLACE_HEADS, ROLES

__all__ = [
    "GIVEN_NAMES",
    "HONORIFICS",
    "ORDINARY",
    "ORG_HEADS",
    "PLACE_HEADS",
    "ROLES",
    "ROMANISED",
    "Country",
    "Demonym",
    "Kind",
    "Place",
    "bare_county",
    "bodies",
    "country",
    "country_by_code",
    "demonym",
    "expansions",
    "gender_of",
    "is_capital",
    "lesser_places",
    "other_names",
    "places",
    "region_by_code",
    "skeleton",
    "spellings",
    "spelt_like",
]
