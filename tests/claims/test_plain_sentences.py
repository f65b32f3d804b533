"""Plain sentences of war reports: type, doer, other side and place, whatever the names. Read once more when words or grammar change."""

import pytest

from frontlog import extract

HEAD = "Fighting goes on\n\n4 June 2024 (Wire) - "
CASES = """
capture|army|rebels|Sake|The army wrested the town of Sake from the rebels after three days of fighting.
capture|Taliban||Khost|Khost fell to the Taliban on Tuesday without a shot being fired.
capture|Ukrainian forces||Robotyne|Ukrainian forces raised their flag over Robotyne on Monday.
capture|Arakan Army||Paletwa|Paletwa was overrun by the Arakan Army in January.
hold|Rapid Support Forces||Nyala|The Rapid Support Forces remain in control of Nyala and most of its suburbs.
hold|Syrian Democratic Forces||Omar oil field|The Omar oil field is held by the Syrian Democratic Forces.
withdraw|Russian troops||Kherson|Russian troops pulled back from Kherson to the left bank of the river.
withdraw|peacekeepers||Sukhumi|The last peacekeepers left Sukhumi on Friday.
withdraw|France||Gao|France pulled its last troops out of Gao on Monday.
advance|Ethiopian troops||Mekelle|Ethiopian troops were advancing on Mekelle from three directions.
repel|defenders||Mariupol|The city's defenders held off two more attacks on Mariupol overnight.
repel|army|al-Shabaab|Marka|The army beat back an al-Shabaab assault on Marka.
besiege|Government forces||Taiz|Government forces besieged Taiz again in May.
break_siege|army||Deir ez-Zor|The army broke the three-year siege of Deir ez-Zor.
clash|army|M23|Kitshanga|Fighting raged between the army and M23 rebels around Kitshanga.
assault|separatist fighters|convoy|Kumbo|Separatist fighters ambushed a military convoy outside Kumbo.
shelling|Azerbaijani artillery||Stepanakert|Azerbaijani artillery pounded Stepanakert through the night.
shelling|Russian artillery||Kharkiv|Russian artillery shelled Kharkiv for the third day.
airstrike|Saudi-led coalition||Sanaa|Saudi-led coalition warplanes pounded Sanaa, flattening two houses.
bombing|||Kabul|A roadside bomb tore through a minibus in Kabul.
civilians_attacked|ADF|villagers|Beni|ADF rebels hacked 14 villagers to death near Beni.
surrender|soldiers||Laukkai|Nearly 2,400 soldiers laid down their arms in Laukkai.
arrest|Government forces|men|Taiz|Government forces arrested nine men in Taiz.
deploy|Turkey||Idlib|Turkey sent a convoy of 80 armoured vehicles into Idlib.
evacuate||civilians|Mariupol|Some 150 civilians were evacuated from Mariupol on Sunday.
negotiate|||Jeddah|Envoys of the army and the RSF resumed talks in Jeddah.
handover|US forces||Bagram|US forces handed Bagram air base over to the Afghan army.
protest|||Khartoum|Tens of thousands marched in Khartoum against the coup.
aid|WFP||Zamzam|A WFP convoy delivered flour to Zamzam camp.
"""


def rows():
    return [pytest.param(*line.split("|", 4), id=line.rsplit("|", 1)[1]) for line in CASES.strip().splitlines()]


def meant(refs, words):
    return not words or any(words.lower() in f"{ref.text} {ref.name}".lower() for ref in refs)


@pytest.mark.parametrize(("kind", "agent", "target", "place", "sentence"), rows())
def test_plain_sentence(kind, agent, target, place, sentence):
    found = extract(HEAD + sentence).claims
    told = [claim for claim in found if claim.type == kind]
    right = [c for c in told if meant(c.agent, agent) and meant(c.target, target) and meant(c.place, place)]
    assert right, [(c.type, [a.text for a in c.agent], [t.text for t in c.target], [p.text for p in c.place]) for c in found]
