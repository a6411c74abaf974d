/**
 * The words by which a text is known to report an event, in English, French, Russian, Ukrainian and Arabic. Data: the
 * kinds are tried in this order, so the more specific stand first.
 */
import type { EventType } from '../domain/event-type.ts';

export type EventKind = { type: EventType; subtype: string | null };
type Rule = EventKind & { cues: RegExp };

/** Stems, matched from the beginning of a word; Arabic ones after its written-on prefixes. */
function anyOf(latinAndCyrillic: string, arabic = ''): RegExp {
	const parts = [`(?<![\\p{L}])(?:${stems(latinAndCyrillic)})`];
	if (arabic) parts.push(`(?<![\\p{L}])[وف]?(?:لل|[بلك]?(?:ال)?)(?:${stems(arabic)})`);
	return new RegExp(parts.join('|'), 'u');
}
/** One alternative a line; a space stands for any gap, `_` for one or none, `…` for up to 25 characters. */
const stems = (lines: string) =>
	lines
		.trim()
		.split(/\s*\n\s*/)
		.map((line) => line.replace(/ /g, '[\\s-]+').replace(/_/g, '[\\s-]?').replace(/…/g, '[^.\\n]{0,25}'))
		.join('|');

/** Warnings and wishes that use the words of an event without one. */
export const NOT_AN_EVENT = anyOf(`
	air_raid (?:alert|siren|warning)
	air alert
	missile (?:alert|danger|threat)
	(?:угроза|опасность) (?:применения|атаки|удара|бпла)
	загроза застосування
	воздушн[а-я]+ тревог[а-я]+
	ракетн[а-я]+ опасност[а-я]+
	повітрян[а-яіїє]+ тривог[а-яіїє]+
	alerte aerienne`);

