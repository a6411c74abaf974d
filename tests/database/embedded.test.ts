/** The embedded database as an operator meets it: one holder, crashes, restarts, a request that never ends. */
import { existsSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { keysOf } from '#lib/embedded/keys.ts';
import { connectSocket, socketPath } from '#lib/embedded/socket.ts';
import { openSupervised, type Embedded } from '#lib/embedded/supervisor.ts';
import { call, openBackend } from '#lib/server/database.ts';
import { prepareDatabase } from '#lib/server/first-start.ts';
import { readSettings } from '#lib/server/settings.ts';
import { startChild, type Child } from '../support/children.ts';
import { connect } from '../support/clients.ts';
import { migratedFolder, ownerOfFolder, ROOT, temporaryFolder } from '../support/lanes.ts';

const folders: string[] = [];
const children: Child[] = [];
const keep = (folder: string) => (folders.push(folder), folder);
const child = (...args: Parameters<typeof startChild>) => {
	const started = startChild(...args);
	children.push(started);
	return started;
};
afterAll(async () => {
	await Promise.all(children.map((each) => each.crash()));
	for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

const place = (id: string) => ({ id, kind: 'town', country: 'UA', point: [37, 48], names: { en: [id] } });
const service = (embedded: Embedded) => connect(embedded, embedded.keys.secretKey);
const placesIn = async (embedded: Embedded) =>
	(await call<{ id: string }[]>(service(embedded), 'gazetteer')).map(({ id }) => id);

describe('one holder of a data folder', () => {
	const folder = keep(migratedFolder());
	let holder: Child;
	beforeAll(async () => {
		holder = child(folder, 'hold');
		await holder.printed(1);
	});

	test('a second process is refused, in words that say who holds it and what to do', async () => {
		const { code, stderr } = await child(folder, 'hold').ended();
		expect(code).toBe(1);
		expect(stderr).toContain(`The data folder ${folder} is in use by process ${holder.pid}.`);
		expect(stderr).toContain('DATA_DIR');
	});

	test('a command reaches the server that holds it', async () => {
		const backend = await openBackend({ settings: readSettings({ DATA_DIR: folder }), root: ROOT });
		expect(backend.kind).toBe('running server');
		expect(await call(backend.service, 'import_places', { places: [place('ua-by-command')] })).toBe(1);
		const { data } = await backend.anonymous.from('places').select('id');
		expect(data).toEqual([{ id: 'ua-by-command' }]);
		await backend.close();
	});

	test('only its owner may use that door, and it still asks for a key', async () => {
		expect(statSync(socketPath(folder)).mode & 0o777).toBe(0o600);
		const door = connectSocket(folder)!;
		const answer = await door.fetch(
			new Request('http://embedded.invalid/rest/v1/rpc/readable_sources', { method: 'POST' })
		);
		expect(answer.ok).toBe(false);
		await door.close();
	});

	test('after a crash the next process takes over, and nothing is missing', async () => {
		await holder.crash();
		expect(existsSync(join(folder, 'lock'))).toBe(true);
		const embedded = await openSupervised({ folder, root: ROOT });
		expect(await placesIn(embedded)).toEqual(['ua-by-command']);
		await embedded.close();
		expect(existsSync(join(folder, 'lock'))).toBe(false);
	});
});

test('what was written is there after closing and opening again', async () => {
	const folder = keep(migratedFolder());
	const first = await openSupervised({ folder, root: ROOT });
	await call(service(first), 'import_places', { places: [place('ua-kept')] });
	await first.close();
	const second = await openSupervised({ folder, root: ROOT });
	expect(await placesIn(second)).toEqual(['ua-kept']);
	await second.close();
});

test('a process killed in the middle of writes loses none that it acknowledged', async () => {
	const folder = keep(migratedFolder());
	for (const more of [5, 40]) {
		const writer = child(folder, 'write');
		await writer.printed(1 + more);
		await writer.crash();
		const acknowledged = writer.lines.filter((line) => line.startsWith('ua-'));
		const embedded = await openSupervised({ folder, root: ROOT });
		expect(await placesIn(embedded)).toEqual(expect.arrayContaining(acknowledged));
		await embedded.close();
	}
});

test('a first start cut off while the database or its tables are made leaves a folder that opens next time', async () => {
	const folder = keep(temporaryFolder());
	const until = async (isThere: () => boolean) => {
		while (!isThere()) await new Promise((resolve) => setTimeout(resolve, 20));
	};
	const first = child(folder, 'hold');
	await until(() => existsSync(join(folder, 'database.new', 'base')));
	await first.crash();
	expect(existsSync(join(folder, 'database'))).toBe(false);

	const second = child(folder, 'hold');
	await until(() => existsSync(join(folder, 'database')));
	await new Promise((resolve) => setTimeout(resolve, 1_200));
	await second.crash();
	expect(second.lines).toEqual([]);

	const embedded = await openSupervised({ folder, root: ROOT });
	const { data } = await connect(embedded, embedded.keys.publishableKey)
		.from('theatres')
		.select('slug')
		.order('position');
	expect(data).toEqual([{ slug: 'gaza' }, { slug: 'ukraine' }, { slug: 'sahel' }]);
	await embedded.close();
});

describe('a request that computes too long', () => {
	test('is ended with 503; those that waited are answered; later ones work', async () => {
		const folder = keep(migratedFolder());
		await ownerOfFolder(
			folder,
			`create function public.count_to(n bigint) returns bigint language sql as 'select count(*) from generate_series(1, n)';
			grant execute on function public.count_to(bigint) to anon`
		);
		const restarts: string[] = [];
		const embedded = await openSupervised({
			folder,
			root: ROOT,
			deadline: 2_000,
			onRestart: (reason) => restarts.push(reason)
		});
		const anonymous = connect(embedded, embedded.keys.publishableKey);
		const slow = anonymous.rpc('count_to', { n: 100_000_000_000 });
		const waiting = Array.from({ length: 20 }, (_, i) =>
			i % 2 === 0
				? service(embedded).rpc('import_places', { places: [place(`ua-waited-${i}`)] })
				: anonymous.from('theatres').select('slug')
		);
		const [ended, ...answers] = await Promise.all([slow, ...waiting]);
		expect(ended.status).toBe(503);
		expect(ended.error!.message).toContain('computed for more than 2 s');
		expect(answers.map(({ status }) => status)).toEqual(waiting.map(() => 200));
		expect((await anonymous.from('theatres').select('slug')).data).toHaveLength(3);
		expect(await placesIn(embedded)).toHaveLength(10);
		// Two restarts at once would be two threads on one folder.
		expect(restarts).toEqual(['a request computed for more than 2 s']);
		await embedded.close();
	});
});

test('only the paths of the product are served, whoever asks', async () => {
	const folder = keep(migratedFolder());
	const embedded = await openSupervised({ folder, root: ROOT });
	const statusOf = async (path: string, key = embedded.keys.secretKey) => {
		const headers = { apikey: key, authorization: `Bearer ${key}` };
		return (await embedded.fetch(new Request(`http://embedded.invalid${path}`, { headers }))).status;
	};
	const closed = [
		'/',
		'/studio',
		'/_system/',
		'/_system/config',
		'/rest/v1',
		'/rest',
		'/rest/v1/../../_system/config'
	];
	closed.push(
		'/rest/v1/%2e%2e/%2e%2e/_system/config',
		'//_system/config',
		'/graphql/v1',
		'/pg/query',
		'/functions/v1/x'
	);
	for (const path of closed) expect([path, await statusOf(path)]).toEqual([path, 404]);
	expect(await statusOf('/rest/v1/theatres?select=slug')).toBe(200);
	await embedded.close();
});

test('keys too short to be safe are refused, and the folder is left free', async () => {
	const folder = keep(temporaryFolder());
	const keys = { ...keysOf(folder), jwtSecret: 'abc' };
	writeFileSync(join(folder, 'keys.json'), JSON.stringify(keys));
	const opening = openSupervised({ folder, root: ROOT });
	await expect(opening).rejects.toThrow(
		`${join(folder, 'keys.json')} does not hold keys this server can use`
	);
	expect(existsSync(join(folder, 'lock'))).toBe(false);
});

describe('who may do what in the database', () => {
	const folder = keep(migratedFolder());
	const READABLE = [
		'citations',
		'places',
		'place_names',
		'post_revisions',
		'posts',
		'report_changes',
		'report_revisions',
		'reports'
	];
	READABLE.push(
		'bulletins',
		'control_areas',
		'control_snapshots',
		'source_feeds',
		'source_grades',
		'sources',
		'theatres'
	);
	const ROLES = ['anon', 'authenticated', 'service_role'];
	/** Rows of moderators and of those who sent a report: not for the server, which acts for nobody. */
	const PRIVATE = [
		'audit_log',
		'geolocation_proofs',
		'media',
		'merges',
		'offers',
		'post_origins',
		'proposals',
		'questions',
		'review_claims',
		'same_event_suggestions',
		'submissions'
	];
	const MORE: Record<string, string[]> = {
		authenticated: ['members', ...PRIVATE],
		service_role: ['members']
	};
	/** Every privilege there is on our tables, by role: reading, and nothing else. */
	const TABLES = Object.fromEntries(
		ROLES.map((role) => [
			role,
			[...READABLE, ...(MORE[role] ?? [])].sort().map((table) => `public.${table}: SELECT`)
		])
	);
	const names = (text: string) => text.trim().split(/\s+/);
	const HELPERS = names(`
		private.is_moderator private.is_public private.report_row private.shown_with`);
	const EVERYONE = names(`
		best_reliability bulletin_editions bulletin_list bulletin_months bulletin_revisions change_cursor changed_since
		changes_after control_changes control_features export_rows last_changes merged_accounts_of
		control_snapshots_at gazetteer has_demo last_change_at
		merged_accounts past_begins registry report_history report_history_at report_json report_json_at
		report_rows report_rows_at report_successor reports_json reports_json_at search_reports
		search_reports_at source_activity source_history switches`);
	/** Not for the server: it sends no reports and asks for none. */
	const PEOPLE = names(`
		add_proof answer_question attach_media attach_offered_media discard_media join_report media_file own_submission private_feed
		public_reports_like revise_by_receipt save_view saved_view seen_before submission_status submit_report`);
	const OWN = names(`
		change_my_account forget_me my_account my_data my_reports revise_own_submission set_my_feed`);
	const MODERATORS = names(`
		accept_proof sign_bulletin ask_contributor audit_page claim_report coarsen_report correct_report decide_offer
		decline_proof delay_publication dismiss_same_event grade_claim grading_matrix hidden_sources hide_media hide_report
		make_ready material_waiting member_list merge_reports next_to_review publish_report reject_report release_report
		retract_report review_material review_queue review_report same_event_suggestions_of show_media similar_media similar_reports
		source_track_record split_report`);
	/** What the functions that read the queue call as the moderator. */
	const QUEUE_HELPERS = names(`
		private.delay_of private.is_duplicate_suspected private.is_of_one_post private.likeness
		private.media_json private.queue_entry private.review_priority`);
	const MODERATORS_AND_SERVER = names(
		`change_switches grade_source grant_role hide_source hold_front import_control publish_control save_source
		show_source withdraw_control`
	);
	const SERVER = names(`
		abandoned_media publish_due_bulletins appoint_first_admin claim_next_source claim_source discard_media forget_media import_places keep_media
		mailbox_of mark_missing note_new_password note_sign_in place_posts publish_due readable_sources
		record_feed_state register_sources release_idle_claims release_source revise_report seed_demo settle_notice stop_letters
		store_posts take_notices begin_gazetteer_import finish_gazetteer_import stage_gazetteer_part
		join_origins note_prints posts_to_compare reports_to_compare suggest_same_event`);
	const callable = (...functions: string[]) =>
		[...HELPERS, ...functions.map((name) => `public.${name}`)].sort();
	const FUNCTIONS = {
		anon: callable(...EVERYONE, ...PEOPLE),
		authenticated: [
			...callable(...EVERYONE, ...PEOPLE, ...OWN, ...MODERATORS, ...MODERATORS_AND_SERVER),
			...QUEUE_HELPERS
		].sort(),
		service_role: callable(...EVERYONE, ...MODERATORS_AND_SERVER, ...SERVER)
	};

	/** One question, so that the database is opened once for it. */
	const GRANTS = `
		with roles as (select unnest(array['${ROLES.join("','")}']) as role),
		ours as (select c.oid, n.nspname || '.' || c.relname as name, c.relkind, c.relrowsecurity
			from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname in ('public', 'private')),
		tables as (select r.role, o.name || ': ' || string_agg(p.privilege, ' ' order by p.privilege) as may
			from roles r, ours o, unnest(array['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'REFERENCES', 'TRIGGER']) p (privilege)
			where o.relkind in ('r', 'v', 'm', 'p') and has_table_privilege(r.role, o.oid, p.privilege)
			group by r.role, o.name),
		functions as (select r.role, n.nspname || '.' || p.proname as may
			from roles r, pg_proc p join pg_namespace n on n.oid = p.pronamespace
			where n.nspname in ('public', 'private') and has_function_privilege(r.role, p.oid, 'execute'))
		select
			(select json_object_agg(role, may) from (select role, array_agg(may order by may collate "C") as may from tables group by role) t) as tables,
			(select json_object_agg(role, may) from (select role, array_agg(may order by may collate "C") as may from functions group by role) f) as functions,
			array(select o.name || '.' || a.attname from pg_attribute a join ours o on o.oid = a.attrelid where a.attacl is not null) as columns,
			array(select name from ours where relkind in ('r', 'p') and not relrowsecurity) as "withoutRowSecurity",
			array(select r.role || ' in ' || n.nspname from pg_namespace n, roles r
				where n.nspname in ('public', 'private', 'extensions', 'auth') and has_schema_privilege(r.role, n.nspname, 'create')) as "mayCreate"`;
	const grants = async () => (await ownerOfFolder(folder, GRANTS))[0];
	const EXPECTED = {
		tables: TABLES,
		functions: FUNCTIONS,
		columns: [],
		withoutRowSecurity: [],
		mayCreate: []
	};

	test('is what the migrations say: reading only, and functions only as listed', async () => {
		expect(await grants()).toEqual(EXPECTED);
	});

	test('is the same after requests, a restart and more requests', async () => {
		for (let start = 0; start < 2; start++) {
			const embedded = await openSupervised({ folder, root: ROOT });
			await prepareDatabase(service(embedded), ROOT, start === 0);
			await connect(embedded, embedded.keys.publishableKey).from('reports').select('id').limit(1);
			await embedded.close();
		}
		expect(await grants()).toEqual(EXPECTED);
	});
});
