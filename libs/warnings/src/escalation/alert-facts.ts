import type { AlertFact } from '@cockpit/domain';
import { In, type EntityManager } from 'typeorm';
import { groupedBy } from './grouped-by';
import { WarningTransitionRow, type WarningRow } from '../warning.entity';

/** What happened to warnings as far as it decides who has them, by their id: one question for all of them. */
export async function factsOf(
  manager: EntityManager,
  warnings: readonly WarningRow[],
): Promise<ReadonlyMap<string, AlertFact[]>> {
  if (warnings.length === 0) return new Map();
  const steps = await manager.find(WarningTransitionRow, {
    where: { warningId: In(warnings.map(({ id }) => id)), toState: In(['acknowledged', 'acting']) },
    order: { id: 'ASC' },
  });
  const answers = groupedBy(steps, ({ warningId }) => warningId);
  return new Map(warnings.map((warning) => [warning.id, factsWith(warning, answers.get(warning.id) ?? [])]));
}

function factsWith({ firedAt, clearedAt }: WarningRow, answers: readonly WarningTransitionRow[]): AlertFact[] {
  if (firedAt === null) return [];
  return [
    { kind: 'opened', at: firedAt.getTime() },
    ...answers.map(({ at, toState, actor }) => ({
      kind: toState === 'acting' ? ('acted' as const) : ('acknowledged' as const),
      at: at.getTime(),
      by: actor,
    })),
    ...(clearedAt === null ? [] : [{ kind: 'closed' as const, at: clearedAt.getTime() }]),
  ];
}
