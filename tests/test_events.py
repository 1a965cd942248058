"""Who did what to whom: our own sentences, and what each should give.

The table follows the list of what coders get wrong: filler events for "said", any object taken as recipient, passive,
inverted and participial order, nominal events, a place taken as recipient, a modifier taken as actor, compounds
exploded, what is asked or told of taken for an event of its own, sport and business and culture.
"""

from __future__ import annotations

import pytest
from coded import Row, actors_by_mention, check, events_of, parties, reading_of, rows

TABLE = [
    # --- English
    Row("en", "The Estonian prime minister said on Tuesday that the winter had been long.", "-", "a bare said"),
    Row("en", "Norway described the situation in the Barents Sea as calm.", "-", "a description is no act"),
    Row("en", "Finland is a member of the European Union.", "-", "membership is a state of affairs"),
    Row("en", "Chile accused Peru of moving the border posts.", "ACCUSE CHL > PER", "plain active"),
    Row("en", "Peru was accused by Chile of moving the border posts.", "ACCUSE CHL > PER", "passive with agent"),
    Row("en", "Estonia was thanked by Latvia.", "SUPPORT LVA > EST", "short passive"),
    Row(
        "en",
        "The sanctions imposed by the United States on Iran hurt ordinary families.",
        "SANCTION USA > IRN",
        "participle after its noun",
    ),
    Row("en", "Uruguay summoned the Argentine ambassador.", "ACCUSE/disapprove URY > ARG.GOV", "a summoned envoy"),
    Row("en", "Denmark expelled two Iranian diplomats.", "SANCTION/expel DNK > IRN.GOV", "diplomats expelled"),
    Row(
        "en",
        "The visit of the German chancellor to Canada lasted two days.",
        "CONSULT/visit DEU.GOV > CAN",
        "a visit as a noun",
    ),
    Row("en", "Egypt's condemnation of Ethiopia surprised nobody.", "ACCUSE EGY > ETH", "possessive and of"),
    Row("en", "Talks between Armenia and Azerbaijan resumed in Geneva.", "CONSULT ARM AZE", "between as parties"),
    Row("en", "The Greek and Turkish foreign ministers met in Madrid.", "CONSULT GRC.GOV TUR.GOV", "two adjectives"),
    Row("en", "Turkey bombed positions in northern Iraq.", "ASSAULT TUR", "a place is no recipient of an attack"),
    Row("en", "Russia withdrew its troops from Kazakhstan.", "RETREAT/withdraw RUS", "a place left is no recipient"),
    Row("en", "Polish farmers blocked a road to the Ukrainian border.", "PROTEST/obstruct POL.AGR", "protesters"),
    Row("en", "Australia, Japan and India held a joint naval exercise.", "COOPERATE AUS IND JPN", "three, one event"),
    Row("en", "Canada to send armoured vehicles to Ukraine", "AGREE CAN > UKR", "a headline's infinitive"),
    Row("en", "France agreed to contribute troops to a force in Liberia.", "AGREE FRA > LBR", "own troops"),
    Row("uk", "Росія стягує війська до білоруського кордону.", "MOBILIZE/troops RUS > BLR", "whose border"),
    Row("uk", "Азербайджан завдав ударів по вірменських позиціях.", "ASSAULT AZE > ARM", "whose positions"),
    Row(
        "uk",
        "«Ми засуджуємо удари Росії», – заявив міністр закордонних справ Польщі.",
        "ACCUSE/disapprove POL.GOV > RUS",
        "we in a quotation",
    ),
    Row("en", "Canada and Britain imposed sanctions on Belarus.", "SANCTION CAN GBR > BLR", "two actors, one event"),
    Row(
        "en", "Moldova asked Romania and Greece for help.", "REQUEST/assist MDA > GRC ROU", "two recipients, one event"
    ),
    Row(
        "en", "The Croatian minister praised the French president.", "SUPPORT HRV.GOV > FRA.GOV", "adjective of a role"
    ),
    Row("en", "The Ukraine crisis has worried investors.", "-", "a state as a modifier"),
    Row("en", "The Germany midfielder attacked the defence of Portugal from the left.", "-", "sport"),
    Row("en", "A German director attacked the conventions of Russian theatre.", "-", "culture"),
    Row("en", "A Polish company opened a factory in Lithuania.", "-", "business"),
    Row("en", "Canada gave Ukraine a loan of 120 million dollars.", "AID CAN > UKR", "two objects"),
    Row("en", "Hungary vetoed a statement of the European Union.", "REJECT HUN > EUU", "owner of what is vetoed"),
    Row("en", "Serbia rejected the demands of Kosovo.", "REJECT SRB > KOS; ?REQUEST KOS", "owner of what is rejected"),
    Row("en", "The Netherlands recognised Kosovo.", "SUPPORT NLD > KOS", "recognition"),
    Row("en", "China moved troops to the border with India.", "MOBILIZE/troops CHN > IND", "troops at a border"),
    Row("en", "Latvia urged the European Union to act.", "REQUEST LVA > EUU", "a request"),
    Row("en", "NATO called on Russia to withdraw its troops.", "REQUEST/yield NATO > RUS", "the act asked is no event"),
    Row("en", "The West threatened Russia with sanctions.", "-", "the West has no code"),
    Row("en", "Diplomats condemned Mali.", "-", "no actor with a code, no event"),
    Row(
        "en",
        "The French president spoke by phone with his Turkish counterpart.",
        "CONSULT/phone FRA.GOV TUR.GOV",
        "a counterpart has his minister's office",
    ),
    Row("en", "Chad thanked France and accused Libya.", "SUPPORT TCD > FRA; ACCUSE TCD > LBY", "a shared subject"),
    Row("en", "Latvia, which borders Belarus, thanked Estonia.", "SUPPORT LVA > EST", "a clause between"),
    Row(
        "en",
        "The Spanish foreign minister arrived in Morocco on an official visit.",
        "CONSULT/visit ESP.GOV > MAR",
        "visitor and host",
    ),
    Row(
        "en",
        "The Kremlin rejected Ukraine's accusations.",
        "REJECT RUS.GOV > UKR; ?ACCUSE UKR",
        "a palace is a government",
    ),
    Row("en", "Qatar mediated between Sudan and Chad.", "CONSULT/third-party QAT > SDN TCD", "a mediator"),
    Row("en", "The UN Security Council held a session on Monday.", "CONSULT/multilateral UNO", "a body in session"),
    Row("en", "Kenya hosted the president of Somalia.", "CONSULT/visit SOM.GOV > KEN", "the host is recipient"),
    Row("en", "Armenia and Azerbaijan exchanged prisoners.", "RETREAT/release ARM AZE", "a mutual act"),
    Row("en", "Norway sent ambulances to Moldova.", "AID NOR > MDA", "goods given"),
    Row("en", "Bolivia severed diplomatic relations with Paraguay.", "SANCTION BOL > PRY", "relations cut"),
    Row(
        "en",
        "Serbian police detained a Bosnian journalist.",
        "COERCE/arrest SRB.COP > BIH.JRN",
        "police and profession",
    ),
    Row("en", "Chilean students demonstrated outside the parliament.", "PROTEST/demo CHL.EDU", "protest at a place"),
    Row("en", "Transnistria asked Russia for help.", "REQUEST/assist MDA.PRE > RUS", "a breakaway entity"),
    Row("en", "The former Finnish president criticised Hungary.", "ACCUSE/disapprove FIN.ELI > HUN", "a former leader"),
    Row("en", "Laos thanked its neighbours.", "SUPPORT LAO", "a recipient without a code"),
    Row(
        "en",
        "A meeting of the Czech and Slovak presidents took place in Brno.",
        "CONSULT CZE.GOV SVK.GOV",
        "a meeting of",
    ),
    Row("en", "Greece thanked Malta. On Tuesday Greece thanked Malta for its help.", "SUPPORT GRC > MLT", "told twice"),
    Row("en", "Two Syrian diplomats were expelled on Monday.", "-", "a passive without an agent has no actor"),
    Row("en", "Russia's demands to NATO were published on Friday.", "REQUEST RUS > NATO", "possessive and to"),
    Row("en", "A bridge linking Togo and Benin collapsed.", "-", "states as places of things"),
    Row("en", "The OSCE will hold talks with Serbia in Vienna on Thursday.", "AGREE OSCE SRB", "a body as a party"),
    Row("en", "Estonia asked Latvia to send its trucks back to Riga.", "REQUEST EST > LVA", "'back' is no support"),
    # --- Ukrainian
    Row("uk", "Прем'єр-міністр Естонії сказав, що зима видалася довгою.", "-", "a bare said"),
    Row("uk", "Ситуація на кордоні Норвегії залишається спокійною.", "-", "a description is no act"),
    Row("uk", "Фінляндія є членом Європейського Союзу.", "-", "membership is a state of affairs"),
    Row("uk", "Чилі звинуватила Перу в перенесенні прикордонних знаків.", "ACCUSE CHL > PER", "indeclinable names"),
    Row("uk", "Словенію в перевищенні квот звинуватила Хорватія.", "ACCUSE HRV > SVN", "object first"),
    Row(
        "uk", "Хорватію у відповідь розкритикувала Словенія.", "ACCUSE/disapprove SVN > HRV", "object first, adverbial"
    ),
    Row("uk", "Литві подякувала Польща.", "SUPPORT POL > LTU", "dative first"),
    Row("uk", "Проти Ірану Сполученими Штатами запроваджено санкції.", "SANCTION USA > IRN", "impersonal in -но"),
    Row(
        "uk",
        "Запроваджені Євросоюзом санкції проти Білорусі вдарили по експорту.",
        "SANCTION EUU > BLR",
        "participle before its noun",
    ),
    Row("uk", "Візит канцлера Німеччини до Канади тривав два дні.", "CONSULT/visit DEU.GOV > CAN", "a visit as a noun"),
    Row("uk", "Між Вірменією та Азербайджаном відбулися переговори.", "CONSULT ARM AZE", "between as parties"),
    Row("uk", "Переговори Судану з Ефіопією тривають у Каїрі.", "CONSULT ETH SDN", "genitive and with"),
    Row(
        "uk",
        "Глави МЗС Греції та Туреччини зустрілися в Мадриді.",
        "CONSULT GRC.GOV TUR.GOV",
        "one role, two states; the city is a place",
    ),
    Row("uk", "Уругвай викликав посла Аргентини.", "ACCUSE/disapprove URY > ARG.GOV", "a summoned envoy"),
    Row("uk", "Данія вислала двох іранських дипломатів.", "SANCTION/expel DNK > IRN.GOV", "diplomats expelled"),
    Row(
        "uk", "Туреччина бомбардувала позиції на півночі Іраку.", "ASSAULT TUR", "a place is no recipient of an attack"
    ),
    Row("uk", "Росія вивела війська з Казахстану.", "RETREAT/withdraw RUS", "a place left is no recipient"),
    Row("uk", "Польські фермери заблокували дорогу до українського кордону.", "PROTEST/obstruct POL.AGR", "protesters"),
    Row(
        "uk",
        "Австралія, Японія та Індія провели спільні військово-морські навчання.",
        "COOPERATE AUS IND JPN",
        "three, one event",
    ),
    Row(
        "uk", "Канада й Британія запровадили санкції проти Білорусі.", "SANCTION CAN GBR > BLR", "two actors, one event"
    ),
    Row(
        "uk",
        "Молдова звернулася до Румунії та Греції по допомогу.",
        "REQUEST/assist MDA > GRC ROU",
        "two recipients, one event",
    ),
    Row("uk", "Угорщина заблокувала заяву Євросоюзу.", "REJECT HUN > EUU", "owner of what is blocked"),
    Row(
        "uk",
        "Белград відкинув вимоги Приштини.",
        "REJECT SRB.GOV > KOS.GOV; REQUEST KOS.GOV > SRB.GOV",
        "capitals are governments",
    ),
    Row("uk", "Нідерланди визнали незалежність Косова.", "SUPPORT NLD > KOS", "recognition"),
    Row("uk", "Китай стягнув війська до кордону з Індією.", "MOBILIZE/troops CHN > IND", "troops at a border"),
    Row("uk", "НАТО закликало Росію відвести війська.", "REQUEST/yield NATO > RUS", "the act asked is no event"),
    Row("uk", "Захід пригрозив Росії санкціями.", "-", "the West has no code"),
    Row("uk", "Дипломати засудили Малі.", "-", "no actor with a code, no event"),
    Row("uk", "Канада надала Україні кредит.", "AID CAN > UKR", "dative of who is given"),
    Row(
        "uk",
        "Президент Франції поговорив телефоном із президентом Туреччини.",
        "CONSULT/phone FRA.GOV TUR.GOV",
        "a call has two actors",
    ),
    Row("uk", "Чад подякував Франції та звинуватив Лівію.", "SUPPORT TCD > FRA; ACCUSE TCD > LBY", "a shared subject"),
    Row("uk", "Латвія, яка межує з Білоруссю, подякувала Естонії.", "SUPPORT LVA > EST", "a clause between"),
    Row(
        "uk",
        "До Марокко з офіційним візитом прибув міністр закордонних справ Іспанії.",
        "CONSULT/visit ESP.GOV > MAR",
        "visitor last, host first",
    ),
    Row(
        "uk",
        "Кремль відкинув звинувачення України.",
        "REJECT RUS.GOV > UKR; ACCUSE UKR > RUS.GOV",
        "owner of an accusation",
    ),
    Row("uk", "«Динамо» розгромило «Шахтар» у фіналі Кубка України.", "-", "sport"),
    Row("uk", "Німецький режисер атакував умовності російського театру.", "-", "culture"),
    Row("uk", "Польська компанія відкрила завод у Литві.", "-", "business"),
    Row("uk", "Катар виступив посередником між Суданом і Чадом.", "CONSULT/third-party QAT > SDN TCD", "a mediator"),
    Row("uk", "Рада Безпеки ООН у понеділок провела засідання.", "CONSULT/multilateral UNO", "a body in session"),
    Row("uk", "Найробі прийняв президента Сомалі.", "CONSULT/visit SOM.GOV > KEN.GOV", "the host is recipient"),
    Row("uk", "Вірменія та Азербайджан обмінялися полоненими.", "RETREAT/release ARM AZE", "a mutual act"),
    Row("uk", "Норвегія передала Молдові карети швидкої допомоги.", "AID NOR > MDA", "goods given"),
    Row("uk", "Болівія розірвала дипломатичні відносини з Парагваєм.", "SANCTION BOL > PRY", "relations cut"),
    Row("uk", "Сербська поліція затримала боснійського журналіста.", "COERCE/arrest SRB.COP > BIH.JRN", "police"),
    Row(
        "uk",
        "Чилійські студенти вийшли на мітинг під стінами парламенту.",
        "PROTEST/demo CHL.EDU",
        "protest at a place",
    ),
    Row("uk", "Придністров'я попросило Росію про допомогу.", "REQUEST/assist MDA.PRE > RUS", "a breakaway entity"),
    Row(
        "uk",
        "Колишній президент Фінляндії розкритикував Угорщину.",
        "ACCUSE/disapprove FIN.ELI > HUN",
        "a former leader",
    ),
    Row("uk", "Лаос подякував сусідам.", "SUPPORT LAO", "a recipient without a code"),
    Row("uk", "Зустріч президентів Чехії та Словаччини відбулася в Брно.", "CONSULT CZE.GOV SVK.GOV", "a meeting of"),
    Row(
        "uk",
        "У Мадриді очільник МЗС Греції зустрівся з турецьким колегою.",
        "CONSULT GRC.GOV TUR.GOV",
        "a colleague abroad",
    ),
    Row(
        "uk",
        "Греція подякувала Мальті. За допомогу Мальті Греція подякувала у вівторок.",
        "SUPPORT GRC > MLT",
        "told twice",
    ),
    Row("uk", "Двох сирійських дипломатів вислали в понеділок.", "-", "an unnamed doer is no actor"),
    Row("uk", "Вимоги Росії до НАТО опублікували в п'ятницю.", "REQUEST RUS > NATO", "genitive and to"),
    Row("uk", "Міст між Румунією та Болгарією закрили на ремонт.", "-", "states as places of things"),
    Row("uk", "У четвер ОБСЄ проведе у Відні переговори із Сербією.", "AGREE OSCE SRB", "a body as a party"),
    # --- Russian
    Row("ru", "Премьер-министр Эстонии сказал, что зима выдалась долгой.", "-", "a bare said"),
    Row("ru", "Обстановка на границе Норвегии остаётся спокойной.", "-", "a description is no act"),
    Row("ru", "Финляндия входит в Евросоюз.", "-", "membership is a state of affairs"),
    Row("ru", "Чили обвинила Перу в переносе пограничных знаков.", "ACCUSE CHL > PER", "indeclinable names"),
    Row("ru", "Словению в превышении квот обвинила Хорватия.", "ACCUSE HRV > SVN", "object first"),
    Row("ru", "Решение Эстонии раскритиковала Россия.", "ACCUSE/disapprove RUS > EST", "object first, its owner"),
    Row("ru", "Литву поблагодарила Польша.", "SUPPORT POL > LTU", "object first"),
    Row("ru", "Словения была обвинена Хорватией в превышении квот.", "ACCUSE HRV > SVN", "passive with agent"),
    Row(
        "ru",
        "Введённые Евросоюзом санкции против Белоруссии ударили по экспорту.",
        "SANCTION EUU > BLR",
        "participle before its noun, ё",
    ),
    Row(
        "ru", "Визит канцлера Германии в Канаду продлился два дня.", "CONSULT/visit DEU.GOV > CAN", "a visit as a noun"
    ),
    Row("ru", "Между Арменией и Азербайджаном прошли переговоры.", "CONSULT ARM AZE", "between as parties"),
    Row("ru", "Переговоры Судана с Эфиопией идут в Каире.", "CONSULT ETH SDN", "genitive and with"),
    Row("ru", "Главы МИД Греции и Турции встретились в Мадриде.", "CONSULT GRC.GOV TUR.GOV", "one role, two states"),
    Row("ru", "Уругвай вызвал посла Аргентины.", "ACCUSE/disapprove URY > ARG.GOV", "a summoned envoy"),
    Row("ru", "Дания выслала двух иранских дипломатов.", "SANCTION/expel DNK > IRN.GOV", "diplomats expelled"),
    Row("ru", "Турция нанесла авиаудары по позициям на севере Ирака.", "ASSAULT/aerial TUR", "a place is no recipient"),
    Row("ru", "Россия вывела войска из Казахстана.", "RETREAT/withdraw RUS", "a place left is no recipient"),
    Row("ru", "Польские фермеры перекрыли дорогу к украинской границе.", "PROTEST/obstruct POL.AGR", "protesters"),
    Row(
        "ru",
        "Австралия, Япония и Индия провели совместные военно-морские учения.",
        "COOPERATE AUS IND JPN",
        "three, one event",
    ),
    Row("ru", "Канада и Британия ввели санкции против Белоруссии.", "SANCTION CAN GBR > BLR", "two actors, one event"),
    Row(
        "ru",
        "Молдавия попросила Румынию и Грецию о помощи.",
        "REQUEST/assist MDA > GRC ROU",
        "two recipients, one event",
    ),
    Row("ru", "Венгрия заблокировала заявление Евросоюза.", "REJECT HUN > EUU", "owner of what is blocked"),
    Row(
        "ru",
        "Белград отверг требования Приштины.",
        "REJECT SRB.GOV > KOS.GOV; REQUEST KOS.GOV > SRB.GOV",
        "capitals are governments",
    ),
    Row("ru", "Нидерланды признали независимость Косова.", "SUPPORT NLD > KOS", "recognition"),
    Row("ru", "Китай стянул войска к границе с Индией.", "MOBILIZE/troops CHN > IND", "troops at a border"),
    Row("ru", "НАТО призвала Россию отвести войска.", "REQUEST/yield NATO > RUS", "the act asked is no event"),
    Row("ru", "Запад пригрозил России санкциями.", "-", "the West has no code"),
    Row("ru", "Дипломаты осудили Мали.", "-", "no actor with a code, no event"),
    Row("ru", "Канада предоставила Украине кредит.", "AID CAN > UKR", "dative of who is given"),
    Row(
        "ru",
        "Президент Франции поговорил по телефону с президентом Турции.",
        "CONSULT/phone FRA.GOV TUR.GOV",
        "a call has two actors",
    ),
    Row("ru", "Чад поблагодарил Францию и обвинил Ливию.", "SUPPORT TCD > FRA; ACCUSE TCD > LBY", "a shared subject"),
    Row("ru", "Латвия, граничащая с Белоруссией, поблагодарила Эстонию.", "SUPPORT LVA > EST", "a participle between"),
    Row(
        "ru",
        "В Марокко с официальным визитом прибыл глава МИД Испании.",
        "CONSULT/visit ESP.GOV > MAR",
        "visitor last, host first",
    ),
    Row(
        "ru", "Кремль отверг обвинения Украины.", "REJECT RUS.GOV > UKR; ACCUSE UKR > RUS.GOV", "owner of an accusation"
    ),
    Row("ru", "«Зенит» разгромил «Спартак» в финале Кубка России.", "-", "sport"),
    Row("ru", "Немецкий режиссёр атаковал условности русского театра.", "-", "culture"),
    Row("ru", "Польская компания открыла завод в Литве.", "-", "business"),
    Row("ru", "Катар выступил посредником между Суданом и Чадом.", "CONSULT/third-party QAT > SDN TCD", "a mediator"),
    Row(
        "ru", "Совет Безопасности ООН в понедельник провёл заседание.", "CONSULT/multilateral UNO", "a body in session"
    ),
    Row("ru", "Найроби принял президента Сомали.", "CONSULT/visit SOM.GOV > KEN.GOV", "the host is recipient"),
    Row("ru", "Армения и Азербайджан обменялись пленными.", "RETREAT/release ARM AZE", "a mutual act"),
    Row("ru", "Норвегия передала Молдавии машины скорой помощи.", "AID NOR > MDA", "goods given"),
    Row("ru", "Боливия разорвала дипломатические отношения с Парагваем.", "SANCTION BOL > PRY", "relations cut"),
    Row("ru", "Сербская полиция задержала боснийского журналиста.", "COERCE/arrest SRB.COP > BIH.JRN", "police"),
    Row("ru", "Чилийские студенты вышли на митинг у здания парламента.", "PROTEST/demo CHL.EDU", "protest at a place"),
    Row("ru", "Приднестровье попросило Россию о помощи.", "REQUEST/assist MDA.PRE > RUS", "a breakaway entity"),
    Row(
        "ru", "Бывший президент Финляндии раскритиковал Венгрию.", "ACCUSE/disapprove FIN.ELI > HUN", "a former leader"
    ),
    Row("ru", "Лаос поблагодарил соседей.", "SUPPORT LAO", "a recipient without a code"),
    Row("ru", "Встреча президентов Чехии и Словакии состоялась в Брно.", "CONSULT CZE.GOV SVK.GOV", "a meeting of"),
    Row(
        "ru",
        "В Мадриде глава МИД Греции встретился с турецким коллегой.",
        "CONSULT GRC.GOV TUR.GOV",
        "a colleague abroad",
    ),
    Row(
        "ru",
        "Греция поблагодарила Мальту. За помощь Греция поблагодарила Мальту во вторник.",
        "SUPPORT GRC > MLT",
        "told twice",
    ),
    Row("ru", "Двух сирийских дипломатов выслали в понедельник.", "-", "an unnamed doer is no actor"),
    Row("ru", "Требования России к НАТО опубликовали в пятницу.", "REQUEST RUS > NATO", "genitive and to"),
    Row("ru", "Мост между Румынией и Болгарией закрыли на ремонт.", "-", "states as places of things"),
    Row("ru", "В четверг ОБСЕ проведёт в Вене переговоры с Сербией.", "AGREE OSCE SRB", "a body as a party"),
    Row(
        "en",
        "Aid to Serbia has been suspended, Japan's foreign ministry said.",
        "SANCTION JPN.GOV > SRB",
        "who announces it acts",
    ),
    Row(
        "en",
        "A Latvian diplomat was arrested in Minsk.",
        "COERCE/arrest BLR.GOV > LVA.GOV",
        "the state where it is done acts",
    ),
    Row(
        "en",
        "Estonia asked Latvia for generators. Riga turned down the request.",
        "REQUEST/assist EST > LVA; REJECT/assist LVA.GOV > EST",
        "a refusal answers the request before",
    ),
    Row(
        "en",
        "Kenya released two fishermen on Monday. Uganda welcomed the move.",
        "RETREAT/release KEN > KEN.AGR; SUPPORT UGA > KEN",
        "the move told before",
    ),
    Row(
        "en",
        "Slovenia turned down Croatia's request for firefighters.",
        "REJECT/assist SVN > HRV; REQUEST/assist HRV > SVN",
        "a request is put to who answers it",
    ),
    Row(
        "uk",
        "Міністр закордонних справ Греції заявив у середу, що зустрінеться з президентом Кіпру.",
        "AGREE CYP.GOV GRC.GOV",
        "what is reported behind a day",
    ),
    Row(
        "uk",
        "Тисячі румунських шахтарів заблокували дорогу до Бухареста.",
        "PROTEST/obstruct ROU.LAB",
        "a measure hides who is counted",
    ),
    Row(
        "uk",
        "Прем'єр Фінляндії погодився на посередництво Швеції.",
        "AGREE FIN.GOV > SWE",
        "consent to another's act",
    ),
    Row("uk", "Словаччина пообіцяла Молдові допомогу.", "AGREE SVK > MDA", "promised aid is a promise"),
    Row(
        "uk",
        "Марокко і Туніс домовилися відкрити кордон. У четвер з обома лідерами зустрівся президент Мальти.",
        "CONCEDE MAR TUN; CONSULT MAR MLT.GOV TUN",
        "both leaders",
    ),
    Row(
        "uk",
        "Туніс має вивести війська з оази, заявила міністерка оборони Лівії.",
        "REQUEST/yield LBY.GOV > TUN",
        "a duty, for another says so",
    ),
    Row(
        "uk",
        "Позиції курдських загонів обстріляли турецькі гелікоптери.",
        "ASSAULT TUR.MIL > .REB",
        "who can act is the subject",
    ),
    Row("uk", "Тунісу надано кредит, повідомила Європейська комісія.", "AID EUU > TUN", "who announces it acts"),
    Row(
        "ru",
        "Министр иностранных дел Греции заявил в среду, что встретится с президентом Кипра.",
        "AGREE CYP.GOV GRC.GOV",
        "what is reported behind a day",
    ),
    Row(
        "ru",
        "Эмбарго на поставки зерна согласился снять парламент Аргентины.",
        "CONCEDE ARG.LEG",
        "a fronted object of the infinitive",
    ),
    Row(
        "ru",
        "Отношения с Ливией разорвала и отозвала посла Мальта.",
        "SANCTION/discontinue MLT > LBY",
        "the subject behind the second verb",
    ),
    Row(
        "ru",
        "Бульдозеры турецкой армии снесли сирийские дома.",
        "ASSAULT TUR.MIL > SYR",
        "machines act for whose they are",
    ),
    Row(
        "ru",
        "Чили обязана вернуть суда, заявил министр обороны Перу.",
        "REQUEST PER.GOV > CHL",
        "an adjective that looks like a passive",
    ),
    Row(
        "ru",
        "В Исландии начато расследование в отношении гражданина Канады.",
        "ACCUSE ISL > CAN.CVL",
        "the state where it is done acts",
    ),
    Row(
        "ru",
        "Беженцам, спасающимся от войны в Мали, Марокко предоставит продовольствие.",
        "AGREE MAR > MLI.REF",
        "refugees of the state they flee",
    ),
    Row(
        "ru",
        "Этнические албанцы атаковали полицейский участок в Сербии.",
        "ASSAULT SRB.CVL",
        "a minority of the state it lives in",
    ),
    Row(
        "ru",
        "За помощью Мали обратилась к Индии, а не к Китаю.",
        "REQUEST/assist MLI > IND",
        "named only to be left out",
    ),
    Row("en", "In 1980 shipyard workers in Gdansk went on strike.", "PROTEST/strike POL.LAB", "a year is no scene"),
]

