"""Who does what in each sentence, in one form for all languages?

``analyse`` turns an article into sentences with clause frames: a verb or an event noun with its arguments, in which
passives are already turned round, infinitives and participles have got their subjects, and every frame knows the frame
it hangs on. Finders read frames and never ask about voice or word order. This module is the strategy "chunks": it
needs only the forms a language owns; an engine with a trained tree gives the same ``Analysis``.
"""

from __future__ import annotations

from .chunks import Phrase, find_phrases
from .clauses import (
    Clause,
    find_clauses,
    group_of,
    roles_by_case,
    subject_by_order,
    to_argument,
    verb_groups,
)
from .language import Language, has_class, setting
from .model import Analysis, Argument, Article, Frame, Sentence
from .sentences import split_sentences
from .tagging import Word, tag

KEPT = frozenset({"title", "paragraph", "list", "quote", "table"})


def analyse(article: Article, language: Language) -> Analysis:
    """Return the sentences of the kept blocks of an article, each with its clause frames."""
    sentences: list[Sentence] = []
    for block in article.blocks:
        if block.kind in KEPT and block.span is not None:
            text = article.text[block.span.start : block.span.end]
            sentences += split_sentences(text, language.tokenizer, offset=block.span.start, kind=block.kind)
    frames = tuple(frames_of(sentence, language) for sentence in sentences)
    return Analysis(tuple(sentences), frames, "chunks")


def frames_of(sentence: Sentence, language: Language) -> tuple[Frame, ...]:
    """Return the clause frames of one sentence, verbs first, then event nouns, each in the order of the text."""
    return _Clauses(sentence, language).frames()


def noun_phrases(sentence: Sentence, language: Language) -> tuple[Argument, ...]:
    """Return every noun phrase of a sentence with its preposition and cases, whatever clause it stands in."""
    reader = _Clauses(sentence, language)
    return tuple(reader.argument(phrase, "") for phrase in reader.phrases)


