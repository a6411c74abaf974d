import { isAtLeast } from '#lib/domain/permissions.ts';
import { periodAt } from '#lib/domain/bulletin-period.ts';
import * as bulletins from '#lib/server/bulletins.ts';
import * as reports from '#lib/server/reports.ts';
import { toListItem } from '#lib/ui/list-item.ts';
import { shareBulletin } from '../../shared-bulletin.ts';
import { askedFor, written } from '../../written.ts';
import type { PageServerLoad } from './$types';

const LATE_LISTED = 20;

export const load: PageServerLoad = async (event) => {
	const { params, url, locals } = event;
	const now = Date.now();
	const asked = askedFor(params, now);
	const { theatre, period } = asked;
	const { title, blocks, view, bulletin, editions, late } = await written(locals, asked, url.origin, now);
	shareBulletin(event, asked, bulletin);
	const lateReports = await reports.findMany(locals.db, late.slice(0, LATE_LISTED));
	return {
		...{ theatre, period, title, blocks, view },
		total: bulletin.total,
		unreviewed: bulletin.unreviewed,
		leadLang: bulletin.edition?.edits.lang ?? null,
		isSigned: Boolean(bulletin.edition?.signed_by_role),
		editions: editions.map(({ revision, published_at, signed_by_role, reason }) => ({
			...{ revision, published_at, signed_by_role, reason }
		})),
		late: lateReports.map((report) => toListItem(locals.forReader(report, locals.lang))),
		lateCount: late.length,
		week: period.kind === 'day' ? periodAt('week', period.from).date : null,
		...bulletins.neighbours(locals.archive, theatre, period),
		maySign: locals.person !== null && isAtLeast(locals.person.role, 'moderator')
	};
};
