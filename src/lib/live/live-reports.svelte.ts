/** The reports a page shows, kept up to date: the browser's own copy of the recent window, and the changes since. */
import { decode } from '#lib/columns/codec.ts';
import type { ReportColumns } from '#lib/columns/report-columns.ts';
import type { Instant } from '#lib/domain/event-time.ts';
import type { Theatre } from '#lib/domain/theatre.ts';
import { fromFacts, type PublicChange } from '#lib/publish/public-change.ts';
import { openChangeFeed } from './change-feed.ts';
import { columnsAddress, fetchColumns } from './early-columns.ts';

/** `frozen`: the columns are of an instant of the past, and nothing is followed. */
export type LiveStatus = 'frozen' | 'loading' | 'live' | 'reconnecting' | 'offline';
export type Arrival = { id: number; at: number };

type Wanted = {
	/** Null: all fronts. */
	theatres: readonly Theatre[] | null;
	/** An instant of the past, of which nothing is followed; null: now. */
	asOf: Instant | null;
	start: Promise<void>;
};

const RETRY_MS = 5_000;
/** Of an answer the device kept: when it was had, milliseconds since 1970. The service worker adds it. */
const KEPT_AT = 'x-fronts-kept-at';

export class LiveReports {
	/** Null until loaded. Not reactive inside: `revision` says that it changed. */
	columns = $state.raw<ReportColumns | null>(null);
	revision = $state(0);
	status = $state<LiveStatus>('loading');
	/** When the server was last heard of; milliseconds since 1970. */
	contactAt = $state<number | null>(null);
	/** Reports that are new since the page opened, oldest first. */
	arrived = $state.raw<readonly Arrival[]>([]);

	readonly #theatres: readonly Theatre[] | null;
	readonly #asOf: Instant | null;
	readonly #start: Promise<void>;
	#feed: { close(): void } | null = null;
	/** Up to where changes are in the columns; null: nothing is followed. */
	#cursor: string | null = null;
	#isPaused = false;
	#retry: ReturnType<typeof setTimeout> | undefined;
	#closed = false;

	constructor({ theatres, asOf, start }: Wanted) {
		this.#theatres = theatres;
		this.#asOf = asOf;
		this.#start = start;
		if (asOf !== null) this.status = 'frozen';
		void this.#load();
	}

	close(): void {
		this.#closed = true;
		clearTimeout(this.#retry);
		this.#feed?.close();
	}

	/** Nobody looks: the connection is given up until somebody does. */
	pause(): void {
		this.#isPaused = true;
		this.#feed?.close();
		this.#feed = null;
	}

	/** Goes on from where it was paused; nothing is lost. */
	resume(): void {
		this.#isPaused = false;
		this.#follow();
	}

	#follow(): void {
		if (this.#cursor === null || this.#feed || this.#isPaused || this.#closed) return;
		this.#feed = openChangeFeed(this.#cursor, {
			onBatch: ({ cursor, changes }) => {
				this.#cursor = cursor;
				this.#apply(changes);
			},
			onStatus: (status) => (status === 'live' ? this.#heard() : this.#lost())
		});
	}

	async #load(): Promise<void> {
		try {
			const { response, bytes } = await fetchColumns(columnsAddress(this.#theatres, this.#asOf));
			if (!response.ok) throw new Error(`the reports could not be loaded: ${response.status}`);
			const cursor = response.headers.get('x-fronts-cursor') ?? '0-0';
			const columns = decode(bytes);
			if (this.#closed) return;
			this.columns = columns;
			this.revision += 1;
			if (this.#asOf !== null) {
				this.status = 'frozen';
				return;
			}
			this.#loaded(Number(response.headers.get(KEPT_AT)) || null);
			await this.#start;
			this.#cursor = cursor;
			this.#follow();
		} catch {
			this.#lost();
			if (!this.#closed) this.#retry = setTimeout(() => void this.#load(), RETRY_MS);
		}
	}

	/** @param keptAt when the answer was had, if the device kept it: the server has not been heard of since */
	#loaded(keptAt: number | null): void {
		if (keptAt === null) return this.#heard();
		this.contactAt = keptAt;
		this.status = 'offline';
	}

	#heard(): void {
		this.status = 'live';
		this.contactAt = Date.now();
	}

	#lost(): void {
		// A page the device kept is without a network until the server answers, whatever the browser believes.
		if (this.status !== 'offline') this.status = navigator.onLine ? 'reconnecting' : 'offline';
	}

	#apply(changes: readonly PublicChange[]): void {
		const { columns } = this;
		if (!columns) return;
		const at = Date.now();
		const arrived: Arrival[] = [];
		let changed = false;
		for (const { id, report } of changes) {
			if (report && (this.#theatres?.includes(report.theatre) ?? true)) {
				if (!columns.has(id)) arrived.push({ id, at });
				columns.upsert(fromFacts(report));
				changed = true;
			} else if (columns.remove(id)) changed = true;
		}
		this.contactAt = at;
		if (arrived.length > 0) this.arrived = [...this.arrived, ...arrived];
		if (changed) this.revision += 1;
	}
}

/** Browser only. Changes are followed from `start` on, and none is lost till then. */
export const openLiveReports = (wanted: Wanted): LiveReports => new LiveReports(wanted);
