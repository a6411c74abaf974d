/**
 * Who may do what, as one table: role × action × expected, on both databases through the client the product uses.
 * What a person may not do comes first.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '#lib/server/database.ts';
import { onEachLane, openLane, type Lane } from '../support/lanes.ts';
import { memberSql, reportSql, sourceSql } from '../support/world.ts';

const ROLES = ['anonymous', 'viewer', 'contributor', 'moderator', 'service'] as const;
type Role = (typeof ROLES)[number];

/** `refused`: an error. `nothing`: an answer without a single row. `done`: rows, or a result. */
type Outcome = 'refused' | 'nothing' | 'done';
type Action = {
	what: string;
	attempt: (db: Database) => PromiseLike<{ data: unknown; error: unknown }>;
	may: Record<Role, Outcome>;
};

const all = (outcome: Outcome): Record<Role, Outcome> => ({
	anonymous: outcome,
	viewer: outcome,
	contributor: outcome,
	moderator: outcome,
	service: outcome
});
const onlyServer = { ...all('refused'), service: 'done' as const };
const moderators = { ...all('refused'), moderator: 'done' as const };
const moderatorsAndServer = { ...moderators, service: 'done' as const };

const REPORTS = {
	submitted: 1,
	unreviewed: 2,
	in_review: 3,
	needs_help: 4,
	ready_for_review: 5,
	published: 6,
	rejected: 7,
	retracted: 8
} as const;
const OWN_SUBMITTED = 9;
const TABLES = [
	'theatres',
	'places',
	'place_names',
	'members',
	'sources',
	'source_grades',
	'source_feeds',
	'reports',
	'report_revisions'
];
TABLES.push('posts', 'post_revisions', 'citations', 'report_changes');
TABLES.push('audit_log', 'submissions', 'questions', 'review_claims', 'proposals', 'merges');
TABLES.push('offers', 'media', 'geolocation_proofs', 'post_origins', 'same_event_suggestions');
TABLES.push('saved_views');
/** A column each table has, for a write that names something real. */
const COLUMN: Record<string, [string, unknown]> = {
	theatres: ['slug', 'gaza'],
	places: ['id', 'ua-x'],
	place_names: ['name', 'x'],
	members: ['role', 'admin'],
	sources: ['slug', 'known'],
	source_feeds: ['source', 'known'],
	source_grades: ['source', 'known'],
	reports: ['id', 1],
	report_revisions: ['report_id', 1],
	posts: ['id', 1],
	post_revisions: ['post_id', 1],
	citations: ['id', 1],
	report_changes: ['report_id', 1],
	audit_log: ['act', 'nothing'],
	submissions: ['report_id', 1],
	questions: ['report_id', 1],
	review_claims: ['report_id', 1],
	proposals: ['report_id', 1],
	merges: ['kept', 1],
	offers: ['report_id', 1],
	media: ['report_id', 1],
	geolocation_proofs: ['report_id', 1],
	post_origins: ['post_id', 1],
	same_event_suggestions: ['a', 1],
	saved_views: ['view', '']
};

const FORBIDDEN: Action[] = [
	...TABLES.flatMap((table): Action[] => {
		const [column, value] = COLUMN[table]!;
		return [
			{
				what: `insert into ${table}`,
				attempt: (db) => db.from(table).insert({ [column]: value }),
				may: all('refused')
			},
			{
				what: `update ${table}`,
				attempt: (db) =>
					db
						.from(table)
						.update({ [column]: value })
						.eq(column, value),
				may: all('refused')
			},
			{
				what: `delete from ${table}`,
				attempt: (db) => db.from(table).delete().eq(column, value),
				may: all('refused')
			}
		];
	}),
	{
		what: 'read the kept pages',
		attempt: (db) => db.schema('private').from('fetches').select('id'),
		may: all('refused')
	},
	{
		what: 'read accounts',
		attempt: (db) => db.schema('auth').from('users').select('id'),
		may: all('refused')
	},
	{
		what: 'call a private function',
		attempt: (db) => db.schema('private').rpc('add_report', { facts: {}, state: 'published' }),
		may: all('refused')
	}
];

