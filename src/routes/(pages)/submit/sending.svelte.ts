/** A report on its way from the first word to its receipt. */
import * as v from 'valibot';
import { emptyDraft, type Draft } from '#lib/domain/draft.ts';
import { toInstant } from '#lib/domain/event-time.ts';
import type { Proposals } from '#lib/domain/proposals.ts';
import type { SubmissionProblem, SubmissionQuestion } from '#lib/domain/submission.ts';
import type { ListItem } from '#lib/ui/list-item.ts';
import type { ChosenMedia } from '#lib/ui/media/chosen-media.ts';
import { removeUpload } from '#lib/ui/media/uploads.ts';
import { forget, keep, keptDraft } from './kept-draft.ts';
import { inputOf } from './input.ts';
import { Work } from './work.ts';

export type Receipt = { receipt: string; received_at: string; publish_after: string; attached: string[] };
/** Of the page's answer: the same as the server gives without a script. */
export type Answer =
	| ({ outcome: 'received' } & Receipt)
	| { outcome: 'refused'; problems: SubmissionProblem[] }
	| { outcome: 'question'; question: SubmissionQuestion }
	| { outcome: 'unproven' }
	| { outcome: 'too_many'; wait: number }
	| { outcome: 'closed'; why: 'read_only' | 'closed' | 'other_report' | 'gone' };

/** Only what tells the answers apart is looked at: it is our own server that speaks. */
const AnswerSchema = v.looseObject({
	outcome: v.picklist(['received', 'refused', 'question', 'unproven', 'too_many', 'closed'])
});

/** Reports the server compares by their files. */
const MOST_SEEN = 100;

type Stage = 'writing' | 'sending' | 'waiting' | 'received';

export class Sending {
	draft = $state<Draft>() as Draft;
	/** Uploaded for the report; of a report that was sent: chosen for it since. */
	files = $state<ChosenMedia[]>([]);
	/** How many files did not come with the report that was sent. */
	left = $state(0);
	stage = $state<Stage>('writing');
	/** What the server said last; null since something was changed. */
	answer = $state.raw<Answer | null>(null);
	alike = $state.raw<ListItem[]>([]);
	proposals = $state.raw<Proposals | null>(null);
	/** The server did not answer, for another reason than a lost network. */
	failed = $state(false);
	/** Nothing is kept on this device. */
	isPrivate = $state(false);
	/** The draft was here before the page was opened. */
	isRestored = $state(false);
	readonly #work = new Work();
	readonly #isKnown: boolean;
	#join: number | null = null;
	#reading: AbortController | null = null;

	constructor(draft: Draft, isKnown: boolean) {
		this.draft = draft;
		this.#isKnown = isKnown;
	}

	/**
	 * Takes over what this device kept; else gives the draft a key of this device, as the page may come from its store.
	 * Browser only.
	 */
	restore(zone: string): void {
		const now = toInstant(new Date().toISOString());
		const key = newKey();
		const kept = keptDraft(key, now);
		this.isRestored = kept !== null;
		this.draft = kept ? { ...kept.draft, zone } : { ...this.draft, key, made_at: now, zone };
		this.files = kept?.files ?? [];
		if (kept?.isWaiting) void this.send({ alone: true });
	}

	keepDraft(): void {
		if (this.stage === 'received') return;
		if (this.isPrivate) forget();
		else
			keep({
				draft: $state.snapshot(this.draft),
				files: $state.snapshot(this.files) as ChosenMedia[],
				isWaiting: this.stage === 'waiting'
			});
	}

	discard(zone: string): void {
		forget();
		this.#removeFiles();
		this.draft = emptyDraft(newKey(), toInstant(new Date().toISOString()), zone);
		Object.assign(this, { isRestored: false, proposals: null, answer: null, alike: [], stage: 'writing' });
	}

