import type { ReportId } from '#lib/domain/report.ts';
import type { Visit } from '#lib/live/last-visit.ts';
import { settled } from '#lib/ui/settled.ts';
import type { ShownReports } from './shown-reports.svelte.ts';

/** What came since the reader's last visit on this device, and what arrives while they look. */
export class News {
	readonly #reports: ShownReports;
	#visits = $state.raw<typeof import('./visits.ts') | null>(null);
	#before = $state.raw<Visit | null>(null);
	/** The list shows nothing else. */
	isShown = $state(false);

	constructor(reports: ShownReports) {
		this.#reports = reports;
	}

	/** Since the last visit, whether the view shows them or not; what arrives meanwhile is not among them. */
	readonly #unseen: ReadonlySet<ReportId> = $derived.by(() => {
		const before = this.#before;
		const visits = this.#visits;
		const { live, fresh } = this.#reports;
		void live?.revision;
		if (!before || !visits || !live?.columns) return new Set<ReportId>();
		const all = live.columns.id.subarray(0, live.columns.size);
		return new Set([...all].filter((id) => !visits.isKnown(before.known, id) && !fresh.has(id)));
	});

	/** Those the view shows, newest first. */
	readonly ids: readonly ReportId[] = $derived.by(() => this.#reports.among(this.#unseen));
	/** When the last visit ended; milliseconds since 1970. */
	readonly since: number = $derived(this.#before?.at ?? 0);
	/** Lines that carry the mark. */
	readonly marked: ReadonlySet<ReportId> = $derived.by(
		() => new Set([...this.#unseen, ...this.#reports.fresh])
	);

	/** Browser only; returns how to stop. */
	open(): () => void {
		let isGone = false;
		let stop = () => {};
		void settled()
			.then(() => import('./visits.ts'))
			.then(
				(visits) => {
					if (isGone) return;
					this.#visits = visits;
					stop = this.#follow(visits);
				},
				() => {}
			);
		return () => {
			isGone = true;
			stop();
		};
	}

	#follow({ visitBefore, deviceStorage }: typeof import('./visits.ts')): () => void {
		const look = () => {
			if (document.visibilityState === 'visible') this.#before = visitBefore(deviceStorage(), Date.now());
			else this.#remember();
		};
		const leave = () => this.#remember();
		look();
		document.addEventListener('visibilitychange', look);
		addEventListener('pagehide', leave);
		return () => {
			this.#remember();
			document.removeEventListener('visibilitychange', look);
			removeEventListener('pagehide', leave);
		};
	}

	show(): void {
		this.isShown = true;
	}

	/** All of it has been seen. */
	leave(): void {
		this.isShown = false;
		this.#before = null;
		this.#remember();
	}

	#remember(): void {
		const columns = this.#reports.live?.columns;
		const visits = this.#visits;
		if (!columns || !visits) return;
		const known = visits.knownIds(columns.id.subarray(0, columns.size));
		visits.rememberVisit(visits.deviceStorage(), known, this.isShown ? null : this.#before, Date.now());
	}
}
