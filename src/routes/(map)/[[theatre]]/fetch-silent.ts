type Answer = { sources: { name: string; theatres: string[] }[] };

/** Names of the sources, of one front or of all, of which nothing comes. @throws Error when the server does not answer */
export async function fetchSilent(theatre: string | null): Promise<string[]> {
	const response = await fetch('/api/v1/sources?silent=true');
	if (!response.ok) throw new Error(`${response.url}: ${response.status}`);
	const { sources }: Answer = await response.json();
	return sources
		.filter(({ theatres }) => theatre === null || theatres.includes(theatre))
		.map(({ name }) => name);
}
