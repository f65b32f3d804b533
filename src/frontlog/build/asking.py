"""Asking an outside reader about the documents of a log."""

from collections import defaultdict
from collections.abc import Sequence

from frontlog.build.chain import work_chain
from frontlog.build.meter import Meter
from frontlog.build.task import Ask, Progress
from frontlog.engine import Executor
from frontlog.model import Document, Rejection, Reply, Sentence
from frontlog.running import Chain
from frontlog.store import Log, Shard, read_rows


def collect(log: Log, executor: Executor, progress: Progress, chain: Chain, ask: Ask) -> list[Rejection]:
    """Ask about every document what was not asked yet; each reply is on disk before the next question. Returns what got no reply."""
    meter = Meter.of(executor)
    shards, _ = work_chain(log, meter, progress, chain, until=Sentence)
    with meter.step("sources.endpoint"):
        return _asked(log, shards, progress, ask)


def _asked(log: Log, shards: Sequence[Shard], progress: Progress, ask: Ask) -> list[Rejection]:
    documents = [d for s in shards if (f := s.of(Document)) for d in read_rows(log.root, Document, [f.path])]
    sentences: dict[str, list[Sentence]] = defaultdict(list)
    for shard in shards:
        if found := shard.of(Sentence):
            for sentence in read_rows(log.root, Sentence, [found.path]):
                sentences[sentence.span.document].append(sentence)
    known, refused = frozenset(r.id for r in log.replies.rows()), list[Rejection]()
    for number, document in enumerate(sorted(documents, key=lambda d: d.id), 1):
        for row in ask(document, sentences[document.id], known):
            if isinstance(row, Reply):
                log.replies.add(row)
            else:
                refused.append(row)
        progress("sources.endpoint", number, len(documents))
    return refused