let corrections = 0;
const SERVER_ONLY: Action[] = [
	{
		what: 'import GeoNames',
		attempt: (db) => db.rpc('begin_gazetteer_import', { key: '0'.repeat(64), label: 'x' }),
		may: onlyServer
	},
	{ what: 'import places', attempt: (db) => db.rpc('import_places', { places: [] }), may: onlyServer },
	{
		what: 'register sources',
		attempt: (db) => db.rpc('register_sources', { entries: [], registered_by: 'x' }),
		may: onlyServer
	},
	{ what: 'list feeds to read', attempt: (db) => db.rpc('readable_sources'), may: onlyServer },
	{ what: 'claim a source', attempt: (db) => db.rpc('claim_source', { source: 'known' }), may: onlyServer },
	{
		what: 'take the next source',
		attempt: (db) => db.rpc('claim_next_source', { done: ['known', 'other'] }),
		may: { ...onlyServer, service: 'nothing' }
	},
	{
		what: 'give a source back',
		attempt: (db) => db.rpc('release_source', { source: 'nobody' }),
		may: { ...onlyServer, service: 'nothing' }
	},
	{
		what: 'record a feed',
		attempt: (db) => db.rpc('record_feed_state', { source: 'nobody', state: {} }),
		may: { ...onlyServer, service: 'nothing' }
	},
	{
		what: 'store posts',
		attempt: (db) =>
			db.rpc('store_posts', {
				source: 'known',
				page: {
					url: 'https://example.org',
					fetched_at: '2023-11-01T00:00:00Z',
					sha256: 'a'.repeat(64),
					connector: 'feed',
					bytes: ''
				},
				posts: [{ external_id: 'a', text: 'a' }]
			}),
		may: onlyServer
	},
	{
		what: 'place posts',
		attempt: (db) => db.rpc('place_posts', { placements: [] }),
		may: { ...onlyServer, service: 'nothing' }
	},
	{
		what: 'mark deletions',
		attempt: (db) => db.rpc('mark_missing', { source: 'known', external_ids: [] }),
		may: onlyServer
	},
	{
		what: 'change a report as the server',
		attempt: (db) =>
			db.rpc('revise_report', {
				report_id: REPORTS.published,
				patch: { title: `Revised ${++corrections}` },
				reason: 'a test'
			}),
		may: onlyServer
	},
	{ what: 'publish what is due', attempt: (db) => db.rpc('publish_due'), may: onlyServer },
	{ what: 'seed the demo', attempt: (db) => db.rpc('seed_demo', { events: [] }), may: onlyServer }
];

const MODERATION: Action[] = [
	{
		what: 'correct a report',
		attempt: (db) =>
			db.rpc('correct_report', {
				report_id: REPORTS.published,
				patch: { title: `Corrected ${++corrections}` },
				reason: 'a test'
			}),
		may: moderators
	},
	{
		what: 'correct a report without a reason',
		attempt: (db) =>
			db.rpc('correct_report', { report_id: REPORTS.published, patch: { title: 'Silent' }, reason: ' ' }),
		may: all('refused')
	},
	{
		what: 'change a field that no correction may touch',
		attempt: (db) =>
			db.rpc('correct_report', {
				report_id: REPORTS.published,
				patch: { published_at: null },
				reason: 'a test'
			}),
		may: all('refused')
	},
	{
		what: 'work on the submission of another',
		attempt: (db) =>
			db.rpc('correct_report', {
				report_id: REPORTS.needs_help,
				patch: { summary: `Helped ${++corrections}` },
				reason: 'a test'
			}),
		may: moderators
	},
	{
		what: 'grade a source',
		attempt: async (db) => {
			const { error } = await db.rpc('grade_source', { source: 'known', reliability: 'B', reason: 'a test' });
			return { data: error ? null : 'graded', error };
		},
		may: moderatorsAndServer
	},
	{
		what: 'grade a source that is not in the registry',
		attempt: (db) => db.rpc('grade_source', { source: 'unknown', reliability: 'B', reason: 'a test' }),
		may: all('refused')
	}
];

