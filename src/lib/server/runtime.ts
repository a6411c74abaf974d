/** What a running server holds: the database, the archive, the readers, the schedule of the feeds. */
import { resolve } from 'node:path';
import pino from 'pino';
import { loadArchive, type Archive } from './archive.ts';
import { call, openBackend, type Backend } from './database.ts';
import { appointFirstAdmin } from './first-admin.ts';
import { prepareDatabase } from './first-start.ts';
import { openForReader, type ForReader } from './for-reader.ts';
import { openHub, type LiveHub } from './live-hub.ts';
import { openIntake, type Intake } from './intake.ts';
import { startIngestion } from './ingestion.ts';
import { ownSecret } from './own-secret.ts';
import { openMail, type MailDesk } from './mail/desk.ts';
import { openMedia, type MediaDesk } from './media/desk.ts';
import { openPast, type Past } from './past.ts';
import { startPublication } from './publication.ts';
import { openProbe, type Probe } from './registry.ts';
import { originOf, readSettings, type Settings } from './settings.ts';
import { openSlowDown, type SlowDown } from './slow-down.ts';
import { openVisitors, type CookieJar, type Visitor } from './visitor.ts';

export type Runtime = {
	settings: Settings;
	backend: Backend;
	archive: Archive;
	past: Past;
	hub: LiveHub;
	forReader: ForReader;
	intake: Intake;
	media: MediaDesk;
	/** Null: no mail server is named, and no letter is sent. */
	mail: MailDesk | null;
	visitor: (jar: CookieJar) => Promise<Visitor>;
	slowDown: SlowDown;
	probe: Probe;
	log: pino.Logger;
	close(): Promise<void>;
};

async function start(): Promise<Runtime> {
	const settings = readSettings(process.env);
	const log = pino({ level: settings.LOG_LEVEL, base: undefined });
	const root = process.cwd();
	const backend = await openBackend({
		settings,
		root,
		serveCommands: true,
		onRestart: (reason) => log.warn({ reason }, 'database restarted')
	});
	const prepared = await prepareDatabase(backend.service, root, settings.DEMO);
	if (settings.ADMIN_EMAIL) await nameAdmin(backend, settings.ADMIN_EMAIL, log);
	const archive = await loadArchive(backend.anonymous, () => call<boolean>(backend.anonymous, 'has_demo'));
	const past = await openPast(archive, backend.anonymous);
	const forReader = await openForReader(backend.anonymous);
	const hub = openHub({
		archive,
		db: backend.anonymous,
		onChange: backend.onChange,
		onError: (error) => log.error({ err: error }, 'changes could not be read')
	});
	const stopIngestion = settings.INGEST ? await startIngestion({ backend, settings, log }) : async () => {};
	const stopPublication = startPublication(backend, log);
	const media = await openMedia(backend, log);
	// Sent by the server when it is told to stop.
	process.once('sveltekit:shutdown', () => void closeRuntime());
	const secret = ownSecret(resolve(root, settings.DATA_DIR), settings.SECRET_KEY);
	const slowDown = openSlowDown();
	const mail = settings.SMTP_URL
		? openMail({ address: settings.SMTP_URL, backend, secret, origin: originOf(settings), log })
		: null;
	log.info({ database: backend.kind, reports: archive.columns.size, ...prepared }, 'ready');
	return {
		settings,
		backend,
		archive,
		past,
		hub,
		forReader,
		intake: openIntake(secret, slowDown),
		media,
		mail,
		visitor: openVisitors(backend),
		slowDown,
		probe: openProbe(settings),
		log,
		async close() {
			hub.close();
			await stopIngestion();
			await stopPublication();
			await mail?.close();
			await media.close();
			await backend.close();
		}
	};
}

/** The password goes to the console of who started the server, past the log. */
async function nameAdmin(backend: Backend, email: string, log: pino.Logger): Promise<void> {
	const appointment = await appointFirstAdmin(backend, email);
	if (appointment.outcome === 'made') {
		process.stderr.write(
			`\nThe first admin can sign in as ${email} with this password, shown only now: ${appointment.password}\n\n`
		);
	} else if (appointment.outcome === 'unproven') {
		log.warn(
			'ADMIN_EMAIL has an account whose address is not proven: set its password by a mailed link, or run npm run fronts -- grant admin'
		);
	}
}

/** Kept outside the module: the development server loads modules anew, and the data folder has one holder. */
const holder = globalThis as { __fronts?: Promise<Runtime> };

/** The server's runtime, started at the first call. @throws Error saying what could not be started */
export const runtime = (): Promise<Runtime> => (holder.__fronts ??= start());

/** Ends streams and closes the database; does nothing when it never started. */
async function closeRuntime(): Promise<void> {
	const running = holder.__fronts;
	holder.__fronts = undefined;
	await (await running?.catch(() => undefined))?.close();
}
