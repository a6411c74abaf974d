import { Validator } from '@seriousme/openapi-schema-validator';
import { expect, test } from 'vitest';
import { VIEW_VALUES } from '#lib/domain/view.ts';
import { openApi, type Parameter } from '#lib/publish/openapi.ts';
import { PAGE_LIMITS, QUOTAS } from '#lib/server/api-limits.ts';

const document = openApi({ origin: 'https://fronts.example', limits: PAGE_LIMITS, quotas: QUOTAS });
const operations = Object.values(document.paths).flatMap((path) => Object.values(path));
const parametersOf = (path: string): Parameter[] => document.paths[path]!.get!.parameters;

test('is OpenAPI 3.1, and everything it refers to is there', async () => {
	const validator = new Validator();
	const { valid, errors } = await validator.validate(structuredClone(document));
	expect(errors ?? []).toEqual([]);
	expect([valid, validator.version]).toEqual([true, '3.1']);
	for (const [, name] of JSON.stringify(document).matchAll(/#\/components\/([\w-]+\/[\w-]+)/g)) {
		const [kind, part] = name!.split('/') as ['schemas', string];
		expect(document.components[kind], name).toHaveProperty([part!]);
	}
});

test('no two operations have one name', () => {
	const names = operations.map(({ operationId }) => operationId);
	expect(new Set(names).size).toBe(names.length);
});

test('every part of a path is described', () => {
	for (const [path, methods] of Object.entries(document.paths)) {
		const parts = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
		for (const { parameters } of Object.values(methods)) {
			expect(parameters.filter((parameter) => parameter.in === 'path').map(({ name }) => name)).toEqual(
				parts
			);
		}
	}
});

test('says the values that are checked, not others', () => {
	const schemaOf = (name: string) =>
		parametersOf('/api/v1/reports').find((parameter) => parameter.name === name)!.schema;
	expect(schemaOf('type')).toMatchObject({ items: { enum: VIEW_VALUES.type } });
	expect(schemaOf('last')).toMatchObject({ enum: VIEW_VALUES.last });
	expect(schemaOf('limit')).toMatchObject({ minimum: 1, maximum: PAGE_LIMITS.reports.max });
	expect(document.components.schemas.Submission).toMatchObject({
		additionalProperties: false,
		required: expect.arrayContaining(['key', 'point', 'event_type'])
	});
});
