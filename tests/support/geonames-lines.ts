/** Lines in the format of GeoNames' country files, made up. */
type Fields = Partial<{
	id: number | string;
	name: string;
	alternates: string;
	lat: string;
	lon: string;
	featureClass: string;
	code: string;
	country: string;
	population: number;
}>;

/** Nineteen columns, tab-separated; what is not given is a village beside Avdiivka. */
export function countryLine({
	id = 1,
	name = 'Selo',
	alternates = '',
	lat = '48.14',
	lon = '37.75',
	featureClass = 'P',
	code = 'PPL',
	country = 'UA',
	population = 0
}: Fields): string {
	const ascii = name.normalize('NFD').replace(/\P{ASCII}/gu, '');
	return [
		...[id, name, ascii, alternates, lat, lon, featureClass, code, country, ''],
		...['05', '', '', '', population, '', 120, 'Europe/Kyiv', '2026-01-01']
	].join('\t');
}
