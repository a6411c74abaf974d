/** What stands on the card of a view. */
import { EVENT_TYPES } from '#lib/domain/event-type.ts';
import { gradeOf, RELIABILITIES } from '#lib/domain/grade.ts';
import type { Report } from '#lib/domain/report.ts';
import type { View } from '#lib/domain/view.ts';
import { m } from '#lib/i18n/messages.js';
import { frameOf, type Frame } from '#lib/map/frame.ts';
import { freeOf, scaleOf, type Card, type CardSize } from '#lib/publish/card.ts';
import * as reports from '#lib/server/reports.ts';
import * as views from '#lib/server/views.ts';
import { directionOf } from '#lib/ui/language.ts';
import { letterCounts, mapWords } from '#lib/ui/share/share-words.ts';
import { eventTimeText, momentText } from '#lib/ui/times.ts';
import { countsOf } from '#lib/ui/view-words.ts';
import { CREDIBILITY_WORD, EVENT_WORD, GEO_WORD, numberText, RELIABILITY_WORD } from '#lib/ui/words.ts';
import { cameraOf } from '../../(map)/[[theatre]]/camera.ts';
import { ATTRIBUTION, COLOURS, openReport, sceneOf } from '../../picture.svg/scene.ts';

type Wish = CardSize & { site: string; now: number };

/** As a reader nobody knows sees it. */
export async function cardOf(
	locals: App.Locals,
	view: View,
	{ width, height, site, now }: Wish
): Promise<Card> {
	const { lang, anonymous } = locals;
	const { archive, filter, period } = await views.resolve({ ...locals, db: anonymous }, view, now);
	const row = openReport(archive, view);
	const opened = row && (await reports.find(anonymous, row.id, view.asOf));
	const scale = scaleOf({ width, height });
	const units = { width: width / scale, height: height / scale };
	const camera = cameraOf(view, row && { point: row.point, uncertainty_m: row.uncertainty });
	const frame = inFree(units, directionOf(lang) === 'rtl', (free) =>
		frameOf(camera, free.width, free.height)
	);
	const facts = { view, filter, period, facets: views.counts(archive, filter) };
	return {
		scene: await sceneOf(archive, { filter, report: row, frame, lang }),
		theme: view.theme === 'dark' ? 'dark' : 'light',
		colours: COLOURS[view.theme === 'dark' ? 'dark' : 'light'],
		...{ scale, site },
		...(opened ? ofReport(locals.forReader(opened, lang), view, lang) : ofMap(facts, lang)),
		ringNote: m.card_ring(),
		attribution: ATTRIBUTION
	};
}

type Words = Pick<Card, 'title' | 'notes' | 'heading' | 'types' | 'reliabilities'>;

function ofMap(facts: Parameters<typeof mapWords>[0], lang: App.Locals['lang']): Words {
	const { view, filter, facets } = facts;
	const { place, time } = mapWords(facts, lang);
	return {
		title: place,
		notes: [time, ...known(view, lang)],
		heading: facets.total === 0 ? m.list_empty() : m.list_count({ count: numberText(facets.total, lang) }),
		types: countsOf(EVENT_TYPES, facets.types, filter.types)
			.toSorted((a, b) => b.count - a.count)
			.map(({ value, count }) => ({
				type: value,
				word: EVENT_WORD[value](),
				count: numberText(count, lang)
			})),
		reliabilities: {
			heading: m.card_reliability(),
			counts: countsOf(RELIABILITIES, facets.reliabilities, filter.reliabilities).map(({ value, count }) => ({
				value,
				count: numberText(count, lang)
			}))
		}
	};
}

function ofReport(report: Report, view: View, lang: App.Locals['lang']): Words {
	const { reliability, credibility, event_type, state } = report;
	const words = [RELIABILITY_WORD[reliability](), CREDIBILITY_WORD[credibility]()].join('; ');
	return {
		title: report.title,
		notes: [
			eventTimeText(report, lang),
			`${report.place_names?.reader ?? report.place_name} (${GEO_WORD[report.geo_precision]()})`,
			...known(view, lang)
		],
		heading: [
			...(state === 'published' ? [] : [state === 'retracted' ? m.state_retracted() : m.state_unreviewed()]),
			`${gradeOf([reliability], credibility)}: ${words}`
		].join(' · '),
		types: [{ type: event_type, word: EVENT_WORD[event_type](), count: '' }],
		reliabilities: {
			heading: m.card_reliability(),
			counts: letterCounts(report).map(({ value, count }) => ({ value, count: numberText(count, lang) }))
		}
	};
}

const known = ({ asOf }: View, lang: App.Locals['lang']): string[] =>
	asOf === null ? [] : [m.asof_known({ at: momentText(asOf, lang) })];

/** What a view looks at is in the middle of what words leave free; the map goes on under them. */
function inFree(units: CardSize, rtl: boolean, frameIn: (free: CardSize) => Frame): Frame {
	const free = freeOf(units, rtl);
	const frame = frameIn({ width: free.right - free.left, height: free.bottom - free.top });
	return { ...frame, ...units, left: frame.left - free.left, top: frame.top - free.top };
}
