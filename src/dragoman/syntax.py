"""Who does what in each sentence, in one form for all languages?

``analyse`` turns an article into sentences with clause frames: a verb or an event noun with its arguments, in which
passives are already turned round, infinitives and participles have got their subjects, and every frame knows the frame
it hangs on. Finders read frames and never ask about voice or word order. This module is the strategy "chunks": it
needs only the forms a language owns; an engine with a trained tree gives the same ``Analysis``.
"""

from __future__ import annotations

from .chunks import Phrase
from .clauses import Clause
from .language import Language, setting
from .model import Analysis, Argument, Article, Frame, Sentence
from .nominals import hang_infinitives, noun_frames
from .parts import Parts
from .sentences import split_sentences
from .subjects import agreement, roles_by_case, subject_by_order
from .tagging import Word

_TOWNS = frozenset({"capital", "town"})
KEPT = frozenset({"title", "paragraph", "list", "quote", "table"})


def analyse(article: Article, language: Language) -> Analysis:
    """Return the sentences of the kept blocks of an article, each with its clause frames."""
    sentences = sentences_of(article, language)
    parts = [Parts(sentence, language) for sentence in sentences]
    return Analysis(sentences, tuple(map(_frames, parts)), "chunks", tuple(one.words for one in parts))


def sentences_of(article: Article, language: Language) -> tuple[Sentence, ...]:
    """Return the sentences of the kept blocks of an article, in order."""
    sentences: list[Sentence] = []
    for block in article.blocks:
        if block.kind in KEPT and block.span is not None:
            text = article.text[block.span.start : block.span.end]
            found = split_sentences(text, language.tokenizer, offset=block.span.start, kind=block.kind)
            sentences += (*_parted(found[0], article.text, language), *found[1:]) if found else ()
    return tuple(sentences)


def _parted(sentence: Sentence, text: str, language: Language) -> tuple[Sentence, ...]:
    """Return a first sentence, parted behind the town from which it is sent: "VIENNA - The agency …", "DHAKA: …"."""
    tokens = sentence.tokens
    for hit in language.actors.at(tokens, 0) if text[tokens[0].start : tokens[0].end].isupper() else ():
        if hit.value.kind not in _TOWNS or hit.last + 1 >= len(tokens):
            continue
        cut = hit.last + 1
        while cut + 1 < len(tokens) and tokens[cut].form == "-":  # a dash typed as two hyphens
            cut += 1
        last, first, mark, after = tokens[hit.last - 1], tokens[hit.last], tokens[cut - 1], tokens[cut]
        dash = mark.form == "-" and last.end < first.start and mark.end < after.start
        if text[sentence.start : last.end].isupper() and (dash or mark.form == ":"):
            return (
                Sentence(sentence.start, mark.end, tokens[:cut], sentence.kind),
                Sentence(after.start, sentence.end, tokens[cut:], sentence.kind),
            )
    return (sentence,)


def frames_of(sentence: Sentence, language: Language, parts: Parts | None = None) -> tuple[Frame, ...]:
    """Return the clause frames of one sentence, verbs first, then event nouns, each in the order of the text.

    ``parts`` are the sentence's own, where the caller has them already.
    """
    return _frames(parts or Parts(sentence, language))


def _frames(parts: Parts) -> tuple[Frame, ...]:
    verbs: list[Frame] = []
    for number, clause in enumerate(parts.clauses):
        arguments = _by_order(parts, clause) if parts.by_order else _by_case(parts, clause)
        group = clause.group
        verbs.append(
            Frame(
                head=group.head,
                kind=group.kind.rstrip("?"),
                first=min(clause.left, group.first),
                last=clause.right,
                arguments=tuple(arguments),
                voice=group.voice,
                tense=group.tense,
                mood=group.mood,
                negated=group.negated,
                governor=number - 1,
                relation="",
            )
        )
    for number in range(len(verbs)):
        governor, relation = _governor(parts, number, verbs)
        verbs[number] = verbs[number]._replace(governor=governor, relation=relation)
    for number in range(len(verbs)):
        verbs[number] = _with_subject(parts, number, verbs)
    active = [_activate(parts, frame) for frame in verbs]
    nouns = noun_frames(parts, active)
    frames = [*active, *nouns]
    return tuple(hang_infinitives(parts, frames, len(active)))


