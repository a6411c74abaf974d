/**
 * Reports by number. The server has parsed what it stores and types what it answers; it is believed here as it is for
 * what comes with the page, and the parser stays out of the browser.
 */
import type { Report, ReportId } from '#lib/domain/report.ts';

type Feature = {
	id: ReportId;
	geometry: { coordinates: Report['point'] };
	properties: Omit<Report, 'id' | 'point'>;
};

/** @throws Error when the server does not answer or answers something else */
export async function fetchReport(id: ReportId): Promise<Report | null> {
	const response = await fetch(`/api/v1/reports/${id}?lang=${language()}`);
	if (response.status === 404) return null;
	return toReport((await jsonOf(response)) as Feature);
}

/** @throws Error as above */
export async function fetchReports(ids: readonly ReportId[]): Promise<Report[]> {
	const response = await fetch(`/api/v1/reports?ids=${ids.join(',')}&lang=${language()}`);
	const { features } = (await jsonOf(response)) as { features: Feature[] };
	return features.map(toReport);
}

const toReport = ({ id, geometry, properties }: Feature): Report => ({
	...properties,
	id,
	point: geometry.coordinates
});

/** Names of places come in the page's language. */
const language = (): string => document.documentElement.lang;

async function jsonOf(response: Response): Promise<unknown> {
	if (!response.ok) throw new Error(`${response.url}: ${response.status}`);
	return response.json();
}
