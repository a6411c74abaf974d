import { goto, pushState } from '$app/navigation';
import { page } from '$app/state';
import { dayOf, type Instant } from '#lib/domain/event-time.ts';
import { withSaved } from '#lib/domain/saved-view.ts';
import type { Theatre } from '#lib/domain/theatre.ts';
import { DEFAULT_VIEW, parseView, toSearch, type Period, type View } from '#lib/domain/view.ts';
import { mapAddress, withSearch } from '#lib/ui/address.ts';

/** A short address and the query it stands for. */
export type Saved = { path: string; search: string };

/** A window of time that is moved right now. Milliseconds since 1970, half-open. */
export type HeldWindow = { from: number; to: number };

/**
 * The view the address asks for. It follows the address itself, not the page's data: filters and the window of time
 * change without a page load, and back and forward through such changes as well.
 */
export class AskedView {
	readonly #theatre: () => Theatre | null;
	readonly #asOf: Instant | null;
	readonly #saved: Saved | null;
	#held = $state.raw<{ window: HeldWindow; instead: string } | null>(null);

	/**
	 * @param theatre the one the path names
	 * @param asOf the instant of the page: which of them can be answered for is the server's to know
	 * @param saved what the page's own address stands for, where it is that of a saved view
	 */
	constructor(theatre: () => Theatre | null, asOf: Instant | null, saved: Saved | null = null) {
		this.#theatre = theatre;
		this.#asOf = asOf;
		this.#saved = saved;
	}

	readonly here: URL = $derived.by(() => {
		void page.state;
		return typeof location === 'undefined' ? page.url : new URL(location.href, page.url);
	});
	/** The query of the address, or what its short form stands for. */
	get #search(): URLSearchParams {
		const { pathname, searchParams } = this.here;
		return this.#saved?.path === pathname ? withSaved(this.#saved.search, searchParams) : searchParams;
	}

	/** Of the address only what decides which reports are shown: a moved map leaves it as it is. */
	readonly #shownSearch: string = $derived.by(() =>
		toSearch(reportsOf(this.#parse(this.#search))).toString()
	);
	/** All of it, with camera, opened report and the reader's choices. */
	readonly whole: View = $derived.by(() => this.#parse(this.#search));
	/** The address to pass on, with what the reader sees: short where it is that of a saved view. */
	readonly permalink: string = $derived.by(() =>
		this.#saved?.path === this.here.pathname
			? withSearch(this.#saved.path, this.here.searchParams)
			: mapAddress(this.whole)
	);
	readonly view: View = $derived.by(() => this.#parse(new URLSearchParams(this.#shownSearch)));
	readonly #period: string = $derived.by(
		() => `${this.#theatre()} ${toSearch({ ...DEFAULT_VIEW, period: this.view.period })}`
	);
	/** The window while it is dragged or plays, in place of the address's period, and until that is another. */
	readonly held: HeldWindow | null = $derived.by(() =>
		this.#held?.instead === this.#period ? this.#held.window : null
	);

	/** What is asked for now, the held window included. */
	readonly period: Period = $derived.by(() => {
		if (!this.held) return this.view.period;
		return { from: dayOf(this.held.from), to: dayOf(this.held.to - 1) };
	});

	hold(window: HeldWindow): void {
		this.#held = { window, instead: this.#period };
	}

	release(): void {
		this.#held = null;
	}

	/** The present address with part of the view changed. */
	address(change: Partial<View>): string {
		const theatre = this.#theatre() ?? undefined;
		const search = toSearch({ ...this.whole, ...change }, { theatreInPath: theatre });
		return withSearch(theatre ? `/${theatre}` : '/', search);
	}

	/** Writes a deliberate choice into the address, as a step that "back" undoes. */
	choose(change: Partial<View>): void {
		const address = this.address(change);
		if (new URL(address, location.href).href !== this.here.href) pushState(address, { ...page.state });
		this.release();
	}

	/** Words are the server's to find. @param isTyping another letter of the same search: not a step of its own */
	search(words: string | null, isTyping: boolean): void {
		if (words === this.view.q) return;
		if (words === null) this.choose({ q: null });
		else void this.#load(this.address({ q: words }), isTyping);
	}

	/** For an effect: the address asks for other words than the server has searched for. */
	searchAgain(searched: string | null): void {
		const { q } = this.view;
		if (q !== null && q !== searched)
			void this.#load(withSearch(this.here.pathname, this.here.searchParams), true);
	}

	async #load(address: string, replace: boolean): Promise<void> {
		await goto(address, { replaceState: replace, keepFocus: true, noScroll: true });
	}

	#parse(search: URLSearchParams): View {
		return { ...parseView(search, this.#theatre() ?? undefined).view, asOf: this.#asOf };
	}
}

const reportsOf = (view: View): View => ({
	...view,
	at: null,
	report: null,
	lang: null,
	theme: DEFAULT_VIEW.theme
});
