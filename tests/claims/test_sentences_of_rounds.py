"""What the rounds of reports written blind showed (docs/measurements.md): each rule on sentences other than those of the rounds."""

from dataclasses import replace
from datetime import date

import pytest
from tests.claims.test_assemble import extract
from tests.claims.test_party_checks import only
from tests.claims.test_sifting import TOLD, drafts

from frontlog.claims.agree import agreed
from frontlog.claims.filters import refusal
from frontlog.claims.losses import read_losses
from frontlog.claims.sifting import sift
from frontlog.claims.spoken import speaking_phrase
from frontlog.claims.time import read_times
from frontlog.claims.vocabulary import analyse
from frontlog.reference.actors import load_actors


def names(refs):
    return [ref.text for ref in refs]


@pytest.mark.parametrize(
    ("text", "victims"),
    [
        ("Three soldiers escorting a convoy were killed near Wana on Monday.", ["Three soldiers"]),
        ("Two policemen guarding doctors were wounded in Wana on Monday.", ["Two policemen"]),
        ("Fighters leaving the town were killed near Wana.", ["Fighters"]),
    ],
)
def test_what_people_do_at_the_time_hides_them_not(text, victims):
    (claim,) = extract(text)[0]
    assert names(claim.target) == victims


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("The White Army, a force of Nuer youths, attacked Pibor.", "The White Army"),
        ("M23, a group that Rwanda backs, attacked Sake.", "M23"),
    ],
)
def test_what_somebody_is_stands_between_him_and_his_deed(text, who):
    assert names(only(text, "assault").agent) == [who]


@pytest.mark.parametrize(
    ("text", "doer", "source"),
    [
        ("M23 was accused by residents of burning the market of Sake.", "M23", "residents"),
        ("The army was blamed by investigators for burning shops in Goma.", "The army", "investigators"),
    ],
)
def test_the_accused_did_it_and_the_accuser_says_so(text, doer, source):
    claim = only(text, "civilians_attacked")
    assert names(claim.agent) == [doer]
    assert claim.certainty == "attributed"
    assert claim.source is not None
    assert claim.source.text == source


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Losses amounted to 40 soldiers and 12 policemen in Bogande.", [("killed", 40), ("killed", 12)]),
        ("The rebels' losses came to 30 fighters.", [("killed", 30)]),
        ("Losses on the side of the army were put at 15 men.", [("killed", 15)]),
        ("Six soldiers embraced martyrdom in Makeen.", [("killed", 6)]),
        ("The gunmen made off with nine rifles.", [("captured", 9)]),
    ],
)
def test_losses_told_in_other_words(text, found):
    told = [(r.loss.kind if r.loss.kind != "materiel" else "captured", r.loss.min) for r in read_losses(text)]
    assert told == found


def test_losses_of_a_firm_are_none():
    assert read_losses("The bank's losses grew in Bogande.") == []


@pytest.mark.parametrize(
    ("words", "id_"),
    [
        ("Fighters of Sudan's paramilitary Rapid Support Forces", "rsf-sudan"),
        ("Sudan's paramilitary Rapid Support Forces", "rsf-sudan"),
        ("Al-Qaida's East Africa affiliate al-Shabaab", "al-shabaab"),
        ("Sudan's armed forces", "sudan-army"),
    ],
)
def test_what_is_owned_has_a_name_of_its_own(words, id_):
    assert load_actors().find(words)[:1] == (id_,)


def test_an_apostrophe_behind_a_plural_owns():
    sent = analyse("Two herders' associations spoke.")
    assert sent.tags[sent.tokens.index(next(t for t in sent.tokens if t.text == "'"))] == "POS"
    quoted = analyse("They 'want peace' and land.")
    assert "POS" not in quoted.tags


@pytest.mark.parametrize("who", ["its rivals", "its opponents"])
def test_rivals_are_the_other_side(who):
    claim = only(f"M23 shelled Sake. The Congolese army took Mubi from {who}.", "capture")
    assert [t.id for t in claim.target] == ["m23"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("A roadside bomb outside a bank in Wana wounded five policemen.", "bombing"),
        ("A landmine near Wana killed two soldiers.", "bombing"),
        ("A mortar round hit a school in Wana.", "shelling"),
        ("A stray shell wounded four children in Wana.", "shelling"),
    ],
)
def test_weapons_tell_what_sort_of_attack_it_was(text, kind):
    assert kind in [c.type for c in extract(text)[0]]


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Fighting between M23 and the army displaced 3,000 families in Sake.", ["3,000 families"]),
        ("Some 3,000 families were displaced from Sake.", ["Some 3,000 families"]),
    ],
)
def test_who_is_displaced_moves(text, people):
    claim = only(text, "evacuate")
    assert (names(claim.agent), names(claim.target)) == (people, [])


