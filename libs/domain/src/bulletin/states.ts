import type { BulletinState } from '@cockpit/contracts';

export const BULLETIN_ACTS = ['edit', 'compute', 'approve', 'withdraw', 'send'] as const;
export type BulletinAct = (typeof BULLETIN_ACTS)[number];

/** Allowed acts by state, with the next state. A sent bulletin never changes. */
export const BULLETIN_TRANSITIONS: Readonly<Record<BulletinState, Partial<Record<BulletinAct, BulletinState>>>> = {
  draft: { edit: 'draft', compute: 'draft', approve: 'approved' },
  approved: { withdraw: 'draft', send: 'sent' },
  sent: {},
};

/** State after an act; null if the act is not allowed. */
export const afterAct = (state: BulletinState, act: BulletinAct): BulletinState | null =>
  BULLETIN_TRANSITIONS[state][act] ?? null;
