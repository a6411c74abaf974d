/** Short addresses of views. What nobody may learn or do comes first. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { isSavedViewId } from '#lib/domain/saved-view.ts';
import { DEFAULT_VIEW, type View } from '#lib/domain/view.ts';
import * as savedViews from '#lib/server/saved-views.ts';
import { onEachLane, openLane, type Lane } from '../support/lanes.ts';

const VIEW: View = { ...DEFAULT_VIEW, theatres: ['gaza'], q: 'مستشفى', period: { last: '30d' } };

onEachLane((name) => {
	let lane: Lane;
	beforeAll(async () => {
		lane = await openLane(name);
	});
	afterAll(() => lane.close());

	test('nobody reads the list of what others saved, and nobody changes it', async () => {
		await savedViews.save(lane.backend.anonymous, VIEW);
		for (const db of [lane.backend.anonymous, lane.backend.service]) {
			const read = await db.from('saved_views').select('id');
			expect(read.data ?? []).toEqual([]);
			const written = await db.from('saved_views').insert({ id: 'aaaaaaaa', view: 'last=1y' });
			expect(written.error).not.toBeNull();
		}
	});

	test('what is longer than an address may be, or no address, is refused', async () => {
		for (const view of ['q='.padEnd(2001, 'x'), 'q=two words', 'q=ж']) {
			const { error } = await lane.backend.anonymous.rpc('save_view', { view });
			expect(error, view).not.toBeNull();
		}
	});

	test('while nothing may be written, known views have their addresses and new ones get none', async () => {
		const id = await savedViews.save(lane.backend.anonymous, VIEW);
		await lane.owner('update private.settings set read_only = true');
		expect(await savedViews.save(lane.backend.anonymous, VIEW)).toBe(id);
		await expect(savedViews.save(lane.backend.anonymous, { ...VIEW, q: null })).rejects.toThrow(
			'nothing can be changed'
		);
		await lane.owner('update private.settings set read_only = false');
	});

	test('the same view has the same id, whoever saves it; another view another', async () => {
		const id = await savedViews.save(lane.backend.anonymous, VIEW);
		expect(isSavedViewId(id)).toBe(true);
		expect(id).toHaveLength(8);
		const person = await lane.signUp('reader');
		const own = lane.backend.as(person.token);
		expect(await savedViews.save(own, { ...VIEW, lang: 'ar', theme: 'dark' })).toBe(id);
		expect(await savedViews.save(own, { ...VIEW, theatres: ['sahel'] })).not.toBe(id);
		expect(await savedViews.find(own, id)).toBe(
			'theatre=gaza&last=30d&q=%D9%85%D8%B3%D8%AA%D8%B4%D9%81%D9%89'
		);
	});

	test('two views whose hashes begin alike both keep an address', async () => {
		const id = await savedViews.save(lane.backend.anonymous, DEFAULT_VIEW);
		await lane.owner(`update public.saved_views set view = 'last=24h' where id = '${id}'`);
		const longer = await savedViews.save(lane.backend.anonymous, DEFAULT_VIEW);
		expect(longer).toHaveLength(9);
		expect(longer.startsWith(id)).toBe(true);
		expect(await savedViews.find(lane.backend.anonymous, longer)).toBe('');
		expect(await savedViews.find(lane.backend.anonymous, id)).toBe('last=24h');
	});

	test('an unknown id is nothing', async () => {
		for (const id of ['aaaaaaaa', '', '../../x', "'; drop table x"])
			expect(await savedViews.find(lane.backend.anonymous, id)).toBeNull();
	});
});
