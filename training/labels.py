"""Our own labelled sentences as one JSONL file: ``python -m training.labels > labels.jsonl``

The sentences of ``sentences/`` and those of the training halves of ``treebank/``, for ``dragoman train``.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

HERE = Path(__file__).parent
PUBLISHED = "2022-01-15"


def main() -> None:
    """Print a record for each sentence."""
    for record in records():
        print(json.dumps(record, ensure_ascii=False))


def records() -> Iterator[dict[str, str]]:
    """Yield text, language, date and event ("" for none) of each sentence, in the order of the files."""
    for path in sorted((HERE / "sentences").glob("*.jsonl")):
        for line in path.read_text("utf-8").splitlines():
            read = json.loads(line)
            yield {"text": read["text"], "lang": read["lang"], "published": PUBLISHED, "event": read["event"]}
    for path in sorted((HERE / "treebank").glob("*-train.conllu")):
        for block in path.read_text("utf-8").strip().split("\n\n"):
            comments = (line[2:] for line in block.split("\n") if line.startswith("# ") and " = " in line)
            said = dict(comment.split(" = ", 1) for comment in comments)
            kind = said.get("event", "").partition(" ")[0]
            if kind:
                event = "" if kind == "NONE" else kind
                yield {"text": said["text"], "lang": path.name[:2], "published": PUBLISHED, "event": event}


if __name__ == "__main__":
    main()
