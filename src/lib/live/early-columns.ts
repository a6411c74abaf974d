/** The columns of a page that was just opened, fetched before the code that reads them is there. */
import type { Instant } from '#lib/domain/event-time.ts';
import type { Theatre } from '#lib/domain/theatre.ts';

/** Of the recent window, or of an instant of the past. @param theatres null: all fronts */
export function columnsAddress(theatres: readonly Theatre[] | null, asOf: Instant | null): string {
	const query = [
		...(theatres ? [`theatre=${theatres.join(',')}`] : []),
		...(asOf === null ? [] : [`asof=${asOf}`])
	];
	return query.length > 0 ? `/columns?${query.join('&')}` : '/columns';
}

type Answer = { response: Response; bytes: Uint8Array };

let early: { address: string; answer: Promise<Answer> } | null = null;

/** Browser only. */
export function fetchEarly(address: string): void {
	const answer = read(address);
	answer.catch(() => {});
	early = { address, answer };
}

/** What was asked for early, once; or else asked for now. */
export function fetchColumns(address: string): Promise<Answer> {
	const asked = early?.address === address ? early.answer : read(address);
	early = null;
	return asked;
}

async function read(address: string): Promise<Answer> {
	const response = await fetch(address);
	return { response, bytes: new Uint8Array(await response.arrayBuffer()) };
}
