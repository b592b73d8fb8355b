"""sitegen turns a folder of news articles into a cross-linked static archive.

    seeds/ ─read→ Article ─annotate→ Annotation ─┐
    curation.toml + permalinks.json ─────────────┴─resolve→ Archive ─plan→ PagePlan, SearchDocument
    PagePlan ─render→ ┐
    Archive ─export→  ├─ Snapshot ─publish→ site/
    SearchDocument ─index→ ┘

A build is a straight line of pure stages over frozen data; nothing flows back.
State changes in four places only: the store, permalinks.json, publishing, and the
preview's pointer to the current snapshot. curation.toml is written by commands
alone. A *fresh* build has an empty store and the same permalinks.json.

    model.py        the domain; with problems.py, edtf.py, taxonomy.py, naming.py
                    and gazetteer/ it is what every stage may import
    config.py       frozen Config, one section a stage
    memo.py         content-addressed store; knows keys and bytes only
    read/           1  files  -> Article
    annotate/       2  Article -> Annotation        the only place that imports spacy
    resolve/        3  [Annotation] -> Archive      entities, events, permalinks, curation
    plan/           4  Archive -> [PagePlan]        every address is decided here
    export/            Archive -> data/             the archive as data, a published interface
    render/         5  PagePlan -> bytes            the only place that imports jinja2
    search/            SearchDocument -> index      the only place that imports whoosh
    publish.py      6  Snapshot -> site/
    build.py        the recipe; stages.py: the stages behind the memo; fingerprint.py: their keys
    explain/        what one page, entity or event rests on, in lines
    update.py       lock, build, keep permalinks, publish: all that a build changes on disk;
                    catalogue.py, changes.py: what it leaves in the store for the editor
    editor/         what the editor's commands write into curation.toml, and the review
    preview.py      watch, build, swap, serve, with watch.py and server.py; cli/: the commands
    tools/          scripts that make the shipped data; not in the package

Law 1, imports: model <- stages <- build <- editor <- preview <- cli. A stage imports neither
another stage nor the memo. So a stage's fingerprint (its source, the model's, its
section of Config, its models' and data's versions) is complete.

Law 2, closed world: a template sees `page` (its view) and `site` (small, constant)
and nothing else. So a page is a function of its template and its view.
"""

__version__ = "0.1.0"
