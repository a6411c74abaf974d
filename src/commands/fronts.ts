import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ROLES } from '#lib/domain/permissions.ts';
import { call, openBackend, type Backend } from '#lib/server/database.ts';
import { linkAddress, linkToken, mailboxOf } from '#lib/server/mail/links.ts';
import { originOf, readSettings } from '#lib/server/settings.ts';

const HELP = `The operator's commands. They work while the server runs and while it does not.

  npm run fronts -- grant ROLE EMAIL [--reason TEXT]    gives a person a role: ${ROLES.join(', ')}
  npm run fronts -- link EMAIL                          prints a link to choose a new password, good once, to be handed over

  --reason TEXT   why, for the audit log (default: "Granted by the operator")
  --help          this text

Ends with 0 when it is done, 1 when the database refused, 2 when it was asked wrongly or could not start.
`;

const root = join(import.meta.dirname, '../..');

type Command = (backend: Backend, args: string[], options: { reason?: string }) => Promise<string>;

/** By name: what is done, and the line that says so. */
const COMMANDS: Record<string, { takes: number; run: Command }> = {
	grant: {
		takes: 2,
		async run({ service }, [role, email], { reason = 'Granted by the operator' }) {
			await call(service, 'grant_role', { role, email, reason });
			return `${email} is ${role} now`;
		}
	},
	link: {
		takes: 1,
		async run({ service }, [email = '']) {
			if (!(await mailboxOf(service, email))) throw new Error(`nobody has signed up as ${email}`);
			const link = await linkToken(service, { type: 'recovery', email });
			return linkAddress(originOf(readSettings(process.env)), link);
		}
	}
};

async function main(): Promise<number> {
	const { values, positionals } = parseArgs({
		allowPositionals: true,
		options: { reason: { type: 'string' }, help: { type: 'boolean', short: 'h' } }
	});
	if (values.help) {
		process.stdout.write(HELP);
		return 0;
	}
	const [name = '', ...args] = positionals;
	const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
	if (command?.takes !== args.length) {
		process.stderr.write(HELP);
		return 2;
	}
	const backend = await openBackend({ settings: readSettings(process.env), root });
	try {
		process.stdout.write(`${await command.run(backend, args, values)}\n`);
		return 0;
	} catch (error) {
		console.error((error as Error).message);
		return 1;
	} finally {
		await backend.close();
	}
}

try {
	process.exitCode = await main();
} catch (error) {
	console.error((error as Error).message);
	process.exitCode = 2;
}
