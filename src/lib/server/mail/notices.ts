/** Tells people by letter what happened to their own reports. The database says to whom; several servers share the work. */
import { Cron } from 'croner';
import type { Logger } from 'pino';
import type { Lang } from '#lib/domain/view.ts';
import { call, type Backend } from '../database.ts';
import { noticeLetter, type Notice } from './letter.ts';
import type { Sender } from './sender.ts';
import type { StopLinks } from './stop-link.ts';

type Due = { id: number; user_id: string; email: string; lang: Lang; report_id: number; kind: Notice };

const AT_ONCE = 50;

type Options = {
	backend: Pick<Backend, 'service'>;
	sender: Sender;
	stopLinks: StopLinks;
	origin: string;
	log: Pick<Logger, 'error'>;
};

/** Looks every ten seconds for what is to be told. @returns a function that stops it after the look under way */
export function startNotices({
	backend: { service },
	sender,
	stopLinks,
	origin,
	log
}: Options): () => Promise<void> {
	async function tell({ id, user_id, email, lang, report_id, kind }: Due): Promise<void> {
		const url = `${origin}/me?lang=${lang}#report-${report_id}`;
		const stop = `${origin}/letters/stop/${stopLinks.tokenOf(user_id)}?lang=${lang}`;
		const isDone = await sender.post(
			noticeLetter({ kind, to: email, lang, report: report_id }, { url, stop })
		);
		await call(service, 'settle_notice', { notice_id: id, is_done: isDone });
	}

	const failed = (error: unknown) => log.error({ err: error }, 'notices could not be served');
	let looking: Promise<void> = Promise.resolve();
	async function look(): Promise<void> {
		const due = await call<Due[]>(service, 'take_notices', { most: AT_ONCE });
		// A letter that waits for its mail server does not hold up the next look.
		for (const one of due) void tell(one).catch(failed);
	}
	const job = new Cron('*/10 * * * * *', { protect: true }, () => (looking = look().catch(failed)));
	return async () => {
		job.stop();
		await looking;
	};
}

/** No more letters to a person, from the link in one of them. */
export const stopLetters = ({ service }: Pick<Backend, 'service'>, person: string): Promise<void> =>
	call(service, 'stop_letters', { person });
