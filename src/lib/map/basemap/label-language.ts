import type { ExpressionSpecification } from '@maplibre/maplibre-gl-style-spec';

export const LABEL_LANGUAGES = ['en', 'ar', 'fr', 'ru', 'uk', 'es'] as const;
export type LabelLanguage = (typeof LABEL_LANGUAGES)[number];

/** Seas in the languages the basemap's file lacks. Keyed by the English name. */
const SEAS: Partial<Record<LabelLanguage, Record<string, string>>> = {
	ru: {
		'Mediterranean Sea': 'Средиземное море',
		'Black Sea': 'Чёрное море',
		'Sea of Azov': 'Азовское море',
		'Dead Sea': 'Мёртвое море',
		'Red Sea': 'Красное море',
		'Gulf of Guinea': 'Гвинейский залив',
		'Atlantic Ocean': 'Атлантический океан',
		'Indian Ocean': 'Индийский океан',
		'Pacific Ocean': 'Тихий океан',
		'Lake Chad': 'Озеро Чад',
		'Baltic Sea': 'Балтийское море',
		'Caspian Sea': 'Каспийское море',
		'Sea of Galilee': 'Тивериадское озеро'
	},
	es: {
		'Mediterranean Sea': 'Mar Mediterráneo',
		'Black Sea': 'Mar Negro',
		'Sea of Azov': 'Mar de Azov',
		'Dead Sea': 'Mar Muerto',
		'Red Sea': 'Mar Rojo',
		'Gulf of Guinea': 'Golfo de Guinea',
		'Atlantic Ocean': 'Océano Atlántico',
		'Indian Ocean': 'Océano Índico',
		'Pacific Ocean': 'Océano Pacífico',
		'Lake Chad': 'Lago Chad',
		'Baltic Sea': 'Mar Báltico',
		'Caspian Sea': 'Mar Caspio',
		'Sea of Galilee': 'Mar de Galilea'
	}
};

/** A feature's name in the language: `n_<lang>` where the data has it, else the English `n`. */
export function nameIn(lang: LabelLanguage): ExpressionSpecification {
	if (lang === 'en') return ['get', 'n'];
	return ['coalesce', ['get', `n_${lang}`], ['get', 'n']];
}

/** As `nameIn`, for seas and oceans. */
export function waterNameIn(lang: LabelLanguage): ExpressionSpecification {
	const names = SEAS[lang];
	if (!names) return nameIn(lang);
	return [
		'match',
		['get', 'n'],
		...Object.entries(names).flat(),
		nameIn(lang)
	] as unknown as ExpressionSpecification;
}