# What the program does not read rightly yet, and why; a row leaves this list when it is mended.
BROKEN: dict[str, str] = {
    "Turkey bombed positions in northern Iraq.": "a place in an attack is taken as recipient",
    "Russia withdrew its troops from Kazakhstan.": "the place withdrawn from is taken as recipient, and the troops as actor",
    "A German director attacked the conventions of Russian theatre.": "a film director is taken for a head of government office; no class for theatre",
    "Latvia, which borders Belarus, thanked Estonia.": "a relative clause between subject and verb takes the subject's place",
    "Chilean students demonstrated outside the parliament.": "the building protested at is taken as recipient",
    "Росія вивела війська з Казахстану.": "the place withdrawn from is taken as recipient",
    "Между Арменией и Азербайджаном прошли переговоры.": "'between A and B' before the verb gives no parties",
    "Россия вывела войска из Казахстана.": "the place withdrawn from is taken as recipient",
    "Армения и Азербайджан обменялись пленными.": "an exchange of prisoners is read as any other exchange",
    "Лаос поблагодарил соседей.": "no event where the one thanked has no code",
}


def found_in(row: Row) -> list[str]:
    """Return the events of a row's sentence in the table's notation; a mode is told only where the row tells one."""
    reading = reading_of(row.language, row.text)
    codes = actors_by_mention(reading)
    with_mode = "/" in row.expected
    return [
        f"{event.event}{'/' + event.mode if with_mode and event.mode else ''} {parties(event, codes)}"
        for event in events_of(reading)
    ]


@pytest.mark.parametrize("row", rows(TABLE, BROKEN))
def test_who_did_what_to_whom(row: Row) -> None:
    check(row, found_in(row))


def test_the_table_is_broad_enough() -> None:
    texts = [row.text for row in TABLE]
    assert len(set(texts)) == len(texts)
    for language in ("en", "uk", "ru"):
        assert sum(row.language == language for row in TABLE) >= 30
