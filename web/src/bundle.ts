// Made by `python -m frontlog.views.bundle_typescript`; a test fails when it is not current. Do not edit.

/** An interval of another account of a place, without its grounds: as the reports published up to a day tell it. It stands from the day `known` (included) until the day `superseded` (excluded, None is still). */
export interface Account {
  readonly place: string;
  readonly first: string;
  readonly until: string | null;
  readonly state: string;
  readonly holder: string;
  readonly besieged_by: string;
  readonly probability: number;
  readonly known: string;
  readonly superseded: string | null;
}

/** Who holds a place from `first` (included) to `until` (excluded, None is open). `claimed_by` names whose claim is the strongest where no holder can be named. `probability` is the mean over its days, `least` the smallest of any day, `second` the likeliest other side, `origins` the number of independent voices among the evidence. `course` tells the probability of each day: pairs of a day, counted from the first, and of a per cent; between two of them it runs in a line. Empty for other accounts than the best. */
export interface Control {
  readonly id: string;
  readonly place: string;
  readonly first: string;
  readonly until: string | null;
  readonly state: string;
  readonly holder: string;
  readonly besieged_by: string;
  readonly claimed_by: string;
  readonly probability: number;
  readonly least: number;
  readonly second: string;
  readonly second_probability: number;
  readonly origins: number;
  readonly last_evidence: string | null;
  readonly evidence: readonly Ground[];
  readonly course: readonly number[];
}

/** One claim's part in a control state. `kind` and `actor` say what the claim counts as; `weight` is signed log-odds. */
export interface Ground {
  readonly claim: string;
  readonly kind: string;
  readonly actor: string;
  readonly weight: number;
  readonly reason: string;
}

/** Control worked out again without an outlet of that `name`, or without all that speak for a camp, `camp:ID`. `places` are those that were worked out anew; of the others nothing changes. */
export interface Without {
  readonly name: string;
  readonly outlets: readonly string[];
  readonly places: readonly string[];
  readonly control: readonly Account[];
}

/** Words that mean an actor; `id` is empty when we do not know whom. */
export interface ActorWords {
  readonly start: number;
  readonly end: number;
  readonly id: string;
}

/** Words that a document has otherwise than the earlier one that it copies. `before` or `after` is empty where words were put in or left out; both stretches then cover the words beside the gap. */
export interface Change {
  readonly id: string;
  readonly kind: string;
  readonly document: string;
  readonly start: number;
  readonly end: number;
  readonly earlier: string;
  readonly earlier_start: number;
  readonly earlier_end: number;
  readonly before: string;
  readonly after: string;
}

/** One claim; `start` and `end` bound its evidence, the sentence that carries it. */
export interface Claim {
  readonly id: string;
  readonly document: string;
  readonly incident: string;
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly trigger: Words;
  readonly agent: readonly ActorWords[];
  readonly target: readonly ActorWords[];
  readonly place: readonly PlaceWords[];
  readonly time: Time;
  readonly modality: string;
  readonly certainty: string;
  readonly source: Words | null;
  readonly source_id: string;
  readonly losses: readonly Loss[];
  readonly objects: readonly Words[];
  readonly confidence: number;
}

/** A date that a report offers. `taken`: it is the day of publication. `words` is None where they stand in markup or an address. */
export interface Date {
  readonly day: string;
  readonly role: string;
  readonly why: string;
  readonly words: Words | null;
  readonly taken: boolean;
}

/** One report; its parts tile the whole text without gap or overlap. `version_of`: it is the next version of that one. `superseded_by`: the version of the same page that counts now; empty for that version itself. `sha256` is of the archived bytes, `retrieved` when they were fetched (UTC), None for a user's file. */
export interface Document {
  readonly id: string;
  readonly name: string;
  readonly outlet: string;
  readonly republished_by: string;
  readonly title: string;
  readonly published: string | null;
  readonly published_role: string;
  readonly dates: readonly Date[];
  readonly url: string;
  readonly language: string;
  readonly origin_group: string;
  readonly copy_of: string;
  readonly copy_basis: string;
  readonly copy_similarity: number;
  readonly version_of: string;
  readonly superseded_by: string;
  readonly sha256: string;
  readonly retrieved: string | null;
  readonly parts: readonly Part[];
}

