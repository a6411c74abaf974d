import { expect, test } from 'vitest';
import { createGate } from '#lib/embedded/gate.ts';

const turn = () => new Promise((resolve) => setTimeout(resolve, Math.random() * 3));

test('tasks run one at a time, in the order they came, whatever they take', async () => {
	const gate = createGate();
	const log: string[] = [];
	const task = (n: number) => async () => {
		log.push(`${n} begins`);
		await turn();
		log.push(`${n} ends`);
		return n;
	};
	const results = await Promise.all(Array.from({ length: 20 }, (_, n) => gate(task(n))));
	expect(results).toEqual(Array.from({ length: 20 }, (_, n) => n));
	expect(log).toEqual(Array.from({ length: 20 }, (_, n) => [`${n} begins`, `${n} ends`]).flat());
});

test('a task that fails is its own matter: it is told, the next ones run', async () => {
	const gate = createGate();
	const failing = gate(async () => {
		await turn();
		throw new Error('broken');
	});
	const throwing = gate(() => {
		throw new Error('broken at once');
	});
	const next = gate(async () => 'fine');
	await expect(failing).rejects.toThrow('broken');
	await expect(throwing).rejects.toThrow('broken at once');
	await expect(next).resolves.toBe('fine');
});

test('a task that comes while another runs waits, also when it comes from inside', async () => {
	const gate = createGate();
	const log: string[] = [];
	let inner: Promise<unknown> = Promise.resolve();
	await gate(async () => {
		inner = gate(async () => log.push('inner'));
		await turn();
		log.push('outer');
	});
	await inner;
	expect(log).toEqual(['outer', 'inner']);
});
