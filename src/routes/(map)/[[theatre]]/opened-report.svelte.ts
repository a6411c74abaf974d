import type { Report, ReportId } from '#lib/domain/report.ts';

/** The report in the panel: as the server sent it, or fetched when it is opened on the map. */
export class OpenedReport {
	readonly #id: () => ReportId | null;
	readonly #sent: () => Report | null;
	#fetched = $state.raw<Report | null>(null);
	problem = $state<'missing' | 'failed' | null>(null);

	constructor(id: () => ReportId | null, sent: () => Report | null) {
		this.#id = id;
		this.#sent = sent;
	}

	readonly id: ReportId | null = $derived.by(() => this.#id());
	readonly report: Report | null = $derived.by(
		() => [this.#sent(), this.#fetched].find((report) => report && report.id === this.id) ?? null
	);

	/** For an effect: fetches the report if it is not here. */
	fetchMissing(): void {
		const id = this.id;
		this.problem = null;
		if (id !== null && !this.report) void this.fetch(id);
	}

	async fetch(id: ReportId): Promise<void> {
		this.problem = null;
		try {
			const { fetchReport } = await import('./fetch-reports.ts');
			const report = await fetchReport(id);
			if (id !== this.id) return;
			if (report) this.#fetched = report;
			else this.problem = 'missing';
		} catch {
			if (id === this.id) this.problem = 'failed';
		}
	}
}
