import { browser } from '$app/environment';
import type { ReportColumns } from '#lib/columns/report-columns.ts';
import type { TileFeatures } from '#lib/columns/tile-features.ts';
import { toFilter } from '#lib/domain/view.ts';
import type { LiveReports } from '#lib/live/live-reports.svelte.ts';
import { settled } from '#lib/ui/settled.ts';
import type { PageData } from './$types';

type Tools = typeof import('./framed-columns.ts');
type Shown = Pick<PageData, 'filter' | 'period' | 'total'>;

/** On their way while the page comes alive, not after. */
const early = browser ? import('./framed-columns.ts') : null;
early?.catch(() => {});

/** Periods such as "last 24 hours" move on; this often is soon enough. Milliseconds. */
const PERIOD_STEP = 600_000;

/** The reports of a framed map: as the server counted them, then from the browser's own columns, kept up to date. */
export class FramedReports {
	readonly #data: PageData;
	readonly #clock: () => number;
	#tools = $state.raw<Tools | null>(null);
	#revision = 0;
	#isSeen = true;
	#resolveReady!: () => void;
	readonly #ready = new Promise<void>((resolve) => (this.#resolveReady = resolve));
	live = $state.raw<LiveReports | null>(null);

	/** @param clock milliseconds since 1970, reactive by the minute */
	constructor(data: PageData, clock: () => number) {
		this.#data = data;
		this.#clock = clock;
	}

	/** Browser only; returns how to stop. */
	open(): () => void {
		let isGone = false;
		const { theatres, asOf } = this.#data.view;
		void early!.then((tools) => {
			if (isGone) return;
			this.#tools = tools;
			this.live = tools.openLiveReports({ theatres, asOf, start: settled() });
			if (!this.#isSeen) this.live.pause();
		});
		return () => {
			isGone = true;
			this.live?.close();
		};
	}

	/** Whether anything of the map is on the reader's screen: what nobody sees, holds no connection. */
	seen(isSeen: boolean): void {
		this.#isSeen = isSeen;
		if (isSeen) this.live?.resume();
		else this.live?.pause();
	}

	readonly #columns: ReportColumns | null = $derived.by(() => {
		void this.live?.revision;
		return this.live?.columns ?? null;
	});

	readonly shown: Shown = $derived.by(() => {
		const [columns, tools] = [this.#columns, this.#tools];
		if (!columns || !tools) return this.#data;
		void this.live?.revision;
		void Math.floor(this.#clock() / PERIOD_STEP);
		const { view } = this.#data;
		// Words are the server's to find.
		const { ids } = this.#data.filter;
		const asked = { ...toFilter(view, Date.now()), ...(ids && { ids }) };
		const week = tools.lastWeekInstead(columns, view, asked);
		const filter = { ...asked, ...week };
		const period: Shown['period'] = week
			? { ...week, reason: 'last_week_with_reports' }
			: { from: asked.from, to: asked.to, reason: 'asked' };
		return { filter, period, total: tools.matching(columns, filter).length };
	});

	/** Another number whenever the map's tiles may look different. */
	readonly revision: number = $derived.by(() => {
		void this.shown;
		return ++this.#revision;
	});

	/** For an effect: lets the map have its tiles once the columns are here. */
	begin(): void {
		if (this.#columns) this.#resolveReady();
	}

	/** A tile of the view; waits for the columns. */
	tile = async (z: number, x: number, y: number): Promise<TileFeatures> => {
		await this.#ready;
		return this.#tools!.tileFeatures(this.#columns!, this.shown.filter, z, x, y);
	};
}
