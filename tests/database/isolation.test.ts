/** Requests that start in the same tick: each gets its own rows, and what was acknowledged is there. */
import { rmSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openSupervised, type Embedded } from '#lib/embedded/supervisor.ts';
import { connect, type Client } from '../support/clients.ts';
import { migratedFolder, ownerOfFolder, ROOT } from '../support/lanes.ts';
import { memberSql, reportSql } from '../support/world.ts';

const NAMES = ['contributor one', 'contributor two', 'moderator one', 'moderator two'] as const;
type Name = (typeof NAMES)[number];
const REPORT: Record<Name, number> = {
	'contributor one': 1,
	'contributor two': 2,
	'moderator one': 3,
	'moderator two': 4
};

const folder = migratedFolder();
const people = new Map<Name, { id: string; token: string }>();

beforeAll(async () => {
	const embedded = await openSupervised({ folder, root: ROOT });
	for (const name of NAMES) {
		const { data, error } = await connect(embedded, embedded.keys.publishableKey).auth.signUp({
			email: `${name.replace(' ', '-')}@people.example`,
			password: `a long password of ${name}`
		});
		expect(error).toBeNull();
		people.set(name, { id: data.user!.id, token: data.session!.access_token });
	}
	await embedded.close();
	const id = (name: Name) => people.get(name)!.id;
	const rows = NAMES.map(
		(name) =>
			memberSql(id(name), name.startsWith('moderator') ? 'moderator' : 'contributor') +
			reportSql(REPORT[name], name.startsWith('moderator') ? 'published' : 'submitted', id(name))
	);
	await ownerOfFolder(folder, rows.join('\n'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A question, and its only right answer. */
type Question = { name: string; ask: () => Promise<unknown>; right: unknown };

/** What everyone asks at once in a round; `round` makes writes distinct. */
function questions(embedded: Embedded, round: number): Question[] {
	const { publishableKey, secretKey } = embedded.keys;
	const as = (name: Name) => connect(embedded, publishableKey, people.get(name)!.token);
	const anonymous = connect(embedded, publishableKey);
	const service = connect(embedded, secretKey);
	const roles = async (db: Client) => {
		const { data, error } = await db.from('members').select('user_id');
		return error ? error.message : data.map(({ user_id }) => user_id as string);
	};
	const submitted = async (db: Client) => {
		const { data, error } = await db.from('reports').select('id').eq('state', 'submitted').order('id');
		return error ? error.message : data.map(({ id }) => id as number);
	};
	const rename = async (name: Name) => {
		const { error } = await as(name).rpc('correct_report', {
			report_id: REPORT[name],
			patch: { title: `${name}, round ${round}` },
			reason: `by ${name}`
		});
		return error?.message ?? 'renamed';
	};
	const refused = async (db: Client) => {
		const { error } = await db.rpc('correct_report', {
			report_id: 3,
			patch: { title: 'Nonsense' },
			reason: 'nonsense'
		});
		return error?.message ?? 'renamed';
	};
	const imported = async () => {
		const place = {
			id: `ua-round-${round}`,
			kind: 'town',
			country: 'UA',
			point: [37, 48],
			names: { en: ['Round'] }
		};
		const { data, error } = await service.rpc('import_places', { places: [place] });
		return error ? error.message : data;
	};
	const [one, two] = ['contributor one', 'contributor two'] as const;
	return [
		{ name: 'the first moderator writes', ask: () => rename('moderator one'), right: 'renamed' },
		{ name: 'a stranger sees no submitted report', ask: () => submitted(anonymous), right: [] },
		{ name: 'the server sees all', ask: () => submitted(service), right: [1, 2] },
		{ name: 'the server writes', ask: imported, right: 1 },
		{ name: 'a contributor sees the own role', ask: () => roles(as(one)), right: [people.get(one)!.id] },
		{ name: 'the second moderator writes', ask: () => rename('moderator two'), right: 'renamed' },
		{
			name: 'another contributor sees the own role',
			ask: () => roles(as(two)),
			right: [people.get(two)!.id]
		},
		{ name: 'a contributor sees the own report', ask: () => submitted(as(one)), right: [REPORT[one]] },
		{
			name: 'a stranger may not write',
			ask: () => refused(anonymous),
			right: 'permission denied for function correct_report'
		},
		{ name: 'another sees the own report', ask: () => submitted(as(two)), right: [REPORT[two]] },
		{
			name: 'a contributor may not write',
			ask: () => refused(as(one)),
			right: 'only moderators review reports'
		}
	];
}

/** Asks everything of a round in one tick. @returns what was answered wrongly */
async function wrongAnswers(embedded: Embedded, round: number): Promise<string[]> {
	const asked = questions(embedded, round);
	// Another order each round, so that everyone stands next to everyone once.
	const order = asked.map((_, i) => asked[(i * (1 + (round % 5)) + round) % asked.length]!);
	const answers = await Promise.all(order.map(({ ask }) => ask()));
	return order.flatMap(({ name, right }, i) =>
		JSON.stringify(answers[i]) === JSON.stringify(right)
			? []
			: [`round ${round}: ${name}: ${JSON.stringify(answers[i])}`]
	);
}

test('simultaneous requests get their own rows, and every acknowledged write is there under its author', async () => {
	const ROUNDS = 20;
	const embedded = await openSupervised({ folder, root: ROOT });
	try {
		const wrong: string[] = [];
		for (let round = 0; round < ROUNDS; round++) wrong.push(...(await wrongAnswers(embedded, round)));
		expect(wrong).toEqual([]);
	} finally {
		await embedded.close();
	}
	const revisions = await ownerOfFolder(
		folder,
		`select reason, actor::text as author, count(*)::int as n from public.audit_log
		group by reason, actor order by reason`
	);
	expect(revisions).toEqual(
		(['moderator one', 'moderator two'] as const).map((name) => ({
			reason: `by ${name}`,
			author: people.get(name)!.id,
			n: ROUNDS
		}))
	);
	const places = await ownerOfFolder(folder, `select id from public.places where id like 'ua-round-%'`);
	expect(places).toHaveLength(ROUNDS);
});

test('without the gate the same questions are answered wrongly: these tests can tell', async () => {
	const MOST_ROUNDS = 50;
	const embedded = await openSupervised({ folder, root: ROOT, gated: false, deadline: 5_000 });
	try {
		let wrong: string[] = [];
		for (let round = 1_000; round < 1_000 + MOST_ROUNDS && wrong.length === 0; round++) {
			wrong = await wrongAnswers(embedded, round);
		}
		expect(wrong).not.toEqual([]);
	} finally {
		await embedded.close();
	}
});
