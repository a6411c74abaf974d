import type { Instant } from '#lib/domain/event-time.ts';
import type { Report, ReportId, SinceThen } from '#lib/domain/report.ts';

/** A report, and what became of it since the instant of a frozen page. */
export type Opened = { report: Report; since: SinceThen | null };

/** The report in the panel: as the server sent it, or fetched when it is opened on the map. */
export class OpenedReport {
	readonly #id: () => ReportId | null;
	readonly #sent: () => Opened | null;
	readonly #asOf: Instant | null;
	#fetched = $state.raw<Opened | null>(null);
	problem = $state<'missing' | 'failed' | null>(null);

	/** @param asOf the instant it is shown as of; null: now */
	constructor(id: () => ReportId | null, sent: () => Opened | null, asOf: Instant | null) {
		this.#id = id;
		this.#sent = sent;
		this.#asOf = asOf;
	}

	readonly id: ReportId | null = $derived.by(() => this.#id());
	readonly #here: Opened | null = $derived.by(
		() => [this.#sent(), this.#fetched].find((opened) => opened?.report.id === this.id) ?? null
	);
	readonly report: Report | null = $derived(this.#here?.report ?? null);
	readonly since: SinceThen | null = $derived(this.#here?.since ?? null);

	/** For an effect: fetches the report if it is not here. */
	fetchMissing(): void {
		const id = this.id;
		this.problem = null;
		if (id !== null && !this.report) void this.fetch(id);
	}

	async fetch(id: ReportId): Promise<void> {
		this.problem = null;
		try {
			const { fetchReport, fetchSince } = await import('./fetch-reports.ts');
			const asOf = this.#asOf;
			const [report, since] = await Promise.all([fetchReport(id, asOf), fetchSince([id], asOf)]);
			if (id !== this.id) return;
			if (report) this.#fetched = { report, since: since[id] ?? null };
			else this.problem = 'missing';
		} catch {
			if (id === this.id) this.problem = 'failed';
		}
	}
}
