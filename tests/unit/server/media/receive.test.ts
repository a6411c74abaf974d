import { expect, test } from 'vitest';
import { receiveFile } from '#lib/server/media/receive.ts';

const HEADERS = { 'content-type': 'multipart/form-data; boundary=x' };
/** An upload that goes on until it is told to end. */
function slowUpload() {
	let end = () => {};
	const body = new ReadableStream({ start: (controller) => void (end = () => controller.close()) });
	const request = new Request('http://localhost', {
		method: 'POST',
		headers: HEADERS,
		body,
		duplex: 'half'
	} as RequestInit);
	return { request, end };
}
const withFile = () => {
	const body = new FormData();
	body.set('file', new File(['bytes'], 'x'));
	return new Request('http://localhost', { method: 'POST', body });
};

test('who sends slowly keeps nobody else waiting, and only some of all', async () => {
	const places = ['a', 'a', 'b', 'b', 'c', 'c'];
	const slow = places.map((place) => {
		const { request, end } = slowUpload();
		return { end, received: receiveFile(request, place).catch((error) => error.reason) };
	});
	await expect(receiveFile(withFile(), 'a')).rejects.toMatchObject({ reason: 'busy' });
	expect(await receiveFile(withFile(), 'd')).toEqual(new TextEncoder().encode('bytes'));
	const more = ['d', 'e'].map((place) => {
		const { request, end } = slowUpload();
		return { end, received: receiveFile(request, place).catch((error) => error.reason) };
	});
	await expect(receiveFile(withFile(), 'f')).rejects.toMatchObject({ reason: 'busy' });
	for (const { end } of [...slow, ...more]) end();
	expect(new Set(await Promise.all([...slow, ...more].map(({ received }) => received)))).toEqual(
		new Set(['empty'])
	);
	expect((await receiveFile(withFile(), 'a')).length).toBe(5);
});

test('a form without a file is refused', async () => {
	const body = new FormData();
	body.set('file', 'a text');
	const request = new Request('http://localhost', { method: 'POST', body });
	await expect(receiveFile(request, 'a')).rejects.toMatchObject({ reason: 'empty' });
});