const done = async (attempt: PromiseLike<{ error: unknown }>) => {
	const { error } = await attempt;
	return { data: error ? null : 'done', error };
};
const signedIn = { ...all('done'), anonymous: 'refused' as const, service: 'refused' as const };
const ACCOUNTS: Action[] = [
	...['my_account', 'my_reports', 'my_data'].map((name) => ({
		what: `ask for ${name}`,
		attempt: (db: Database) => done(db.rpc(name)),
		may: signedIn
	})),
	{
		what: 'change the own account',
		attempt: (db) => done(db.rpc('change_my_account', { patch: { notify_by_mail: false } })),
		may: signedIn
	},
	{
		what: 'open a private feed',
		attempt: (db) => done(db.rpc('set_my_feed', { feed_hash: null })),
		may: signedIn
	},
	{
		what: 'read a feed without its secret',
		attempt: (db) => db.rpc('private_feed', { feed_hash: 'f'.repeat(64) }),
		may: { ...all('nothing'), service: 'refused' }
	},
	{
		what: 'revise the report of another',
		attempt: (db) => db.rpc('revise_own_submission', { report_id: REPORTS.submitted, facts: {} }),
		may: all('refused')
	},
	{ what: 'see who has which role', attempt: (db) => db.rpc('member_list'), may: all('refused') },
	{ what: 'read who did what', attempt: (db) => done(db.rpc('audit_page')), may: moderators },
	{ what: 'read the grading matrix', attempt: (db) => done(db.rpc('grading_matrix')), may: moderators },
	{
		what: 'hide a source',
		attempt: (db) => done(db.rpc('hide_source', { source: 'nobody', reason: 'a test' })),
		may: all('refused')
	},
	{
		what: 'hide a source and show it again',
		attempt: async (db) => {
			const hidden = await db.rpc('hide_source', { source: 'known', reason: 'a test' });
			return hidden.error ? hidden : done(db.rpc('show_source', { source: 'known', reason: 'a test' }));
		},
		may: moderatorsAndServer
	},
	{
		what: 'note a new password',
		attempt: (db) =>
			db.rpc('note_new_password', { person: '00000000-0000-0000-0000-000000000000', by_mail: true }),
		may: all('refused')
	},
	{
		what: 'appoint the first admin',
		attempt: (db) => db.rpc('appoint_first_admin', { email: 'viewer@people.example' }),
		may: onlyServer
	}
];

