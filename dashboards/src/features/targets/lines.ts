import { TARGETED, TargetLines, lineNames, narrowness, type MetricKey, type TargetLine } from '@cockpit/contracts';
import { shownValue } from '../figures/text';

/** By metric, the wider line before the narrower, the latest month first. */
export const inOrder = (lines: readonly TargetLine[]): TargetLine[] =>
  [...lines].sort(
    (a, b) =>
      TARGETED.indexOf(a.metric) - TARGETED.indexOf(b.metric) ||
      (a.tier ?? '').localeCompare(b.tier ?? '') ||
      (a.size ?? '').localeCompare(b.size ?? '') ||
      b.from.localeCompare(a.from),
  );

/** Of the lines of a place those that go before this one wherever they speak, in this month or, where it begins later, in its first. */
export function narrowerThan(line: TargetLine, lines: readonly TargetLine[], month: string): TargetLine[] {
  const when = line.from > month ? line.from : month;
  const latest = new Map<string, TargetLine>();
  for (const one of lines) {
    if (one.metric !== line.metric || one.from > when || narrowness(one) <= narrowness(line)) continue;
    const name = lineNames([one]);
    if ((latest.get(name)?.from ?? '') < one.from) latest.set(name, one);
  }
  return [...latest.values()].filter(({ value }) => value !== null);
}

export const emptyLine = (month: string): TargetLine => ({
  metric: 'service_level',
  tier: null,
  size: null,
  from: month,
  value: null,
});

/** What was typed in the unit on screen, in the metric's own; nothing, or no number, is nothing. */
export function ownValue(key: MetricKey, text: string): number | null {
  const typed = text.trim() === '' ? Number.NaN : Number(text);
  // 0.1 minutes are 6 seconds, not 6.000000000000001
  return Number.isNaN(typed) ? null : Number((typed / (shownValue(key, 1) ?? 1)).toPrecision(12));
}

export const typedValue = (key: MetricKey, value: number | null): string => {
  const shown = shownValue(key, value);
  return shown === null ? '' : String(Number(shown.toPrecision(6)));
};

/** Lines that cannot be saved as they are, by their number. */
export function wrongLines(lines: readonly TargetLine[]): Set<number> {
  const { error } = TargetLines.safeParse(lines);
  return new Set((error?.issues ?? []).map(({ path: [at] }) => Number(at)));
}

/** How many lines were added, left out or given another value. */
export function changedLines(before: readonly TargetLine[], after: readonly TargetLine[]): number {
  const nameOf = ({ metric, tier, size, from }: TargetLine): string => JSON.stringify([metric, tier, size, from]);
  const [was, is] = [before, after].map((lines) => new Map(lines.map((line) => [nameOf(line), line.value])));
  return [...new Set([...(was?.keys() ?? []), ...(is?.keys() ?? [])])].filter(
    (name) => was?.has(name) !== is?.has(name) || was?.get(name) !== is?.get(name),
  ).length;
}