export const RULES: readonly Rule[] = [
	{
		type: 'strategic_developments',
		subtype: 'Disrupted weapons use',
		cues: anyOf(
			`(?:shot|shoots|shooting) down
			downed …(?:drone|uav|missile)
			intercepted …(?:drone|uav|missile|rocket)
			air defen[cs]e[^.\\n]{0,40}(?:destroyed|downed|intercepted)
			(?:drone|missile)s? abattus?
			intercepte
			(?:сбит|сбил|уничтожен|перехвачен)[а-я]*…(?:бпла|беспилотн|дрон|ракет)
			(?:сбит|сбил)[а-я]*
			(?:збит|збил|знищен|знешкоджен)[а-яіїє]*…(?:бпла|безпілотн|дрон|шахед|ракет)`,
			`اعتراض
			اسقاط (?:طاير|مسير|طائر)`
		)
	},
	{
		type: 'air_strikes',
		subtype: 'Air/drone strike',
		cues: anyOf(
			`air_strikes?
			airstrik
			air (?:attack|raid)
			aerial (?:attack|bomb|strike)
			(?:warplane|fighter jet|war_plane)s?
			(?:drone|uav|fpv|shahed|lancet|kamikaze)…(?:strike|struck|attack|hit|drop|explo)
			(?:strike|struck|attack|hit|targeted)[^.\\n]{0,25}(?:drone|uav|fpv|shahed|lancet)
			glide bomb
			(?:fab|kab)_\\d{3,4}
			frappes? (?:aerienne|de drone)
			raids? aerien
			bombardements? aerien
			drones?…(?:frapp|attaqu|vise)
			(?:frapp|attaqu|vise)…drones?
			авиауда
			авианал
			авиабомб
			воздушн[а-я]+ удар
			удар[а-я]* авиаци
			бомбоуда
			(?:бпла|беспилотник|дрон|ланцет|герань|гераней|фпв)[а-я]*…(?:атак|удар|порази|уничтож|сброс)
			(?:атак|удар|порази|уничтож)[а-я]*…(?:бпла|беспилотник|дрон|ланцет|геран|фпв)
			авіауда
			авіабомб
			авіаційн[а-яіїє]+ удар
			повітрян[а-яіїє]+ удар
			(?:бпла|безпілотник|дрон|шахед)[а-яіїє]*…(?:атак|удар|влуч|уразив|скин)
			(?:атак|удар|влуч)[а-яіїє]*…(?:бпла|безпілотник|дрон|шахед)
			(?:каб|фаб)(?:[ами]{0,3})(?![а-яіїє])`,
			`غاره
			غارات
			قصف جوي
			قصفت طايرات
			قصفت طائرات
			طايرات (?:حربيه|الاحتلال)
			طائرات (?:حربيه|الاحتلال)
			طائره مسيره
			مسيره`
		)
	},
	{
		type: 'shelling',
		subtype: 'Shelling/artillery/missile attack',
		cues: anyOf(
			`shell(?:ed|ing|s)
			artillery
			mortar
			howitzer
			mlrs
			himars
			rockets?…(?:fire|launch|hit|attack|land|struck|barrage)
			(?:fire|fired|launch|launched|hit)[^.\\n]{0,25}(?:rocket|missile)
			(?:ballistic|cruise|guided) missile
			missiles?…(?:strike|struck|attack|hit|land)
			bombard
			tank fire
			tirs? (?:d.?artillerie|d.?obus|de roquettes?|de mortiers?|de missiles?)
			obus
			roquettes?
			pilonn
			обстрел
			обстрiл
			обстріл
			артиллери
			артилері
			артуда
			миномет
			мінометн
			реактивн[а-яіїє]+ систем
			рсзо
			рсзв
			ракетн[а-яіїє]+ (?:удар|атак|обстр)
			ракет[а-яіїє]*…(?:удар|попал|попад|влуч|атак)
			удар[а-яіїє]*…ракет`,
			`قصف
			قذايف
			قذائف
			مدفعي
			رشقات? صاروخ
			صواريخ
			صاروخ
			هاون`
		)
	},
	{
		type: 'explosions',
		subtype: 'Suicide bomb',
		cues: anyOf(
			'suicide (?:bomb|attack)\nkamikaze\nattentat-?suicide\nсмертник\nтеррорист-смертник',
			'تفجير انتحاري\nانتحاري'
		)
	},
	{
		type: 'explosions',
		subtype: 'Remote explosive/landmine/IED',
		cues: anyOf(
			`i\\.?e\\.?d\\.?s?(?![\\p{L}])
			land_mines?
			(?:roadside|car) bomb
			improvised explosive
			booby_trap
			detonat
			blown up
			blew up
			engins? explosifs?
			eei(?![\\p{L}])
			mines? (?:artisanale|antipersonnel|antichar|terrestre)
			saut[ée]* sur (?:une|un) (?:mine|engin)
			подорвал
			подорва[а-я]*
			взорвал
			фугас
			на мине
			сву(?![а-я])
			підірва[а-яіїє]*
			на міні`,
			`عبوه
			عبوات
			لغم
			الغام
			تفجير`
		)
	},
	{
		type: 'explosions',
		subtype: null,
		cues: anyOf(
			'explosions?\nexploded\nblasts?(?![\\p{L}])\ngrenade\nвзрыв[а-я]*\nвибух[а-яіїє]*',
			'انفجار\nانفجارات'
		)
	},
	{
		// "Strikes on Rafah": by what is left open, but not a strike of workers.
		type: 'air_strikes',
		subtype: 'Air/drone strike',
		cues: anyOf(`
			strikes? (?:on|in|at|near|against|hit|kill|target)
			struck
			frappes? (?:sur|contre|a|pres)`)
	},
	{
		type: 'shelling',
		subtype: 'Shelling/artillery/missile attack',
		cues: anyOf(`
			удар[а-яіїє]* (?:по|на|в|у)
			прил[её]т[а-я]*
			приліт[а-яіїє]*
			влучан[а-яіїє]*`)
	},
	{
		type: 'battles',
		subtype: 'Non-state actor overtakes territory',
		cues: anyOf(
			`(?:jnim|militants|jihadists?|rebels?|insurgents?|csp)[^.\\n]{0,30}(?:captur|seiz|took control|taken control|overr[au]n)
			(?:jnim|gsim|jihadistes?|terroristes?|rebelles?)[^.\\n]{0,30}(?:s.?empar|pris le controle|prennent le controle)`
		)
	},
	{
		type: 'battles',
		subtype: null,
		cues: anyOf(
			`clash
			fire_fights?
			gun_(?:fight|battle)
			(?:heavy|fierce|ongoing|intense|street) (?:fighting|battles?|combat)
			fighting (?:continues|in|near|around)
			battles?(?![\\p{L}])
			ambush
			assault
			offensive
			captured
			(?:take|took|taken|seized|regained|lost) (?:full )?control
			liberated
			repel(?:led|s)?
			repulsed
			storm(?:s|ed|ing)?(?![\\p{L}])
			overr[au]ns?
			raid(?:s|ed)?(?![\\p{L}])
			encircl
			ground (?:operation|offensive|incursion)
			exchang(?:e|ed|es|ing) fire
			under fire(?![\\p{L}])
			small_arms
			attackers killed
			advanc(?:ed|es|ing)
			affrontement
			accrochage
			embuscade
			combats?(?![\\p{L}])
			offensive
			attaque (?:contre|d[eu]s?|terroriste|armee|jihadiste|complexe)
			attaque[^.\\n]{0,25}(?:camp|poste|position|convoi|detachement|gendarmerie)
			neutralis
			repouss
			s.?empar
			repris? (?:le )?controle
			бои(?![а-я])
			боях
			столкновен
			штурм
			наступлен
			продвин
			продвига
			освобод
			занял
			заняли
			взят
			отбил
			отбит
			отразил
			контратак
			перестрелк
			бої(?![а-яіїє])
			боях
			бойов[а-яіїє]+ зіткнен
			зіткнен
			штурму
			наступ(?![а-яіїє]{4,})
			просуну
			звільнен
			звільнил
			відбил
			відбит`,
			`اشتباك
			اشتباكات
			معارك
			معركه
			كمين
			اقتحام
			اقتحمت
			تقتحم
			توغل
			توغلت
			تصدي
			هجوم`
		)
	},
	{
		type: 'strategic_developments',
		subtype: 'Agreement',
		cues: anyOf(`
			(?:fre|releas|exchang|swap)(?:e|ed|es|ing)?(?![\\p{L}])…(?:hostage|prisoner|detainee|captive)
			(?:hostage|prisoner|detainee|captive)s?…(?:freed|released|exchanged|swapped)
			(?:humanitarian|day) pause
			liberation (?:des?|d) otages?`)
	},
	{
		type: 'violence_against_civilians',
		subtype: 'Abduction/forced disappearance',
		cues: anyOf(
			`abduct
			kidnap
			hostages?(?![\\p{L}])
			enlev(?:e|ement)
			kidnapp
			otage
			похит
			похищен
			викрад`,
			`اختطاف
			خطف
			اختطف`
		)
	},
	{
		type: 'violence_against_civilians',
		subtype: 'Attack',
		cues: anyOf(
			`massacre
			executed
			execution of
			killed …(?:civilian|villager|people|person|child|women|men|resident|journalist)
			(?:civilian|villager|resident|people|child|woman|man|journalist)[^.\\n]{0,25}(?:were |was )?(?:killed|shot|murdered)
			shot dead
			opened fire
			massacr
			execut
			tuerie
			assassin
			(?:civil|villageois|personnes?|habitants?)[^.\\n]{0,25}(?:tue|abattu)
			(?:tue|abattu)[^.\\n]{0,25}(?:civil|villageois|personnes|habitants)
			расстрел
			убит[а-я]*…(?:мирн|граждан|жител|женщин)
			(?:мирн|граждан|жител)[а-я]*…(?:погиб|убит)
			розстріл
			вбит[а-яіїє]*…(?:цивіл|мирн|жител)
			(?:цивіл|мирн|жител)[а-яіїє]*…(?:загин|вбит)`,
			`مجزره
			اعدام
			استشهاد
			استشهد
			شهيد
			شهداء
			اطلاق النار
			اطلقت النار`
		)
	},
	{
		type: 'battles',
		subtype: null,
		cues: anyOf(`
			attack(?:s|ed|ing)?(?![\\p{L}])
			attaqu
			атаков
			атакув`)
	},
	{
		type: 'protests_riots',
		subtype: null,
		cues: anyOf(
			`protest
			demonstrat(?:ion|ors?|ed)
			riot
			rall(?:y|ies|ied) (?:in|against|for)
			manifest(?:ation|ants?)
			emeute
			митинг
			протест
			демонстрац
			мітинг`,
			`مظاهره
			مظاهرات
			تظاهر
			احتجاج
			مسيره حاشده`
		)
	},
	{
		type: 'strategic_developments',
		subtype: 'Agreement',
		cues: anyOf(
			`cease_fire
			truce
			(?:peace|prisoner|exchange) (?:agreement|deal|accord|swap|exchange)
			prisoner swap
			cessez-le-feu
			cessez le feu
			treve
			перемири
			прекращени[а-я]+ огня
			обмен[а-я]* (?:плен|военноплен)
			перемир
			обмін[а-яіїє]* (?:полон|військовополон)`,
			`هدنه
			وقف اطلاق النار
			صفقه تبادل
			تبادل اسري`
		)
	},
	{
		type: 'strategic_developments',
		subtype: 'Arrests',
		cues: anyOf(
			`arrest
			detain(?:ed|s)
			interpell
			задерж
			затрим`,
			`اعتقال
			اعتقلت
			تعتقل
			يعتقل`
		)
	},
	{
		type: 'strategic_developments',
		subtype: null,
		cues: anyOf(
			`withdr[ae]w
			pulled out
			handed over
			redeploy
			fortif(?:y|ied|ication)
			(?:military|new) base
			demolish
			bulldoz
			retrait
			s.?est retire
			retrocession
			отошли
			отвод войск
			вывод войск
			передан[а-я]* под контроль
			відійшл
			відведен`,
			`انسحاب
			انسحبت
			هدم
			جرف`
		)
	},
	{
		type: 'humanitarian',
		subtype: null,
		cues: anyOf(
			`displac(?:ed|ement)
			evacuat
			humanitarian
			aid (?:convoy|truck|deliver|workers?)
			refugees?(?![\\p{L}])
			famine
			food (?:aid|distribution|insecurity)
			cholera
			epidemic
			(?:power|water|electricity) (?:outage|cut|supply)
			blackout
			without (?:power|water|electricity|fuel)
			(?:runs?|ran|running) out of fuel
			(?:loses|lost|losing) power
			(?:internet|telephone|communications?|telecommunications)…(?:cut|shut)
			dengue
			measles
			aid (?:enters?|reaches|arrives|lorries)
			hospitals?[^.\\n]{0,30}(?:out of service|overwhelmed|closed|fuel)
			deplac(?:es|ement)
			evacu
			humanitaire
			refugies?
			famine
			distribution de vivres
			vivres
			эвакуац
			эвакуир
			гуманитарн
			беженц
			обесточ
			без света
			отключен[а-я]+ (?:электр|света|воды)
			евакуац
			евакуй
			гуманітарн
			біженц
			переселенц
			знеструм
			без світла`,
			`نزوح
			نازحين
			نازحون
			اخلاء
			مساعدات
			انسانيه
			مجاعه
			انقطاع الكهرباء`
		)
	}
];