class _Clauses:
    """One sentence on its way from words to frames."""

    def __init__(self, sentence: Sentence, language: Language) -> None:
        self.language = language
        self.by_order = setting(language, "syntax", "roles") == "order"
        self.words = tag(sentence.tokens, language)
        prepositions = _prepositions(self.words, language)
        self.phrases = find_phrases(self.words, prepositions, by_order=self.by_order)
        self.times = frozenset(
            i for i, w in enumerate(self.words) if has_class(language, w.token.keys, "time")
        )
        groups = verb_groups(self.words, by_order=self.by_order)
        tokens = sentence.tokens
        self.reporting = frozenset(g.head for g in groups if language.reporting.at(tokens, g.head))
        self.clauses = find_clauses(self.words, groups, self.phrases, self.reporting, by_order=self.by_order)
        self.ends = self._ends()

    def _ends(self) -> dict[int, int]:
        """Return for each phrase where its modifiers end."""
        ends = {i: p.last for i, p in enumerate(self.phrases)}
        for index in range(len(self.phrases) - 1, -1, -1):
            over = self.phrases[index].modifies
            if over >= 0:
                ends[over] = max(ends[over], ends[index])
        return ends

    def argument(self, phrase: Phrase, role: str, confidence: float = 1.0) -> Argument:
        index = next(i for i, p in enumerate(self.phrases) if p is phrase)
        return to_argument(phrase, role, confidence)._replace(last=self.ends[index])

    def members(self, phrase: Phrase, role: str, confidence: float = 1.0) -> list[Argument]:
        """Return a phrase and all it is coordinated with as arguments of one role."""
        return [self.argument(p, role, confidence) for p in group_of(phrase, self.phrases)]

    # --- verbs ----------------------------------------------------------------------------------------------------

    def frames(self) -> tuple[Frame, ...]:
        verbs: list[Frame] = []
        for number, clause in enumerate(self.clauses):
            arguments = self._by_order(clause) if self.by_order else self._by_case(clause)
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
            governor, relation = self._governor(number, verbs)
            verbs[number] = verbs[number]._replace(governor=governor, relation=relation)
        for number in range(len(verbs)):
            verbs[number] = self._with_subject(number, verbs)
        active = [self._activate(frame) for frame in verbs]
        nouns = self._noun_frames(active)
        frames = [*active, *nouns]
        return tuple(self._hang_infinitives(frames, len(active)))

    def _by_order(self, clause: Clause) -> list[Argument]:
        group = clause.group
        arguments: list[Argument] = []
        subject = None
        if group.kind.startswith("fin"):
            subject = subject_by_order(clause, self.words, self.phrases, self.times, group.head in self.reporting)
        if subject is not None:
            arguments += self.members(subject, "subj")
        taken = {subject.group} if subject is not None else set()
        bare = [
            p
            for p in self.phrases
            if group.last <= p.first
            and p.last <= clause.right
            and not p.preposition
            and p.head not in self.times
            and p.group not in taken
        ]
        direct = [p for p in bare if all(self.words[i].tag != "ADP" for i in range(group.last, p.first))]
        if len(direct) > 1 and direct[1].group != direct[0].group and direct[1].first == direct[0].last:
            arguments += self.members(direct[0], "iobj")
            arguments += self.members(direct[1], "obj")
        elif direct:
            arguments += self.members(direct[0], "obj")
        arguments += self._obliques(clause, taken | {p.group for p in direct[:2]})
        return arguments

    def _by_case(self, clause: Clause) -> list[Argument]:
        subject, confidence, object_ = roles_by_case(clause, self.words, self.phrases, self.times)
        arguments: list[Argument] = []
        taken: set[int] = set()
        if subject is not None:
            arguments += self.members(subject, "subj", confidence)
            taken.add(subject.group)
        if object_ is not None:
            arguments += self.members(object_, "obj", confidence)
            taken.add(object_.group)
        return arguments + self._obliques(clause, taken)

    def _obliques(self, clause: Clause, taken: set[int]) -> list[Argument]:
        found: list[Argument] = []
        for phrase in self.phrases:
            inside = min(clause.left, clause.group.first) <= phrase.lead and phrase.last <= clause.right
            if not inside or phrase.group in taken or phrase.modifies >= 0:
                continue
            if phrase.preposition or not self.by_order:
                found.append(self.argument(phrase, "obl"))
        return found

    def _governor(self, number: int, verbs: list[Frame]) -> tuple[int, str]:
        clause = self.clauses[number]
        kind = verbs[number].kind
        before = number - 1
        if clause.link == "SCONJ":
            conditional = self.words[clause.joint].function("conditional") is not None
            relation = "cond" if conditional else "advcl"
            return (before if before >= 0 else (1 if len(verbs) > 1 else -1)), relation
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
            if same and self.clauses[before].link != "REL":
                return verbs[before].governor, verbs[before].relation or "conj"
            return before, "conj"
        if kind == "fin" and not clause.link and verbs[before].head in self.reporting:
            return before, "ccomp"
        return before, "parataxis"

    def _with_subject(self, number: int, verbs: list[Frame]) -> Frame:
        """Give a clause without a subject the one it shares: of its governor, its antecedent, its conjunct."""
        frame, clause = verbs[number], self.clauses[number]
        if clause.link == "REL":
            relative = self._relative(clause, frame)
            if relative is not None:
                return relative
        if any(a.role == "subj" for a in frame.arguments):
            return frame
        if frame.kind == "part":
            return self._participle(clause, frame)
        source: Frame | None = None
        if frame.kind in ("inf", "ger", "conv") and frame.governor >= 0:
            source = verbs[frame.governor]
        elif frame.kind == "fin" and number:
            source = self._resumed(number, verbs)
        if source is None and frame.kind in ("conv", "ger") and number + 1 < len(verbs):
            source = verbs[number + 1]
        if source is None:
            return frame
        shared = tuple(a._replace(confidence=a.confidence * 0.9) for a in source.arguments if a.role == "subj")
        if source.voice == "pass" and frame.kind == "inf":
            shared = tuple(a for a in shared)
        return frame._replace(arguments=shared + frame.arguments)

    def _resumed(self, number: int, verbs: list[Frame]) -> Frame | None:
        """Return the frame whose subject a finite verb without one goes on with."""
        clause = self.clauses[number]
        if clause.link in ("SCONJ", "COMP") and not self.by_order:
            governor = verbs[number].governor
            return verbs[governor] if governor >= 0 else None
        for before in range(number - 1, -1, -1):
            if verbs[before].kind != "fin":
                continue
            if self.clauses[before].link == "REL" and clause.link == ",":
                antecedent = self._antecedent(self.clauses[before].joint, None)
                if antecedent is not None:
                    return verbs[before]._replace(arguments=tuple(self.members(antecedent, "subj", 0.9)))
            if any(a.role == "subj" for a in verbs[before].arguments) and self.clauses[before].link != "REL":
                return verbs[before]
        participle = number and verbs[number - 1].kind in ("part", "ger", "conv")
        if participle:
            antecedent = self._antecedent(self.clauses[number - 1].left, None)
            if antecedent is not None:
                return verbs[number - 1]._replace(arguments=tuple(self.members(antecedent, "subj", 0.8)))
        return None

    def _antecedent(self, before: int, like: Word | None) -> Phrase | None:
        """Return the phrase that ends right before a relative; where forms agree, the one that agrees."""
        nearest = [p for p in self.phrases if p.last <= before and before - p.last <= 8]
        if not nearest:
            return None
        if like is not None and not self.by_order:
            numbers = {r.feats.get("Number") for r in like.readings} - {None}
            genders = {r.feats.get("Gender") for r in like.readings} - {None}
            for phrase in reversed(nearest):
                readings = self.words[phrase.head].readings
                mine = {r.feats.get("Number") for r in readings} - {None}
                sex = {r.feats.get("Gender") for r in readings} - {None}
                if (not mine or not numbers or mine & numbers) and (not sex or not genders or sex & genders):
                    return phrase
        return nearest[-1]

    def _relative(self, clause: Clause, frame: Frame) -> Frame | None:
        """Fill the role of a relative pronoun with its antecedent."""
        pronoun = self.words[clause.joint]
        lead = clause.joint - 1 if clause.joint and self.words[clause.joint - 1].tag == "ADP" else clause.joint
        antecedent = self._antecedent(lead, pronoun)
        if antecedent is None or lead != clause.joint:
            return None
        if self.by_order:
            has_subject = any(a.role == "subj" for a in frame.arguments)
            role = "obj" if has_subject else "subj"
        else:
            cases = pronoun.cases()
            has_subject = any(a.role == "subj" and a.confidence >= 1 for a in frame.arguments)
            if cases and "Nom" not in cases and "Acc" not in cases:
                return None
            role = "obj" if cases and "Nom" not in cases else ("subj" if not cases or "Acc" not in cases else "")
            role = role or ("obj" if has_subject else "subj")
        kept = tuple(a for a in frame.arguments if a.role != role or (role == "obj" and self.by_order))
        return frame._replace(arguments=(*(self.members(antecedent, role, 0.9)), *kept))

    def _participle(self, clause: Clause, frame: Frame) -> Frame:
        """Give a participle the noun it belongs to as its subject (or what it is done to)."""
        word = self.words[frame.head]
        antecedent = None
        if not self.by_order and clause.link != ",":
            after = [
                p for p in self.phrases if p.first >= frame.head and p.cases & word.cases() and not p.preposition
            ]
            antecedent = next((p for p in after if self._agree(word, p)), None)
        if antecedent is None:
            antecedent = self._antecedent(frame.head, None if self.by_order else word)
        if antecedent is None:
            return frame
        kept = tuple(a for a in frame.arguments if a.head != antecedent.head)
        return frame._replace(arguments=(*self.members(antecedent, "subj", 0.8), *kept))

    def _agree(self, word: Word, phrase: Phrase) -> bool:
        head = self.words[phrase.head]
        for mine in word.readings:
            for theirs in head.readings:
                shared = ("Case", "Number")
                if all(mine.feats.get(f) == theirs.feats.get(f) for f in shared if f in mine.feats and f in theirs.feats):
                    return True
        return not head.readings

    def _activate(self, frame: Frame) -> Frame:
        """Turn a passive round: what was its subject is its object, its agent is its subject."""
        if frame.voice != "pass":
            return frame
        agents = [a for a in frame.arguments if self._is_agent(a)]
        group = {p.group for p in self.phrases for a in agents[:1] if p.head == a.head}
        turned: list[Argument] = []
        for argument in frame.arguments:
            phrase_group = next((p.group for p in self.phrases if p.head == argument.head), -1)
            if argument.role == "subj":
                turned.append(argument._replace(role="obj"))
            elif phrase_group in group and argument in agents:
                turned.append(argument._replace(role="subj", preposition=""))
            elif argument.role == "obj":
                turned.append(argument._replace(role="obl"))
            else:
                turned.append(argument)
        return frame._replace(arguments=tuple(turned))

    def _is_agent(self, argument: Argument) -> bool:
        if argument.role != "obl" or argument.head in self.times:
            return False
        if self.by_order:
            agents = setting(self.language, "syntax", "agent") or ()
            return argument.preposition in agents
        return not argument.preposition and "Ins" in argument.cases

    # --- event nouns ----------------------------------------------------------------------------------------------

    def _noun_frames(self, verbs: list[Frame]) -> list[Frame]:
        frames: list[Frame] = []
        heads: dict[int, int] = {}
        for index, word in enumerate(self.words):
            if word.tag not in ("NOUN", "PROPN") or self.language.event_nouns.isdisjoint(word.token.keys):
                continue
            phrase = next((p for p in self.phrases if p.first <= index < p.last), None)
            if phrase is None or (index != phrase.head and not self.by_order):
                continue
            governor, relation = self._place(phrase, index, verbs, heads, len(verbs))
            heads[index] = len(verbs) + len(frames)
            frames.append(
                Frame(
                    head=index,
                    kind="noun",
                    first=phrase.first,
                    last=self._reach(index),
                    arguments=tuple(self._noun_arguments(phrase, index)),
                    governor=governor,
                    relation=relation,
                    preposition=phrase.preposition,
                    cases=phrase.cases,
                )
            )
        return frames

    def _reach(self, head: int) -> int:
        """Return where the phrases that can belong to a noun end: before the next verb or clause."""
        verbs = [c.group.first for c in self.clauses if c.group.first > head and c.group.kind not in ("inf", "part")]
        end = min(verbs, default=len(self.words))
        for index in range(head + 1, end):
            word = self.words[index]
            if word.tag in ("SCONJ", "COMP", "REL") or (word.tag == "PUNCT" and word.token.form in ";:()"):
                return index
            if word.token.form == "," and not any(p.first > head and p.lead <= index < p.last for p in self.phrases):
                if not self._is_list_comma(index):
                    return index
        return end

    def _is_list_comma(self, index: int) -> bool:
        before = next((p for p in reversed(self.phrases) if p.last <= index), None)
        after = next((p for p in self.phrases if p.lead > index), None)
        return before is not None and after is not None and before.group == after.group

    def _noun_arguments(self, phrase: Phrase, head: int) -> list[Argument]:
        arguments: list[Argument] = []
        if head > phrase.first:
            arguments.append(Argument("mod", "", frozenset(), phrase.first, head, head - 1, 0.9))
        if self.by_order and head + 1 < phrase.last:
            arguments.append(Argument("mod", "", frozenset(), head + 1, phrase.last, phrase.last - 1, 0.5))
        index = self.phrases.index(phrase)
        reach = self._reach(head)
        for at, other in enumerate(self.phrases):
            if other.first <= head or other.last > reach or at == index:
                continue
            if other.modifies == index and not other.appositive:
                arguments += self.members(other, "poss")
            elif other.modifies >= 0:
                continue
            elif other.preposition:
                arguments.append(self.argument(other, "obl"))
            elif not self.by_order and other.cases & {"Ins", "Dat"} and "Nom" not in other.cases:
                arguments.append(self.argument(other, "obl"))
        return list(dict.fromkeys(arguments))

    def _place(
        self, phrase: Phrase, head: int, verbs: list[Frame], heads: dict[int, int], offset: int
    ) -> tuple[int, str]:
        """Return the frame a noun hangs on and the role it has there."""
        if phrase.modifies >= 0:
            over = self.phrases[phrase.modifies].head
            if over in heads:
                return heads[over], "poss"
        if phrase.preposition:
            before = phrase.lead - 1
            if before in heads:
                return heads[before], "obl"
        best = (-1, "")
        for number, frame in enumerate(verbs):
            for argument in frame.arguments:
                if argument.head == phrase.head and argument.first <= head < argument.last:
                    if argument.role in ("obj", "iobj", "obl") or best[0] < 0:
                        best = (number, argument.role)
        return best

    def _hang_infinitives(self, frames: list[Frame], verbs: int) -> list[Frame]:
        """Hang an infinitive on the event noun right before it ("refusal to negotiate") instead of on the verb."""
        hung: list[Frame] = []
        for number, frame in enumerate(frames):
            if number < verbs and frame.kind in ("inf", "ger") and frame.relation == "xcomp":
                first = self.clauses[number].group.first
                for noun in range(verbs, len(frames)):
                    if frames[noun].head in (first - 1, first - 2) and self.words[first - 1].tag in ("NOUN", "ADP", "PART"):
                        frame = frame._replace(governor=noun)
            elif number < verbs and frame.relation == "ccomp":
                joint = self.clauses[number].joint
                for noun in range(verbs, len(frames)):
                    if joint > 0 and frames[noun].head in (joint - 1, joint - 2) and self.words[joint - 1].tag in ("NOUN", "PUNCT"):
                        if self.words[joint - 1].tag == "NOUN" or self.words[joint - 1].token.form == ",":
                            frame = frame._replace(governor=noun)
            hung.append(frame)
        return hung


def _prepositions(words: tuple[Word, ...], language: Language) -> dict[int, tuple[int, str, frozenset[str]]]:
    """Return for the word after each preposition where it begins, its text, and the cases it governs."""
    tokens = tuple(word.token for word in words)
    found: dict[int, tuple[int, str, frozenset[str]]] = {}
    index = 0
    while index < len(words):
        if words[index].tag != "ADP":
            index += 1
            continue
        hits = [hit for hit in language.functions.at(tokens, index) if hit.value.kind == "prepositions"]
        last = max((hit.last for hit in hits), default=index + 1)
        cases = frozenset(c for hit in hits if hit.last == last for c in hit.value.value.split())
        found[last] = (index, " ".join(token.form for token in tokens[index:last]), cases)
        index = last
    return found
