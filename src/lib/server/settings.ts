/** The operator's settings, read from the environment and checked at start: a wrong value names itself. */
import * as v from 'valibot';
import { readSmtpAddress, type SmtpAddress } from './mail/smtp-address.ts';

const text = (fallback: string) =>
	v.optional(v.pipe(v.string(), v.minLength(1, 'may not be empty')), fallback);
const onOff = (fallback: 'on' | 'off') =>
	v.pipe(
		v.optional(v.picklist(['on', 'off'], 'must be on or off'), fallback),
		v.transform((value) => value === 'on')
	);
const httpUrl = (what: string) => v.optional(v.pipe(v.string(), v.url(what), v.regex(/^https?:\/\//, what)));
/** A key short enough to be guessed is as bad as none. */
const key = v.optional(v.pipe(v.string(), v.minLength(32, 'must have at least 32 characters')));

const SMTP =
	'must be an address such as smtps://name:password@mail.example?from=map@fronts.example (`from` may be left out where the name is an e-mail address)';
const smtp = v.pipe(
	v.string(),
	v.rawTransform<string, SmtpAddress>(({ dataset, addIssue, NEVER }) => {
		const address = readSmtpAddress(dataset.value);
		if (address) return address;
		addIssue({ message: SMTP });
		return NEVER;
	})
);

const SettingsSchema = v.pipe(
	v.object({
		PORT: v.pipe(
			v.optional(v.string(), '4173'),
			v.regex(/^\d{1,5}$/, 'must be a port number, 0 to 65535'),
			v.transform(Number),
			v.maxValue(65_535, 'must be a port number, 0 to 65535')
		),
		HOST: text('127.0.0.1'),
		ORIGIN: httpUrl('must be an address such as https://fronts.example'),
		DATA_DIR: text('./.data'),
		DEMO: onOff('on'),
		INGEST: onOff('on'),
		INGEST_CONTACT: v.optional(v.pipe(v.string(), v.maxLength(200, 'may have 200 characters'))),
		RELIEFWEB_APPNAME: v.optional(
			v.pipe(v.string(), v.regex(/^[\w.-]{3,100}$/, 'must be the name ReliefWeb approved'))
		),
		ALLOW_LOOPBACK_FEEDS: onOff('off'),
		SECRET_KEY: key,
		SUPABASE_URL: httpUrl('must be the address of a Supabase project'),
		SUPABASE_PUBLISHABLE_KEY: key,
		SUPABASE_SECRET_KEY: key,
		DATABASE_URL: v.optional(
			v.pipe(v.string(), v.regex(/^postgres(ql)?:\/\//, 'must be a postgres:// address'))
		),
		ADMIN_EMAIL: v.optional(
			v.pipe(v.string(), v.trim(), v.toLowerCase(), v.email('must be an e-mail address'))
		),
		SMTP_URL: v.optional(smtp),
		WEBSUB_HUB: httpUrl('must be the address of a WebSub hub'),
		LOG_LEVEL: v.optional(
			v.picklist(['silent', 'error', 'warn', 'info', 'debug'], 'must be silent, error, warn, info or debug'),
			'info'
		)
	}),
	v.check(
		(s) => !s.SUPABASE_URL === !s.SUPABASE_PUBLISHABLE_KEY && !s.SUPABASE_URL === !s.SUPABASE_SECRET_KEY,
		'SUPABASE_URL, SUPABASE_PUBLISHABLE_KEY and SUPABASE_SECRET_KEY belong together: set all three or none'
	),
	v.check((s) => !(s.SUPABASE_URL && s.DATABASE_URL), 'set SUPABASE_URL or DATABASE_URL, not both')
);
export type Settings = v.InferOutput<typeof SettingsSchema>;

/** `https://fronts.example`: what addresses in letters and feeds begin with. */
export const originOf = ({ ORIGIN, PORT }: Pick<Settings, 'ORIGIN' | 'PORT'>): string =>
	new URL(ORIGIN ?? `http://localhost:${PORT}`).origin;

/** @throws Error listing every setting that is wrong, its value left out where it may be a secret */
export function readSettings(environment: Record<string, string | undefined>): Settings {
	const parsed = v.safeParse(SettingsSchema, environment);
	if (parsed.success) return parsed.output;
	const lines = parsed.issues.map((issue) => {
		const name = v.getDotPath(issue);
		if (!name) return issue.message;
		const shown = /KEY|URL|SECRET/.test(name) ? '' : ` ${JSON.stringify(environment[name])}`;
		return `${name}${shown}: ${issue.message}`;
	});
	throw new Error(`The settings are not right.\n${[...new Set(lines)].join('\n')}`);
}
