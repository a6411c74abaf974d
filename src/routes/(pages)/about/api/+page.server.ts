import { openApi, type Operation, type Parameter } from '#lib/publish/openapi.ts';
import { PAGE_LIMITS, QUOTAS } from '#lib/server/api-limits.ts';
import { VIEW_PARAMETERS } from '#lib/domain/view-parameters.ts';
import example from '../../../../../static/api/client.ts?raw';
import type { PageServerLoad } from './$types';

/** The page is made of the same document programs read. */
export const load: PageServerLoad = ({ url }) => {
	const { paths } = openApi({ origin: url.origin, limits: PAGE_LIMITS, quotas: QUOTAS });
	const operations = Object.entries(paths).flatMap(([path, methods]) =>
		Object.entries(methods).map(([method, operation]) => listed(path, method, operation))
	);
	const view = paths['/api/v1/histogram']!.get!.parameters.map(toLine);
	return { operations, view, quotas: QUOTAS, example };
};

const isOfView = ({ name }: Parameter): boolean => VIEW_PARAMETERS.some((known) => known === name);

function listed(path: string, method: string, { summary, description, parameters }: Operation) {
	return {
		...{ path, method: method.toUpperCase(), summary, description },
		hasView: parameters.some(isOfView),
		parameters: parameters.filter((parameter) => !isOfView(parameter)).map(toLine)
	};
}

type Schema = { enum?: unknown[]; items?: Schema; minimum?: number; maximum?: number; default?: unknown };

const toLine = ({ name, description, schema }: Parameter) => ({
	name,
	description,
	values: valuesOf(schema)
});

/** "gaza, ukraine, sahel"; "1–1000"; nothing where words say it. */
function valuesOf({ enum: values, items, minimum, maximum }: Schema): string {
	if (items) return valuesOf(items);
	if (values) return values.join(', ');
	return minimum !== undefined && maximum !== undefined ? `${minimum}–${maximum}` : '';
}