def _by_order(parts: Parts, clause: Clause) -> list[Argument]:
    group = clause.group
    arguments: list[Argument] = []
    subject = None
    if group.kind.startswith("fin"):
        subject = subject_by_order(clause, parts.words, parts.phrases, parts.times, inverts=group.head in parts.saying)
    if subject is not None:
        arguments += parts.members(subject, "subj")
    taken = {subject.group} if subject is not None else set()
    bare = [
        p
        for p in parts.phrases
        if group.last <= p.first
        and p.last <= clause.right
        and not p.preposition
        and p.head not in parts.times
        and p.group not in taken
    ]
    direct = [p for p in bare if all(parts.words[i].tag != "ADP" for i in range(group.last, p.first))]
    if len(direct) > 1 and direct[1].group != direct[0].group and direct[1].first == direct[0].last:
        arguments += parts.members(direct[0], "iobj")
        arguments += parts.members(direct[1], "obj")
    elif direct:
        arguments += parts.members(direct[0], "obj")
    arguments += _obliques(parts, clause, taken | {p.group for p in direct[:2]})
    return arguments


def _by_case(parts: Parts, clause: Clause) -> list[Argument]:
    subject, confidence, object_ = roles_by_case(clause, parts.words, parts.phrases, parts.times)
    arguments: list[Argument] = []
    taken: set[int] = set()
    if subject is None and clause.group.kind == "fin":
        subject = _speaking_place(parts, clause)
        confidence = 0.5
    if subject is not None:
        arguments += parts.members(subject, "subj", confidence)
        taken.add(subject.group)
    if object_ is not None:
        arguments += parts.members(object_, "obj", confidence)
        taken.add(object_.group)
    return arguments + _obliques(parts, clause, taken)


def _speaking_place(parts: Parts, clause: Clause) -> Phrase | None:
    """Return the place that stands for those who act there: "in Kyiv they said", said by a plural verb alone."""
    leads = setting(parts.language, "syntax", "speaking_place") or ()
    head = parts.words[clause.group.head]
    if not head.has("Number", "Plur") or clause.group.voice == "pass":
        return None
    for phrase in parts.phrases:
        inside = clause.left <= phrase.lead and phrase.last <= clause.right
        if inside and phrase.preposition in leads and "Loc" in phrase.cases and parts.words[phrase.head].token.capital:
            return phrase
    return None


def _obliques(parts: Parts, clause: Clause, taken: set[int]) -> list[Argument]:
    found: list[Argument] = []
    for phrase in parts.phrases:
        inside = min(clause.left, clause.group.first) <= phrase.lead and phrase.last <= clause.right
        inside = inside or (not parts.by_order and clause.holds(phrase))
        if not inside or phrase.group in taken or phrase.modifies >= 0:
            continue
        if phrase.preposition or not parts.by_order:
            found.append(parts.argument(phrase, "obl"))
    return found


def _governor(parts: Parts, number: int, verbs: list[Frame]) -> tuple[int, str]:
    clause = parts.clauses[number]
    kind = verbs[number].kind
    before = number - 1
    if clause.link == "SCONJ":
        conditional = parts.words[clause.joint].function("conditional") is not None
        relation = "cond" if conditional else "advcl"
        return (before if before >= 0 else (1 if len(verbs) > 1 else -1)), relation
    after = number + 1
    if kind == "inf" and (before < 0 or clause.link != "") and after < len(verbs):
        if parts.clauses[after].link == "" and verbs[after].kind == "fin":
            return after, "xcomp"
    if before < 0:
        return -1, ""
    if clause.link == "COMP":
        return before, "ccomp"
    if clause.link == "REL":
        return before, "acl"
    if kind == "part":
        return before, "acl"
    if kind in ("inf", "ger") and clause.link in ("", "PART"):
        return before, "xcomp"
    if kind in ("conv", "ger"):
        return before, "advcl"
    if clause.link == "CCONJ":
        same = verbs[before].kind == kind
        if same and parts.clauses[before].link != "REL":
            return verbs[before].governor, verbs[before].relation or "conj"
        return before, "conj"
    if kind == "fin" and not clause.link and verbs[before].head in parts.reporting:
        return before, "ccomp"
    return before, "parataxis"


