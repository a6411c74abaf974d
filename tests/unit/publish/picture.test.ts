import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { drawPicture, escapeXml, type Picture } from '#lib/publish/picture.ts';
import type { SceneColours } from '#lib/publish/scene.ts';

const colours = new Proxy({} as SceneColours, {
	get: (_, name) => (typeof name === 'string' ? '#123456' : undefined),
	ownKeys: () => ['sea', 'land'],
	getOwnPropertyDescriptor: () => ({ enumerable: true, configurable: true, value: '#123456' })
});
const EMPTY: Picture = {
	...{
		width: 400,
		height: 300,
		lang: 'en',
		rtl: false,
		theme: 'light',
		colours: { light: colours, dark: colours }
	},
	...{ ground: [], names: [], areas: [], bubbles: [], pins: [], selected: null },
	...{ title: 'Ukraine', caption: 'Reports: 9', isBare: false, attribution: '© OpenStreetMap contributors' }
};
const pin = (x: number, y: number, count = 1): Picture['pins'][number] => ({
	...{ at: [x, y], count, type: 'shelling', state: 'published', reliability: 'C', credibility: 3 }
});
/** Any code units, halves of characters and control characters among them. */
const anyText = fc
	.array(
		fc.oneof(
			fc.constantFrom(...'<>&"\'\u0000\u001b'),
			fc.nat({ max: 0xffff }).map((unit) => String.fromCharCode(unit))
		)
	)
	.map((units) => units.join(''));
const isWellFormed = (svg: string) => {
	const open: string[] = [];
	for (const [, slash, name, , self] of svg.matchAll(/<(\/?)([a-z]+)((?:"[^"]*"|[^">])*?)(\/?)>/gi)) {
		if (slash) expect(open.pop()).toBe(name);
		else if (!self) open.push(name!);
	}
	expect(open).toEqual([]);
};

describe('a picture', () => {
	test('says what it shows, and whose data the map is', () => {
		const svg = drawPicture(EMPTY);
		isWellFormed(svg);
		expect(svg).toContain('<title>Ukraine. Reports: 9</title>');
		expect(svg).toContain('© OpenStreetMap contributors');
	});

	test('a bare one says it only to who does not see it', () => {
		const svg = drawPicture({ ...EMPTY, isBare: true });
		expect(svg).toContain('<title>Ukraine. Reports: 9</title>');
		expect(svg).not.toContain('>Ukraine</text>');
	});

	test('defines a symbol once, however many reports share it', () => {
		const svg = drawPicture({ ...EMPTY, pins: [pin(10, 10), pin(100, 100), pin(200, 90)] });
		expect(svg.match(/<g id="s\d+"/g)).toHaveLength(1);
		expect(svg.match(/<use /g)).toHaveLength(3);
	});

	test('writes a number only where there are several', () => {
		expect(drawPicture({ ...EMPTY, pins: [pin(10, 10)] })).not.toContain('<text class="count');
		expect(drawPicture({ ...EMPTY, pins: [pin(10, 10, 7)] })).toContain('>7</text>');
	});

	test('a bubble shows its split and the best grade in it', () => {
		const arcs = [
			{ from: 0, to: 0.75, type: 'shelling' as const },
			{ from: 0.75, to: 1, type: 'battles' as const }
		];
		const svg = drawPicture({
			...EMPTY,
			bubbles: [{ at: [50, 80], count: 14, radius: 18, best: 'B2', arcs }]
		});
		isWellFormed(svg);
		expect(svg).toContain('>14</text>');
		expect(svg).toContain('>B2</text>');
		expect(svg.match(/s-e\d" stroke-width="2.8"/g)).toHaveLength(2);
	});

	test('follows the device unless one appearance is asked for', () => {
		expect(drawPicture({ ...EMPTY, theme: 'auto' })).toContain('prefers-color-scheme:dark');
		expect(drawPicture(EMPTY)).not.toMatch(/prefers-color-scheme|var\(/);
	});

	test('begins at the right in languages that do', () => {
		expect(drawPicture({ ...EMPTY, rtl: true })).toContain('x="384" y="30" direction="rtl"');
	});

	test('names neither cover each other nor the symbols', () => {
		const name = (text: string, x: number, y: number, rank: number) => ({
			...{ text, at: [x, y] as const, kind: 'place' as const, rank }
		});
		const names = [name('Kharkiv', 200, 150, 1), name('Second', 203, 151, 2), name('Far', 60, 250, 3)];
		const svg = drawPicture({
			...EMPTY,
			names: [...names, name('Kharkiv', 60, 100, 4)],
			pins: [pin(230, 150)]
		});
		expect(svg.match(/>Kharkiv</g)).toHaveLength(1);
		expect(svg).toContain('>Far<');
	});

	test('no word from outside can leave its place', () => {
		fc.assert(
			fc.property(anyText, (text) => {
				const escaped = escapeXml(text);
				expect(escaped).not.toMatch(/[<>"']/);
				expect(escaped.replace(/&(amp|lt|gt|quot|#39);/g, '')).not.toContain('&');
			})
		);
		const words = { title: '<script>alert(1)</script>', caption: '"&\u0000', attribution: "']]>" };
		const names = [{ text: '<b>', at: [200, 150] as const, kind: 'place' as const, rank: 1 }];
		const svg = drawPicture({ ...EMPTY, ...words, names });
		expect(svg).not.toMatch(/<script|<b>/);
		isWellFormed(svg);
	});
});
