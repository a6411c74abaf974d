/** Telling which posts are one voice and which reports may be one event: how cost grows from 10,000 posts to 100,000. */
import { clusterEvents, likelyPairs, type ToldReport } from '#lib/domain/event-cluster.ts';
import { joinOrigins, voicePrint, type Voice } from '#lib/domain/post-origin.ts';

const SIZES = [10_000, 100_000];
/** More than all listed sources write on all fronts in a day. */
const A_DAY = 1_000;
const BEGAN = Date.parse('2024-01-01T00:00:00Z');
const WORDS =
	'shelling hits school market station near the town people killed wounded drone strike missile artillery troops advanced village river bridge fire houses morning night rescue teams report region tanks losses claimed footage shows road east west north south'.split(
		' '
	);

/** Mulberry32: the same posts in every run. */
function numbers(seed: number): () => number {
	return () => {
		seed = (seed + 0x6d2b79f5) | 0;
		let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
		t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
		return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
	};
}

function posts(size: number): { voice: Voice; told: ToldReport }[] {
	const random = numbers(size);
	const made: { voice: Voice; told: ToldReport }[] = [];
	for (let id = 1; id <= size; id++) {
		const at = BEGAN + (id / A_DAY) * 86_400_000;
		// One in four repeats one of the last hundred, with a signature.
		const copied = random() < 0.25 ? made.at(-1 - Math.floor(random() * 100)) : undefined;
		const text = copied
			? `${copied.voice.text} @channel${id % 50}`
			: Array.from({ length: 30 }, () => WORDS[Math.floor(random() * WORDS.length)]).join(' ');
		const point = copied?.told.point ?? ([33 + random() * 6, 46.5 + random() * 4] as [number, number]);
		made.push({
			voice: {
				...{
					id,
					source: `s${id % 50}`,
					url: `https://t.me/s${id % 50}/${id}`,
					forwarded_from: null,
					at,
					text
				},
				...{ media: [], links: [] }
			},
			told: {
				...{ id, words: text, event_type: 'shelling', occurred_at: new Date(at).toISOString() },
				...{ time_precision: 'hour', point, geo_precision: 'settlement', links: [] }
			}
		});
	}
	return made;
}

const costs = SIZES.map((size) => {
	const made = posts(size);
	const begun = performance.now();
	const joined = joinOrigins(made.map(({ voice }) => voicePrint(voice)));
	const between = performance.now();
	const reports = made.map(({ told }) => told);
	const pairs = likelyPairs(reports);
	const groups = clusterEvents(reports, pairs);
	const ended = performance.now();
	console.log(
		`${size} posts: ${joined.length} go back to another, ${pairs.length} likely pairs, ${groups.length} groups; ` +
			`origins ${((between - begun) / 60_000).toFixed(3)}, events ${((ended - between) / 60_000).toFixed(3)} of a minute`
	);
	return { size, origins: between - begun, events: ended - between };
});
const [small, large] = costs as [(typeof costs)[0], (typeof costs)[0]];
const times = large.size / small.size;
console.log(
	`${times} times the posts cost ${(large.origins / small.origins).toFixed(1)} times as much to find their origins ` +
		`and ${(large.events / small.events).toFixed(1)} times to find likely events`
);
