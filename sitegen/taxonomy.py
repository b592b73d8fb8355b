"""The words that the archive classifies with: event types, participant roles, relations, subtypes.

PLOVER codes follow the PLOVER event ontology (public domain description by the Open Event Data
Alliance), ACLED codes the sub-event types of the ACLED codebook. Definitions are our own.
"""

from __future__ import annotations

from dataclasses import dataclass

ROLES = ("agent", "target", "participant", "speaker", "beneficiary", "instrument", "official")
"""agent did it; target had it done to them; participant took part beside others (a meeting,
an agreement, a clash); speaker said it; beneficiary got it; official announced or ordered it."""

RELATIONS = (
    "leads",
    "led",
    "founded",
    "owns",
    "works-for",
    "worked-for",
    "member-of",
    "part-of",
    "located-in",
    "nationality",
    "met",
    "succeeded",
    "married",
    "related-to",
)
"""An office says leads or works-for, a former one led or worked-for; related-to is of a family."""

ORGANISATION_SUBTYPES = (
    "government",
    "ministry",
    "security-force",
    "armed-group",
    "party",
    "company",
    "igo",
    "ngo",
    "media",
    "court",
    "other",
)
PLACE_SUBTYPES = ("country", "region", "city", "district", "facility", "terrain")

FIELDS = ("killed", "injured", "arrested", "displaced")


@dataclass(frozen=True, slots=True)
class EventType:
    id: str
    label: str
    """Noun for titles: "Raid"."""
    family: str
    plover: str | None
    acled: str | None


def _table(rows: str) -> dict[str, EventType]:
    types = {}
    for row in rows.strip().splitlines():
        id_, label, family, plover, acled = (cell.strip() for cell in row.split("|"))
        types[id_] = EventType(id_, label, family, plover or None, acled or None)
    return types


EVENT_TYPES = _table("""
    clash                | Clash               | fighting | ASSAULT     | Armed clash
    offensive            | Offensive           | fighting | ASSAULT     | Armed clash
    strike               | Strike              | fighting | ASSAULT     | Air/drone strike
    shelling             | Shelling            | fighting | ASSAULT     | Shelling/artillery/missile attack
    bombing              | Bombing             | fighting | ASSAULT     | Remote explosive/landmine/IED
    attack               | Attack              | fighting | ASSAULT     | Attack
    assassination        | Assassination       | fighting | ASSAULT     | Attack
    killing              | Killing              | fighting | ASSAULT     | Attack
    capture              | Capture             | fighting | SEIZE       | Non-state actor overtakes territory
    withdrawal           | Withdrawal          | fighting | RETREAT     | Non-violent transfer of territory
    raid                 | Raid                | security | SEIZE       | Arrests
    arrest               | Arrest              | security | SEIZE       | Arrests
    seizure              | Seizure             | security | SEIZE       | Looting/property destruction
    abduction            | Abduction           | security | SEIZE       | Abduction/forced disappearance
    rescue               | Rescue              | security | YIELD       |
    release              | Release             | security | YIELD       |
    robbery              | Robbery              | security | SEIZE       | Looting/property destruction
    escape               | Escape               | security |             |
    foiled-plot          | Foiled plot         | security | SEIZE       | Disrupted weapons use
    deportation          | Deportation         | security | SANCTION    |
    investigation        | Investigation       | justice  | INVESTIGATE |
    charge               | Charge              | justice  | ACCUSE      |
    trial                | Trial               | justice  | INVESTIGATE |
    verdict              | Verdict             | justice  | SANCTION    |
    lawsuit              | Lawsuit             | justice  | ACCUSE      |
    meeting              | Meeting             | diplomacy | CONSULT    |
    summit               | Summit              | diplomacy | CONSULT    |
    visit                | Visit               | diplomacy | CONSULT    |
    call                 | Call                | diplomacy | CONSULT    |
    agreement            | Agreement           | diplomacy | AGREE      | Agreement
    ceasefire            | Ceasefire           | diplomacy | AGREE      | Agreement
    ties                 | Ties                | diplomacy | COOPERATE  |
    sanctions-imposed    | Sanctions imposed   | diplomacy | SANCTION   |
    sanctions-lifted     | Sanctions lifted    | diplomacy | YIELD      |
    ban                  | Ban                 | politics | SANCTION    |
    election             | Election            | politics |             |
    appointment          | Appointment         | politics |             |
    resignation          | Resignation         | politics | YIELD       |
    overthrow            | Overthrow           | politics | SEIZE       |
    law                  | Law                 | politics |             |
    demonstration        | Demonstration       | protest  | PROTEST     | Peaceful protest
    riot                 | Riot                | protest  | PROTEST     | Violent demonstration
    labour-strike        | Labour strike       | protest  | PROTEST     | Peaceful protest
    aid                  | Aid                 | humanitarian | AID     |
    displacement         | Displacement        | humanitarian |         |
    disaster             | Disaster            | accident |             |
    accident             | Accident            | accident |             |
    fire                 | Fire                | accident |             |
    outbreak             | Outbreak            | accident |             |
    death                | Death               | life     |             |
    birth                | Birth                | life     |             |
    marriage             | Marriage             | life     |             |
    award                | Award               | life     |             |
    deal                 | Deal                | economy  | COOPERATE   |
    merger               | Merger              | economy  |             |
    layoffs              | Layoffs             | economy  |             |
    launch               | Launch              | economy  |             |
    discovery            | Discovery           | life     |             |
    match                | Match               | life     |             |
    other                | Event               | other    |             |
    statement            | Statement           | speech   |             |
""")
"""By id. `statement` is reporting ("said"): it has no page and stands on no timeline."""
