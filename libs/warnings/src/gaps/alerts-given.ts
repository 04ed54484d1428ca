import { FiredBy, Severity, type EscalationPolicy } from '@cockpit/contracts';
import { policyOfUnit, policyUnder } from '@cockpit/domain';
import type { DataSource } from 'typeorm';
import { z } from 'zod';
import { DUTY_GAP } from '../rules/duty-rule';

const Row = z.object({
  at: z.date(),
  severity: Severity,
  unit: z.string().nullable(),
  firedBy: FiredBy.nullable().catch(null),
});
/** That nobody is on duty is itself told of: it would be counted twice. */
const GIVEN = `
  SELECT fired_at AS at, severity, CASE WHEN scope_kind = 'unit' THEN scope_code END AS unit, fired_by AS "firedBy"
  FROM warning WHERE hall = $1 AND fired_at >= $2 AND fired_at < $3 AND rule <> $4 ORDER BY fired_at, id`;

export interface AlertGiven {
  /** hall time, epoch ms */
  readonly at: number;
  readonly severity: Severity;
  readonly policy: EscalationPolicy;
  readonly unit?: string;
}

/** Warnings of a hall that fired between two moments, each with the order in which people are told of it. */
export async function alertsGiven(
  postgres: DataSource,
  hall: string,
  [from, to]: readonly [Date, Date],
  usual: EscalationPolicy,
): Promise<AlertGiven[]> {
  const rows = z.array(Row).parse(await postgres.query(GIVEN, [hall, from, to, DUTY_GAP]));
  return rows.map(({ at, severity, unit, firedBy }) => {
    const settings = firedBy?.settings ?? {};
    return unit === null
      ? { at: at.getTime(), severity, policy: policyUnder(usual, settings) }
      : { at: at.getTime(), severity, policy: policyOfUnit(usual, settings), unit };
  });
}
