/** Capitals stand for their governments: "Kyiv thanks, Berlin hesitates" reports from nowhere. */

/** Seats of government in the gazetteer. */
export const SEATS: ReadonlySet<string> = new Set([
	'ua-kyiv',
	'il-tel-aviv',
	'il-jerusalem',
	'ps-ramallah',
	'ml-bamako',
	'bf-ouagadougou',
	'ne-niamey'
]);

const OTHER_SEATS =
	/(?<!\p{L})(?:washington|moscow|moscou|paris|berlin|london|londres|brussels|bruxelles|cairo|doha|ankara|tehran|beijing|вашингтон|москв[аыуе]|кремл|париж|берлин|берлін|лондон|брюссел|каир|каїр|доха|анкар|тегеран|пекин|пекін|[وب]?واشنطن|موسكو|باريس|برلين|لندن|بروكسل|القاهره|والدوحه|الدوحه|انقره|طهران)/u;

/** Whether other governments act in the (folded) text beside the one named. */
export const namesOtherSeats = (folded: string): boolean => OTHER_SEATS.test(folded);
