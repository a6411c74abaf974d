import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const COMMAND = fileURLToPath(new URL('../../src/commands/geoparse.ts', import.meta.url));

function geoparse(
	lines: string,
	...options: string[]
): Promise<{ code: number | null; out: string; err: string }> {
	return new Promise((resolve) => {
		const child = spawn(process.execPath, [COMMAND, ...options]);
		const [out, err]: [string[], string[]] = [[], []];
		child.stdout.on('data', (chunk) => out.push(String(chunk)));
		child.stderr.on('data', (chunk) => err.push(String(chunk)));
		child.on('close', (code) => resolve({ code, out: out.join(''), err: err.join('') }));
		child.stdin.end(lines);
	});
}
const answers = (out: string): Record<string, unknown>[] =>
	out
		.trim()
		.split('\n')
		.map((line) => JSON.parse(line) as Record<string, unknown>);

test('lines come out in the order they went in, a bad one as an error in its place', async () => {
	const lines = [
		JSON.stringify({ text: 'Обстрел Авдеевки', theatre: 'ukraine', published_at: '2023-11-20T10:00:00Z' }),
		'not json',
		JSON.stringify({ text: 'Strikes on Rafah', theatre: 'mars' }),
		JSON.stringify({ text: '48.1394, 37.7450' })
	];
	const { code, out, err } = await geoparse(lines.join('\n'));
	const [first, second, third, fourth] = answers(out);
	expect(code).toBe(1);
	expect(err).toContain('2 of 4 lines');
	expect(first).toMatchObject({
		place: 'ua-avdiivka',
		event_type: 'shelling',
		occurred_at: '2023-11-20T10:00:00Z',
		time_precision: 'day'
	});
	expect(second).toEqual({ error: expect.stringContaining('line 2') });
	expect(third).toEqual({ error: expect.stringMatching(/line 3: theatre.*mars/) });
	expect(fourth).toMatchObject({ point: [37.745, 48.1394], geo_precision: 'exact' });
});

test('a front can be chosen for all lines; good input ends with status 0', async () => {
	const { code, out } = await geoparse(JSON.stringify({ text: 'Shelling of Avdiivka' }), '--theatre', 'gaza');
	expect(code).toBe(0);
	expect(answers(out)[0]).toMatchObject({ point: null });
});

test('help and wrong options speak for themselves', async () => {
	expect((await geoparse('', '--help')).out).toContain('--theatre');
	const wrong = await geoparse('', '--theatre', 'mars');
	expect(wrong).toMatchObject({ code: 1, err: expect.stringContaining('gaza, ukraine, sahel') });
});
