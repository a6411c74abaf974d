/** The browser's side of `embed-bridge.ts`: who is around this frame, and what is said to them. Browser only. */
import { originAround, toMap, type FromMap, type ToMap } from '#lib/publish/embed-bridge.ts';

export type Bridge = {
	/** Says it to the page around this frame; nothing happens where there is none, or nobody knows whose it is. */
	say(message: FromMap): void;
	close(): void;
};

/** @param hear what the page around this frame says, and nobody else */
export function openBridge(hear: (message: ToMap) => void): Bridge {
	const host = window.parent;
	if (host === window) return { say() {}, close() {} };
	let origin = originAround(
		location.ancestorOrigins ? [...location.ancestorOrigins] : undefined,
		document.referrer
	);

	function listen({ source, origin: from, data }: MessageEvent): void {
		if (source !== host || (origin !== null && from !== origin)) return;
		const message = toMap(data);
		if (!message) return;
		// "null" is nobody's origin: what is said to it could be heard by any other such page.
		if (message.type === 'fronts:hello' && from !== 'null') origin ??= from;
		hear(message);
	}

	addEventListener('message', listen);
	return {
		say(message) {
			if (origin !== null) host.postMessage(message, origin);
		},
		close: () => removeEventListener('message', listen)
	};
}
