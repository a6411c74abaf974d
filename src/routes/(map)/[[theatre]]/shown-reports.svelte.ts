import { browser } from '$app/environment';
import { untrack } from 'svelte';
import type { Days } from '#lib/columns/days.ts';
import type { ReportColumns } from '#lib/columns/report-columns.ts';
import type { TileFeatures } from '#lib/columns/tile-features.ts';
import type { ReportId } from '#lib/domain/report.ts';
import { toFilter, toSearch, type View } from '#lib/domain/view.ts';
import type { LiveReports } from '#lib/live/live-reports.svelte.ts';
import { toListItem, type ListItem } from '#lib/ui/list-item.ts';
import { settled } from '#lib/ui/settled.ts';
import type { PageData } from './$types';
import type { AskedView } from './asked-view.svelte.ts';

type Tools = typeof import('./columns-tools.ts');
type Shown = Pick<PageData, 'filter' | 'period' | 'total' | 'facets'>;

/** On their way while the page comes alive, not after. */
const early = browser ? import('./columns-tools.ts') : null;
early?.catch(() => {});

const PAGE = 100;
/** Periods such as "last 24 hours" move on; this often is soon enough. Milliseconds. */
const PERIOD_STEP = 600_000;

/** The reports of the view: as the server rendered them, then from the browser's own columns, kept up to date. */
export class ShownReports {
	readonly #data: () => PageData;
	readonly #asked: AskedView;
	readonly #clock: () => number;
	/** Until they are here the view is as the server counted it. */
	#tools = $state.raw<Tools | null>(null);
	live = $state.raw<LiveReports | null>(null);
	/** How many are listed; begins anew with each view. */
	#limit = $derived.by(() => (void this.#asked.view, PAGE));
	/** Whose texts are wanted: the lines that are in the page. */
	wanted = $state.raw<readonly ReportId[] | null>(null);
	#items = $state.raw<ReadonlyMap<ReportId, ListItem>>(new Map());
	#fetching = new Set<ReportId>();
	failed = $state(false);
	#revision = 0;
	#resolveReady!: () => void;
	readonly #ready = new Promise<void>((resolve) => (this.#resolveReady = resolve));

	/** @param clock milliseconds since 1970, reactive by the minute */
	constructor(data: () => PageData, asked: AskedView, clock: () => number) {
		this.#data = data;
		this.#asked = asked;
		this.#clock = clock;
	}

	/** Starts the live reports, or has those of the instant. Browser only; returns how to stop. */
	open(): () => void {
		let isGone = false;
		void early!.then((tools) => {
			if (isGone) return;
			this.#tools = tools;
			this.live = tools.openLiveReports({
				...{ theatres: null, start: settled() },
				asOf: this.#asked.view.asOf
			});
		});
		return () => {
			isGone = true;
			this.live?.close();
		};
	}

