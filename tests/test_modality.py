"""Is an act done, planned, possible, refused, denied, long past? Our own sentences, and how each act should stand.

The notation is ``TYPE ACT modality``, with ``not`` behind it where the act is negated. The table covers the rewrites of
PLOVER 2.0, the two kinds of negation (told by the narrator: the type stays; willed by the actor: REJECT), and what is
no event of its own: the condition of a threat, what is demanded, what somebody is accused of.
"""

from __future__ import annotations

import pytest
from coded import Row, check, events_of, reading_of, rows

TABLE = [
    # --- English
    Row("en", "France and Germany held talks on Monday.", "CONSULT CONSULT actual", "done"),
    Row("en", "France and Germany will hold talks on Friday.", "AGREE CONSULT future", "a meeting to come"),
    Row("en", "The Spanish prime minister is to visit Morocco in February.", "AGREE CONSULT future", "is to"),
    Row("en", "Norway will send humanitarian aid to Ethiopia.", "AGREE AID future", "aid to come"),
    Row("en", "Canada promised a loan to Ukraine.", "AGREE AID future", "a promise of aid"),
    Row("en", "Cyprus and Malta plan joint patrols.", "AGREE COOPERATE future", "cooperation planned"),
    Row("en", "Ghana will withdraw its soldiers from Mali.", "CONCEDE RETREAT future", "a withdrawal to come"),
    Row("en", "Iran offered to release two prisoners.", "CONCEDE RETREAT future", "a release offered"),
    Row("en", "The United States threatened Russia with sanctions.", "THREATEN SANCTION future", "a threat"),
    Row("en", "Britain will impose sanctions on Myanmar.", "THREATEN SANCTION future", "sanctions announced"),
    Row("en", "Polish nurses will go on strike on Friday.", "THREATEN PROTEST future", "a strike"),
    Row("en", "The European Union has not imposed sanctions on Serbia.", "SANCTION SANCTION actual not", "plain no"),
    Row("en", "Armenia and Azerbaijan failed to reach an agreement.", "AGREE AGREE actual not", "failed to"),
    Row("en", "Hungary refused to send weapons to Ukraine.", "REJECT AID actual not", "refused"),
    Row("en", "Germany will not send weapons to Ukraine.", "REJECT AID future not", "will not"),
    Row("en", "Japan does not intend to recognise Abkhazia.", "REJECT SUPPORT future not", "does not intend"),
    Row("en", "Turkey cancelled talks with Sweden.", "REJECT CONSULT actual not", "cancelled"),
    Row(
        "en", "The Kremlin denies that Russia plans to attack Ukraine.", "REJECT ASSAULT future not", "denial of a plan"
    ),
    Row(
        "en", "Serbia did not reject the proposal of the European Union.", "REJECT REJECT actual not", "did not reject"
    ),
    Row("en", "Thailand promised not to attack Cambodia.", "AGREE ASSAULT future not", "a promise not to attack"),
    Row("en", "Canada may impose sanctions on Belarus.", "THREATEN SANCTION hypothetical", "may"),
    Row("en", "Finland is considering a visit to Turkey.", "AGREE CONSULT hypothetical", "considered"),
    Row("en", "In March 2008 Finland recognised Kosovo.", "SUPPORT SUPPORT historical", "thirteen years back"),
    Row("en", "Moldova asked Romania to send doctors.", "REQUEST REQUEST actual", "the act asked is no event"),
    Row("en", "Chad accused Libya of attacking a village.", "ACCUSE ACCUSE actual", "the act blamed is no event"),
    Row(
        "en",
        "The European Union threatened Mali with sanctions if it attacks its neighbours.",
        "THREATEN SANCTION hypothetical",
        "the condition of a threat is no event",
    ),
    Row("en", "Greece will ask Turkey to withdraw its ships.", "REQUEST REQUEST future", "a request to come"),
    Row("en", "On 1 December 2021 Greece expelled a Syrian diplomat.", "SANCTION SANCTION historical", "49 days back"),
    Row("en", "On 10 January Greece expelled a Syrian diplomat.", "SANCTION SANCTION actual", "nine days back"),
    Row("en", "Sweden is ready to hold talks with Turkey.", "AGREE CONSULT future", "ready to"),
    Row("en", "Slovakia wants to hold talks with Hungary.", "AGREE CONSULT hypothetical", "wants to"),
    Row(
        "en",
        "Unless Serbia releases the miners, Kosovo will close the crossing.",
        "?THREATEN COERCE hypothetical; ?THREATEN COERCE future; ?THREATEN SANCTION future; ?THREATEN SANCTION hypothetical",
        "the condition is no event",
    ),
    Row("en", "The French president has not visited Algeria.", "CONSULT CONSULT actual not", "has not"),
    Row("en", "Bulgaria invited the president of Romania.", "AGREE CONSULT future", "an invitation"),
    Row("en", "Peru dropped its demand to Bolivia.", "CONCEDE REQUEST actual not", "a demand withdrawn"),
    Row("en", "Greece and Turkey reached no agreement.", "AGREE AGREE actual not", "no before the noun"),
    # --- Ukrainian
    Row("uk", "У понеділок Франція та Німеччина провели переговори.", "CONSULT CONSULT actual", "done"),
    Row("uk", "У п'ятницю Франція та Німеччина проведуть переговори.", "AGREE CONSULT future", "perfective future"),
    Row("uk", "Глави МЗС Чехії та Словаччини зустрінуться в Брно.", "AGREE CONSULT future", "a meeting to come"),
    Row("uk", "Президент Литви відвідає Грузію в лютому.", "AGREE CONSULT future", "a visit to come"),
    Row("uk", "Норвегія надасть Ефіопії гуманітарну допомогу.", "AGREE AID future", "aid to come"),
    Row("uk", "Канада пообіцяла Україні кредит.", "AGREE AID future", "a promise of aid"),
    Row("uk", "Польща та Литва планують спільні навчання.", "AGREE COOPERATE future", "cooperation planned"),
    Row("uk", "Гана виведе своїх військових з Малі.", "CONCEDE RETREAT future", "a withdrawal to come"),
    Row("uk", "Іран запропонував звільнити двох в'язнів.", "CONCEDE RETREAT future", "a release offered"),
    Row("uk", "США пригрозили Росії санкціями.", "THREATEN SANCTION future", "a threat"),
    Row("uk", "Велика Британія запровадить санкції проти М'янми.", "THREATEN SANCTION future", "sanctions announced"),
    Row("uk", "Французькі вчителі страйкуватимуть у четвер.", "THREATEN PROTEST future", "synthetic future"),
    Row("uk", "Євросоюз не запроваджував санкцій проти Сербії.", "SANCTION SANCTION actual not", "plain no"),
    Row("uk", "Вірменія та Азербайджан так і не домовилися.", "AGREE AGREE actual not", "did not manage to"),
    Row("uk", "Угорщина відмовилася надати Україні зброю.", "REJECT AID actual not", "refused"),
    Row("uk", "Німеччина не надаватиме Україні зброї.", "REJECT AID future not", "will not"),
    Row("uk", "Японія не має наміру визнавати Абхазію.", "REJECT SUPPORT future not", "does not intend"),
    Row("uk", "Туреччина скасувала переговори зі Швецією.", "REJECT CONSULT actual not", "cancelled"),
    Row("uk", "Кремль заперечує, що Росія планує напасти на Україну.", "REJECT ASSAULT future not", "denial of a plan"),
    Row("uk", "Сербія не відкинула пропозицію Євросоюзу.", "REJECT REJECT actual not", "did not reject"),
    Row("uk", "Таїланд пообіцяв не нападати на Камбоджу.", "AGREE ASSAULT future not", "a promise not to attack"),
    Row("uk", "Канада може запровадити санкції проти Білорусі.", "THREATEN SANCTION hypothetical", "may"),
    Row("uk", "Фінляндія розглядає можливість переговорів із Туреччиною.", "AGREE CONSULT hypothetical", "considered"),
    Row("uk", "У березні 2008 року Фінляндія визнала Косово.", "SUPPORT SUPPORT historical", "thirteen years back"),
    Row("uk", "Молдова попросила Румунію направити лікарів.", "REQUEST REQUEST actual", "the act asked is no event"),
    Row("uk", "Чад звинуватив Лівію в нападі на село.", "ACCUSE ACCUSE actual", "the act blamed is no event"),
    Row(
        "uk",
        "Євросоюз пригрозив Малі санкціями, якщо вона нападе на сусідів.",
        "THREATEN SANCTION hypothetical",
        "the condition of a threat is no event",
    ),
    Row("uk", "Кіпр вимагатиме від Туреччини вивести війська.", "REQUEST REQUEST future", "a demand to come"),
    Row(
        "uk", "1 грудня 2021 року Греція вислала сирійського дипломата.", "SANCTION SANCTION historical", "49 days back"
    ),
    Row("uk", "10 січня Греція вислала сирійського дипломата.", "SANCTION SANCTION actual", "nine days back"),
    Row("uk", "Швеція готова провести переговори з Туреччиною.", "AGREE CONSULT future", "ready to"),
    Row("uk", "Словаччина хоче провести переговори з Угорщиною.", "AGREE CONSULT hypothetical", "wants to"),
    Row("uk", "Президент Франції ще не відвідував Алжир.", "CONSULT CONSULT actual not", "has not"),
    Row("uk", "Болгарія запросила президента Румунії з візитом.", "AGREE CONSULT future", "an invitation"),
    Row("uk", "Перу відкликало свою вимогу до Болівії.", "CONCEDE REQUEST actual not", "a demand withdrawn"),
    Row("uk", "Переговори Греції з Туреччиною перенесли на лютий.", "AGREE CONSULT future", "postponed"),
    Row("uk", "Греція й Туреччина не досягли згоди.", "AGREE AGREE actual not", "no at the verb of a phrase"),
    Row("uk", "Кремль заперечує, що планує напад на Україну.", "REJECT ASSAULT future not", "denial, subject left out"),
    # --- Russian
    Row("ru", "В понедельник Франция и Германия провели переговоры.", "CONSULT CONSULT actual", "done"),
    Row("ru", "В пятницу Франция и Германия проведут переговоры.", "AGREE CONSULT future", "perfective future"),
    Row("ru", "Главы МИД Чехии и Словакии встретятся в Брно.", "AGREE CONSULT future", "a meeting to come"),
    Row("ru", "Президент Литвы посетит Грузию в феврале.", "AGREE CONSULT future", "a visit to come"),
    Row("ru", "Норвегия будет оказывать Эфиопии гуманитарную помощь.", "AGREE AID future", "analytic future"),
    Row("ru", "Канада пообещала Украине кредит.", "AGREE AID future", "a promise of aid"),
    Row("ru", "Польша и Литва планируют совместные учения.", "AGREE COOPERATE future", "cooperation planned"),
    Row("ru", "Гана выведет своих военных из Мали.", "CONCEDE RETREAT future", "a withdrawal to come"),
    Row("ru", "Иран предложил освободить двух заключённых.", "CONCEDE RETREAT future", "a release offered"),
    Row("ru", "США пригрозили России санкциями.", "THREATEN SANCTION future", "a threat"),
    Row("ru", "Великобритания введёт санкции против Мьянмы.", "THREATEN SANCTION future", "sanctions announced"),
    Row("ru", "Французские учителя в четверг проведут забастовку.", "THREATEN PROTEST future", "a strike"),
    Row("ru", "Евросоюз не вводил санкций против Сербии.", "SANCTION SANCTION actual not", "plain no"),
    Row("ru", "Армения и Азербайджан так и не договорились.", "AGREE AGREE actual not", "did not manage to"),
    Row("ru", "Венгрия отказалась поставлять Украине оружие.", "REJECT AID actual not", "refused"),
    Row("ru", "Германия не будет поставлять Украине оружие.", "REJECT AID future not", "will not"),
    Row("ru", "Япония не намерена признавать Абхазию.", "REJECT SUPPORT future not", "does not intend"),
    Row("ru", "Турция отменила переговоры со Швецией.", "REJECT CONSULT actual not", "cancelled"),
    Row(
        "ru",
        "В Кремле отрицают, что Россия планирует напасть на Украину.",
        "REJECT ASSAULT future not",
        "denial of a plan",
    ),
    Row("ru", "Сербия не отвергла предложение Евросоюза.", "REJECT REJECT actual not", "did not reject"),
    Row("ru", "Таиланд пообещал не нападать на Камбоджу.", "AGREE ASSAULT future not", "a promise not to attack"),
    Row("ru", "Канада может ввести санкции против Белоруссии.", "THREATEN SANCTION hypothetical", "may"),
    Row("ru", "Финляндия рассматривает возможность переговоров с Турцией.", "AGREE CONSULT hypothetical", "considered"),
    Row("ru", "В марте 2008 года Финляндия признала Косово.", "SUPPORT SUPPORT historical", "thirteen years back"),
    Row("ru", "Молдавия попросила Румынию направить врачей.", "REQUEST REQUEST actual", "the act asked is no event"),
    Row("ru", "Чад обвинил Ливию в нападении на деревню.", "ACCUSE ACCUSE actual", "the act blamed is no event"),
    Row(
        "ru",
        "Евросоюз пригрозил Мали санкциями, если она нападёт на соседей.",
        "THREATEN SANCTION hypothetical",
        "the condition of a threat is no event",
    ),
    Row("ru", "Кипр потребует от Турции вывести войска.", "REQUEST REQUEST future", "a demand to come"),
    Row(
        "ru", "1 декабря 2021 года Греция выслала сирийского дипломата.", "SANCTION SANCTION historical", "49 days back"
    ),
    Row("ru", "10 января Греция выслала сирийского дипломата.", "SANCTION SANCTION actual", "nine days back"),
    Row("ru", "Швеция готова провести переговоры с Турцией.", "AGREE CONSULT future", "ready to"),
    Row("ru", "Словакия хочет провести переговоры с Венгрией.", "AGREE CONSULT hypothetical", "wants to"),
    Row("ru", "Президент Франции ещё не посещал Алжир.", "CONSULT CONSULT actual not", "has not"),
    Row("ru", "Болгария пригласила президента Румынии с визитом.", "AGREE CONSULT future", "an invitation"),
    Row("ru", "Перу отозвало своё требование к Боливии.", "CONCEDE REQUEST actual not", "a demand withdrawn"),
    Row("ru", "Переговоры Греции с Турцией перенесли на февраль.", "AGREE CONSULT future", "postponed"),
    Row("ru", "Греция и Турция не достигли соглашения.", "AGREE AGREE actual not", "no at the verb of a phrase"),
    Row(
        "ru",
        "Кремль отрицает, что планирует нападение на Украину.",
        "REJECT ASSAULT future not",
        "denial, subject left out",
    ),
]

# What the program does not read rightly yet, and why; a row leaves this list when it is mended.
BROKEN: dict[str, str] = {
    "Canada promised a loan to Ukraine.": "what is promised is not read where it is a noun",
    "The Kremlin denies that Russia plans to attack Ukraine.": "of denial and plan only the denial gives the modality",
    "Японія не має наміру визнавати Абхазію.": "'has no intention' is no operator yet",
    "Япония не намерена признавать Абхазию.": "'is not intent on' is no operator yet",
}


def found_in(row: Row) -> list[str]:
    """Return how the acts of a row's sentence stand, in the table's notation."""
    return [
        f"{event.event} {event.act} {event.modality}{' not' if event.negated else ''}"
        for event in events_of(reading_of(row.language, row.text))
    ]


@pytest.mark.parametrize("row", rows(TABLE, BROKEN))
def test_how_an_act_stands(row: Row) -> None:
    check(row, found_in(row))
