import type { PageLoad } from './$types';

/** The panel of a report comes with the page only when one is open; otherwise once the map stands. */
export const load: PageLoad = async ({ data }) => ({
	...data,
	Panel: data.view.report === null ? null : (await import('./ReportPanel.svelte')).default
});
