/** What a reader of the live stream keeps: the last id it saw, and the reports it knows of. */
import type { LiveHub } from '#lib/server/live-hub.ts';
import type { PublicChange, ReportFacts } from '#lib/publish/public-change.ts';
import type { Filter } from '#lib/domain/view.ts';

export type StreamReader = {
	/** By report: its facts, or null once it left the view. */
	readonly known: ReadonlyMap<number, ReportFacts | null>;
	/** The ids of the messages, in the order they came, over all connections. */
	readonly ids: readonly string[];
	readonly changes: readonly PublicChange[];
	/** Connects, after the last id it saw. */
	connect(): void;
	/** Loses the connection in the middle. */
	drop(): Promise<void>;
};

/** @param after the cursor to start behind; null for "from now" */
export function readStream(hub: LiveHub, filter: Filter, after: string | null): StreamReader {
	const known = new Map<number, ReportFacts | null>();
	const ids: string[] = [];
	const changes: PublicChange[] = [];
	let reader: ReadableStreamDefaultReader<Uint8Array> | null = null;

	async function read(mine: ReadableStreamDefaultReader<Uint8Array>): Promise<void> {
		const decoder = new TextDecoder();
		let text = '';
		for (;;) {
			const { done, value } = await mine.read();
			if (done) return;
			text += decoder.decode(value, { stream: true });
			for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
				take(text.slice(0, end));
				text = text.slice(end + 2);
			}
		}
	}

	function take(message: string): void {
		const field = (name: string) =>
			message
				.split('\n')
				.find((line) => line.startsWith(`${name}: `))
				?.slice(name.length + 2);
		const [id, data] = [field('id'), field('data')];
		if (!id || !data) return;
		ids.push(id);
		for (const change of (JSON.parse(data) as { changes: PublicChange[] }).changes) {
			changes.push(change);
			known.set(change.id, change.report);
		}
	}

	return {
		known,
		ids,
		changes,
		connect() {
			reader = hub.subscribe(filter, ids.at(-1) ?? after).getReader();
			void read(reader);
		},
		async drop() {
			await reader?.cancel();
			reader = null;
		}
	};
}