const see = (what: string, ids: readonly number[], may: Record<Role, Outcome>): Action => ({
	what: `see ${what}`,
	attempt: (db) => db.from('reports').select('id').in('id', ids),
	may
});
const HIDDEN = [
	REPORTS.submitted,
	REPORTS.in_review,
	REPORTS.needs_help,
	REPORTS.ready_for_review,
	REPORTS.rejected,
	OWN_SUBMITTED
];
/** Later than anything the test does. */
const AFTERWARDS = '2100-01-01T00:00:00Z';
const READING: Action[] = [
	...(['submitted', 'in_review', 'needs_help', 'ready_for_review', 'rejected'] as const).map((state) =>
		see(`another's ${state} report`, [REPORTS[state]], {
			...all('nothing'),
			moderator: 'done',
			service: 'done'
		})
	),
	see('the submission of the contributor', [OWN_SUBMITTED], {
		...all('nothing'),
		contributor: 'done',
		moderator: 'done',
		service: 'done'
	}),
	{
		what: 'see a hidden report through report_json',
		attempt: (db) => db.rpc('report_json', { report_id: REPORTS.rejected }),
		may: { ...all('nothing'), moderator: 'done', service: 'done' }
	},
	{
		what: 'see a hidden report in the read model',
		attempt: async (db) => {
			const { data, error } = await db.rpc('report_rows', {});
			const hidden: number[] = [REPORTS.submitted, REPORTS.in_review, REPORTS.rejected, OWN_SUBMITTED];
			return { data: (data as [number][] | null)?.filter(([id]) => hidden.includes(id)), error };
		},
		may: all('nothing')
	},
	{
		what: 'find a hidden report by its words',
		attempt: async (db) => {
			const { data, error } = await db.rpc('search_reports', { words: 'rejected' });
			return { data, error };
		},
		may: all('nothing')
	},
	{
		what: 'see a hidden report in the past',
		attempt: (db) => db.rpc('reports_json_at', { ids: HIDDEN, as_of: AFTERWARDS }),
		may: all('nothing')
	},
	{
		what: 'see the past of a hidden report through report_json_at',
		attempt: (db) => db.rpc('report_json_at', { report_id: REPORTS.rejected, as_of: AFTERWARDS }),
		may: all('nothing')
	},
	{
		what: 'find a hidden report by its words in the past',
		attempt: (db) => db.rpc('search_reports_at', { words: 'rejected', as_of: AFTERWARDS }),
		may: all('nothing')
	},
	{
		what: 'see the corrections of a hidden report in the past',
		attempt: (db) => db.rpc('report_history_at', { report_id: REPORTS.rejected, as_of: AFTERWARDS }),
		may: all('nothing')
	},
	{
		what: 'see a hidden report in the read model of the past',
		attempt: async (db) => {
			const { data, error } = await db.rpc('report_rows_at', { as_of: '2000-01-01T00:00:00Z' });
			return { data: (data as [number, unknown][] | null)?.filter(([, row]) => row !== null), error };
		},
		may: all('nothing')
	},
	{
		what: 'see public reports as they were',
		attempt: (db) =>
			db.rpc('reports_json_at', { ids: [REPORTS.published, REPORTS.retracted], as_of: AFTERWARDS }),
		may: all('done')
	},
	{
		what: 'see corrections as they were',
		attempt: (db) => db.rpc('report_history_at', { report_id: REPORTS.published, as_of: AFTERWARDS }),
		may: all('done')
	},
	{
		what: 'ask what changed since an instant',
		attempt: (db) => db.rpc('changed_since', { ids: [REPORTS.published], as_of: AFTERWARDS }),
		may: all('done')
	},
	{
		what: 'ask for the last change before an instant',
		attempt: (db) => db.rpc('last_change_at', { as_of: AFTERWARDS }),
		may: all('done')
	},
	{
		what: 'ask from when on the past is kept',
		attempt: async (db) => {
			const { error } = await db.rpc('past_begins');
			return { data: error ? null : 'answered', error };
		},
		may: all('done')
	},
	{
		what: 'see a post no visible report cites',
		attempt: (db) => db.from('posts').select('id').eq('external_id', 'waiting'),
		may: { ...all('nothing'), moderator: 'done', service: 'done' }
	},
	...[
		...['audit_log', 'submissions', 'questions', 'review_claims', 'proposals', 'merges', 'offers'],
		...['post_origins', 'same_event_suggestions']
	].map((table): Action => ({
		what: `read ${table}`,
		attempt: (db) => db.from(table).select('*'),
		may: {
			...all('nothing'),
			anonymous: 'refused',
			// What this person sent.
			contributor: table === 'submissions' ? 'done' : 'nothing',
			moderator: table === 'audit_log' || table === 'submissions' ? 'done' : 'nothing',
			service: 'refused'
		}
	})),
	{
		what: 'see the role of another',
		attempt: (db) => db.from('members').select('role').eq('role', 'admin'),
		may: { ...all('nothing'), anonymous: 'refused', service: 'done' }
	},
	{
		what: 'see the own role',
		attempt: (db) => db.from('members').select('role').in('role', ['contributor', 'moderator']),
		may: { ...all('nothing'), anonymous: 'refused', contributor: 'done', moderator: 'done', service: 'done' }
	},
	see(
		'published, unreviewed and retracted reports',
		[REPORTS.published, REPORTS.unreviewed, REPORTS.retracted],
		all('done')
	),
	{ what: 'see the registry', attempt: (db) => db.rpc('registry'), may: all('done') },
	{
		what: 'see how sources were graded',
		attempt: (db) => db.rpc('source_history', { source: 'known' }),
		may: all('done')
	},
	{
		what: 'see corrections',
		attempt: (db) => db.rpc('report_history', { report_id: REPORTS.published }),
		may: all('done')
	},
	{ what: 'see the gazetteer', attempt: (db) => db.rpc('gazetteer'), may: all('done') },
	{ what: 'follow changes', attempt: (db) => db.rpc('changes_after', {}), may: all('done') }
];

