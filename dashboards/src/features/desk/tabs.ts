import type { Role } from '@cockpit/contracts';
import { mayAnswer } from '../session/rights';

export const TABS = ['record', 'plan', 'near', 'stuck', 'visitors', 'notes', 'close'] as const;
export type DeskTab = (typeof TABS)[number];

/** What the server tells this role of. */
export const tabsFor = (role: Role | undefined): DeskTab[] =>
  TABS.filter((tab) => {
    if (tab === 'close' || tab === 'visitors') return role !== undefined && mayAnswer(role);
    return (tab !== 'plan' && tab !== 'notes') || role !== 'unit';
  });
