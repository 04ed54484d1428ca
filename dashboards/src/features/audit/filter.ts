import { z } from '../../shared/zod';
import { WORDS, isKnown, type AuditEntry, type Language } from '@cockpit/contracts';
import type { Cell } from '../../shared/table-file';
import { stampToSecond } from '../../shared/format';
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
    who: who.trim(),
    what: what.trim(),
    where: where.trim(),
    from: from === '' ? '' : startOf(from),
    to: to === '' ? '' : endOf(to),
    limit: String(limit),
    cursor: cursor ?? '',
  };
  return new URLSearchParams(Object.entries(said).filter(([, text]) => text !== '')).toString();
}

/** To the second: several things are done in a minute, and their order matters. */
export const timeOf = ({ at }: AuditEntry): string => stampToSecond(Date.parse(at), OFFICE_ZONE);

/** the address of a request to one thing: the kind in the singular, and which */
const OF_REQUEST = /^\/v1\/([a-z-]+)s\/([^/]+)/;

/** `address/127.0.0.1` as what kind of thing it is and which one; null where it is written in another way. */
export function thingOf({ target }: Pick<AuditEntry, 'target'>): { kind: string; which: string } | null {
  const [, kinds, id] = OF_REQUEST.exec(target) ?? [];
  if (kinds !== undefined && id !== undefined) return { kind: kinds, which: id };
  const at = target.indexOf('/');
  return at <= 0 || at === target.length - 1 ? null : { kind: target.slice(0, at), which: target.slice(at + 1) };
}

const OwnName = z.union([
  z.object({ title: z.string().min(1) }).transform(({ title }) => title),
  z.object({ displayName: z.string().min(1) }).transform(({ displayName }) => displayName),
  z.object({ name: z.string().min(1) }).transform(({ name }) => name),
]);
/** What the thing was called afterwards, else before; null where neither says so. */
export function nameIn({ after, before }: Pick<AuditEntry, 'after' | 'before'>): string | null {
  for (const side of [after, before]) {
    const name = OwnName.safeParse(side);
    if (name.success) return name.data;
  }
  return null;
}
/** Whether an id was made by a program, and tells nobody anything: a UUID, a hash or a running number. */
export const isMadeUp = (id: string): boolean => /^(?:\d+|(?=.*\d)[0-9a-f-]{16,})$/.test(id);

const textOf = (value: unknown): string | null =>
  value === null || value === undefined ? null : JSON.stringify(value);

/** Why it was done, where somebody has said so. */
export function whyOf({ after }: AuditEntry): string | null {
  const said = after !== null && typeof after === 'object' && 'why' in after ? after.why : null;
  return typeof said === 'string' ? said : null;
}

const codeOf = (action: string): string => `audit.${action}`;
/** What was done, in words; an entry of a newer server may have none here. */
export function wordsOf(action: string, language: Language): string | null {
  const code = codeOf(action);
  return isKnown(code) ? WORDS[language][code] : null;
}
/** Every action there are words for, in the order of their words. */
export function actionsIn(language: Language): { action: string; words: string }[] {
  const prefix = codeOf('');
  return Object.entries(WORDS[language])
    .filter(([code]) => code.startsWith(prefix))
    .map(([code, words]) => ({ action: code.slice(prefix.length), words }))
    .sort((a, b) => a.words.localeCompare(b.words, language));
}

/** As a table for people and for other programs: the whole entry, before and after as JSON. */
export const rowsOf = (entries: readonly AuditEntry[], language: Language): Cell[][] =>
  entries.map((entry) => [
    entry.id,
    entry.at,
    `${entry.actor.kind}/${entry.actor.id}`,
    entry.actor.name,
    wordsOf(entry.action, language) ?? entry.action,
    entry.action,
    entry.target,
    whyOf(entry),
    textOf(entry.before),
    textOf(entry.after),
    entry.correlationId,
  ]);
