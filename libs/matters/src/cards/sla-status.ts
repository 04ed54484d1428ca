import type { APPEAL_STATES, CARD_KINDS, CARD_STATES } from '@cockpit/contracts';

/** How a clock ended, or stands. Epoch ms. */
export interface ClockEnd {
  dueAt: number | null;
  yellowAt: number | null;
  closedAt: number | null;
}
/** What a matter's clock says now: the ground on which cards stand or fall. Epoch ms. */
export interface SlaStatus extends ClockEnd {
  id: string;
  unattendedAt: number | null;
  officerId: string | null;
  unit: string | null;
  stages: readonly StageSlaStatus[];
  /** of each time it was open before it was reopened: what was earned then stays */
  earlier: readonly ClockEnd[];
}
export interface StageSlaStatus {
  name: string;
  dueAt: number | null;
  yellowAt: number | null;
  leftAt: number | null;
  officerId: string | null;
  unit: string | null;
}

export type CardState = (typeof CARD_STATES)[number];
/** A card as it is kept. It belongs to (register, caseId, kind, reading), whatever matter it is on now. */
export interface KeptCard {
  id: string;
  /** the matter it is on now */
  matterId: string;
  /** the register it was issued in, and the source that told of the case */
  register: string;
  source: string;
  caseId: string;
  kind: (typeof CARD_KINDS)[number];
  reading: number;
  /** what its last step says */
  state: CardState;
  /** what it counts as while its case is in another register; no step is written of it */
  away: CardState | null;
  stage: string | null;
  appeal: (typeof APPEAL_STATES)[number];
  officerId: string | null;
  unit: string | null;
  /** the last answer a person gave, whatever became of the card since */
  answer: { state: 'acknowledged' | 'explained'; note: string | null } | null;
}

type Ground = Pick<KeptCard, 'kind' | 'reading' | 'stage'>;

/** Whether there is a ground for a card in what the clock says now. */
export function stands(card: Ground, slaStatus: SlaStatus): boolean {
  const { unattendedAt, closedAt } = slaStatus;
  const at = card.reading;
  switch (card.kind) {
    case 'unattended':
      return closedAt === null && at === unattendedAt;
    // a red card stays until it is explained; a yellow one has done its work when the matter is closed, or the stage left
    case 'red':
      return clocksOf(slaStatus).some(
        (clock) => at === clock.dueAt && (clock.closedAt === null || clock.closedAt > at),
      );
    case 'yellow':
      return clocksOf(slaStatus).some(
        (clock) =>
          at === clock.yellowAt && (clock.closedAt === null || (clock.dueAt !== null && clock.closedAt > clock.dueAt)),
      );
    default: {
      const stage = stageOf(card, slaStatus);
      if (stage === undefined) return false;
      return stage.leftAt === null || stage.leftAt > (card.kind === 'stage-red' ? at : (stage.dueAt ?? Infinity));
    }
  }
}

const clocksOf = (slaStatus: SlaStatus): readonly ClockEnd[] => [slaStatus, ...slaStatus.earlier];

const stageOf = ({ kind, reading, stage }: Ground, { stages }: SlaStatus): StageSlaStatus | undefined =>
  stages.find((one) => one.name === stage && (kind === 'stage-red' ? one.dueAt : one.yellowAt) === reading);

/** Closed, or the stage left, after the yellow card and before the red one. */
export function isDone(card: Ground, slaStatus: SlaStatus): boolean {
  const at = card.reading;
  if (card.kind === 'yellow')
    return clocksOf(slaStatus).some(
      (clock) => at === clock.yellowAt && clock.closedAt !== null && clock.closedAt >= at,
    );
  const left = card.kind === 'stage-yellow' ? stageOf(card, slaStatus)?.leftAt : null;
  return left !== null && left !== undefined && left >= at;
}

/** Who has the matter now, or had the stage last. */
export function addresseeOf(card: Ground, slaStatus: SlaStatus): { officerId: string | null; unit: string | null } {
  const stage = card.stage === null ? undefined : stageOf(card, slaStatus);
  return stage !== undefined && stage.leftAt !== null ? stage : slaStatus;
}
