import type { AuditEntry } from '@cockpit/contracts';
import { stamp } from '../../shared/format';
import type { Cell } from '../../shared/table-file';
import { OFFICE_ZONE } from '../cases/zone';

/** What is looked for; empty for anything. Days are those of the office, both within. */
export interface AuditFilter {
  who: string;
  what: string;
  where: string;
  from: string;
  to: string;
}
export const ANYTHING: AuditFilter = { who: '', what: '', where: '', from: '', to: '' };

const DAY_MS = 86_400_000;
/** The office keeps one offset all year. */
const OFFSET = '+08:00';
const startOf = (day: string): string => `${day}T00:00:00${OFFSET}`;
const endOf = (day: string): string => new Date(Date.parse(startOf(day)) + DAY_MS).toISOString();

export function queryOf({ who, what, where, from, to }: AuditFilter, limit: number, cursor: string | null): string {
  const said = {
    ...{ who: who.trim(), what: what.trim(), where: where.trim() },
    from: from === '' ? '' : startOf(from),
    to: to === '' ? '' : endOf(to),
    limit: String(limit),
    cursor: cursor ?? '',
  };
  return new URLSearchParams(Object.entries(said).filter(([, text]) => text !== '')).toString();
}

export const timeOf = ({ at }: AuditEntry): string => stamp(Date.parse(at), OFFICE_ZONE);
const textOf = (value: unknown): string | null =>
  value === null || value === undefined ? null : JSON.stringify(value);

/** Why it was done, where somebody has said so. */
export function whyOf({ after }: AuditEntry): string | null {
  const said = after !== null && typeof after === 'object' && 'why' in after ? after.why : null;
  return typeof said === 'string' ? said : null;
}

/** As a table for people and for other programs: the whole entry, before and after as JSON. */
export const rowsOf = (entries: readonly AuditEntry[]): Cell[][] =>
  entries.map((entry) => [
    entry.id,
    entry.at,
    `${entry.actor.kind}/${entry.actor.id}`,
    entry.actor.name,
    entry.action,
    entry.target,
    whyOf(entry),
    textOf(entry.before),
    textOf(entry.after),
    entry.correlationId,
  ]);
