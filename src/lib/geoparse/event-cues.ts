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
	alerte aerienne
	bomb threat
	alert for (?:drones|missiles)
	take shelter
	ракетн[а-яіїє]+ небезпек[а-яіїє]*
	загроза [а-яіїє]+
	небезпека`);

export const RULES: readonly Rule[] = [
	{
		// مسيرة is a march and, with a doubled letter that is not written, a drone: its company decides.
		type: 'protests_riots',
		subtype: null,
		cues: anyOf(
			`(?:protest|solidarity) march
			marche (?:de protestation|de soutien|pacifique)
			(?:thousands|hundreds|crowds?|residents|people) (?:march|took to the streets|rall)
			sit_in(?![\\p{L}])
			general strike
			descend(?:us|ent) dans (?:la|les) rues?
			greve(?![\\p{L}])
			вышли на (?:улиц|митинг|площад)
			забастовк
			пикет
			вийшли на (?:вулиц|мітинг|площ)
			страйку(?:ють|вал)
			пікет
			rassemblement (?:de soutien|monstre|populaire|pour|contre)`,
			`مسيره (?:حاشده|جماهيريه|سلميه|احتجاجيه|اسبوعيه|غاضبه|طلابيه|تضامنيه|شعبيه)
			مسيره…(?:الاسبوعيه|تجوب|تنديد|ضد الاستيطان|رفضا|دعما|تضامن)
			قمع (?:ال)?(?:مسيره|مظاهره|تظاهره|وقفه)
			اعتصام
			خرج(?:ت|وا)?…(?:مظاهر|تظاهر|مسيرات)
			مسيرات (?:حاشده|جماهيريه|غاضبه|تضامنيه|ليليه)
			وقفه (?:احتجاجيه|تضامنيه)
			اضراب (?:شامل|عام)`
		)
	},
	{
		type: 'violence_against_civilians',
		subtype: 'Attack',
		cues: anyOf(
			`attack(?:s|ed|ing)? (?:on )?(?:a |an |the )?(?:wedding|market|village|bus|boat|ferry|mosque|church|funeral|ambulance|passenger|civilian|farmer|trader)
			attaqu[^.\\n]{0,20}(?:mariage|marche(?![\\p{L}])|village(?![\\p{L}])|bus(?![\\p{L}])|bateau|pirogue|bapteme|mosquee|eglise|ambulance|civils|commercants|passagers|paysans)
			(?:paysans|villageois|civils|eleveurs|orpailleurs|habitants)[^.\\n]{0,12}(?:tues|abattus|egorges|executes|enleves)`,
			`(?:هجوم|الهجوم) علي (?:باخره|حافله|قريه|سوق|مسجد|عرس|قافله تجاريه|مدنيين|مزارعين|كنيسه|جنازه)`
		)
	},
	{
		// Ground fighting is a battle, whatever else was fired in it.
		type: 'battles',
		subtype: null,
		cues: anyOf(
			`clash(?:es|ed)?(?![\\p{L}])
			(?:fierce|heavy|street|close) (?:fighting|combat|battles?)
			fire_?fights?
			infantry
			mechani[sz]ed (?:assault|attack|column)
			affrontements?
			accrochages?
			violents combats
			бои (?:за|в|на|под|у|идут|ведутся|продолж|западнее|восточнее|севернее|южнее)
			(?:встречн|уличн|ожесточенн|тяжел)[а-я]* бо[ийея]
			штурмов[а-я]+ (?:групп|действ|отряд)
			бої (?:за|в|у|на|під|біля|тривають|точаться)
			(?:вуличн|запекл|важк)[а-яіїє]* бо[їіяє]
			штурмов[а-яіїє]+ (?:груп|дій|дії)`,
			`اشتباكات
			تخوض
			كمين
			(?:استهداف|استهدفنا|استهدف|تدمير|دمرنا|تفجير)[^.\\n]{0,12}(?:دبابه|جرافه|ناقله|قوه (?:راجله|خاصه|صهيونيه)|ميركاف|اليه عسكريه|جيب عسكري)`
		)
	},
	{
		type: 'air_strikes',
		subtype: 'Air/drone strike',
		cues: anyOf(`
			(?:debris|wreckage) (?:of|from|fell|hit)
			debris de drone
			обломк[а-я]+…(?:упал|попал|рухнул|поврежд|бпла|беспилотн|дрон)
			(?:упал|паден)[а-я]*…обломк
			уламк[а-яіїє]+…(?:впал|влучил|пошкод|бпла|дрон|шахед)
			(?:впал|падінн)[а-яіїє]*…уламк`)
	},
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
			guided (?:aerial )?bomb
			(?:fpv|uav|shahed|geran)…(?:hit|into|on)
			bayraktar
			aerial bomb
			(?:was|were) bombed
			jets? (?:bomb|hit|struck)
			helicopters? (?:fire|struck|attack)
			drones? (?:kill|drop|set|hit|struck)
			(?:fab|kab)_\\d{3,4}
			frappes? (?:aerienne|de drone)
			raids? aerien
			bombardements? aerien
			drones?…(?:frapp|attaqu|vise)
			(?:frapp|attaqu|vise)…drones?
			авиауда
			авианал
			авиабомб
			авиаци[а-я]+…(?:удар|отработ|нанес|уничтож)
			прил[её]т[а-я]* (?:фаб|каб)
			сброс[а-я]* с (?:дрон|бпла|коптер)
			(?:атак|удар|налет)[а-я]* (?:бпла|беспилотник|дрон|геран)
			(?:геран|шахед|гераней)[а-яь]*
			(?:бпла|беспилотник|дрон|коптер)[а-я]*…(?:врезал|взорвал|упал|ранен|погиб|попал|поджег)
			(?:камикадзе|фпв|fpv)
			фаб(?:ами|ов|ы)?
			воздушн[а-я]+ налет
			воздушн[а-я]+ удар
			удар[а-я]* авиаци
			бомбоуда
			(?:бпла|беспилотник|дрон|ланцет|герань|гераней|фпв)[а-я]*…(?:атак|удар|порази|уничтож|сброс)
			(?:атак|удар|порази|уничтож)[а-я]*…(?:бпла|беспилотник|дрон|ланцет|геран|фпв)
			авіауда
			авіабомб
			керован[а-яіїє]+ (?:авіа)?бомб
			авіаці[а-яіїє]+…(?:удар|вдар|завда)
			(?:бпла|безпілотник|дрон|шахед|коптер)[а-яіїєь]*…(?:вдари|удари|влуч|пошкод|поранен|загин|зруйн)
			(?:вдари|удари|влучи)[а-яіїєв]*…(?:бпла|безпілотник|дрон|шахед|каб|фпв)
			шахед[а-яіїє]*
			скид[а-яіїє]* з (?:дрон|бпла|коптер)
			авіаналіт
			авіанальот
			авіаційн[а-яіїє]+ удар
			повітрян[а-яіїє]+ удар
			(?:бпла|безпілотник|дрон|шахед)[а-яіїє]*…(?:атак|удар|влуч|уразив|скин)
			(?:атак|удар|влуч)[а-яіїє]*…(?:бпла|безпілотник|дрон|шахед)
			(?:каб|фаб)(?:[ами]{0,3})(?![а-яіїє])`,
			`غاره
			غارات
			قنابل موجهه
			قصف…(?:قنابل|طيران|طايرات|طائرات|جوي|مسير)
			(?:طيران|طايرات|طائرات|مسيرات|مقاتلات)…(?:قصف|استهدف|شن|غار|تغير|تقصف|تستهدف)
			(?:قصف|استهدف|تستهدف|استهداف)[^.\\n]{0,25}(?:طيران|طايرات|طائرات|مسير|جوي)
			استهداف (?:مدرسه|منزل|شقه|خيمه|خيام|سياره|مقهي|مركبه|مجموعه|تجمع|محيط)
			طيران
			برميل متفجر
			احزمه ناريه
			قصف(?! مدفعي)(?! بقذا)[^.\\n]{0,12}(?:منزل|شقه|مدرسه|خيمه|خيام|عماره|مقر|برج|مبني|مسجد|بنايه|سياره|مركبه)
			خيام[^.\\n]{0,20}تحترق
			نيران تلتهم
			حزام ناري
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
			hypersonic
			kinzhal
			iskander
			oreshnik
			kalibr
			grads?(?![\\p{L}])
			s-300s?
			(?:pounded|pounding|hammered)
			\\d+_?mm (?:rockets?|mortar|shells?)
			(?:rocket|missile) (?:strike|attack|barrage|salvo)
			group strike
			combined strike
			cluster munition
			(?:rockets?|missiles?|mortars?|shells?) (?:at|on|towards|from|into|fall|fell|were|was)
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
			обстреля
			град(?![а-яіїє])
			градами
			искандер
			кинжал
			калибр(?:ы|ов|ами|ом)(?![а-я])
			орешник
			с-300
			с-400
			хаймарс
			хаймерс
			арт(?:огонь|обстрел|налет)
			снаряд[а-я]*…(?:попал|разорвал|упал|прилет|лег)
			мин[а-я]* (?:прилет|упал|разорвал)
			кассетн
			(?:массированн|комбинированн|группов|ракетн)[а-я]* (?:удар|налет|атак)
			отработал[а-я]*…(?:ракет|град|искандер|по)
			попал[аи]? (?:в|по)
			детонаци
			накрыл[и]?…(?:артил|град|минам)
			обстрiл
			обстріл
			іскандер
			кинджал
			калібр(?:и|ів|ами)(?![а-яіїє])
			гради(?![а-яіїє])
			градами
			касетн
			снаряд[а-яіїє]*…(?:влуч|розірв|впав|пошкод)
			(?:масован|комбінован|ракетн)[а-яіїє]* (?:удар|атак|обстріл)
			\\d+ ракет
			ракетами
			по[^.\\n]{0,40} вдарил
			вдари[а-яіїє]+ по
			удари[а-яіїє]+ по
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
			(?:دك|دكت|ندك|دككنا) (?:موقع|تجمع|تحشد|مستوطن|مدينه|حشود|قوات)
			منظومه
			صليه
			رشقه
			قذيفه
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
			(?:dam|bridge)…(?:breached|blown|destroyed)
			breached
			sabotage
			explosive device
			mine blast
			detonat
			blown up
			blew up
			engins? explosifs?
			bombes? artisanale
			bombe…explos
			explos(?:e|ent)(?![\\p{L}])
			eei(?![\\p{L}])
			mines? (?:artisanale|antipersonnel|antichar|terrestre)
			saut[ée]* sur (?:une|un) (?:mine|engin)
			подорвал
			взорвали
			взорван[а-я]*
			подрыв[а-я]*
			заминирован
			самодельн[а-я]+ взрывн
			диверси
			прорыв[а-я]* (?:дамб|плотин)
			(?:плотин|дамб|гэс)[а-я]*…(?:разруш|взорв|подорв|прорв)
			подорва[а-я]*
			взорвал
			фугас
			на мине
			сву(?![а-я])
			підірва[а-яіїє]*
			підрив[а-яіїє]*
			вибухов[а-яіїє]+ прист
			замінован
			(?:гребл|дамб|гес)[а-яіїє]*…(?:зруйн|підірв|прорв)
			на міні`,
			`عبوه
			تفجرت
			فجر(?:ت|وا|نا)? (?:عبوه|دبابه|منزل|جسر|خط)
			ناسفه
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
		type: 'violence_against_civilians',
		subtype: 'Attack',
		cues: anyOf(
			`settlers? (?:attack|torch|burn|beat|shot|stor?m)
			(?:shot|killed) (?:dead )?by (?:israeli|occupation|settler)
			(?:nationalis|torture|lynch)ed (?:civilian|villager|resident)
			(?:jihadist|gunmen|militant|soldier)s?…(?:kill|execut|massacr)ed?[^.\\n]{0,15}(?:civilian|villager|resident|people|farmer)
			(?:jihadistes?|terroristes?|hommes armes|individus armes)[^.\\n]{0,30}(?:tue|execut|enlev|massacr|egorg)[^.\\n]{0,20}(?:civil|villageois|personnes|habitants|paysans|eleveurs|chef)`,
			`(?:استشهاد|استشهد|مقتل|اصابه)[^.\\n]{0,30}برصاص
			مستوطن(?:ون|ين)…(?:يعتدون|يهاجمون|هاجم|يقطعون|يحرقون|احرق|اعتد|يسرقون|يقتلعون|يطلقون|يحطمون)
			(?:اعتداء|هجوم) (?:ال)?مستوطن`
		)
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
			(?:our|resistance) (?:fighters|mujahideen)…(?:target|engag|snip|destroy|ambush)
			snip(?:ed|ing|er)
			(?:targeted|destroyed|hit) (?:a|an|two|three|the)?…(?:tank|merkava|bulldozer|apc|vehicle|soldier|force)
			gun_?fire
			gunm[ae]n (?:storm|attack|raid|assault|clash|ambush)
			infantry
			flags? (?:is|was|were|raised|flies|over|in)
			(?:hoisted|raised|planted) …flag
			(?:cleared|clearing|mopping up|foothold|footholds)
			entered the
			under (?:full|russian|ukrainian|army) control
			fell to
			counter_?attack
			push(?:ed)? (?:back|out|into)
			(?:fights?|fought) (?:for|in|near|over)
			fighting(?![\\p{L}])
			siege
			besieg
			treeline
			breakthrough
			gains? (?:in|near|around|north|south|east|west)
			occup(?:y|ied|ies) (?:the )?(?:village|town|settlement|position)
			incursion
			battled
			seized(?![\\p{L}])
			took (?:the )?(?:village|town|base|camp|position)
			raid(?:s|ed)?(?![\\p{L}])
			encircl
			ground (?:operation|offensive|incursion)
			exchang(?:e|ed|es|ing) fire
			under fire(?![\\p{L}])
			small_arms
			attackers killed
			advanc(?:e|ed|es|ing)(?![\\p{L}])
			affrontement
			(?:pris|prendre|prend|prennent|repris) (?:le |la |l.)?(?:camp|base|poste|ville|village|localite)
			(?:base|camp|poste|position|convoi|detachement)[^.\\n]{0,25}(?:attaqu|vise|pris|demantel|incendi)
			demantel
			assaillants?
			tirs(?![\\p{L}])
			fusillade
			ratissage
			operation (?:militaire|offensive|terrestre)
			s.?est retiree? (?:de|d.)
			riposte
			hommes armes
			encercl
			sous les tirs
			entre dans
			entrent dans
			progress(?:e|ent|ion)
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
			бой(?![а-я])
			под контроль
			под контролем
			зачистк
			зачища
			зачищ
			флаг[аио]?…(?:подня|водруж|установ|над|в)
			(?:подня|водруз|установ)[а-я]*…флаг
			закрепи
			закрепл
			разведгрупп
			дрг(?![а-я])
			подбит
			подбил
			колонн[а-я]*…(?:остановл|уничтож|подбит|разбит)
			прорыв[а-я]*…(?:оборон|границ|фронт)
			прорва[а-я]*
			накат
			окруж
			вклин
			выбит[ыо]?
			выбил
			вошли в
			зашл[аи] (?:в|на)
			вышли (?:на|к|из)
			оставил[аи]? (?:город|сел|позиц)
			выход[а-я]*…под огнем
			удержива
			продавлив
			встречн[а-я]+ бо
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
			бій(?![а-яіїє])
			боєзіткнен
			оточ
			закріп
			успіх
			просунен
			просува
			контратак
			відтисн
			вибит
			вибил
			зачистк
			зачищ
			прорив
			прорва
			утриму
			тримають обор
			визвол
			звільняє
			дрг(?![а-яіїє])
			атак(?:а|и|у|ою|ам|ами|ах)?(?![а-яіїє])
			(?:вийшл|відійшл|вийшов|відступил)[а-яіїє]* (?:з|із|на)
			підбит
			під контролем
			під контроль
			стріля
			перестріл
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
			قنص
			قنصت
			تخوض
			خوض
			يمطرون
			امطرنا
			استهدف(?:نا|وا|ت)?…(?:دبابه|جرافه|ناقله|قوه|اليه|اليات|جنود|جندي|مركبه)
			استهداف (?:دبابه|جرافه|ناقله|قوه|اليه|جندي|حاجز|نقطه)
			يهاجمون
			هاجم
			تسيطر
			سيطر[ته]*
			سيطره علي
			سيطره كامله
			سيطره الكامله
			تحرير
			محاصره
			تحاصر
			تبادل اطلاق
			زخات
			رصاص كثيف
			اجتياح
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
			settlers? (?:attack|cut|burn|torch|raid|storm|shot|destroy|uproot|beat|kill|threw|smash|assault|invad)
			settlers?[^.\\n]{0,30}(?:attack|cut|burn|torch|raid|beat|shot|uproot|damag|vandal)
			(?:bodies|mass grave|corpses)…(?:found|discover|exhum)
			(?:found|discover)[^.\\n]{0,25}(?:bodies|mass grave)
			cattle (?:theft|rustl|raid)
			looted
			pogrom
			beaten to death
			executed
			execution of
			killed …(?:civilian|villager|people|person|child|women|men|resident|journalist)
			(?:civilian|villager|resident|people|child|woman|man|journalist)[^.\\n]{0,25}(?:were |was )?(?:killed|shot|murdered)
			shot dead
			opened fire
			massacr
			execut
			tuerie
			(?:paysan|eleveur|orpailleur|commercant|passager|enseignant|berger|femme|enfant)[^.\\n]{0,25}(?:tue|abattu|assassin|execut|egorg|massacr)
			(?:corps|charnier)…(?:decouvert|retrouv)
			vols? de betail
			betail (?:vole|emporte|enleve)
			(?:recoltes?|champs?|greniers?|marche|village|maisons?)…(?:brule|incendi|pille|saccag)
			pill(?:e|age)
			colons? (?:attaqu|incendi|coup)
			represailles
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
			مستوطن(?:ون|ين)…(?:يعتدون|يهاجمون|هاجم|يقطعون|يحرقون|احرق|يقتحمون|اعتد|يسرقون|يقتلعون|يطلقون|يحطمون)
			(?:اعتداء|هجوم) (?:ال)?مستوطن
			برصاص (?:ال)?(?:احتلال|مستوطن|قوات|جيش)
			مقبره جماعيه
			طاقم (?:ال)?اسعاف
			تصفيه
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
			(?:evacuation order|leaflets)
			(?:coup|junta)(?![\\p{L}])
			president has been removed
			borders? (?:closed|shut)
			shut the borders
			(?:leave|left|leaves|quit|quits) (?:the )?(?:base|camp)
			annex
			curfew
			state of emergency
			pulled out
			handed over
			redeploy
			fortif(?:y|ied|ication)
			(?:military|new) base
			demolish
			bulldoz
			retrait
			quitt(?:e|ent|er) (?:le |la |leur )?(?:camp|base|ville)
			(?:a|ont) (?:quitte|remis)
			remis (?:la|le) (?:base|camp)
			coup d.?etat
			(?<!sous )blocus
			citernes?
			carburant
			couvre-feu
			etat d.?urgence
			passation
			s.?est retire
			retrocession
			отошли
			отвод войск
			вывод войск
			передан[а-я]* под контроль
			відійшл
			відведен`,
			`انسحاب
			اوامر (?:ال)?اخلاء
			منشورات
			تطالب السكان
			جرافات
			تهدم
			هدمت
			مصادره
			انقلاب
			حظر تجوال
			اغلاق (?:ال)?(?:معبر|حاجز)
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
			ravitaill
			convois? (?:de|humanitaire|escort)
			(?:pdi|menages?)(?![\\p{L}])
			inondation
			submerg
			appel(?:lent)? a l.?aide
			sous blocus
			hopital
			ecoles? (?:fermee|rouvert)
			penurie
			sinistr
			aide (?:alimentaire|humanitaire)
			evacu
			humanitaire
			refugies?
			famine
			distribution de vivres
			vivres
			эвакуац
			вывозят
			вывоз людей
			затопл
			подтопл
			наводнен
			вода на улицах
			эвакуир
			гуманитарн
			беженц
			обесточ
			без света
			отключен[а-я]+ (?:электр|света|воды)
			евакуац
			затопл
			підтопл
			без (?:води|газу|тепла|електр)
			відключен
			вивоз
			евакуй
			гуманітарн
			біженц
			переселенц
			знеструм
			без світла`,
			`نزوح
			نازح
			تجويع
			سوء التغذيه
			دقيق
			فيضان
			نفاد الوقود
			خروج[^.\\n]{0,25}عن الخدمه
			نازحين
			نازحون
			اخلاء
			مساعدات
			انسانيه
			مجاعه
			انقطاع الكهرباء`
		)
	},
	// What is left when nothing said more: the weapon that is named, or who fought.
	{
		type: 'air_strikes',
		subtype: 'Air/drone strike',
		cues: anyOf(
			`drones?(?![\\p{L}])
			uavs?(?![\\p{L}])
			bombs?(?![\\p{L}])
			bombed
			бпла
			беспилотн
			дрон[а-яіїє]*
			безпілотн
			авиаци
			авіаці
			бомб[а-яіїє]*`,
			`مسير(?:ه|ات)
			طاير(?:ه|ات)
			قنابل`
		)
	},
	{
		type: 'shelling',
		subtype: 'Shelling/artillery/missile attack',
		cues: anyOf(
			`missiles?(?![\\p{L}])
			rockets?(?![\\p{L}])
			ракет[а-яіїє]*
			снаряд[а-яіїє]*
			удар(?:ом|а|у|ы|и|ами|ов)?(?![а-яіїє])`,
			`صاروخ
			صواريخ`
		)
	},
	{
		type: 'battles',
		subtype: null,
		cues: anyOf(
			`(?:soldiers|troops|militants|fighters|insurgents|jihadists)(?![\\p{L}])
			(?:soldats|militaires|jihadistes|terroristes|combattants|fds|vdp|fama)(?![\\p{L}])
			(?:боевик|солдат|военнослужащ|десантник|морпех|бригад|позици)[а-я]*
			(?:військов|солдат|десантник|морпіх|бригад|позиці|окупант)[а-яіїє]*`,
			`جنود
			مقاتل(?:ين|ون)
			مجاهد(?:ين|ون|ينا)
			مسلح(?:ين|ون)`
		)
	}
];

