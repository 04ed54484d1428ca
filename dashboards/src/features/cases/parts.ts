import type { Role } from '@cockpit/contracts';

export const CASE_ROLES: readonly Role[] = ['administrator', 'manager', 'supervisor', 'officer', 'unit'];
const LEADING: readonly Role[] = ['administrator', 'manager', 'supervisor'];

/** Desks with a part of their own; items of enterprises are seen to on that of enterprises. */
export const DESK_PARTS = ['desk-difficult', 'desk-enterprise', 'desk-hotline', 'desk-complaints'] as const;
export type DeskPart = (typeof DESK_PARTS)[number];

/** What `?part=` chooses besides the list of all matters: where it had a page of its own, and who may open it. */
export const PARTS: Readonly<Record<DeskPart | 'ratings' | 'rounds' | 'consultation', PartOfPage>> = {
  'desk-difficult': { path: '/desks/difficult', roles: CASE_ROLES },
  'desk-enterprise': { path: '/desks/enterprise', roles: CASE_ROLES },
  'desk-hotline': { path: '/desks/hotline', roles: CASE_ROLES },
  'desk-complaints': { path: '/desks/complaints', roles: CASE_ROLES },
  ratings: { path: '/ratings', roles: LEADING },
  rounds: { path: '/rounds', roles: LEADING },
  consultation: { path: '/consultation', roles: LEADING },
};
interface PartOfPage {
  path: string;
  roles: readonly Role[];
}
export type PartName = keyof typeof PARTS;