onEachLane((name) => {
	let lane: Lane;
	let as: Record<Role, Database>;

	beforeAll(async () => {
		lane = await openLane(name);
		const [viewer, contributor, moderator, other] = [
			await lane.signUp('viewer'),
			await lane.signUp('contributor'),
			await lane.signUp('moderator'),
			await lane.signUp('other')
		];
		await lane.owner(
			[
				sourceSql('known'),
				`insert into public.source_grades (source, reliability, reason, set_by_name) values ('known', 'C', 'a test', 'a test');`,
				`insert into public.posts (source, external_id, text, content_hash) values ('known', 'waiting', 'a', 'a');`,
				`insert into public.places (id, kind, country, point, names) values ('ua-x', 'town', 'UA', 'srid=4326;point(37 48)'::extensions.geography, '{"en": ["X"]}');`,
				memberSql(contributor.id, 'contributor'),
				memberSql(moderator.id, 'moderator'),
				memberSql(other.id, 'admin'),
				...Object.entries(REPORTS).map(([state, id]) =>
					reportSql(id, state as keyof typeof REPORTS, other.id)
				),
				reportSql(OWN_SUBMITTED, 'submitted', contributor.id),
				`insert into public.report_revisions (report_id, revision, changed_by_role, reason, changes)
				values (${REPORTS.published}, 0, 'test', 'a test', '{}');`
			].join('\n')
		);
		const { backend } = lane;
		as = {
			anonymous: backend.anonymous,
			viewer: backend.as(viewer.token),
			contributor: backend.as(contributor.token),
			moderator: backend.as(moderator.token),
			service: backend.service
		};
	});
	afterAll(() => lane?.close());

	const parts: [string, Action[]][] = [
		['what nobody may do', FORBIDDEN],
		['what only the server may do', SERVER_ONLY],
		['what moderators and the server may do', MODERATION],
		['what is between a person and their account', ACCOUNTS],
		['what may be read', READING]
	];
	for (const [part, actions] of parts) {
		describe(part, () => {
			for (const { what, attempt, may } of actions) {
				test.each(ROLES)(`${what}: %s`, async (role) => {
					const { data, error } = await attempt(as[role]);
					expect(outcomeOf(data, error)).toBe(may[role]);
				});
			}
		});
	}

	test('what was refused left no trace', async () => {
		const [counts] = await lane.owner(
			`select (select count(*) from public.theatres)::int as theatres, (select count(*) from public.reports)::int as reports,
				(select count(*) from public.members)::int as members, (select count(*) from private.fetches)::int as fetches`
		);
		expect(counts).toEqual({ theatres: 3, reports: 9, members: 3, fetches: 1 });
	});
});

function outcomeOf(data: unknown, error: unknown): Outcome {
	if (error) return 'refused';
	return data === null || data === undefined || (Array.isArray(data) && data.length === 0)
		? 'nothing'
		: 'done';
}