/** Losses of one side as this claim puts them; None is "not stated". */
export interface Loss {
  readonly start: number;
  readonly end: number;
  readonly side: string;
  readonly kind: string;
  readonly min: number | null;
  readonly max: number | null;
  readonly what: string;
}

/** A stretch of a document. `kind` is the segment's, empty between segments. `text` is None where the words are withheld. */
export interface Part {
  readonly kind: string;
  readonly start: number;
  readonly end: number;
  readonly reason: string;
  readonly text: string | null;
}

/** Words that mean a place (`id` in places). */
export interface PlaceWords {
  readonly start: number;
  readonly end: number;
  readonly id: string;
  readonly relation: string;
  readonly basis: string;
}

/** When, in days, and the words that say so (None when nothing is said). */
export interface Time {
  readonly words: Words | null;
  readonly first: string | null;
  readonly last: string | null;
  readonly granularity: string;
  readonly basis: string;
}

/** Some words of the document. */
export interface Words {
  readonly start: number;
  readonly end: number;
}

/** One build that changed the log, with how many records of each table it added, changed and removed. `events` are the first of those that people look at; there are none of the first build, which added everything. */
export interface Build {
  readonly at: string;
  readonly frontlog: string;
  readonly added: Readonly<Record<string, number>>;
  readonly changed: Readonly<Record<string, number>>;
  readonly removed: Readonly<Record<string, number>>;
  readonly events: readonly Event[];
}

/** One record that a build changed: `change` is added, changed or removed; of a change the field with its old and new value. */
export interface Event {
  readonly table: string;
  readonly id: string;
  readonly change: string;
  readonly field: string;
  readonly old: string;
  readonly new: string;
  readonly merged_into: string;
}

/** How the log was built. `digest` names its state: equal digests are equal tables. `chosen`: what somebody set otherwise than usual; `packs`: packs of places; `decisions`: how many verdicts of people it follows; `history`: the last builds that changed something, the latest first. All empty where rows come from no log. */
export interface Run {
  readonly digest: string;
  readonly format: number;
  readonly chosen: Readonly<Record<string, string>>;
  readonly packs: readonly string[];
  readonly decisions: number;
  readonly stages: readonly Stage[];
  readonly history: readonly Build[];
}

/** One step of the build: its name, how many shards it wrote, and how many rows each of its tables has. */
export interface Stage {
  readonly name: string;
  readonly shards: number;
  readonly rows: Readonly<Record<string, number>>;
}

/** What this bundle is. `comments` is "withheld" or "included". */
export interface Meta {
  readonly title: string;
  readonly frontlog: string;
  readonly first_day: string | null;
  readonly last_day: string | null;
  readonly first_published: string | null;
  readonly last_published: string | null;
  readonly comments: string;
  readonly note: string;
  readonly counts: Readonly<Record<string, number>>;
  readonly run: Run;
}

/** People killed or wounded as bounds over the claims of an incident. */
export interface Toll {
  readonly side: string;
  readonly kind: string;
  readonly low: number | null;
  readonly best: number | null;
  readonly high: number | null;
}

/** What one independent voice, or the silence of a camp, adds to the belief in an incident; `weight` in log-odds. `stance`: own, neutral or against the speaker's interest; `act`: assert, deny, silent; `letter`: Admiralty letter of the voice. */
export interface Testimony {
  readonly voice: string;
  readonly camp: string;
  readonly stance: string;
  readonly act: string;
  readonly weight: number;
  readonly letter: string;
  readonly claims: readonly string[];
  readonly words: string;
}

/** Claims about one event. `belief`: how far it is believed, by the lines of `testimony`; `admiralty` as B2; `against_interest`: claims in which a side admits what harms it. */
export interface Incident {
  readonly id: string;
  readonly type: string;
  readonly title: string;
  readonly first: string | null;
  readonly last: string | null;
  readonly place: string;
  readonly agents: readonly string[];
  readonly targets: readonly string[];
  readonly modality: string;
  readonly tolls: readonly Toll[];
  readonly claims: readonly string[];
  readonly documents: readonly string[];
  readonly origin_groups: readonly string[];
  readonly grade: string;
  readonly grade_reason: string;
  readonly belief: number | null;
  readonly admiralty: string;
  readonly testimony: readonly Testimony[];
  readonly against_interest: readonly string[];
}

