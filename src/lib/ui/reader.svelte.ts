import { createContext } from 'svelte';
import type { Instant } from '#lib/domain/event-time.ts';
import type { ReportId } from '#lib/domain/report.ts';
import type { Lang } from '#lib/domain/view.ts';
import type { Role } from '#lib/domain/permissions.ts';
import { pageAddress, type Choices } from './address.ts';

const MINUTE = 60_000;

/** Who reads: language, appearance, time zone and clock. One for the whole site. */
export class Reader {
	readonly lang: Lang;
	/** What the address says; a server renders UTC until the browser tells its zone. */
	choices = $state.raw<Choices>({ lang: null, theme: 'auto' });
	/** Null: nobody is signed in. */
	role = $state.raw<Role | null>(null);
	zone = $state('UTC');
	/** Milliseconds since 1970, by the minute. */
	now = $state(0);
	#darkDevice = $state(false);
	readonly #asOf: () => Instant | null;

	/** @param asOf the instant the present page shows as it was known then; null: now */
	constructor(lang: Lang, choices: Choices, now: number, asOf: () => Instant | null) {
		this.#asOf = asOf;
		this.lang = lang;
		this.choices = choices;
		this.now = now;
	}

	/** The appearance the reader sees. */
	get theme(): 'light' | 'dark' {
		const { theme } = this.choices;
		return theme === 'auto' ? (this.#darkDevice ? 'dark' : 'light') : theme;
	}

	/** A page of ours with the reader's choices. */
	to = (path: string, more: Record<string, string> = {}): string => pageAddress(path, this.choices, more);

	get asOf(): Instant | null {
		return this.#asOf();
	}

	/** A report's page. From a frozen page it leads to the report as it was then. */
	toReport = (id: ReportId): string =>
		this.to(`/reports/${id}`, this.asOf === null ? {} : { asof: this.asOf });

	/** Follows the device's zone, clock and appearance. Browser only; returns how to stop. */
	followDevice(): () => void {
		this.zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
		this.now = Date.now();
		const tick = setInterval(() => (this.now = Date.now()), MINUTE);
		const dark = matchMedia('(prefers-color-scheme: dark)');
		const look = () => (this.#darkDevice = dark.matches);
		look();
		dark.addEventListener('change', look);
		return () => {
			clearInterval(tick);
			dark.removeEventListener('change', look);
		};
	}
}

export const [getReader, setReader] = createContext<Reader>();
