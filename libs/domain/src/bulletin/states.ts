import type { BulletinState } from '@cockpit/contracts';

export const BULLETIN_ACTS = ['edit', 'compute', 'approve', 'withdraw', 'send'] as const;
export type BulletinAct = (typeof BULLETIN_ACTS)[number];

/** What may be done to a bulletin in each state, and what it becomes. What was sent stays as it was read. */
export const BULLETIN_TRANSITIONS: Readonly<Record<BulletinState, Partial<Record<BulletinAct, BulletinState>>>> = {
  draft: { edit: 'draft', compute: 'draft', approve: 'approved' },
  approved: { withdraw: 'draft', send: 'sent' },
  sent: {},
};

/** The state after an act; null where it cannot be done. */
export const afterAct = (state: BulletinState, act: BulletinAct): BulletinState | null =>
  BULLETIN_TRANSITIONS[state][act] ?? null;
