/** What a person may do, from the least to the most. Who has no role is a viewer. */
export const ROLES = ['viewer', 'contributor', 'trusted_contributor', 'moderator', 'admin'] as const;
export type Role = (typeof ROLES)[number];

export const isAtLeast = (role: Role, least: Role): boolean => ROLES.indexOf(role) >= ROLES.indexOf(least);
