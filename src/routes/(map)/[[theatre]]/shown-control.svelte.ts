import type { ControlProperties, ControlSnapshot } from '#lib/domain/control-area.ts';
import { shownOn, snapshotBefore, snapshotsOn } from '#lib/domain/control-area.ts';
import type { CalendarDay, Instant } from '#lib/domain/event-time.ts';
import { THEATRE, THEATRES, type Theatre } from '#lib/domain/theatre.ts';
import { controlOverlay, type DrawnControl } from '#lib/map/control-overlay.ts';
import type { MapOverlay } from '#lib/map/overlay.ts';

type Features = DrawnControl['features'];
export type Change = Extract<ControlProperties, { kind: 'change' }>;

/** Days before and after the shown one that are fetched ahead, so that playing does not wait for each. */
const AHEAD = 3;

/** Areas of control as the map shows them: for the day the shown time ends, of the source that the reader chose. */
export class ShownControl {
	readonly #theatre: () => Theatre | null;
	readonly #day: () => CalendarDay;
	readonly #asOf: Instant | null;
	/** null until it is known what there is. */
	snapshots = $state.raw<readonly ControlSnapshot[] | null>(null);
	failed = $state(false);
	#features = $state.raw<ReadonlyMap<number, Features>>(new Map());
	#changes = $state.raw<ReadonlyMap<string, Features>>(new Map());
	#fetching = new Set<string>();
	#source = $state.raw<Partial<Record<Theatre, string>>>({});
	/** Whether what changed since the snapshot before is drawn too. */
	isComparing = $state(false);

	/** @param day the last that is shown, UTC */
	constructor(theatre: () => Theatre | null, day: () => CalendarDay, asOf: Instant | null) {
		this.#theatre = theatre;
		this.#day = day;
		this.#asOf = asOf;
	}

	/** Asks what there is. Resolves when it is known, or could not be had. */
	async open(): Promise<void> {
		try {
			const query = this.#asOf === null ? '' : `?asof=${this.#asOf}`;
			const { snapshots } = await this.#json<{ snapshots: ControlSnapshot[] }>(
				`/api/v1/control-snapshots${query}`
			);
			this.snapshots = snapshots;
			this.failed = false;
		} catch {
			this.failed = true;
		}
	}

	readonly day: CalendarDay = $derived.by(() => this.#day());

	/** One snapshot for each front that is shown, where somebody has drawn it by that day. */
	readonly shown: readonly ControlSnapshot[] = $derived.by(() => {
		const theatre = this.#theatre();
		return (theatre ? [theatre] : THEATRES).flatMap((front) => {
			const all = this.snapshots ?? [];
			const chosen = this.#source[front];
			return shownOn(chosen ? all.filter(({ source }) => source === chosen) : all, front, this.day) ?? [];
		});
	});

	/** Snapshots of every source for the front and day. */
	others = (theatre: Theatre): readonly ControlSnapshot[] =>
		snapshotsOn(this.snapshots ?? [], theatre, this.day);

	/** All that the snapshot's source has drawn of its front, oldest first. */
	series = ({ theatre, source }: ControlSnapshot): readonly ControlSnapshot[] =>
		(this.snapshots ?? []).filter((one) => one.theatre === theatre && one.source === source);

	before = (snapshot: ControlSnapshot): ControlSnapshot | null =>
		snapshotBefore(this.snapshots ?? [], snapshot);

	choose(theatre: Theatre, source: string): void {
		this.#source = { ...this.#source, [theatre]: source };
	}

	/** What changed hands since the snapshot before, the largest first; null until it is here. */
	changesOf(snapshot: ControlSnapshot): readonly Change[] | null {
		const before = this.before(snapshot);
		const features = before && this.#changes.get(`${before.id}-${snapshot.id}`);
		return features ? features.map(({ properties }) => properties as Change) : null;
	}

	/** The last that was whole: a day that is still fetched does not empty the map. */
	#last: MapOverlay | null = null;
	readonly overlay: MapOverlay | null = $derived.by(() => {
		const drawn = this.shown.map((snapshot) => this.#drawn(snapshot));
		if (drawn.some((one) => one === null)) return this.#last;
		const rights = [...new Set(this.shown.map(({ source_name, rights }) => `${source_name} (${rights})`))];
		this.#last = drawn.length ? controlOverlay(drawn as DrawnControl[], rights.join(' · ')) : null;
		return this.#last;
	});

	/** For an effect: fetches what is shown and not here, then its neighbours. */
	fetchMissing(): void {
		for (const snapshot of this.shown) {
			this.#fetch(`${snapshot.id}`);
			const before = this.before(snapshot);
			if (this.isComparing && before) this.#fetchChanges(before, snapshot);
			const series = this.series(snapshot);
			const at = series.indexOf(snapshot);
			if (this.#features.has(snapshot.id))
				for (const { id } of series.slice(Math.max(0, at - 1), at + 1 + AHEAD)) this.#fetch(`${id}`);
		}
	}

	#drawn(snapshot: ControlSnapshot): DrawnControl | null {
		const own = this.#features.get(snapshot.id);
		if (!own) return null;
		const before = this.before(snapshot);
		const changed = this.isComparing && before ? this.#changes.get(`${before.id}-${snapshot.id}`) : undefined;
		const [, latitude] = THEATRE[snapshot.theatre].centre;
		return { features: [...own, ...(changed ?? [])], uncertainty: snapshot.uncertainty_m, latitude };
	}

	#fetch(id: string): void {
		void this.#once(id, `/api/v1/control-areas/${id}`, (features) => {
			this.#features = new Map([...this.#features, [Number(id), features]]);
		});
	}

	#fetchChanges(from: ControlSnapshot, to: ControlSnapshot): void {
		const key = `${from.id}-${to.id}`;
		const path = `/api/v1/control-areas/changes?from=${from.id}&to=${to.id}`;
		void this.#once(key, path, (features) => {
			this.#changes = new Map([...this.#changes, [key, features]]);
		});
	}

	async #once(key: string, path: string, keep: (features: Features) => void): Promise<void> {
		if (this.#fetching.has(key)) return;
		this.#fetching.add(key);
		try {
			keep((await this.#json<{ features: Features }>(path)).features);
			this.failed = false;
		} catch {
			// Asked again with the next day or choice.
			this.#fetching.delete(key);
			this.failed = true;
		}
	}

	async #json<T>(path: string): Promise<T> {
		const response = await fetch(path);
		if (!response.ok) throw new Error(`${path}: ${response.status}`);
		return response.json();
	}
}
