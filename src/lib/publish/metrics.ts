/** Figures in the text format of Prometheus, version 0.0.4. */

export type Metric = {
	/** Snake case, with its unit at the end: "fronts_feed_last_success_timestamp_seconds". */
	name: string;
	help: string;
	type: 'gauge' | 'counter';
	/** A value that is not known is left out, not written as 0. */
	values: { labels?: Record<string, string>; value: number | null }[];
};

export const METRICS_TYPE = 'text/plain; version=0.0.4; charset=utf-8';

export function toMetrics(metrics: readonly Metric[]): string {
	const lines: string[] = [];
	for (const { name, help, type, values } of metrics) {
		lines.push(
			`# HELP ${name} ${help.replace(/\\/g, '\\\\').replace(/\n/g, '\\n')}`,
			`# TYPE ${name} ${type}`
		);
		for (const { labels = {}, value } of values) {
			if (value === null || !Number.isFinite(value)) continue;
			const pairs = Object.entries(labels).map(([label, text]) => `${label}="${escaped(text)}"`);
			lines.push(`${name}${pairs.length > 0 ? `{${pairs.join(',')}}` : ''} ${value}`);
		}
	}
	return `${lines.join('\n')}\n`;
}

const escaped = (text: string): string =>
	text.replace(/\\/g, '\\\\').replace(/"/g, '\\"').replace(/\n/g, '\\n');
