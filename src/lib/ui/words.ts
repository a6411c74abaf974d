/** The words of every vocabulary in the reader's language. A value without a word does not type-check. */
import type { TimePrecision } from '#lib/domain/event-time.ts';
import { ACLED, type EventType } from '#lib/domain/event-type.ts';
import type { Credibility, Reliability } from '#lib/domain/grade.ts';
import type { GeoPrecision } from '#lib/domain/location.ts';
import type { ReportState } from '#lib/domain/report.ts';
import type { Sensitivity } from '#lib/domain/sensitivity.ts';
import type { Theatre } from '#lib/domain/theatre.ts';
import type { Lang, Last } from '#lib/domain/view.ts';
import { m } from '#lib/i18n/messages.js';
import { intlLocale } from './language.ts';

type Words<T extends string | number> = Record<T, () => string>;

export const THEATRE_WORD: Words<Theatre> = {
	gaza: m.theatre_gaza,
	ukraine: m.theatre_ukraine,
	sahel: m.theatre_sahel
};

export const EVENT_WORD: Words<EventType> = {
	battles: m.event_battles,
	air_strikes: m.event_air_strikes,
	shelling: m.event_shelling,
	explosions: m.event_explosions,
	violence_against_civilians: m.event_violence_against_civilians,
	protests_riots: m.event_protests_riots,
	strategic_developments: m.event_strategic_developments,
	humanitarian: m.event_humanitarian
};

/** ACLED's sub-types under their own names. */
const SUBTYPE_WORD: Record<string, () => string> = {
	'Armed clash': m.subtype_armed_clash,
	'Government regains territory': m.subtype_government_regains_territory,
	'Non-state actor overtakes territory': m.subtype_non_state_actor_overtakes_territory,
	'Air/drone strike': m.subtype_air_drone_strike,
	'Shelling/artillery/missile attack': m.subtype_shelling_artillery_missile_attack,
	'Remote explosive/landmine/IED': m.subtype_remote_explosive_landmine_ied,
	'Suicide bomb': m.subtype_suicide_bomb,
	Grenade: m.subtype_grenade,
	'Chemical weapon': m.subtype_chemical_weapon,
	Attack: m.subtype_attack,
	'Abduction/forced disappearance': m.subtype_abduction_forced_disappearance,
	'Sexual violence': m.subtype_sexual_violence,
	'Peaceful protest': m.subtype_peaceful_protest,
	'Protest with intervention': m.subtype_protest_with_intervention,
	'Excessive force against protesters': m.subtype_excessive_force_against_protesters,
	'Violent demonstration': m.subtype_violent_demonstration,
	'Mob violence': m.subtype_mob_violence,
	Agreement: m.subtype_agreement,
	Arrests: m.subtype_arrests,
	'Change to group/activity': m.subtype_change_to_group_activity,
	'Disrupted weapons use': m.subtype_disrupted_weapons_use,
	'Headquarters or base established': m.subtype_headquarters_or_base_established,
	'Looting/property destruction': m.subtype_looting_property_destruction,
	'Non-violent transfer of territory': m.subtype_non_violent_transfer_of_territory
};

/** What the sub-type adds to the type in words, or null when it says no more ("Other", a type with one sub-type). */
export function subtypeWord(type: EventType, subtype: string | null): string | null {
	if (!subtype || subtype === 'Other' || ACLED[type].subtypes.length === 1) return null;
	return SUBTYPE_WORD[subtype]?.() ?? subtype;
}

/** Sub-types that have a word, for the test that none is missing. */
export const WORDED_SUBTYPES: readonly string[] = Object.keys(SUBTYPE_WORD);

export const RELIABILITY_WORD: Words<Reliability> = {
	A: m.reliability_a,
	B: m.reliability_b,
	C: m.reliability_c,
	D: m.reliability_d,
	E: m.reliability_e,
	F: m.reliability_f
};

