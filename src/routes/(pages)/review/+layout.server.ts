import { moderatorsOnly } from './moderators-only.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = (event) => void moderatorsOnly(event);
