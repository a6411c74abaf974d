import type { Role } from '#lib/domain/permissions.ts';
import { m } from '#lib/i18n/messages.js';

export const ROLE_WORD: Record<Role, () => string> = {
	viewer: m.role_viewer,
	contributor: m.role_contributor,
	trusted_contributor: m.role_trusted_contributor,
	moderator: m.role_moderator,
	admin: m.role_admin
};
