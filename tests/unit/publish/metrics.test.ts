import { expect, test } from 'vitest';
import { toMetrics } from '#lib/publish/metrics.ts';

test('figures are written as Prometheus reads them; an unknown value is left out', () => {
	const text = toMetrics([
		{ name: 'up', help: 'Says\nyes', type: 'gauge', values: [{ value: 1 }] },
		{
			name: 'posts_total',
			help: 'Posts',
			type: 'counter',
			values: [
				{ labels: { source: 'a"b\\c\nd', kind: 'new' }, value: 2.5 },
				{ labels: { source: 'unknown' }, value: null },
				{ labels: { source: 'nan' }, value: NaN }
			]
		}
	]);
	expect(text).toBe(
		[
			'# HELP up Says\\nyes',
			'# TYPE up gauge',
			'up 1',
			'# HELP posts_total Posts',
			'# TYPE posts_total counter',
			'posts_total{source="a\\"b\\\\c\\nd",kind="new"} 2.5',
			''
		].join('\n')
	);
});
