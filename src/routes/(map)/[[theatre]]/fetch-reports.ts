/**
 * Reports by number. The server has parsed what it stores and types what it answers; it is believed here as it is for
 * what comes with the page, and the parser stays out of the browser.
 */
import type { Instant } from '#lib/domain/event-time.ts';
import type { Report, ReportId, SinceThen } from '#lib/domain/report.ts';

type Feature = {
	id: ReportId;
	geometry: { coordinates: Report['point'] };
	properties: Omit<Report, 'id' | 'point'>;
};

/** @throws Error when the server does not answer or answers something else */
export async function fetchReport(id: ReportId, asOf: Instant | null): Promise<Report | null> {
	const response = await fetch(`/api/v1/reports/${id}?lang=${language()}${at(asOf)}`);
	if (response.status === 404) return null;
	return toReport((await jsonOf(response)) as Feature);
}

/** @throws Error as above */
export async function fetchReports(ids: readonly ReportId[], asOf: Instant | null): Promise<Report[]> {
	const response = await fetch(`/api/v1/reports?ids=${ids.join(',')}&lang=${language()}${at(asOf)}`);
	const { features } = (await jsonOf(response)) as { features: Feature[] };
	return features.map(toReport);
}

/** What became of reports since an instant. Nothing without a network: what is shown says itself that it is old. */
export async function fetchSince(
	ids: readonly ReportId[],
	asOf: Instant | null
): Promise<Record<ReportId, SinceThen>> {
	if (asOf === null) return {};
	try {
		return (await jsonOf(await fetch(`/since?ids=${ids.join(',')}${at(asOf)}`))) as Record<
			ReportId,
			SinceThen
		>;
	} catch {
		return {};
	}
}

const at = (asOf: Instant | null): string => (asOf === null ? '' : `&asof=${asOf}`);

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
