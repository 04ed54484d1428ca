import { CLOCK_PHASES, type ClockKind, type ClockPhase, type ClockRule, type MatterKind } from '@cockpit/contracts';

/** Working days by phase; null if undefined. */
export type ClockDays = Readonly<Record<ClockPhase, number | null>>;
/** A table for matters accepted from a day on. */
export interface DatedRules {
  readonly revision: number;
  /** null means no first day */
  readonly from: string | null;
  readonly rules: readonly ClockRule[];
}

const line = (kind: MatterKind, contact: number | null, answer: number | null, resolution: number): ClockRule => ({
  kind,
  unit: null,
  channel: null,
  contact,
  answer,
  resolution,
});
/** Built-in clocks, working days. A case has the limit of its item, or none. */
export const SHIPPED_CLOCKS: readonly ClockRule[] = [
  line('order', 1, null, 5),
  line('letter', 1, 5, 15),
  line('finding', null, 5, 15),
  line('pain-point', null, 10, 20),
  line('difficult-matter', 1, 5, 10),
  line('enterprise-need', 1, 5, 10),
  line('bad-rating', 1, null, 5),
];

/** The rules for matters of a day: the table in force that was decided last. */
export function rulesOn(tables: readonly DatedRules[], day: string): readonly ClockRule[] {
  const holding = tables.filter(({ from }) => from === null || from <= day);
  return (
    holding.reduce<DatedRules | null>((last, table) => (last && last.revision > table.revision ? last : table), null)
      ?.rules ?? SHIPPED_CLOCKS
  );
}

/** Days of each phase from the narrowest line that has it: unit and channel, unit, channel, kind alone. */
export function clockDays(
  rules: readonly ClockRule[],
  { kind, unit, channel }: { kind: ClockKind; unit: string; channel: string },
): ClockDays {
  const lines = rules
    .filter(
      (rule) =>
        rule.kind === kind &&
        (rule.unit === null || rule.unit === unit) &&
        (rule.channel === null || rule.channel === channel),
    )
    .sort((a, b) => narrowness(b) - narrowness(a));
  const [contact, answer, resolution] = CLOCK_PHASES.map(
    (phase) => lines.find((rule) => rule[phase] !== null)?.[phase] ?? null,
  );
  return { contact: contact ?? null, answer: answer ?? null, resolution: resolution ?? null };
}

const narrowness = ({ unit, channel }: ClockRule): number => (unit === null ? 0 : 2) + (channel === null ? 0 : 1);
