/** GeoNames dumps as they are, and as they should not be. */
import fc from 'fast-check';
import { zipSync } from 'fflate';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { addName, GeoNamesError, nameOfLine, placeOfLine } from '#lib/ingest/geonames.ts';
import { hashOf, linesOf, type Line } from '#lib/ingest/geonames-file.ts';
import { countryLine } from '../../support/geonames-lines.ts';

const folder = mkdtempSync(join(tmpdir(), 'fronts-geonames-'));
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, content: string | Uint8Array): string {
	const path = join(folder, name);
	writeFileSync(path, content);
	return path;
}
async function all(path: string): Promise<Line[]> {
	const lines: Line[] = [];
	for await (const line of linesOf(path)) lines.push(line);
	return lines;
}

describe('a line of a country file', () => {
	test('is a place with its kind by code and population', () => {
		const kinds = [
			countryLine({ code: 'PPL' }),
			countryLine({ code: 'PPL', population: 6_000 }),
			countryLine({ code: 'PPLA' }),
			countryLine({ code: 'PPL', population: 200_000 }),
			countryLine({ code: 'PPLX' }),
			countryLine({ featureClass: 'A', code: 'ADM1' }),
			countryLine({ featureClass: 'S', code: 'AIRB' })
		].map((line) => placeOfLine(line, 'UA.txt:1')?.kind);
		expect(kinds).toEqual(['village', 'town', 'town', 'city', 'neighbourhood', 'admin1', 'site']);
		expect(placeOfLine(countryLine({ id: 712_969 }), 'UA.txt:1')).toMatchObject({
			id: 'ua-gn712969',
			country: 'UA',
			point: [37.75, 48.14]
		});
	});

	test('puts names of no stated language where their script says', () => {
		const line = countryLine({
			name: 'Avdiyivka',
			alternates: 'Авдіївка,Авдеевка,أفدييفكا,אבדייבקה,ゴルロフカ'
		});
		expect(placeOfLine(line, 'UA.txt:1')?.names).toEqual({
			en: ['Avdiyivka'],
			uk: ['Авдіївка', 'Авдеевка'],
			ru: ['Авдеевка'],
			ar: ['أفدييفكا'],
			he: ['אבדייבקה']
		});
	});

	test.each([
		['outside the fronts', countryLine({ lon: '2.35', lat: '48.85' })],
		['abandoned', countryLine({ code: 'PPLQ' })],
		['a river', countryLine({ featureClass: 'H', code: 'STM' })]
	])('%s is no place of ours', (_, line) => {
		expect(placeOfLine(line, 'UA.txt:1')).toBeNull();
	});

	test.each([
		['columns are missing', countryLine({}).split('\t').slice(0, 12).join('\t'), '12 columns'],
		['the id is no number', countryLine({ id: 'x' }), 'geonameid "x"'],
		['the latitude is empty', countryLine({ lat: '' }), 'latitude ""'],
		['the latitude is beyond the pole', countryLine({ lat: '91' }), 'latitude "91"'],
		['the longitude is a word', countryLine({ lon: 'east' }), 'longitude "east"'],
		['the name is missing', countryLine({ name: ' ' }), 'no name']
	])('where %s, file and line are named', (_, line, words) => {
		expect(() => placeOfLine(line, 'UA.txt:17')).toThrow(GeoNamesError);
		expect(() => placeOfLine(line, 'UA.txt:17')).toThrow(/^UA\.txt:17: /);
		expect(() => placeOfLine(line, 'UA.txt:17')).toThrow(words);
	});

	test('whatever it is: a place, none, or an error of ours', () => {
		fc.assert(
			fc.property(fc.array(fc.string(), { maxLength: 25 }), (columns) => {
				for (const read of [placeOfLine, nameOfLine]) {
					try {
						read(columns.join('\t'), 'x.txt:1');
					} catch (error) {
						expect(error).toBeInstanceOf(GeoNamesError);
					}
				}
			})
		);
	});
});

