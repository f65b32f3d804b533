"""Armed men by whom they are of, names that are cut short, appositions, and who is left of those that were counted."""

from datetime import date

import pytest
from tests.support.whom import answers

import frontlog

CASES = (
    (
        "2021-05-30",
        "In Bria, Central African Republic, [Russian mercenaries](wagner) shot a trader. [The Russians](wagner) drove on.",
        "a nation's men",
    ),
    ("1999-09-12", "In Dili, East Timor, Russian officials met. [The Russians](russia) left.", "a nation's officials"),
    ("2007-06-15", "[The Liberation Tigers](ltte) shelled a camp near Vavuniya in Sri Lanka.", "a name cut short"),
    ("2003-05-02", "In Kitgum, Uganda, [the Lord's Resistance Army](lra) burned huts.", "a whole name"),
    (
        "2006-04-01",
        "In Najaf, Iraq, [Moqtada al-Sadr](muqtada-al-sadr) spoke. [Sadr's followers](mahdi-army) dug trenches.",
        "a leader's followers",
    ),
    ("2024-02-05", "In Melitopol, Ukraine, [the Russian-installed administration](x) shut a school.", "who was put in office"),
    ("2019-11-20", "In Basra, Iraq, [a pro-Iranian party](x) closed its office.", "a party for another state"),
    ("2010-03-01", "In Garmsir, Afghanistan, [a Turkish contractor](civilians) was shot.", "a trade is no state"),
    ("1995-05-10", "In Glina, Croatia, [Krajina Serb gunners](rsk) shelled a farm.", "a people's gunners"),
    ("2013-06-01", "In Goma, Congo, [an armed group, the Sons of Rutshuru,](x) took a hill.", "an apposition inside"),
    ("2014-02-02", "The White Army, [a militia of herders](white-army), looted Malakal in South Sudan.", "behind its name"),
    (
        "2015-04-20",
        "In Kidal, Mali, the army fought the Ansar Dine movement, [a jihadist group](ansar-dine).",
        "behind its name at the end",
    ),
    ("2022-07-01", "[Insurgents in Mozambique](islamic-state-mozambique) burned a church.", "where they are"),
    (
        "1997-01-10",
        "In Bo, Sierra Leone, [five soldiers](sierra-leone-army) were hurt. [The five](sierra-leone-army) were flown out.",
        "counted before",
    ),
    ("1996-03-03", "In Bujumbura, Burundi, a soldier was shot and [another](burundi-army) hurt.", "one more"),
    ("2016-02-02", "[Masked gunmen](unidentified-attackers) robbed a bank in Taiz, Yemen.", "told by a look"),
    (
        "2000-08-08",
        "In Cali, Colombia, [right-wing paramilitaries](auc) met the guerrillas of the FARC. [The militias](auc) won.",
        "militias are no rebels",
    ),
    ("2022-11-11", "Chad's army fired near Tine. In Darfur, Sudan, [government militias](sudan-gov) fled.", "a government's militias"),
    (
        "2012-05-05",
        "In Turkey, [the army](turkey-army) shelled a ridge. In Iraq, [the army](iraq-army) was silent.",
        "the country that opens the sentence",
    ),
    ("1999-10-10", "In Chechnya, Russia, [an Interior Ministry armoured column](russia-interior-ministry) was hit.", "a ministry's"),
    ("2008-08-09", "Tbilisi admitted [sixty dead](georgia-army) at Tskhinvali, Georgia.", "who owns up to dead"),
    ("2019-09-09", "In Mopti, Mali, [US-trained troops](mali-army) opened a road.", "troops are a state's"),
    (
        "1993-10-04",
        "Near Mogadishu, Somalia, [Aideed's forces](somali-national-alliance) fired. [The UN mission](unosom) was hit.",
        "in the nineties",
    ),
    ("1998-05-05", "In Wau, Sudan, [the SPLA](spla-rebels) freed a pilot.", "rebels who later were an army"),
    ("2014-05-05", "In Malakal, South Sudan, [the SPLA](south-sudan-army) paid its men.", "an army that once were rebels"),
    ("1999-07-30", "North of Kabul, Afghanistan, [the Northern Alliance](northern-alliance) shelled a road.", "who bore the name then"),
    ("2013-12-09", "In Bossangoa, Central African Republic, [Christian militias](anti-balaka) burned a farm.", "called by their creed"),
    ("2012-03-02", "In Bamako, Mali, [President Toure](amadou-toumani-toure) spoke.", "an office and a surname"),
    ("1996-05-05", "[Gunmen of the opposition Renamo](renamo) raided a clinic in Tete, Mozambique.", "of whom"),
    ("2019-12-12", "In Rakhine, Myanmar, the Arakan Army fired on the army. [The ethnic army](arakan-army) left.", "an army that is none"),
    ("2012-05-05", "In Gao, Mali, the army fought the MNLA. [The former foes](mali-army+csp-azawad) met later.", "former foes"),
    ("2017-06-11", "In Nangarhar [an Afghan soldier](afghanistan-army) fired. [The attacker](afghanistan-army) fled.", "turned his gun"),
    ("2015-08-08", "The war in Burundi goes on. Refugees in Rwanda said that [soldiers](burundi-army) came by night.", "who fled tells"),
    ("2001-03-03", "In Bukavu, Congo, [Rwandan Hutu rebels](fdlr) took a cow.", "rebels of a people of a country"),
    ("2008-09-09", "Gunmen raided a hotel in Mali. AQIM claimed it. [The gunmen](aqim) fled.", "gunmen named since"),
    ("2022-09-13", "Armenian and Azerbaijani forces fought. Baku said [the enemy](armenia-army) fired.", "a capital speaks"),
    ("1971-12-07", "Indian soldiers and the Pakistani army met. [The two neighbours](india+pakistan) talk.", "two by their armies"),
    ("2016-12-12", "[Insurgents led by Ahrar al-Sham](ahrar-al-sham) hold Idlib, Syria.", "by whom they are led, inside"),
    ("2016-12-12", "[Insurgents](ahrar-al-sham) led by Ahrar al-Sham hold Idlib, Syria.", "by whom they are led"),
    ("1999-04-04", "[Loyalist troops](guinea-bissau) hold a bridge in Bissau, Guinea-Bissau.", "loyal to the government"),
    ("1994-06-06", "In Butare, Rwanda, [the Hutu government](rwanda) met.", "told by its people"),
    ("2001-01-01", "In Cabinda, Angola, the army was quiet. [Mutinous soldiers](angola-army) shot a clerk.", "told by what they did"),
    ("2013-07-07", "Near Goma, Congo, the army lost a hill to [rebel fighters](m23). The M23 cheered.", "to whom a place is lost"),
    ("2011-09-13", "In Kabul, Afghanistan, [the Pakistan-based group](haqqani-network) Haqqani network fired.", "a group before its name"),
    ("2019-10-20", "In Santiago, Chile, [riot police](chile-police) fired gas.", "a kind of police"),
    ("2018-04-12", "In Idlib, Syria, [media activists](civilians) filmed a strike.", "who films"),
)  # fmt: skip


@pytest.mark.parametrize(("day", "text", "why"), CASES, ids=[why for *_, why in CASES])
def test_whom_words_mean(day: str, text: str, why: str) -> None:
    for mark, refs in answers({"published": date.fromisoformat(day), "text": text}):
        assert mark.right(refs), (why, mark.words, [ref.id for ref in refs])


def test_sides_are_the_two_between_whom_talks_were_held() -> None:
    text = "Talks between the Sudanese army and the RSF in Jeddah failed, Saudi officials said. [The sides](sudan-army+rsf-sudan) left."
    for mark, refs in answers({"published": date(2023, 6, 1), "text": text}):
        assert mark.right(refs), [ref.id for ref in refs]


def test_attackers_who_are_only_counted_are_nobodys():
    text = (
        "Al-Shabaab has captured the town of Bardere in Somalia.\n\n"
        "Interior Minister Ahmed Warsame told reporters that two attackers struck guards with bombs in Mogadishu."
    )
    (deed,) = [claim for claim in frontlog.extract(text).claims if claim.trigger.text == "struck"]
    assert [ref.id for ref in deed.agent] == ["unidentified-attackers"]