def _with_subject(parts: Parts, number: int, verbs: list[Frame]) -> Frame:
    """Give a clause without a subject the one it shares: of its governor, its antecedent, its conjunct."""
    frame, clause = verbs[number], parts.clauses[number]
    if clause.link == "REL":
        relative = _relative(parts, clause, frame)
        if relative is not None:
            return relative
    if any(a.role == "subj" for a in frame.arguments):
        return frame
    if frame.kind == "part":
        return _participle(parts, clause, frame)
    source: Frame | None = None
    if frame.kind in ("inf", "ger", "conv") and frame.governor >= 0:
        source = verbs[frame.governor]
    elif frame.kind == "fin" and number:
        source = _resumed(parts, number, verbs)
    if source is None and frame.kind in ("conv", "ger") and number + 1 < len(verbs):
        source = verbs[number + 1]
    if source is None or not any(a.role == "subj" for a in source.arguments):
        across = _across_insertion(parts, number, verbs) if frame.kind == "fin" else None
        return frame._replace(arguments=(*parts.members(across, "subj", 0.8), *frame.arguments)) if across else frame
    shared = tuple(a._replace(confidence=a.confidence * 0.9) for a in source.arguments if a.role == "subj")
    if source.voice == "pass" and frame.kind == "inf":
        shared = tuple(a for a in shared)
    return frame._replace(arguments=shared + frame.arguments)


def _across_insertion(parts: Parts, number: int, verbs: list[Frame]) -> Phrase | None:
    """Return the subject that an insertion between commas parts from its verb: "Rau, chairing the OSCE, went …"."""
    clause = parts.clauses[number]
    if clause.link != ",":
        return None
    finite = [v.head for v in verbs[:number] if v.kind == "fin"]
    after = finite[-1] if finite else -1
    for phrase in reversed(parts.phrases):
        free = not phrase.preposition and phrase.modifies < 0 and phrase.head not in parts.times
        fits = parts.by_order or not phrase.cases or "Nom" in phrase.cases
        if (
            after < phrase.first
            and phrase.last <= clause.left
            and free
            and fits
            and agreement(phrase, clause.group, parts.words, parts.phrases) >= 0
        ):
            return phrase
    return None


def _resumed(parts: Parts, number: int, verbs: list[Frame]) -> Frame | None:
    """Return the frame whose subject a finite verb without one goes on with."""
    clause = parts.clauses[number]
    if clause.link in ("SCONJ", "COMP") and not parts.by_order:
        governor = verbs[number].governor
        return verbs[governor] if governor >= 0 else None
    for before in range(number - 1, -1, -1):
        if verbs[before].kind != "fin":
            continue
        if parts.clauses[before].link == "REL" and clause.link == ",":
            antecedent = _antecedent(parts, parts.clauses[before].joint, None)
            if antecedent is not None:
                return verbs[before]._replace(arguments=tuple(parts.members(antecedent, "subj", 0.9)))
        if any(a.role == "subj" for a in verbs[before].arguments) and parts.clauses[before].link != "REL":
            return verbs[before]
    participle = number and verbs[number - 1].kind in ("part", "ger", "conv")
    if participle:
        antecedent = _antecedent(parts, parts.clauses[number - 1].left, None)
        if antecedent is not None:
            return verbs[number - 1]._replace(arguments=tuple(parts.members(antecedent, "subj", 0.8)))
    return None


def _antecedent(parts: Parts, before: int, like: Word | None) -> Phrase | None:
    """Return the phrase that ends right before a relative; where forms agree, the one that agrees."""
    nearest = [p for p in parts.phrases if p.last <= before and before - p.last <= 8]
    if not nearest:
        return None
    if like is not None and not parts.by_order:
        numbers = {r.feats.get("Number") for r in like.readings} - {None}
        genders = {r.feats.get("Gender") for r in like.readings} - {None}
        for phrase in reversed(nearest):
            readings = parts.words[phrase.head].readings
            mine = {r.feats.get("Number") for r in readings} - {None}
            sex = {r.feats.get("Gender") for r in readings} - {None}
            if (not mine or not numbers or mine & numbers) and (not sex or not genders or sex & genders):
                return phrase
    return nearest[-1]