	/** Somebody is writing: what will be needed is begun. */
	begin(): void {
		if (!this.#isKnown) this.#work.begin();
	}

	/** Asks what the text and its links say. Without a network nothing is proposed. */
	async read(): Promise<Proposals | null> {
		this.#reading?.abort();
		this.#reading = new AbortController();
		const { signal } = this.#reading;
		const text = this.draft.text.trim().slice(0, 10_000);
		if (text === '') return (this.proposals = null);
		try {
			const response = await post('/submit/read', { text }, {}, signal);
			if (response.ok) this.proposals = (await response.json()) as Proposals;
			return this.proposals;
		} catch {
			return null;
		}
	}

	/** @param how `alone`: it is none of the reports that are alike; `join`: it is this one */
	async send(how: { alone?: boolean; join?: number } = {}): Promise<void> {
		this.#join = how.join ?? null;
		this.stage = 'sending';
		Object.assign(this, { failed: false, answer: null, alike: [] });
		const input = inputOf($state.snapshot(this.draft));
		try {
			if (!how.alone && !how.join) this.alike = await this.#findAlike(input);
			if (this.alike.length > 0) this.stage = 'writing';
			else this.#take(await this.#deliver(input));
		} catch (error) {
			// What fetch throws when there is no way to the server.
			const isOffline = error instanceof TypeError;
			this.stage = isOffline ? 'waiting' : 'writing';
			this.failed = !isOffline;
		}
		this.keepDraft();
	}

	/** Sends files that were chosen after the report was: the same report with the same key takes them and stays one. */
	async sendMoreFiles(): Promise<void> {
		this.failed = false;
		try {
			const answer = await this.#deliver(inputOf($state.snapshot(this.draft)));
			if (answer.outcome === 'received') this.#take(answer);
			else this.failed = true;
		} catch {
			this.failed = true;
		}
	}

	/** The network is back. */
	async retry(): Promise<void> {
		if (this.stage !== 'waiting') return;
		await this.send(this.#join === null ? { alone: true } : { join: this.#join });
	}

	async #findAlike(input: object): Promise<ListItem[]> {
		const seen_in = [...new Set(this.files.flatMap((file) => file.seen_in))].slice(0, MOST_SEEN);
		const response = await post('/submit/similar', { ...input, seen_in });
		return response.ok ? ((await response.json()) as ListItem[]) : [];
	}

	async #deliver(input: object, again = false): Promise<Answer> {
		const proof = this.#isKnown ? null : await this.#work.proof();
		const isJoining = this.#join !== null;
		const to = isJoining ? `/submit/join?report=${this.#join}` : '/submit/send';
		const files = this.files.map(({ upload_key, sensitive, alt }) => ({ upload_key, sensitive, alt }));
		const response = await post(to, { ...input, files }, proof === null ? {} : { 'x-proof': proof });
		const answer = v.parse(AnswerSchema, await response.json()) as unknown as Answer;
		// An hour has passed, or the server's memory: the work is done once more.
		if (answer.outcome !== 'unproven' || again) return answer;
		this.#work.drop();
		return this.#deliver(input, true);
	}

	#take(answer: Answer): void {
		this.answer = answer;
		this.stage = answer.outcome === 'received' ? 'received' : 'writing';
		if (answer.outcome === 'received') {
			forget();
			this.#work.drop();
			this.left = this.files.filter(({ id }) => !answer.attached.includes(id)).length;
			this.files = [];
		}
	}

	/** They go with no report. */
	#removeFiles(): void {
		for (const file of this.files) void removeUpload(file);
		this.files = [];
	}
}

const post = (
	to: string,
	body: object,
	headers: Record<string, string> = {},
	signal?: AbortSignal
): Promise<Response> =>
	fetch(to, {
		method: 'POST',
		headers: { 'content-type': 'application/json', accept: 'application/json', ...headers },
		body: JSON.stringify(body),
		signal
	});

/** `crypto.randomUUID` is for pages that came encrypted. */
function newKey(): string {
	const bytes = crypto.getRandomValues(new Uint8Array(16));
	bytes[6] = (bytes[6]! & 0x0f) | 0x40;
	bytes[8] = (bytes[8]! & 0x3f) | 0x80;
	const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
	return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