/** Harm, damage and signs of war of no certain kind: something happened, what it was is for a person to say. */
export const HARM = anyOf(
	`killed(?![\\p{L}])
	hit(?![\\p{L}])
	wounded
	injured
	dead(?![\\p{L}])
	casualties
	burn(?:ing|ed|t|s)?(?![\\p{L}])
	on fire
	fire broke
	destroyed
	damaged
	collapsed
	morte?s?(?![\\p{L}])
	tuee?s?(?![\\p{L}])
	blesses?(?![\\p{L}])
	victimes
	detruite?s?
	incendi
	погиб
	ранен
	убит
	пострада
	разруш
	поврежд
	горит
	пожар
	сгорел
	чп(?![а-я])
	загин
	поранен
	зруйн
	пошкод
	горить
	пожеж
	постражда
	травмов
	димно
	(?:smoke|blaze|rubble|ruins|tunnels?|convoys?|columns?|refinery|depot|ammunition|corpses|bodies|funerals?|graves?)(?![\\p{L}])
	(?:tanks?|armou?r(?:ed)?|artillery|garrison|outpost|trench(?:es)?|positions)(?![\\p{L}])
	(?:operation|deployed|arrived|entered|crossed|reached|retook|fell|falls)(?![\\p{L}])
	(?:fumee|ruines|colonnes?|patrouilles?|convois?|depot|munitions|corps|obseques|funerailles|detachement|garnison)(?![\\p{L}])
	(?:operation|operations|deploye|arrive|entre|repris|perdu|tombe)(?:e|s|es)?(?![\\p{L}])
	(?:дым|дыма|прилет|бахнуло|громко|колонн|склад|нефтебаз|нпз|тоннел|танк|окоп|гарнизон|опорник|блиндаж|нацгвард|переправ|плацдарм|рубеж)[а-я]*
	(?:взял|взяли|потерял|сдал|отош|зашел|вошел|заняты|движется|выдвин)[а-я]*
	(?:дим|диму|приліт|бахнуло|гучно|колон|склад|нафтобаз|нпз|тунел|танк|окоп|гарнізон|бліндаж|переправ|плацдарм|рубеж|рубіж)[а-яіїє]*(?![а-яіїє])
	(?:взяли|втратил|здали|зайшл|увійшл|просунул|прорвал|форсува)[а-яіїє]*`,
	`قتلي
	قتيل
	قتل
	مقتل
	جرحي
	جريح
	اصابه
	اصابات
	مصابين
	ضحايا
	شهيد
	شهداء
	استشهاد
	ارتقاء
	تدمير
	دمر
	حريق
	نيران
	تحترق
	انقطع الاتصال
	دخان
	نفق
	انفاق
	ركام
	انقاض
	قافله
	صافرات
	دوي
	جثامين
	جثث
	جثمان
	تشييع
	دبابات
	دبابه
	اليات
	رتل
	حصار
	عمليه (?:عسكريه|نوعيه|بريه)
	دخلت
	دخول قوات
	سقوط`
);
