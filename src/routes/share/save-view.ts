/** Asks the server for the short address of a view. @returns its id; null where none could be had */
export async function saveView(view: string): Promise<string | null> {
	try {
		const response = await fetch('/e', {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify({ view })
		});
		if (!response.ok) return null;
		return ((await response.json()) as { id: string }).id;
	} catch {
		return null;
	}
}