describe('a line of alternateNamesV2', () => {
	const line = (lang: string, name: string, flags = '\t\t\t') => `1\t712969\t${lang}\t${name}\t${flags}\t\t`;

	test('is a name in one of our languages; links, codes and slang are passed over', () => {
		expect(nameOfLine(line('uk', 'Авдіївка', '1\t\t\t'), 'a.txt:1')).toEqual({
			geonameid: 712_969,
			lang: 'uk',
			name: 'Авдіївка',
			kind: 'preferred'
		});
		expect(nameOfLine(line('ru', 'Артёмовск', '\t\t\t1'), 'a.txt:1')?.kind).toBe('former');
		for (const lang of ['link', 'post', 'wkdt', 'ja', '']) {
			expect(nameOfLine(line(lang, 'x'), 'a.txt:1')).toBeNull();
		}
		expect(nameOfLine(line('ru', 'Авдос', '\t\t1\t'), 'a.txt:1')).toBeNull();
	});

	test('with a raw quotation mark is not parsed as a quotation', () => {
		expect(nameOfLine(line('ru', 'совхоз "Мир'), 'a.txt:1')?.name).toBe('совхоз "Мир');
	});

	test('that is cut or of another file is named', () => {
		expect(() => nameOfLine('1\t2', 'a.txt:3')).toThrow('a.txt:3: 2 columns');
		expect(() => nameOfLine(countryLine({}), 'a.txt:3')).toThrow('19 columns');
	});

	test('puts the preferred name first and keeps a former one apart', () => {
		const place = placeOfLine(countryLine({ name: 'Bakhmut' }), 'UA.txt:1')!;
		const name = { geonameid: 1, lang: 'en' };
		addName(place, { ...name, name: 'Bachmut', kind: 'other' });
		addName(place, { ...name, name: 'Bakhmut City', kind: 'preferred' });
		addName(place, { ...name, name: 'Artemivsk', kind: 'former' });
		expect(place.names['en']).toEqual(['Bakhmut City', 'Bakhmut', 'Bachmut']);
		expect(place.former).toEqual({ en: ['Artemivsk'] });
	});
});

describe('a file of GeoNames', () => {
	test('is read line by line, from text or from the zip it comes in', async () => {
		const text = `${countryLine({ id: 1 })}\r\n\n${countryLine({ id: 2 })}\n`;
		const zip = zipSync({
			'readme.txt': new TextEncoder().encode('The data format'),
			'UA.txt': new TextEncoder().encode(text)
		});
		const plain = await all(file('UA.txt', text));
		expect(plain.map(({ where }) => where)).toEqual(['UA.txt:1', 'UA.txt:3']);
		const packed = await all(file('UA.zip', zip));
		expect(packed.map(({ text: line }) => line)).toEqual(plain.map(({ text: line }) => line));
		expect(packed.at(-1)?.where).toBe('UA.zip/UA.txt:3');
		expect(packed.at(-1)?.part).toBeCloseTo(1, 1);
	});

	test('that cannot be read is named, and says what is wrong', async () => {
		const entry = new TextEncoder().encode(`${countryLine({})}\n`.repeat(2_000));
		const zip = zipSync({ 'UA.txt': entry });
		const broken = zip.slice();
		broken.fill(0xff, 60, 120);
		const cases: [string, string][] = [
			[join(folder, 'nowhere.txt'), 'nowhere.txt'],
			[file('cut.zip', zip.slice(0, zip.length / 2)), 'cut.zip'],
			[file('broken.zip', broken), 'broken.zip'],
			[file('text.zip', 'no zip at all'), 'text.zip'],
			[file('empty.zip', zipSync({ 'readme.txt': entry })), 'one data file'],
			[file('two.zip', zipSync({ 'UA.txt': entry, 'ML.txt': entry })), 'UA.txt, ML.txt'],
			[file('latin1.txt', Uint8Array.from([0x31, 0x09, 0xe9, 0xe8, 0x0a])), 'latin1.txt:1: not UTF-8']
		];
		for (const [path, words] of cases) {
			await expect(all(path), path).rejects.toThrow(words);
			await expect(all(path), path).rejects.toThrow(GeoNamesError);
		}
	});

	test('has one hash, whatever it is called, and another with other bytes', async () => {
		const [a, b, c] = [file('a.txt', 'same'), file('b.txt', 'same'), file('c.txt', 'other')];
		expect(await hashOf([a], '')).toBe(await hashOf([b], ''));
		expect(await hashOf([a], '')).not.toBe(await hashOf([c], ''));
		expect(await hashOf([a, c], '')).not.toBe(await hashOf([c, a], ''));
	});
});