def _relative(parts: Parts, clause: Clause, frame: Frame) -> Frame | None:
    """Fill the role of a relative pronoun with its antecedent."""
    pronoun = parts.words[clause.joint]
    if pronoun.token.form in (setting(parts.language, "syntax", "relative_adverbs") or ()):
        return None
    lead = clause.joint - 1 if clause.joint and parts.words[clause.joint - 1].tag == "ADP" else clause.joint
    antecedent = _antecedent(parts, lead, pronoun)
    if antecedent is None or lead != clause.joint:
        return None
    if parts.by_order:
        has_subject = any(a.role == "subj" for a in frame.arguments)
        role = "obj" if has_subject else "subj"
    else:
        cases = pronoun.cases()
        has_subject = any(a.role == "subj" and a.confidence >= 1 for a in frame.arguments)
        if cases and "Nom" not in cases and "Acc" not in cases:
            return None
        role = "obj" if cases and "Nom" not in cases else ("subj" if not cases or "Acc" not in cases else "")
        role = role or ("obj" if has_subject else "subj")
    kept = tuple(a for a in frame.arguments if a.role != role or (role == "obj" and parts.by_order))
    if role == "subj" and not any(a.role == "obj" for a in kept):
        displaced = [a for a in frame.arguments if a.role == "subj" and "Acc" in a.cases]
        kept = (*(a._replace(role="obj") for a in displaced), *kept)
    return frame._replace(arguments=(*parts.members(antecedent, role, 0.9), *kept))


def _participle(parts: Parts, clause: Clause, frame: Frame) -> Frame:
    """Give a participle the noun it belongs to as its subject (or what it is done to)."""
    word = parts.words[frame.head]
    antecedent = None
    if not parts.by_order and clause.link != ",":
        after = [p for p in parts.phrases if p.first >= frame.head and p.cases & word.cases() and not p.preposition]
        antecedent = next((p for p in after if _agree(parts, word, p)), None)
    if antecedent is None:
        antecedent = _antecedent(parts, frame.head, None if parts.by_order else word)
    if antecedent is None:
        return frame
    kept = tuple(a for a in frame.arguments if a.head != antecedent.head)
    return frame._replace(arguments=(*parts.members(antecedent, "subj", 0.8), *kept))


def _agree(parts: Parts, word: Word, phrase: Phrase) -> bool:
    head = parts.words[phrase.head]
    for mine in word.readings:
        for theirs in head.readings:
            shared = ("Case", "Number")
            if all(mine.feats.get(f) == theirs.feats.get(f) for f in shared if f in mine.feats and f in theirs.feats):
                return True
    return not head.readings


def _activate(parts: Parts, frame: Frame) -> Frame:
    """Turn a passive round: what was its subject is its object, its agent is its subject."""
    if frame.voice != "pass":
        return frame
    agents = [a for a in frame.arguments if _is_agent(parts, a)]
    group = {p.group for p in parts.phrases for a in agents[:1] if p.head == a.head}
    turned: list[Argument] = []
    for argument in frame.arguments:
        phrase_group = next((p.group for p in parts.phrases if p.head == argument.head), -1)
        if argument.role == "subj":
            turned.append(argument._replace(role="obj"))
        elif phrase_group in group and argument in agents:
            turned.append(argument._replace(role="subj", preposition=""))
        elif argument.role == "obj":
            turned.append(argument._replace(role="obl"))
        else:
            turned.append(argument)
    return frame._replace(arguments=tuple(turned))


def _is_agent(parts: Parts, argument: Argument) -> bool:
    if argument.role != "obl" or argument.head in parts.times:
        return False
    if parts.by_order:
        agents = setting(parts.language, "syntax", "agent") or ()
        return argument.preposition in agents
    return not argument.preposition and "Ins" in argument.cases
