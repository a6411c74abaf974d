/** The long words of the grades: only where somebody asks what a letter means. */
import type { Credibility, Reliability } from '#lib/domain/grade.ts';
import { m } from '#lib/i18n/messages.js';

export const RELIABILITY_MEANING: Record<Reliability, () => string> = {
	A: m.reliability_a_meaning,
	B: m.reliability_b_meaning,
	C: m.reliability_c_meaning,
	D: m.reliability_d_meaning,
	E: m.reliability_e_meaning,
	F: m.reliability_f_meaning
};

export const CREDIBILITY_MEANING: Record<Credibility, () => string> = {
	1: m.credibility_1_meaning,
	2: m.credibility_2_meaning,
	3: m.credibility_3_meaning,
	4: m.credibility_4_meaning,
	5: m.credibility_5_meaning,
	6: m.credibility_6_meaning
};
