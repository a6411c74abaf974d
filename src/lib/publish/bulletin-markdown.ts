/**
 * A bulletin as Markdown for Lemmy, in as many parts as its limits ask for: 10,000 characters in a comment, 50,000 in a
 * post (lemmy crates/utils, validation). Each part can be read alone: it has the title, who answers for it, the way to
 * the page, and the headings it continues. It is cut between reports, in a long one between its lines, and in a long
 * line between words; nothing is dropped.
 */
import { escapeLineStart, escapeMarkdown, markdownLink } from '#lib/domain/markdown.ts';
import type { Block, Entry, Line } from './bulletin-text.ts';

export const LEMMY_LIMIT = { comment: 10_000, post: 50_000 } as const;
export type LemmyPlace = keyof typeof LEMMY_LIMIT;

export type MarkdownOptions = {
	/** Most characters of a part, at least 5,000. Counted in UTF-16 units, which are never fewer. */
	limit: number;
	/** Absolute address of the bulletin. */
	page: string;
	/** "part 2 of 3" */
	part: (number: number, of: number) => string;
	/** Beside a heading that an earlier part began. */
	continued: string;
};

/** What is not cut: a word, a link. */
type Atom = string;
/** Words after a sign such as "- ". */
type TextLine = { sign: string; atoms: Atom[] };
type Piece = {
	headings: readonly string[];
	/** Around the lines, again and again where they are cut. */
	frame: { open: string; close: string };
	/** Before the lines where they go on in another part. */
	again: string | null;
	lines: readonly TextLine[];
};

/** @throws RangeError where the limit leaves no room for a part of its own */
export function bulletinMarkdown(blocks: readonly Block[], options: MarkdownOptions): string[] {
	if (options.limit < 5_000) throw new RangeError(`a part needs 5000 characters, not ${options.limit}`);
	const header = headerOf(blocks, options);
	const room = options.limit - header(999, 999).length;
	const bodies: string[] = [];
	let body = '';
	let before: readonly string[] = [];
	for (const piece of pieces(blocks)) {
		const fresh = headingText(piece.headings, { over: before }, options);
		const whole = `${body}${fresh}\n\n${textOf(piece, piece.lines)}`;
		if (whole.length <= room) {
			[body, before] = [whole, piece.headings];
			continue;
		}
		if (body !== '') bodies.push(body);
		const again = headingText(piece.headings, { over: [], earlier: before }, options);
		const cut = [...cutToFit(piece, room - again.length - 2)].map((text) => `${again}\n\n${text}`);
		bodies.push(...cut.slice(0, -1));
		[body, before] = [cut.at(-1)!, piece.headings];
	}
	if (body !== '' || bodies.length === 0) bodies.push(body);
	return bodies.map((text, n) => header(n + 1, bodies.length) + text);
}

function headerOf(blocks: readonly Block[], { page, part }: MarkdownOptions) {
	const title = blocks.find((block) => block.kind === 'title')?.text ?? '';
	const [standing] = blocks.filter((block) => block.kind === 'paragraph' && block.role === 'note');
	const said = standing?.kind === 'paragraph' ? atomsOf(standing.text).join(' ') : '';
	return (number: number, of: number) =>
		`# ${markdownLink(title, page)}${of > 1 ? ` — ${escapeMarkdown(part(number, of))}` : ''}` +
		(said === '' ? '' : `\n\n*${said}*`);
}

/**
 * Headings that do not stand over the text already.
 * @param earlier those an earlier part began: they are said to go on
 */
function headingText(
	headings: readonly string[],
	{ over, earlier = [] }: { over: readonly string[]; earlier?: readonly string[] },
	{ continued }: MarkdownOptions
): string {
	const first = headings.findIndex((text, n) => text !== over[n]);
	if (first < 0) return '';
	return headings
		.map((text, n) => {
			if (n < first) return '';
			const goesOn = headings.slice(0, n + 1).every((one, k) => one === earlier[k]);
			return `\n\n${'#'.repeat(n + 2)} ${escapeMarkdown(text)}${goesOn ? ` ${escapeMarkdown(continued)}` : ''}`;
		})
		.join('');
}

const textOf = ({ frame }: Piece, lines: readonly TextLine[]): string =>
	frame.open + lines.map(({ sign, atoms }) => sign + atoms.join(' ')).join('\n') + frame.close;

function* cutToFit(piece: Piece, room: number): Generator<string> {
	const again: TextLine[] = piece.again === null ? [] : [{ sign: '', atoms: [piece.again] }];
	let lines: TextLine[] = [];
	const fits = (more: TextLine) => textOf(piece, [...lines, more]).length <= room;
	for (const line of piece.lines) {
		if (fits(line)) {
			lines.push(line);
			continue;
		}
		let rest: TextLine = { sign: line.sign, atoms: [] };
		for (const atom of line.atoms) {
			if (!fits({ ...rest, atoms: [...rest.atoms, atom] })) {
				if (rest.atoms.length > 0) lines.push(rest);
				yield textOf(piece, lines);
				lines = [...again];
				rest = { sign: line.sign, atoms: [] };
			}
			rest.atoms.push(atom);
		}
		lines.push(rest);
	}
	yield textOf(piece, lines);
}

const UNFRAMED = { open: '', close: '' };

