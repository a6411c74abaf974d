import { expect, test } from 'vitest';
import type { Citation, Report } from '#lib/domain/report.ts';
import { toListItem } from '#lib/ui/list-item.ts';

const citation = (facts: Partial<Citation>): Citation => ({
	...{
		source: null,
		source_name: null,
		reliability: 'F',
		reliability_reason: null,
		publisher: null,
		title: null
	},
	...{ url: null, archived_url: null, published_at: null, original_text_lang: null, note: null, text: null },
	...{ content_warnings: [], origin: 'x' },
	...facts
});

test('a line of the list names each source once, registered or not', () => {
	const report = {
		id: 7,
		title: 'Title',
		citations: [
			citation({ source: 'isw', source_name: 'ISW' }),
			citation({ source: 'isw', source_name: 'ISW' }),
			citation({ publisher: 'OCHA', title: 'Flash update 12' }),
			citation({ title: 'A document' })
		]
	} as Report;
	expect(toListItem(report).sources).toEqual(['ISW', 'OCHA', 'A document']);
	expect(toListItem(report)).not.toHaveProperty('citations');
});
