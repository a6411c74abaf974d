import { createContext } from 'svelte';
import type { Lang } from '#lib/domain/view.ts';
import { pageAddress, type Choices } from './address.ts';

const MINUTE = 60_000;

/** Who reads: language, appearance, time zone and clock. One for the whole site. */
export class Reader {
	readonly lang: Lang;
	/** What the address says; a server renders UTC until the browser tells its zone. */
	choices = $state.raw<Choices>({ lang: null, theme: 'auto' });
	zone = $state('UTC');
	/** Milliseconds since 1970, by the minute. */
	now = $state(0);
	#darkDevice = $state(false);

	constructor(lang: Lang, choices: Choices, now: number) {
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
