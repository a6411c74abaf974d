import type { ClientInit } from '@sveltejs/kit';
import { loadMessages } from './i18n/loaded-messages.ts';

export const init: ClientInit = () => loadMessages(document.documentElement.lang);
