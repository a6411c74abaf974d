/**
 * Names in Latin letters that are also words or people's names. A guarded name in another script is only guarded there:
 * "Jenin" is nothing but the town, جنين is also an unborn child.
 */
const COMMON = new Set(
	`ber bar kaya boni san say bla kita nara kati diré dire lere tonka koro sangha bamba konna macina po leo reo mane manga toma yako
	bam bale soum nord est centre sud sahel cascades sanga bani karma diabo pensa banh barga bouro dano pama arly solle manni
	rollo tuy ziro tera say loga gaya keita bouza niger gourma kourouma eli ariel magen saad sufa reim dorot ruhama urim erez einav
	shilo ofra duma jit beita sarra tyre houla khiam nasr nasser sabra brazil amal karama hamad salem tell marda haris raba samar
	lyman terny stanislav spartak poima nikolske victory mena varva rivne podoly hroza korotych israel the jaba dura beit
	amal awda rimal daraj zeitoun shati nord-est shevchenko komar myrne vesele nove kaolack sudak saky samara gao-gao tasker fana`
		.split(/\s+/)
		.filter(Boolean)
);

/** @param folded words of a mention in Latin letters, joined by a space */
export const isCommonWord = (folded: string): boolean => COMMON.has(folded);