/** A place that something is said about. `lat` and `lon` are None when it could not be located. `names`: other spellings, those of the reports and those of the gazetteer, each in its own script; `area` is the province or district where it is known; `claims` counts those that name it. */
export interface Place {
  readonly id: string;
  readonly name: string;
  readonly names: readonly string[];
  readonly lat: number | null;
  readonly lon: number | null;
  readonly uncertainty_m: number | null;
  readonly country: string;
  readonly kind: string;
  readonly area: string;
  readonly pcode: string;
  readonly claims: number;
}

/** A larger town near the places, for orientation only. */
export interface Town {
  readonly name: string;
  readonly lat: number;
  readonly lon: number;
  readonly population: number;
}

/** What the register of outlets says of one: an opinion of its editors, and dated. Empty where it does not know the outlet. `warning` says why its name should be looked at twice. */
export interface Outlet {
  readonly name: string;
  readonly leaning: string;
  readonly speaks_for: string;
  readonly country: string;
  readonly warning: string;
}

/** Whose side an actor is on, in a country (empty: anywhere), between two days (both included, None open). */
export interface Camp {
  readonly camp: string;
  readonly country: string;
  readonly first: string | null;
  readonly last: string | null;
}

/** An actor; those of one `side` share a `colour` (place in the page's palette, -1 for none). What the register knows of it: other names, what it is part of (actor ids), when it exists. */
export interface Actor {
  readonly id: string;
  readonly name: string;
  readonly side: string;
  readonly colour: number;
  readonly names: readonly string[];
  readonly kind: string;
  readonly country: string;
  readonly parents: readonly string[];
  readonly camps: readonly Camp[];
  readonly first: string | null;
  readonly last: string | null;
}

/** Two claims that cannot both be true, or differ. `compatible_reason` says how both could be true; `other_incident` is that of claim b where it is told as another event. */
export interface Contradiction {
  readonly id: string;
  readonly incident: string;
  readonly type: string;
  readonly field: string;
  readonly claim_a: string;
  readonly claim_b: string;
  readonly value_a: string;
  readonly value_b: string;
  readonly size: number | null;
  readonly status: string;
  readonly other_incident: string;
  readonly compatible_reason: string;
}

/** A sentence of situation reports with the claims that it cites; `record` is the incident, control interval or contradiction behind it, empty where it is about several. */
export interface Sentence {
  readonly text: string;
  readonly record: string;
  readonly claims: readonly string[];
}

/** A part of a situation report. `sentences` are places in the list of all; without one, `empty` stands there. */
export interface Section {
  readonly name: string;
  readonly heading: string;
  readonly empty: string;
  readonly sentences: readonly number[];
}

/** The situation report of the `days` days that end with `last`, as `frontlog sitrep` writes it. `span` is what the page calls them. */
export interface Sitrep {
  readonly span: string;
  readonly last: string;
  readonly days: number;
  readonly title: string;
  readonly sections: readonly Section[];
}

/** What was not taken, and why. `quote` is empty where the words are withheld. */
export interface Rejection {
  readonly id: string;
  readonly subject: string;
  readonly document: string;
  readonly start: number;
  readonly end: number;
  readonly quote: string;
  readonly step: string;
  readonly reason: string;
  readonly message: string;
}

/** Everything that the page needs, in one JSON object. `control` is the best account, `known` what could be known on each day itself, `claimed` what sides claim at face value; `accounts` are the best accounts of earlier days, `without` those without an outlet. `sitreps` are situation reports of the last days, made of `sentences`. */
export interface Bundle {
  readonly meta: Meta;
  readonly documents: readonly Document[];
  readonly changes: readonly Change[];
  readonly claims: readonly Claim[];
  readonly incidents: readonly Incident[];
  readonly places: readonly Place[];
  readonly towns: readonly Town[];
  readonly control: readonly Control[];
  readonly known: readonly Control[];
  readonly claimed: readonly Control[];
  readonly accounts: readonly Account[];
  readonly without: readonly Without[];
  readonly outlets: readonly Outlet[];
  readonly actors: readonly Actor[];
  readonly contradictions: readonly Contradiction[];
  readonly sentences: readonly Sentence[];
  readonly sitreps: readonly Sitrep[];
  readonly rejections: readonly Rejection[];
}
