import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { casualtyClaimsIn, deathsClaimed } from '#lib/geoparse/casualty-claims.ts';

describe('numbers of dead and injured', () => {
	test.each([
		['Two people were killed and 13 wounded', 2, 13],
		['The strike killed 4', 4, null],
		['Погибли трое, 13 раненых', 3, 13],
		['убиты 4 человека, ранены 7', 4, 7],
		['Загинуло двоє людей, ще 5 поранено', 2, 5],
		['Une attaque a fait 12 morts et 3 blessés', 12, 3],
		['استشهاد 5 وإصابة 12', 5, 12],
		['13 قتيلا في قصف', 13, null],
		['شهيدان و3 جرحى', 2, 3]
	])('%s', (text, dead, injured) => {
		const claims = casualtyClaimsIn(text);
		expect(claims.find(({ what }) => what === 'dead')?.best ?? null).toBe(dead);
		expect(claims.find(({ what }) => what === 'injured')?.best ?? null).toBe(injured);
	});

	test.each([
		'Killed 400 terrorists',
		'Уничтожено до 50 военных ВСУ',
		'In 2023, 12 km from Gao',
		'The 72nd brigade, 3 tanks',
		'Ожидается 25 градусов',
		''
	])('are not read into: %s', (text) => {
		expect(casualtyClaimsIn(text)).toEqual([]);
	});

	test('keep what they leave open', () => {
		expect(casualtyClaimsIn('An air strike killed at least 90 people')[0]).toMatchObject({
			low: 90,
			best: null,
			high: null
		});
		expect(casualtyClaimsIn('jusqu’à 30 morts')[0]).toMatchObject({ low: null, best: null, high: 30 });
		expect(casualtyClaimsIn('не менее 7 погибших')[0]).toMatchObject({ low: 7, best: null });
	});

	test.each([
		['At least 90 people killed, the Gaza health ministry said.', 'Gaza health ministry'],
		['12 morts, selon une source locale', 'une source locale'],
		['Загинуло 3 людей, повідомив голова ОВА', 'голова ОВА'],
		['По данным мэрии, погибли 2 человека', 'мэрии'],
		['3 killed', null]
	])('say who claims them: %s', (text, claimant) => {
		expect(casualtyClaimsIn(text)[0]?.claimed_by).toBe(claimant);
	});

	test('of two claimants are two claims, never a sum, and then no one number is the death toll', () => {
		const claims = casualtyClaimsIn('Five people killed; the ministry said seven people killed');
		expect(claims.map(({ best }) => best)).toEqual([5, 7]);
		expect(claims[0]?.claimed_by).toBeNull();
		expect(deathsClaimed(claims)).toBeNull();
		expect(deathsClaimed(casualtyClaimsIn('3 killed, 5 wounded'))?.best).toBe(3);
		expect(deathsClaimed([])).toBeNull();
	});

	test('of any text are whole numbers with words of that text', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'grapheme' }), fc.nat(3_000), (words, count) => {
				for (const { low, best, high, matched } of casualtyClaimsIn(`${words} ${count} killed ${words}`)) {
					for (const number of [low, best, high])
						expect(number === null || Number.isInteger(number)).toBe(true);
					expect(`${words} ${count} killed ${words}`).toContain(matched);
				}
			})
		);
	});
});