	readonly #columns: ReportColumns | null = $derived.by(() => {
		void this.live?.revision;
		return this.live?.columns ?? null;
	});

	readonly shown: Shown = $derived.by(() => {
		const data = this.#data();
		const columns = this.#columns;
		if (!columns || !this.#tools) return data;
		const { filter, period } = this.#resolve(columns, this.#tools, data);
		const facets = this.#tools.facets(columns, filter);
		return { filter, period, facets, total: facets.total };
	});

	/** What the days of the view depend on: everything but its period. */
	readonly #timeless: string = $derived.by(() =>
		toSearch({ ...this.#asked.view, period: { last: 'all' } }).toString()
	);
	/** Reports a day under the same filters at any time; another object only when they, or the reports, change. */
	readonly days: Days | null = $derived.by(() => {
		void this.#timeless;
		void this.live?.revision;
		const data = this.#data();
		const columns = this.#columns;
		if (!columns || !this.#tools) return null;
		const view = untrack(() => this.#asked.view);
		const filter = { ...toFilter(view, 0), from: null, to: Infinity, ids: idsFound(view, data) };
		return this.#tools.days(columns, filter);
	});

	/** Another number whenever the map's tiles may look different. */
	readonly revision: number = $derived.by(() => {
		void this.shown;
		return ++this.#revision;
	});

	readonly #ids: readonly ReportId[] = $derived.by(() => {
		const columns = this.#columns;
		void this.live?.revision;
		if (!columns || !this.#tools) return this.#data().items.map(({ id }) => id);
		return this.#tools.newest(columns, this.shown.filter, { limit: this.#limit });
	});

	readonly #known: ReadonlyMap<ReportId, ListItem> = $derived.by(
		() => new Map([...this.#data().items.map((item) => [item.id, item] as const), ...this.#items])
	);
	/** The listed reports, newest first; while a window of time moves, those whose text is here. */
	readonly listed: readonly ReportId[] = $derived.by(() =>
		this.#asked.held ? this.#ids.filter((id) => this.#known.has(id)) : this.#ids
	);

	/** A report's line, once it has been fetched. */
	itemOf = (id: ReportId): ListItem | undefined => this.#known.get(id);

	/** Those of some reports that the view shows, newest first. */
	among(ids: ReadonlySet<ReportId>): readonly ReportId[] {
		const columns = this.#columns;
		void this.live?.revision;
		if (!columns || !this.#tools || ids.size === 0) return [];
		const { filter } = this.shown;
		const found = filter.ids;
		const both = found ? new Set([...ids].filter((id) => found.has(id))) : ids;
		return this.#tools.newest(columns, { ...filter, ids: both }, { limit: ids.size });
	}

	/** Lists as far down as a report that the view shows. */
	listUntil(id: ReportId): void {
		const columns = this.#columns;
		if (!columns || !this.#tools) return;
		const rank = this.#tools.newest(columns, this.shown.filter, { limit: columns.size }).indexOf(id);
		if (rank >= this.#limit) this.#limit = Math.ceil((rank + 1) / PAGE) * PAGE;
	}

	readonly fresh: ReadonlySet<ReportId> = $derived(new Set(this.live?.arrived.map(({ id }) => id)));
	readonly hasMore: boolean = $derived(this.#columns !== null && this.#ids.length < this.shown.total);

	/** A tile of the view; waits for the columns. */
	tile = async (z: number, x: number, y: number): Promise<TileFeatures> => {
		await this.#ready;
		return this.#tools!.tileFeatures(this.#columns!, this.shown.filter, z, x, y);
	};

	showMore(): void {
		if (!this.failed) this.#limit += PAGE;
		this.failed = false;
	}

	/** For an effect: fetches the texts of listed reports that are not known, or no longer right. */
	fetchMissing(): void {
		const columns = this.#columns;
		if (!columns) return;
		this.#resolveReady();
		// A window that moves shows what is known; the rest is fetched where it comes to rest.
		if (this.#asked.held) return;
		const wanted = this.wanted ?? this.#ids;
		const missing = wanted.filter((id) => !this.#fetching.has(id) && isStale(columns, id, this.itemOf(id)));
		if (missing.length > 0 && !this.failed) void this.#fetch(missing.slice(0, PAGE));
	}

	async #fetch(ids: readonly ReportId[]): Promise<void> {
		for (const id of ids) this.#fetching.add(id);
		// The map goes first: to begin a request takes the page's time, too.
		await new Promise((resolve) => setTimeout(resolve));
		try {
			const { fetchReports, fetchSince } = await import('./fetch-reports.ts');
			const { asOf } = this.#asked.view;
			const [reports, since] = await Promise.all([fetchReports(ids, asOf), fetchSince(ids, asOf)]);
			this.#items = new Map([
				...this.#items,
				...reports.map((report) => [report.id, toListItem(report, since[report.id])] as const)
			]);
		} catch {
			this.failed = true;
		} finally {
			for (const id of ids) this.#fetching.delete(id);
		}
	}

	#resolve(columns: ReportColumns, tools: Tools, data: PageData): Pick<Shown, 'filter' | 'period'> {
		const { view, held } = this.#asked;
		// Words are the server's to find.
		if (view.q !== null && view.q !== data.view.q) return data;
		void this.live?.revision;
		void Math.floor(this.#clock() / PERIOD_STEP);
		const asked = { ...toFilter(view, Date.now()), ids: idsFound(view, data) };
		const window = held ?? tools.lastWeekInstead(columns, view, asked);
		if (!window) return { filter: asked, period: { from: asked.from, to: asked.to, reason: 'asked' } };
		const reason = held ? 'asked' : 'last_week_with_reports';
		return { filter: { ...asked, ...window }, period: { ...window, reason } };
	}
}

/** What the server found for the view's words. */
const idsFound = (view: View, { filter }: PageData) => (view.q === null ? undefined : filter.ids);

/** A listed report that was graded or reviewed anew since its text was fetched. */
function isStale(columns: ReportColumns, id: ReportId, item: ListItem | undefined): boolean {
	const row = columns.rowOf(id);
	if (row < 0) return false;
	const { reliability, credibility, state } = columns.rowAt(row);
	return item?.reliability !== reliability || item.credibility !== credibility || item.state !== state;
}
