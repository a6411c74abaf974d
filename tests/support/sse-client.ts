/** A plain client of Server-Sent Events (HTML Living Standard, 9.2), so that tests see the bytes a stranger sees. */
export type StreamEvent = { id: string | null; event: string; data: string };

export type SseClient = {
	headers: Headers;
	status: number;
	/** The next event; rejects when none came in time. Milliseconds. */
	next(timeout?: number): Promise<StreamEvent>;
	close(): void;
};

export async function readEvents(url: string, headers: Record<string, string> = {}): Promise<SseClient> {
	const controller = new AbortController();
	const response = await fetch(url, { headers, signal: controller.signal });
	const events: StreamEvent[] = [];
	const waiting: ((event: StreamEvent) => void)[] = [];
	void consume(response, (event) => {
		const first = waiting.shift();
		if (first) first(event);
		else events.push(event);
	}).catch(() => {});
	return {
		headers: response.headers,
		status: response.status,
		next(timeout = 5_000) {
			const ready = events.shift();
			if (ready) return Promise.resolve(ready);
			return new Promise((resolve, reject) => {
				const timer = setTimeout(() => reject(new Error(`no event within ${timeout} ms`)), timeout);
				waiting.push((event) => {
					clearTimeout(timer);
					resolve(event);
				});
			});
		},
		close: () => controller.abort()
	};
}

async function consume(response: Response, emit: (event: StreamEvent) => void): Promise<void> {
	let text = '';
	const decoder = new TextDecoder();
	for await (const chunk of response.body!) {
		text += decoder.decode(chunk, { stream: true });
		const blocks = text.split('\n\n');
		text = blocks.pop()!;
		for (const block of blocks) {
			const event = parse(block);
			if (event) emit(event);
		}
	}
}

/** Null for a block without data: a comment, a heartbeat. */
function parse(block: string): StreamEvent | null {
	const fields = block.split('\n').map((line) => line.split(/: ?(.*)/s));
	const values = (name: string) => fields.filter((field) => field[0] === name).map((field) => field[1] ?? '');
	const data = values('data');
	if (data.length === 0) return null;
	return {
		id: values('id').at(-1) ?? null,
		event: values('event').at(-1) ?? 'message',
		data: data.join('\n')
	};
}