export const CREDIBILITY_WORD: Words<Credibility> = {
	1: m.credibility_1,
	2: m.credibility_2,
	3: m.credibility_3,
	4: m.credibility_4,
	5: m.credibility_5,
	6: m.credibility_6
};

export const GEO_WORD: Words<GeoPrecision> = {
	exact: m.geo_exact,
	street: m.geo_street,
	settlement: m.geo_settlement,
	near: m.geo_near,
	admin2: m.geo_admin2,
	admin1: m.geo_admin1,
	area: m.geo_area,
	country: m.geo_country
};

/** One word for a line of a list. */
export const GEO_SHORT_WORD: Words<GeoPrecision> = {
	exact: m.geo_short_exact,
	street: m.geo_short_street,
	settlement: m.geo_short_settlement,
	near: m.geo_short_near,
	admin2: m.geo_short_admin2,
	admin1: m.geo_short_admin1,
	area: m.geo_short_area,
	country: m.geo_short_country
};

export const TIME_PRECISION_WORD: Words<TimePrecision> = {
	minute: m.time_precision_minute,
	hour: m.time_precision_hour,
	day: m.time_precision_day,
	week: m.time_precision_week,
	month: m.time_precision_month
};

export const STATE_WORD: Words<ReportState> = {
	submitted: m.state_submitted,
	unreviewed: m.state_unreviewed,
	in_review: m.state_in_review,
	needs_help: m.state_needs_help,
	ready_for_review: m.state_ready_for_review,
	published: m.state_published,
	rejected: m.state_rejected,
	retracted: m.state_retracted
};

export const SENSITIVITY_WORD: Words<Sensitivity> = {
	threatens_civilian_safety: m.sensitivity_threatens_civilian_safety,
	graphic_violence: m.sensitivity_graphic_violence,
	deleted_by_source: m.sensitivity_deleted_by_source,
	deceptive_or_misleading: m.sensitivity_deceptive_or_misleading
};

const WARNING_WORD: Record<string, () => string> = {
	combat: m.warning_combat,
	graphic: m.warning_graphic,
	hate: m.warning_hate
};
/** Content warnings come as plain text with a citation; an unknown one is shown as it is. */
export const warningWord = (warning: string): string => WARNING_WORD[warning]?.() ?? warning;

export const PERIOD_WORD: Words<Last> = {
	'24h': m.period_24h,
	'7d': m.period_7d,
	'30d': m.period_30d,
	'90d': m.period_90d,
	'1y': m.period_1y,
	all: m.period_all
};

/** "±3 km" in the reader's digits and units. @param metres radius of the uncertainty */
export function radiusText(metres: number, lang: Lang): string {
	const digits = numberFormat(lang, metres < 10_000 ? 1 : 0);
	if (metres < 1000) return `±${m.unit_metres({ count: digits.format(Math.round(metres)) })}`;
	return `±${m.unit_kilometres({ count: digits.format(metres / 1000) })}`;
}

export const numberText = (number: number, lang: Lang): string => numberFormat(lang).format(number);

const formats = new Map<string, Intl.NumberFormat>();
/** Formatters are slow to make, and a list asks for hundreds of numbers. */
function numberFormat(lang: Lang, maximumFractionDigits?: number): Intl.NumberFormat {
	const key = `${lang} ${maximumFractionDigits}`;
	const known = formats.get(key) ?? new Intl.NumberFormat(intlLocale(lang), { maximumFractionDigits });
	formats.set(key, known);
	return known;
}

/** "A, B and C" in the reader's language. */
export const listText = (names: readonly string[], lang: Lang): string =>
	new Intl.ListFormat(intlLocale(lang), { type: 'conjunction' }).format(names);

/** Name of a language in the reader's language; the code where the browser does not know it. */
export function languageWord(code: string, lang: Lang): string {
	try {
		return new Intl.DisplayNames([lang], { type: 'language' }).of(code) ?? code;
	} catch {
		return code;
	}
}
