"""Stage 2, Article -> Annotation: who, what, when and which events each article names.

The only stage that imports spacy, and only once there is something to read: importing this
package doesn't. `pipeline.py` puts the model and the archive's components together, each of
which adds to `reading.py`'s working notes; `engine.py` cuts, runs, freezes; `pool.py` and
`worker.py` do the same in worker processes.
"""

from sitegen.annotate.engine import AnnotateResult, annotate
from sitegen.annotate.fingerprint import model_fingerprint

__all__ = ["AnnotateResult", "annotate", "model_fingerprint"]
