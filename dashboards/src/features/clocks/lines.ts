import { CLOCK_KINDS, ClockRules, type ClockRule } from '@cockpit/contracts';

/** The table as it is written on the page: by kind, the kind's own line before those of a unit or a channel. */
export const inOrder = (rules: readonly ClockRule[]): ClockRule[] =>
  [...rules].sort(
    (a, b) =>
      CLOCK_KINDS.indexOf(a.kind) - CLOCK_KINDS.indexOf(b.kind) ||
      (a.unit ?? '').localeCompare(b.unit ?? '') ||
      (a.channel ?? '').localeCompare(b.channel ?? ''),
  );

export const emptyLine = (): ClockRule => ({
  kind: 'order',
  unit: null,
  channel: null,
  contact: null,
  answer: null,
  resolution: null,
});

/** What a field of days says: nothing is nothing. */
export const daysOf = (text: string): number | null => (text.trim() === '' ? null : Number(text));

/** Lines that cannot be saved as they are, by their number. */
export function wrongLines(rules: readonly ClockRule[]): Set<number> {
  const { error } = ClockRules.safeParse(rules);
  return new Set((error?.issues ?? []).map(({ path: [at] }) => Number(at)));
}

/** In how many lines two tables differ: added, left out or other numbers. */
export function changedLines(before: readonly ClockRule[], after: readonly ClockRule[]): number {
  const textOf = ({ kind, unit, channel, contact, answer, resolution }: ClockRule): string =>
    JSON.stringify([kind, unit, channel, contact, answer, resolution]);
  const nameOf = ({ kind, unit, channel }: ClockRule): string => JSON.stringify([kind, unit, channel]);
  const known = new Set(before.map(textOf));
  const kept = new Set(after.map(textOf));
  const touched = [
    ...before.filter((line) => !kept.has(textOf(line))),
    ...after.filter((line) => !known.has(textOf(line))),
  ];
  return new Set(touched.map(nameOf)).size;
}