def test_men_with_arms_are_no_civilians_and_families_are():
    assert [a.id for a in only("Armed villagers abducted two doctors in Goma.", "civilians_attacked").agent] == ["unidentified-attackers"]
    claim = only("Shells killed twelve members of a family in Goma.", "shelling")
    assert [t.id for t in claim.target] == ["civilians"]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("On 3 May they took Sake. A day later soldiers came.", "2024-05-04"),
        ("On 3 May they took Sake. One day later the rebels left.", "2024-05-04"),
    ],
)
def test_a_day_later_dates_what_follows(text, day):
    first, second = text.split(". ", 1)
    anchor = read_times(first, published=date(2024, 5, 10))[0]
    (found,) = read_times(second, published=date(2024, 5, 10), anchor=anchor)
    assert str(found.start) == day


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("The Maoists have called a blockade from June 2.", "2024-06-02"),
        ("The union announced a strike from 5 June.", "2024-06-05"),
        ("Rebels attacked the town on June 2.", "2023-06-02"),
    ],
)
def test_what_is_called_from_a_day_on_lies_ahead(text, start):
    (found,) = read_times(text, published=date(2024, 5, 10))
    assert str(found.start) == start


def test_what_a_refused_word_told_of_losses_is_kept():
    found = [d for d in drafts("Militiamen attacked Nyala, killing 18 civilians and burning 60 houses.") if not d.reason]
    attack = next(d for d in found if d.type == "assault")
    attack.told = TOLD
    for draft in found:
        draft.sure = 0.9 if draft is attack else 0.1
    sift([found])
    assert sorted(x.loss.min for x in attack.losses) == [18, 60]


def test_since_an_offensive_began_is_no_offensive():
    found = drafts("Three soldiers of M23 have died in Sake since the offensive began on Saturday.")
    for draft in found:
        draft.drop(refusal(draft))
    assert [d.reason for d in found if d.type == "assault"] == ["only dates"]
    seen = replace(next(d for d in found if d.type == "assault"), told=TOLD, reason="")
    assert seen not in agreed(found, [seen])


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("Mediators urged the army to stop.", "Mediators"),
        ("The UN humanitarian coordinator for Sudan urged the army to stop.", "The UN humanitarian coordinator for Sudan"),
        ("It urged the army to stop.", None),
        ("Mediators and envoys urged the army to stop.", None),
    ],
)
def test_the_whole_phrase_speaks(text, phrase):
    found = speaking_phrase(next(d for d in drafts(text) if d.type == "statement"))
    assert (found.quote if found else None) == phrase


def test_a_statement_is_never_disputed_itself():
    claim = only("The army dismissed the reports of M23 as disinformation.", "statement")
    assert claim.certainty == "asserted"


@pytest.mark.parametrize(
    ("text", "id_"),
    [
        ("Fano fighters ambushed troops of the 36th Division near Gondar in Ethiopia.", "ethiopia-army"),
        ("The 44th Light Infantry Brigade withdrew from Gondar in Ethiopia.", "ethiopia-army"),
    ],
)
def test_units_that_nobody_knows_are_of_the_army_here(text, id_):
    claim = extract(text)[0][0]
    assert id_ in [ref.id for ref in (*claim.agent, *claim.target)]


def test_units_are_nobodys_where_two_states_fight():
    text = "The Eritrean army shelled Gondar in Ethiopia. The 36th Division attacked Gondar."
    assert "ethiopia-army" not in [ref.id for claim in extract(text)[0] for ref in claim.agent]


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("M23 has captured Sake, local officials told the agency on Wednesday.", "local officials"),
        ("Rebels shelled Goma, two teachers told Reuters late on Monday.", "two teachers"),
        ("The military claims to have captured Goma from M23.", "The military"),
        ("M23 has captured Sake, the Forum said in a report released today.", "the Forum"),
        ("The radio dismissed the report and said M23 had shelled Goma.", "The radio"),
    ],
)
def test_who_tells_it(text, source):
    claims = [c for c in extract(text)[0] if c.type != "statement"]
    assert [c.source.text for c in claims if c.source] == [source]
