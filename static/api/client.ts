/**
 * A small client of the Fronts API for browsers, Node 20 and newer, Deno and Bun. It has no dependencies: copy it.
 * Everything else the API says of itself at /api/v1/openapi.json.
 */
export type Report = {
	type: 'Feature';
	id: number;
	/** Longitude, latitude. How far the true place may lie from it: `uncertainty_m`. */
	geometry: { type: 'Point'; coordinates: [lon: number, lat: number] };
	properties: {
		title: string;
		summary: string;
		theatre: 'gaza' | 'ukraine' | 'sahel';
		event_type: string;
		occurred_at: string;
		place_name: string;
		geo_precision: string;
		uncertainty_m: number;
		/** "C3": the best source's reliability and the claim's credibility. */
		grade: string;
		state: 'published' | 'unreviewed' | 'retracted';
		sensitivity: string[];
		citations: { source: string | null; source_name: string | null; publisher: string | null; url: string | null }[];
		url: string;
	};
};

export type Changes = {
	cursor: string;
	more: boolean;
	/** `report` is null when it is not, or no longer, in the view. */
	changes: { id: number; changed_at: string; report: object | null }[];
};

/** The words of the map's own address: `{ theatre: 'gaza', last: '30d', type: 'air_strikes' }`. */
export type View = Record<string, string>;

/** What the API refused, in its own words. */
export class ApiProblem extends Error {
	readonly status: number;
	readonly errors: { parameter?: string; value?: string; allowed?: string }[];
	constructor(problem: { status: number; title: string; detail: string; errors?: ApiProblem['errors'] }) {
		super(`${problem.title}: ${problem.detail}`);
		this.status = problem.status;
		this.errors = problem.errors ?? [];
	}
}

/** Asks once; where too many ask, it waits as long as the answer says and asks again. */
async function ask(address: string | URL): Promise<Response> {
	for (;;) {
		const response = await fetch(address);
		if (response.ok) return response;
		if (response.status !== 429) throw new ApiProblem(await response.json());
		const seconds = Number(response.headers.get('retry-after') ?? 1);
		await new Promise((resolve) => setTimeout(resolve, seconds * 1000));
	}
}

const addressOf = (base: string, path: string, view: View): URL => {
	const address = new URL(path, base);
	for (const [name, value] of Object.entries(view)) address.searchParams.set(name, value);
	return address;
};

/** Every report of a view, newest first, page after page. @throws ApiProblem */
export async function* reports(base: string, view: View = {}): AsyncGenerator<Report> {
	let next: string | URL | undefined = addressOf(base, '/api/v1/reports', view);
	while (next) {
		const response: Response = await ask(next);
		yield* ((await response.json()) as { features: Report[] }).features;
		next = /<([^>]+)>; rel="next"/.exec(response.headers.get('link') ?? '')?.[1];
	}
}

/** What changed after a cursor; without one, where the feed stands now. @throws ApiProblem */
export async function changes(base: string, after?: string, view: View = {}): Promise<Changes> {
	const response = await ask(addressOf(base, '/api/v1/changes', { ...view, ...(after && { after }) }));
	return (await response.json()) as Changes;
}
