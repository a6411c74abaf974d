import { expect, test } from 'vitest';
import { openPage, PHONE } from '../support/browser.ts';
import { useProduct } from '../support/product.ts';
import { cookiesOf, passwordOf, postForm, signIn, signInBrowser } from '../support/sign-in.ts';

const product = useProduct();

test('a person makes an account on a phone, signs in, is led back, signs out', async () => {
	const { page, problems } = await openPage(product.browser, PHONE);
	const email = 'ada@people.example';
	await page.goto(`${product.app.url}/me?lang=en`);
	expect(new URL(page.url()).pathname).toBe('/sign-in');

	await page.getByText('Create an account', { exact: true }).first().click();
	const join = page.getByRole('form', { name: 'Create an account' });
	await join.getByLabel('E-mail address').fill(email);
	await join.getByLabel('A password of your choice').fill(passwordOf(email));
	await join.getByRole('button').click();
	await page.getByText('Sign in with the password you chose').waitFor();

	const enter = page.getByRole('form', { name: 'Sign in' });
	await expect.poll(() => enter.getByLabel('E-mail address').inputValue()).toBe(email);
	await enter.getByLabel('Password').fill('not this one, no');
	await enter.getByRole('button').click();
	await page.getByText('do not belong together').waitFor();
	await expect.poll(() => enter.getByLabel('E-mail address').inputValue()).toBe(email);

	await enter.getByLabel('Password').fill(passwordOf(email));
	await enter.getByRole('button').click();
	await page.getByRole('heading', { name: 'My reports' }).waitFor();
	expect(page.url()).toBe(`${product.app.url}/me?lang=en`);
	const session = (await page.context().cookies()).filter(({ name }) => name.startsWith('fronts-session'));
	expect(session.length).toBeGreaterThan(0);
	for (const { httpOnly, sameSite } of session) expect([httpOnly, sameSite]).toEqual([true, 'Lax']);

	await page.getByRole('button', { name: 'Sign out' }).click();
	await page.waitForURL(`${product.app.url}/?lang=en`);
	expect((await page.context().cookies()).filter(({ name }) => name.startsWith('fronts-session'))).toEqual(
		[]
	);
	// The browser says so of every form that is answered with 422.
	expect(problems.filter((problem) => !problem.includes('422'))).toEqual([]);
	await page.context().close();
});

test('it works without a script, in Arabic, and keeps the language', async () => {
	const email = 'mia@people.example';
	await signIn(product.app, { email });
	const { page } = await openPage(product.browser, { ...PHONE, javaScriptEnabled: false });
	await page.goto(`${product.app.url}/me?lang=ar`);
	await page.locator('#email').fill(email);
	await page.locator('#password').fill(passwordOf(email));
	await page.locator('form').first().getByRole('button').click();
	expect(page.url()).toBe(`${product.app.url}/me?lang=ar`);
	expect(await page.getByText(email).count()).toBe(1);
	await page.context().close();
});

test('two people in two browsers are never taken for each other', async () => {
	const people = ['eve@people.example', 'bob@people.example'];
	const seen = await Promise.all(
		people.map(async (email) => {
			const { page } = await openPage(product.browser);
			await signInBrowser(product.app, page.context(), { email });
			const texts: boolean[] = [];
			for (let i = 0; i < 4; i++) {
				await page.goto(`${product.app.url}/me`);
				texts.push(await page.getByText(email).isVisible());
			}
			await page.context().close();
			return texts;
		})
	);
	expect(seen.flat()).toEqual(Array.from({ length: 8 }, () => true));
});

test('nobody learns whether an address has an account', async () => {
	const known = 'ivy@people.example';
	await signIn(product.app, { email: known });
	const answers = await Promise.all(
		[known, 'nobody@people.example'].flatMap((email) => [
			postForm(product.app, '/sign-in?/enter', { email, password: 'wrong, wrong, wrong' }),
			postForm(product.app, '/sign-in?/join', { email, password: 'another long password' })
		])
	);
	const said = await Promise.all(
		answers.map(async (answer) => ({
			status: answer.status,
			cookies: cookiesOf(answer),
			text: /<main.*<\/main>/s.exec(await answer.text())![0].replace(/(ivy|nobody)@people\.example/g, '')
		}))
	);
	expect(said[0]).toEqual(said[2]);
	expect(said[1]).toEqual(said[3]);
	expect(said[0]!.status).toBe(422);
	// And the password of who has one stays what it was.
	expect(
		(await postForm(product.app, '/sign-in?/enter', { email: known, password: passwordOf(known) })).status
	).toBe(303);
});

