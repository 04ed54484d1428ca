import type { APPEAL_STATES, CARD_KINDS, CARD_STATES } from '@cockpit/contracts';

/** The end or current state of a clock. Epoch ms. */
export interface ClockEnd {
  dueAt: number | null;
  yellowAt: number | null;
  closedAt: number | null;
}
/** Current clock of a matter, which decides its cards. Epoch ms. */
export interface SlaStatus extends ClockEnd {
  id: string;
  unattendedAt: number | null;
  officerId: string | null;
  unit: string | null;
  stages: readonly StageSlaStatus[];
  /** clocks of earlier open periods before a reopening; their cards stay */
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
/** A stored card. It belongs to (register, caseId, kind, reading), whatever its current matter. */
export interface KeptCard {
  id: string;
  /** the matter it is on now */
  matterId: string;
  /** the register at the time of issue, and the source of the case */
  register: string;
  source: string;
  caseId: string;
  kind: (typeof CARD_KINDS)[number];
  reading: number;
  /** state of the last step */
  state: CardState;
  /** effective state while the case is in another register; no step records it */
  away: CardState | null;
  stage: string | null;
  appeal: (typeof APPEAL_STATES)[number];
  officerId: string | null;
  unit: string | null;
  /** a person's last answer, whatever happened to the card later */
  answer: { state: 'acknowledged' | 'explained'; note: string | null } | null;
}

type Ground = Pick<KeptCard, 'kind' | 'reading' | 'stage'>;

/** Whether the clock gives a reason for the card. */
export function stands(card: Ground, slaStatus: SlaStatus): boolean {
  const { unattendedAt, closedAt } = slaStatus;
  const at = card.reading;
  switch (card.kind) {
    case 'unattended':
      return closedAt === null && at === unattendedAt;
    // a red card stays until it is explained; a yellow one ends when the matter is closed or the stage is left
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
  stages.find(
    (candidate) =>
      candidate.name === stage && (kind === 'stage-red' ? candidate.dueAt : candidate.yellowAt) === reading,
  );

/** Closed, or the stage left, after the yellow card and before the red one. */
export function isDone(card: Ground, slaStatus: SlaStatus): boolean {
  const at = card.reading;
  if (card.kind === 'yellow')
    return clocksOf(slaStatus).some(
      (clock) => at === clock.yellowAt && clock.closedAt !== null && clock.closedAt >= at,
    );
  const leftAt = card.kind === 'stage-yellow' ? stageOf(card, slaStatus)?.leftAt : null;
  return leftAt !== null && leftAt !== undefined && leftAt >= at;
}

/** The current officer and unit of the matter, or the last ones of the stage. */
export function addresseeOf(card: Ground, slaStatus: SlaStatus): { officerId: string | null; unit: string | null } {
  const stage = card.stage === null ? undefined : stageOf(card, slaStatus);
  return stage !== undefined && stage.leftAt !== null ? stage : slaStatus;
}
