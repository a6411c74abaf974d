import type { Report } from '#lib/domain/report.ts';

/** A report with two citations; say only what matters to the test. */
export const aReport = (facts: Partial<Report> = {}): Report => ({
	id: 12,
	theatre: 'gaza',
	title: 'Strike near the market of Jabalia',
	summary: 'Two accounts differ about the number of dead.',
	event_type: 'air_strikes',
	event_subtype: 'Air/drone strike',
	occurred_at: '2023-10-31T12:30:00Z',
	occurred_until: null,
	time_precision: 'hour',
	point: [34.4833, 31.5281],
	place_id: 'ps-jabalia-camp',
	place_name: 'Jabalia refugee camp',
	geo_precision: 'settlement',
	uncertainty_m: 3000,
	credibility: 2,
	credibility_reason: null,
	reliability: 'C',
	state: 'published',
	state_reason: null,
	sensitivity: [],
	fatalities: null,
	origins: 2,
	revision: 1,
	is_demo: true,
	published_at: '2023-11-01T00:00:00Z',
	updated_at: '2023-11-02T00:00:00Z',
	citations: [
		{
			...{ source: 'isw', source_name: 'ISW', side: 'Unknown', reliability: 'C', reliability_reason: null },
			...{ publisher: null, title: 'Assessment of 31 October', url: 'https://example.org/a' },
			...{ archived_url: 'https://archive.example/a', published_at: '2023-10-31T00:00:00Z' },
			...{ original_text_lang: 'en', note: null, text: null, content_warnings: [], origin: 'isw' }
		},
		{
			...{ source: null, source_name: null, reliability: 'F', reliability_reason: null },
			...{ publisher: 'A newspaper', title: null, url: null, archived_url: null, published_at: null },
			...{ original_text_lang: null, note: null, text: null, content_warnings: [], origin: 'x' }
		}
	],
	media: [],
	proofs: [],
	...facts
});