function* pieces(blocks: readonly Block[]): Generator<Piece> {
	let headings: string[] = [];
	let isStandingSaid = false;
	for (const block of blocks) {
		if (block.kind === 'heading') {
			headings = [...headings.slice(0, block.level - 2), headingWords(block)];
			continue;
		}
		if (block.kind === 'title') continue;
		if (block.kind === 'entry') {
			yield* entryPieces(block.entry, headings);
			continue;
		}
		// The first note stands in the header of every part.
		if (block.kind === 'paragraph' && block.role === 'note' && !isStandingSaid) {
			isStandingSaid = true;
			continue;
		}
		yield { headings, frame: UNFRAMED, again: null, lines: linesOf(block) };
	}
}

const headingWords = ({ text, count }: { text: string; count?: string }): string =>
	count === undefined ? text : `${text} (${count})`;

function linesOf(block: Exclude<Block, { kind: 'title' | 'heading' | 'entry' }>): TextLine[] {
	if (block.kind === 'picture') {
		const picture = `!${markdownLink(block.alt, block.src)}`;
		return [{ sign: '', atoms: [`[${picture}](${linkTarget(block.href)})`] }];
	}
	if (block.kind === 'list') return block.items.map((item) => ({ sign: '- ', atoms: atomsOf(item) }));
	return [{ sign: block.role === 'lead' ? '> ' : '', atoms: atomsOf(block.text, true) }];
}

function* entryPieces(entry: Entry, headings: readonly string[]): Generator<Piece> {
	const title = linkAtoms(entry.title, entry.href);
	const [first = '', ...rest] = title;
	const isHidden = entry.warnings.length > 0 && entry.summary !== '';
	const facts = [entry.grade, ...entry.facts, ...entry.warnings];
	const bullet = (label: string, parts: readonly Line[]): TextLine => ({
		sign: '- ',
		atoms: [
			...atomsOf([`${label}:`]),
			...parts.flatMap((part, n) => withEnd(atomsOf(part), n < parts.length - 1 ? ';' : ''))
		]
	});
	yield {
		headings,
		frame: UNFRAMED,
		again: `${[first, ...rest].join(' ')} …`,
		lines: [
			{
				sign: '',
				atoms: [
					...(rest.length === 0 ? [`**${first}**`] : title),
					...facts.flatMap((fact) => ['·', ...atomsOf([fact])])
				]
			},
			...(isHidden || entry.summary === '' ? [] : [{ sign: '- ', atoms: atomsOf([entry.summary], true) }]),
			...entry.lines.map(({ label, parts }) => bullet(label, parts)),
			...entry.notes.map(({ label, text }) => bullet(label, [[text]]))
		]
	};
	if (!isHidden) return;
	// The renderer shows a spoiler's title as it is: escapes would be seen.
	const cover = `${entry.warnings.join(', ')}: ${entry.title}`;
	yield {
		headings,
		frame: { open: `::: spoiler ${cover}\n`, close: '\n:::' },
		again: null,
		lines: [{ sign: '', atoms: atomsOf([entry.summary], true) }]
	};
}

/** @param startsLine the first of the words begins a block */
function atomsOf(line: Line, startsLine = false): Atom[] {
	const atoms: Atom[] = [];
	/** Punctuation after a link belongs to it. */
	let isGlued = false;
	for (const part of line) {
		if (typeof part !== 'string') {
			atoms.push(...linkAtoms(part.text, part.href));
			isGlued = true;
			continue;
		}
		const words = wordsOf(part).map((word, n) =>
			startsLine && atoms.length === 0 && n === 0 ? escapeLineStart(word) : escapeMarkdown(word)
		);
		if (isGlued && words.length > 0 && /^\S/.test(part)) atoms.push(`${atoms.pop()}${words.shift()}`);
		atoms.push(...words);
		isGlued = false;
	}
	return atoms;
}

const withEnd = (atoms: Atom[], end: string): Atom[] =>
	end === '' || atoms.length === 0 ? atoms : [...atoms.slice(0, -1), `${atoms.at(-1)}${end}`];

/** What has no space in it is cut all the same where no part could hold it. */
const LONGEST_WORD = 500;
const wordsOf = (text: string): string[] =>
	text
		.split(/\s+/)
		.filter((word) => word !== '')
		.flatMap((word) => {
			const signs = [...word];
			return Array.from({ length: Math.ceil(signs.length / LONGEST_WORD) }, (_, n) =>
				signs.slice(n * LONGEST_WORD, (n + 1) * LONGEST_WORD).join('')
			);
		});

/** Of an address in a forum's text; a longer one is none anybody can follow. */
const LONGEST_URL = 2_000;
const LONGEST_LINK = 2_700;

/** One atom, or the words and then a short link where the words are a text of their own. */
function linkAtoms(text: string, href: string): Atom[] {
	const words = text.trim() === '' ? href.slice(0, 100) : text;
	if (linkTarget(href).length > LONGEST_URL) return wordsOf(words).map(escapeMarkdown);
	const link = markdownLink(words, href);
	return link.length <= LONGEST_LINK
		? [link]
		: [...wordsOf(words).map(escapeMarkdown), markdownLink('↗', href)];
}

/** @returns the address as it stands in a link */
const linkTarget = (href: string): string => markdownLink('', href).slice(3, -1);
