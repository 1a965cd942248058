"""How does an annotator write a tree? ``python -m training.notation NOTES.txt … [--out FILE.conllu]`` reads it.

A sentence is a block of lines::

    @ uk-a-001 passive agent          id and what is special about its construction
    ! ACCUSE allege | POL > BLR       PLOVER type, mode, actors > recipients; or ``! NONE``
    = Білорусь звинувачена Польщею.   the text
    Білорусь = PN.f.sg.nom.in 2 nsubj:pass
    звинувачена звинуватити A.part.pass.pf.f.sg.nom 0 root
    ...

A word's line holds form, lemma (``=``: the form itself; a lower-cased form but for proper names), tag, head, relation.
Tags are short names of Universal Dependencies' parts of speech and features (``NAMES``). The words must be those that
dragoman's own tokenizer finds in the text, so that a tree and a reading count the same words.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

from dragoman.language import Language, load_language, surface
from dragoman.sentences import words_of

from .conllu import Node, Tree, write
from .validate import check

UPOS = {
    "N": "NOUN", "PN": "PROPN", "V": "VERB", "A": "ADJ", "P": "ADP", "CC": "CCONJ", "SC": "SCONJ", "PU": "PUNCT",
    "AUX": "AUX", "ADV": "ADV", "PRON": "PRON", "DET": "DET", "NUM": "NUM", "PART": "PART", "INTJ": "INTJ",
    "SYM": "SYM", "X": "X",
}  # fmt: skip
NAMES = {
    "m": "Gender=Masc", "f": "Gender=Fem", "n": "Gender=Neut", "sg": "Number=Sing", "pl": "Number=Plur",
    "ptan": "Number=Ptan", "nom": "Case=Nom", "gen": "Case=Gen", "dat": "Case=Dat", "acc": "Case=Acc",
    "ins": "Case=Ins", "loc": "Case=Loc", "voc": "Case=Voc", "an": "Animacy=Anim", "in": "Animacy=Inan",
    "0": "Person=0", "1": "Person=1", "2": "Person=2", "3": "Person=3", "past": "Tense=Past", "pres": "Tense=Pres",
    "fut": "Tense=Fut", "imp": "Aspect=Imp", "pf": "Aspect=Perf", "inf": "VerbForm=Inf", "part": "VerbForm=Part",
    "conv": "VerbForm=Conv", "ger": "VerbForm=Ger", "pass": "Voice=Pass", "act": "Voice=Act", "mid": "Voice=Mid",
    "imper": "Mood=Imp", "cnd": "Mood=Cnd", "short": "Variant=Short", "cmp": "Degree=Cmp", "sup": "Degree=Sup",
    "prs": "PronType=Prs", "rel": "PronType=Rel", "dem": "PronType=Dem", "int": "PronType=Int", "ind": "PronType=Ind",
    "neg": "PronType=Neg", "tot": "PronType=Tot", "art": "PronType=Art", "rcp": "PronType=Rcp", "emp": "PronType=Emp",
    "poss": "Poss=Yes", "refl": "Reflex=Yes", "not": "Polarity=Neg", "card": "NumType=Card", "ord": "NumType=Ord",
    "def": "Definite=Def", "indef": "Definite=Ind",
}  # fmt: skip


_INFLECTED = ("NOUN", "PROPN", "ADJ")


class NotationError(ValueError):
    """A block that cannot be read; the message names the sentence and the word."""


def main() -> None:
    """Print every fault; write the trees where an output is named. Exit status 1 where anything is wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("notes", nargs="+", type=Path)
    parser.add_argument("--out", type=Path, help="the CoNLL-U file to write")
    given = parser.parse_args()
    blocks: list[str] = []
    faults: list[str] = []
    for path in given.notes:
        for block in path.read_text("utf-8").strip().split("\n\n"):
            try:
                tree, comments = read_block(block)
            except NotationError as error:
                faults.append(f"{path.name} {error}")
                continue
            said = dict(line[2:].split(" = ", 1) for line in comments)
            name = said["sent_id"]
            language = load_language(name.partition("-")[0])
            found = [*check(tree, said["text"]), *unknown_forms(tree, said["text"], language)]
            faults += [f"{path.name} {name}: {fault}" for fault in found]
            blocks.append("".join(f"{line}\n" for line in comments) + write([tree]))
    if given.out is not None:
        given.out.write_text("".join(blocks), "utf-8")
    print("\n".join(faults) or "no faults", f"\n{len(blocks)} sentences read")
    sys.exit(1 if faults else 0)