test('a form of another site is refused', async () => {
	const answer = await postForm(
		product.app,
		'/sign-in?/enter',
		{ email: 'ada@people.example', password: passwordOf('ada@people.example') },
		{ origin: 'https://evil.example' }
	);
	expect(answer.status).toBe(403);
	expect(cookiesOf(answer)).toBe('');
});

test('what cannot be taken is said beside its field, and a link leads only to our own pages', async () => {
	const wrong = await postForm(product.app, '/sign-in?/join', {
		email: 'ada',
		password: 'long enough, I hope'
	});
	expect(wrong.status).toBe(422);
	expect(await wrong.text()).toMatch(/id="join-email"[^>]*aria-describedby="join-email-problem"/);
	const short = await postForm(product.app, '/sign-in?/join', {
		email: 'new@people.example',
		password: 'short'
	});
	expect(await short.text()).toContain('fewer than 12 characters');

	const email = 'zoe@people.example';
	await signIn(product.app, { email });
	const entered = await postForm(product.app, '/sign-in?/enter', {
		...{ email, password: passwordOf(email) },
		next: '//evil.example/me'
	});
	expect(entered.headers.get('location')).toBe('/me');
});

test('the operator gives roles, and hears what cannot be done', async () => {
	const { app } = product;
	await signIn(app, { email: 'max@people.example' });
	const granted = await app.command('fronts', ['grant', 'moderator', 'max@people.example']);
	expect(granted).toMatchObject({ code: 0, out: 'max@people.example is moderator now\n' });
	// Without a mail server there are no letters, and the pages say so; the operator hands a link over instead.
	const said = await (await fetch(`${app.url}/sign-in?lang=en`)).text();
	expect(said).toContain('This server sends no letters.');
	expect(said).not.toContain('Send me a link');
	const letter = { email: 'max@people.example', for: 'link' };
	expect((await postForm(app, '/sign-in?/letter', letter)).status).toBe(404);
	const link = await app.command('fronts', ['link', 'max@people.example']);
	expect(link.code).toBe(0);
	const { pathname, search } = new URL(link.out.trim());
	const chosen = { chosen: 'a password of my own' };
	const changed = await postForm(app, `${pathname}?/password&${search.slice(1)}`, chosen);
	expect(changed.status).toBe(303);
	expect((await app.command('fronts', ['link', 'stranger@people.example'])).err).toContain(
		'nobody has signed up'
	);
	const unknown = await app.command('fronts', ['grant', 'moderator', 'stranger@people.example']);
	expect(unknown).toMatchObject({ code: 1, out: '' });
	expect(unknown.err).toContain('nobody has signed up as stranger@people.example');
	const noRole = await app.command('fronts', ['grant', 'emperor', 'max@people.example']);
	expect(noRole).toMatchObject({ code: 1, out: '' });
	expect(noRole.err).toContain('there is no role "emperor"');
	expect((await app.command('fronts', ['grant', 'moderator'])).code).toBe(2);
	expect(await app.command('fronts', ['--help'])).toMatchObject({ code: 0, err: '' });
});

test('a flood from one place is slowed with words and a time; it says nothing of the account', async () => {
	const email = 'target@people.example';
	const tries = [];
	for (let i = 0; i < 11; i++)
		tries.push(await postForm(product.app, '/sign-in?/enter', { email, password: 'a guess' }));
	expect(tries.map(({ status }) => status)).toEqual([...Array.from({ length: 10 }, () => 422), 429]);
	const last = tries.at(-1)!;
	expect(Number(last.headers.get('retry-after'))).toBeGreaterThan(0);
	expect(await last.text()).toContain('Too many attempts');
});
