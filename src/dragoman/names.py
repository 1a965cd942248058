"""Which actors does one sentence name by itself?

Names and kinds of people come from the lexicon; here they are put together. A kind of person ("foreign minister",
"troops") takes its country from the adjective, possessive, genitive or "of" phrase that goes with it, and the person's
name that follows it. A sentence is read from right to left, so that what belongs to a role is whole before the role
asks for it.
"""

from __future__ import annotations

from collections.abc import Iterable

from .entities import actor_of, changed, fits, named_entries, slug, state_of
from .language import ActorEntry, Language, setting
from .match import Hit
from .model import Actor, Analysis, Article
from .owners import Named, Near, coming_from, quoted, seated_in
from .tagging import Word, words_of
from .towns import ADJECTIVE, capital, is_scene, means_town

__all__ = ["Named", "name_actors"]

_REACH = 3
_SEATED = frozenset({"GOV", "LEG", "JUD", "COP", "CVL", "OPP", "LAB", "EDU", "MED", "JRN", "REL", "SOC", "PTY", "REB"})


def name_actors(number: int, analysis: Analysis, article: Article, language: Language) -> list[Named]:
    """Return the actors that one sentence names by itself."""
    return _Reader(number, analysis, article, language).read()


class _Reader:
    def __init__(self, number: int, analysis: Analysis, article: Article, language: Language) -> None:
        self.number, self.article, self.language = number, article, language
        self.tokens = analysis.sentences[number].tokens
        self.words: tuple[Word, ...] = words_of(analysis, number, language)
        self.by_order = setting(language, "syntax", "roles") == "order"
        self.owners = frozenset(setting(language, "syntax", "owner") or ())
        self.frames = analysis.frames[number]
        self.acting = frozenset(f.head for f in self.frames if f.kind not in ("part", "noun"))
        self.date = (article.anchor or article.date_published)[:10]
        self.scenes: list[Named] = []
        self.name_particles = frozenset(setting(language, "syntax", "name_particles") or ())

    def text(self, first: int, last: int) -> str:
        return self.article.text[self.tokens[first].start : self.tokens[last - 1].end]

    def _near(self, after: list[Named]) -> Near:
        return Near(self.tokens, self.words, self.frames, self.language, self.by_order, after)

    # --- units

    def read(self) -> list[Named]:
        units: list[Named] = []
        for hit in reversed(named_entries(self.tokens, self.text, self.language)):
            unit = self._unit(hit, units)
            if unit is not None:
                units = [u for u in units if u.first >= unit.last or (u.local and u.last <= unit.first)]
                units.insert(0, unit)
        units = [one for unit in self._coordinate(units) for one in self._members(unit)]
        units += [named for unit in units if (named := self._apposed(unit, units)) is not None]
        return units + [scene for scene in self.scenes if all(scene.first != unit.first for unit in units)]

    def _apposed(self, unit: Named, units: list[Named]) -> Named | None:
        """Return the unknown person whom a title names between commas: "the envoy, Jeffrey Feltman, …"."""
        start = unit.last + 1
        if unit.sort != "role" or unit.plural or start >= len(self.tokens) or self.tokens[unit.last].form != ",":
            return None
        end = self._unknown_name(start)
        closed = end == len(self.tokens) or self.tokens[end].form in (",", ".")
        if end - start < 2 or not closed or any(u.first < end and start < u.last for u in units):
            return None
        person = self._unknown_person(unit, start, end)
        return person._replace(first=start, head=end - 1 if self.by_order else start)

    def _members(self, unit: Named) -> list[Named]:
        """Return a group of states ("the Baltic states") as its members, each over the same words."""
        codes = unit.actor.id.split("+")
        if unit.sort != "group" or len(codes) < 2:
            return [unit]
        return [unit._replace(actor=self._actor(ActorEntry(code, "state", unit.actor.name, ""))) for code in codes]

    def _unit(self, hit: Hit[ActorEntry], after: list[Named]) -> Named | None:
        entry = hit.value
        rule = f"{self.language.code}.mention.{entry.kind}"
        cases = self._cases(hit.inflected or range(hit.first, hit.last))
        head = hit.last - 1 if self.by_order else self._head(hit.first, hit.last)
        base = Named(
            self.number, hit.first, hit.last, head, self._actor(entry), entry.kind, rule, cases, spot=entry.place
        )
        if entry.kind == "role" and hit.last - hit.first == 1 and self.words[head].tag in ("ADJ", "VERB"):
            return None
        if entry.kind == "role":
            return self._role(base, entry, after)
        if entry.kind == "adjective" and self._is_people(base):
            return base._replace(sort="state", plural=True)
        if entry.kind in ("adjective", "demonym"):
            return self._adjective(base, entry, after)
        if entry.kind == "town":
            return self._town(base, entry, after)
        if entry.kind == "mask":
            return None
        if entry.kind == "group":
            return base
        unit = self._owner(base, after) if self.by_order else base
        return capital(unit, entry, self._near(after), self.date) if unit.sort == "capital" else unit

    def _cases(self, indices: Iterable[int]) -> frozenset[str]:
        common: frozenset[str] = frozenset()
        for index in indices:
            cases = frozenset(r.feats["Case"] for r in self.tokens[index].readings if "Case" in r.feats)
            if cases:
                common = (common & cases or common) if common else cases
        return common

    def _head(self, first: int, last: int) -> int:
        """Return the first noun of a name: in a language of cases the head, what follows it being its genitive."""
        for index in range(first, last):
            if any(r.upos in ("NOUN", "PROPN") for r in self.tokens[index].readings):
                return index
        return last - 1

    def _actor(self, entry: ActorEntry) -> Actor:
        return actor_of(entry, self.language.common, self.date)

    # --- how units come together

    def _role(self, base: Named, entry: ActorEntry, after: list[Named]) -> Named | None:
        generic = "generic" in entry.note
        unit = base._replace(role=entry.id, plural=self._is_plural(base.head))
        if entry.note.startswith("anaphor:"):
            return unit._replace(
                sort="anaphor", actor=Actor(id=entry.note.partition(":")[2].strip(), name=entry.name), local=True
            )
        owner = self._owned_by(unit, after)
        if owner is not None:
            unit = self._join(unit, owner, generic)._replace(last=max(unit.last, owner.last))
        if owner is None:
            seat = coming_from(self._near(after), unit)
            if seat is None and unit.actor.sector in _SEATED:
                seat = seated_in(self._near(after), unit)
                if seat is not None:
                    self.scenes.append(seat._replace(place=True, modifier=True))
            if seat is not None:
                unit = self._join(unit, seat._replace(actor=state_of(seat.actor)), generic)._replace(last=seat.last)
        person = next((u for u in after if u.first == unit.last and u.sort == "person"), None)
        if person is not None:
            return self._titled(unit, person)
        name_end = self._unknown_name(unit.last)
        if name_end > unit.last and not unit.plural:
            return self._unknown_person(unit, unit.last, name_end)
        return unit

    def _owned_by(self, unit: Named, after: list[Named]) -> Named | None:
        """Return the actor whose role this is: what follows in the genitive, or after "of"."""
        start = unit.last
        if self.by_order:
            if start < len(self.tokens) and self.tokens[start].form in self.owners:
                start += 1
                while start < len(self.words) and self.words[start].tag == "DET":
                    start += 1
            elif start == unit.last:
                return None
        else:
            while (
                start < len(self.words)
                and start - unit.last < 2
                and self.words[start].tag == "ADJ"
                and "Gen" in self.words[start].cases()
            ):
                start += 1
        owner = next((u for u in after if u.first in (start, unit.last)), None)
        if owner is None and start == unit.last:
            owner = quoted(self._near(after), start)
            if owner is not None:
                return owner
        if owner is None or (owner.sort in ("person", "outlet") and not self.by_order):
            return None
        if not self.by_order and owner.cases and "Gen" not in owner.cases:
            return None
        return owner if owner.actor.country or owner.actor.sector else None

    def _join(self, unit: Named, owner: Named, generic: bool) -> Named:
        country = owner.actor.country
        if country in self.language.common.bodies or owner.sort == "body":
            sector = ""
        elif generic and owner.actor.sector and owner.sort != "person":
            sector = owner.actor.sector
        else:
            sector = unit.actor.sector
        stem = owner.actor.id.partition(".")[0] if owner.sort != "person" else owner.actor.country
        key = unit.role.partition(".")[2] or unit.role
        identity = ".".join(filter(None, (stem, sector, key)))
        actor = Actor(id=identity, name=unit.actor.name, country=country, sector=sector)
        return unit._replace(actor=actor, rule=f"{self.language.code}.mention.role-of", spot=owner.spot)

    def _titled(self, unit: Named, person: Named) -> Named:
        """Return a title and the known person who follows it as one mention of the person."""
        actor = person.actor
        if self._former(unit.first):
            actor = changed(actor, sector="ELI", country=actor.country or unit.actor.country)
        elif unit.actor.country and not actor.country:
            actor = changed(actor, country=unit.actor.country, sector=unit.actor.sector)
        elif unit.actor.country and actor.sector == "ELI":
            actor = changed(actor, country=unit.actor.country, sector=unit.actor.sector)
        elif not unit.actor.country and not actor.country:
            actor = changed(actor, sector=actor.sector or unit.actor.sector)
        return unit._replace(
            last=person.last,
            actor=actor,
            sort="person",
            rule=f"{self.language.code}.mention.title-person",
            plural=False,
        )

    def _unknown_name(self, start: int) -> int:
        """Return where a run of capitalised words the lexicon knows nothing of ends; ``start`` where none begins."""
        index = start
        while index < len(self.tokens) and index - start < 4:
            token = self.tokens[index]
            known = bool(self.language.actors.at(self.tokens, index)) and self.words[index].tag != "PROPN"
            if token.form in self.name_particles and index + 1 < len(self.tokens) and self.tokens[index + 1].capital:
                index += 1
                continue
            if not token.capital or known or self.words[index].tag not in ("PROPN", "X", "NOUN", "ADJ", "VERB"):
                if (
                    token.form == "-"
                    and index > start
                    and index + 1 < len(self.tokens)
                    and self.tokens[index + 1].capital
                ):
                    index += 1
                    continue
                break
            if any(
                h.value.kind in ("state", "body", "outlet", "adjective", "capital")
                for h in self.language.actors.at(self.tokens, index)
                if fits(h, self.tokens, self.text, self.by_order)
            ):
                break
            if any(
                h.value.kind in ("organ", "seat") and h.last - h.first > 1
                for h in self.language.actors.at(self.tokens, index)
                if fits(h, self.tokens, self.text, self.by_order)
            ):
                break
            index += 1
        return index

    def _unknown_person(self, unit: Named, start: int, end: int) -> Named:
        name = self.text(start, end)
        sector = "ELI" if self._former(unit.first) else unit.actor.sector
        actor = Actor(id=f"person:{slug(name)}", name=name, country=unit.actor.country, sector=sector)
        return unit._replace(last=end, actor=actor, sort="person", rule=f"{self.language.code}.mention.title-name")

    def _former(self, first: int) -> bool:
        """Tell whether a word such as "former" stands in the title or right before it, agreeing with it."""
        for index in range(max(0, first - 1), min(first + 3, len(self.words))):
            if self.words[index].function("former") is None:
                continue
            mine, title = self.words[index].cases(), self.words[first].cases()
            if index >= first or self.by_order or not mine or not title or mine & title:
                return True
        return False

    def _adjective(self, base: Named, entry: ActorEntry, after: list[Named]) -> Named | None:
        """Join an adjective or demonym to the role it goes with; alone an adjective only modifies."""
        role = next((u for u in after if 0 <= u.first - base.last <= _REACH), None)
        if (
            role is not None
            and role.sort in ("role", "person", "anaphor")
            and role.role
            and self._modifiers(base.last, role.first)
        ):
            if self.by_order or not base.cases or not role.cases or base.cases & role.cases or role.plural:
                if not role.actor.country or role.sort == "person":
                    return self._owned(base, role)
        if entry.kind == "demonym" and any(r.upos == "NOUN" for r in self.tokens[base.head].readings):
            noun = not self.by_order or not self._modifies_noun(base)
            if noun:
                return base._replace(plural=self._is_plural(base.head))
        return base._replace(modifier=True, actor=state_of(base.actor))

    def _is_people(self, base: Named) -> bool:
        """In a language of word order: tell whether an adjective with its article is a people: "the French said"."""
        before, after = base.first - 1, base.last
        if not self.by_order or before < 0 or after >= len(self.words) or self._is_plural(base.head):
            return False
        verb = after in self.acting and after + 1 not in self.acting
        alone = verb or self.words[after].tag in ("AUX", "ADP", "PUNCT")
        return self.words[before].function("articles") is not None and alone and self.tokens[after].form != "-"

    def _town(self, base: Named, entry: ActorEntry, after: list[Named]) -> Named | None:
        """Return a town: it owns people as a state does, is a scene behind a preposition, and never acts itself."""
        if not means_town(base, entry, self._near(after)):
            return None
        if entry.note == ADJECTIVE:
            named = self._adjective(base, entry, after)
            return named._replace(sort="town", actor=base.actor) if named is not None and named.modifier else named
        owner = self._owner(base, after) if self.by_order else base
        scene = is_scene(base.first, self.words, self.language)
        return owner._replace(place=scene, modifier=True) if owner.sort == "town" else owner

    def _modifies_noun(self, base: Named) -> bool:
        after = base.last
        return (
            after < len(self.words)
            and self.words[after].tag in ("NOUN", "PROPN", "ADJ")
            and not self._is_plural(base.head)
        )

    def _modifiers(self, first: int, last: int) -> bool:
        allowed = (
            ("ADJ", "NUM", "NOUN", "X", "PROPN", "DET", "VERB", "CCONJ")
            if self.by_order
            else ("ADJ", "NUM", "DET", "X", "VERB")
        )
        for index in range(first, last):
            word = self.words[index]
            hyphen = word.token.form == "-"
            if (word.tag not in allowed and not hyphen) or (word.tag == "CCONJ" and not hyphen):
                return False
            if index in self.acting:
                return False
            if self.by_order and (word.function("possessives") or word.function("articles")):
                return False
        return True

    def _owned(self, base: Named, role: Named) -> Named:
        """Return a role that gets its country from what stands before it."""
        if role.sort == "person":
            actor = role.actor
            if not actor.country:
                actor = changed(
                    actor, country=base.actor.country, sector="ELI" if self._former(base.first) else actor.sector
                )
            return role._replace(first=base.first, actor=actor)
        joined = self._join(
            role,
            base._replace(actor=state_of(base.actor) if base.sort in ("adjective", "demonym") else base.actor),
            self._is_generic(role),
        )
        if self._former(base.first):
            joined = joined._replace(actor=changed(joined.actor, sector="ELI"))
        return joined._replace(first=base.first, rule=f"{self.language.code}.mention.state-role")

    def _is_generic(self, role: Named) -> bool:
        for hit in self.language.actors.at(self.tokens, role.first):
            if hit.value.id == role.role:
                return "generic" in hit.value.note
        return False

    def _owner(self, base: Named, after: list[Named]) -> Named:
        """In a language of word order: a name before a role owns it ("NATO chief", "Iraq's prime minister")."""
        start = base.last
        possessive = start < len(self.words) and self.words[start].tag == "POSS"
        if possessive:
            start += 1
        role = next((u for u in after if 0 <= u.first - start <= _REACH), None)
        if (
            base.sort in ("state", "body", "organ", "seat", "capital", "town", "outlet", "person")
            and role is not None
            and role.role
        ):
            between = self._modifiers(start, role.first) and (possessive or self._is_compound(start, role.first))
            if between and role.sort == "role" and not role.actor.country and (base.sort != "person" or possessive):
                return self._owned(base, role)
            if between and role.sort == "person" and base.sort != "person":
                return self._owned(base, role)
        return base

    def _is_compound(self, first: int, last: int) -> bool:
        """Tell whether what stands between a bare name and a role may be one noun phrase: no numeral, no determiner."""
        return not any(word.tag in ("NUM", "DET") for word in self.words[first:last])

    def _is_plural(self, index: int) -> bool:
        numbers = {r.feats.get("Number") for r in self.tokens[index].readings if r.upos in ("NOUN", "PROPN")}
        if numbers != {"Plur", "Sing"}:
            return numbers == {"Plur"}
        determiner = self.words[index - 1] if index else None
        return determiner is not None and determiner.has("Number", "Plur") and not determiner.has("Number", "Sing")

    def _may_be_plural(self, index: int) -> bool:
        return any(r.feats.get("Number") == "Plur" for r in self.tokens[index].readings)

    def _coordinate(self, units: list[Named]) -> list[Named]:
        """Let a plural role go to both owners: "Polish and Lithuanian ministers"."""
        for index in range(len(units) - 1):
            left, right = units[index], units[index + 1]
            between = self.words[left.last : right.first]
            joined = bool(between) and all(w.tag == "CCONJ" or w.token.form == "," for w in between)
            if not joined:
                continue
            if left.modifier and right.role and right.sort == "role" and right.actor.country and right.plural:
                key = right.role.partition(".")[2]
                actor = Actor(
                    id=f"{left.actor.country}.{right.actor.sector}.{key}",
                    name=right.actor.name,
                    country=left.actor.country,
                    sector=right.actor.sector,
                )
                units[index] = left._replace(
                    head=right.head, actor=actor, modifier=False, sort="role", role=right.role, plural=True
                )
            elif (
                left.sort == "role"
                and (left.plural or self._may_be_plural(left.head))
                and left.actor.country
                and right.sort in ("state", "body", "capital")
                and (left.last - left.first > 1 or not left.first <= left.head < left.last)
            ):
                if self.by_order or "Gen" in right.cases or not right.cases:
                    sector = "" if right.sort == "body" else left.actor.sector
                    key = left.role.partition(".")[2]
                    identity = ".".join(filter(None, (right.actor.id.partition(".")[0], sector, key)))
                    actor = Actor(id=identity, name=left.actor.name, country=right.actor.country, sector=sector)
                    units[index + 1] = right._replace(
                        actor=actor, sort="role", role=left.role, plural=True, head=left.head
                    )
        return units