def read_block(block: str) -> tuple[Tree, list[str]]:
    """Return the tree of one block and its comment lines.

    Raises NotationError, with the place and what to mend.
    """
    lines = [line.strip() for line in block.strip().split("\n") if line.strip() and not line.startswith("//")]
    heads = {line[0]: line[1:].strip() for line in lines[:3]}
    if set(heads) != {"@", "!", "="}:
        raise NotationError(f"{lines[0][:40]!r}: a block begins with lines that start with @, ! and =")
    name, _, construction = heads["@"].partition(" ")
    text = heads["="]
    language = load_language(name.partition("-")[0])
    spans = list(words_of(text, language.tokenizer))
    words = [line.split() for line in lines[3:]]
    ours = [text[start:end] for start, end in spans]
    theirs = [word[0] for word in words]
    if ours != theirs:
        shorter = min(len(ours), len(theirs))
        at = next((n for n in range(shorter) if ours[n] != theirs[n]), shorter)
        raise NotationError(f"{name}: word {at + 1}: the text has {ours[at : at + 3]}, the lines {theirs[at : at + 3]}")
    nodes = []
    for number, (word, (_, end)) in enumerate(zip(words, spans, strict=True), 1):
        if len(word) != 5 or not word[3].isdigit():
            raise NotationError(f"{name}: word {number}: {' '.join(word)!r} is not form, lemma, tag, head, relation")
        space = text[end : end + 1] == " " or end == len(text)
        nodes.append(_node(name, number, word, space))
    return tuple(nodes), [f"# {line}" for line in _comments(name, construction, heads["!"], text)]


def _comments(name: str, construction: str, label: str, text: str) -> Iterator[str]:
    yield f"sent_id = {name}"
    yield f"text = {text}"
    kind, _, parties = (part.strip() for part in label.partition("|"))
    yield f"event = {kind}"
    if parties:
        yield f"parties = {parties}"
    if construction:
        yield f"construction = {construction.strip()}"


def _node(name: str, number: int, word: list[str], space: bool) -> Node:
    form, lemma, tag, head, relation = word
    short, *names = tag.split(".")
    unknown = [n for n in names if n not in NAMES]
    if short not in UPOS or unknown:
        raise NotationError(f"{name}: word {number} {form}: unknown tag {tag!r}")
    feats = dict(NAMES[n].split("=") for n in names)
    upos = UPOS[short]
    if upos in ("VERB", "AUX") and "VerbForm" not in feats and names:
        feats = {"VerbForm": "Fin", "Mood": "Ind"} | feats
    if upos == "ADJ" and "VerbForm" not in feats and "NumType" not in feats:
        feats.setdefault("Degree", "Pos")
    if lemma == "=":
        lemma = form if upos == "PROPN" else form.lower()
    return Node(form, lemma, upos, feats, int(head), relation, space)


def unknown_forms(tree: Tree, text: str, language: Language) -> Iterator[str]:
    """Yield the nominal words whose case is none of those that the language's own paradigms allow the form."""
    spans = list(words_of(text, language.tokenizer))
    for number, (node, (start, end)) in enumerate(zip(tree, spans, strict=True), 1):
        case = node.feats.get("Case")
        if case is None or node.upos not in _INFLECTED:
            continue
        known = language.tokenizer.analyse(surface(language, text[start:end]))
        readings = [r for r in known if r.upos in _INFLECTED]
        cases = {r.feats["Case"] for r in readings if "Case" in r.feats and r.lemma.lower() == node.lemma.lower()}
        if cases and case not in cases and case not in ("Voc", "Ins"):
            yield f"{number} {node.form}: {case}, but the paradigms of {node.lemma} allow {' '.join(sorted(cases))}"


if __name__ == "__main__":
    main()
