export const ROLES = ['viewer', 'contributor', 'moderator', 'admin'] as const;
export type Role = (typeof ROLES)[number];
