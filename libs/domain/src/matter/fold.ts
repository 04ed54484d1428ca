import type { EventData, HallEvent } from '@cockpit/contracts';
import type { Pause } from '../deadline';

/** An event of one matter, with its identity. */
export type MatterEvent = Extract<HallEvent, { type: `hall.case.${string}` }> & { identity: string };
type Accepted = EventData['hall.case.accepted'];
/** Actor of an act in this product, with a comment. */
export type Act = NonNullable<Accepted['act']>;

/** A contradiction in the events. Nothing is computed from it; it disappears when the missing event arrives. */
export interface MatterFault {
  kind:
    | 'never-accepted'
    | 'closed-before-accepted'
    | 'resumed-without-pause'
    | 'event-after-end'
    | 'stage-backwards'
    | 'accepted-twice'
    | 'checked-before-end';
  identity: string;
  at: number;
}

/** A period of a matter in one stage. Epoch ms. */
export interface StagePeriod {
  name: string;
  from: number;
  /** null while the matter is in the stage */
  to: number | null;
  /** last unit and officer during the stage */
  unit: string | null;
  officerId: string | null;
  /** entered against the catalogue's order, so its duration is unknown */
  backwards: boolean;
}

/** A period in which a matter was open, epoch ms. Each period has its own clock. */
export interface Life {
  readonly from: number;
  readonly closedAt: number;
}

/** One matter as the fold of its events. Times in epoch ms. */
export interface Matter {
  caseId: string;
  /** null until its acceptance arrives; without it there is no clock */
  accepted: (Accepted & { at: number }) | null;
  closedAt: number | null;
  closeResult: string | null;
  deliveredAt: number | null;
  reopened: number;
  /** earlier open periods, each from acceptance or reopening to its end */
  earlier: Life[];
  /** last reopening, at which its clock starts again */
  reopenedAt: number | null;
  unit: string | null;
  officerId: string | null;
  stage: { name: string; since: number } | null;
  /** in order; events that enter the current stage again are ignored */
  stageHistory: StagePeriod[];
  path: { at: number; what: string; unit: string | null; officerId: string | null; act: Act | null }[];
  /** first reply to the person who asked; it ends the clock of the answer */
  repliedAt: number | null;
  /** last reply without a supplement or reopening after it */
  answeredAt: number | null;
  /** who closed it in this product; null if a source system did */
  closedBy: string | null;
  verifiedAt: number | null;
  struckOffAt: number | null;
  /** a rating found mistaken or malicious: the matter has ended and does not count */
  excluded: { at: number; reason: EventData['hall.case.excluded']['reason'] } | null;
  urged: number;
  pauses: Pause[];
  extensions: { days: number; approvedBy: string; at: number }[];
  supplements: number;
  lastEventAt: number;
  faults: MatterFault[];
}

/** Order of events with the same time. */
const RANK: Record<MatterEvent['type'], number> = {
  'hall.case.accepted': 0,
  'hall.case.reopened': 1,
  'hall.case.assigned': 2,
  'hall.case.stage-entered': 3,
  'hall.case.resumed': 4,
  'hall.case.paused': 5,
  'hall.case.extended': 6,
  'hall.case.urged': 7,
  'hall.case.replied': 8,
  'hall.case.closed': 9,
  'hall.case.delivered': 10,
  'hall.case.verified': 11,
  'hall.case.struck-off': 12,
  'hall.case.excluded': 13,
  'hall.case.commented': 14,
};

/** Messages about a matter are no work on it, so an unattended matter stays unattended. */
const IS_TALK: ReadonlySet<MatterEvent['type']> = new Set(['hall.case.urged', 'hall.case.commented']);

/**
 * Folds all events of one matter. The result depends on the *set* of events, not on order or repetition, so a late event needs no special
 * case. Pauses with different reasons may overlap; a resume without a reason ends all of them. `stages` is the item's usual order of stages
 * if the catalogue has one; entering an earlier stage is a fault.
 */
export function foldMatter(caseId: string, events: readonly MatterEvent[], stages: readonly string[] = []): Matter {
  const ordered = [...new Map(events.map((e) => [e.identity, e])).values()].sort(
    (a, b) => a.time - b.time || RANK[a.type] - RANK[b.type] || (a.identity < b.identity ? -1 : 1),
  );
  const matter: Matter = {
    caseId,
    accepted: null,
    closedAt: null,
    closeResult: null,
    deliveredAt: null,
    reopened: 0,
    earlier: [],
    reopenedAt: null,
    unit: null,
    officerId: null,
    stage: null,
    stageHistory: [],
    path: [],
    pauses: [],
    extensions: [],
    supplements: 0,
    lastEventAt: (ordered.findLast(({ type }) => !IS_TALK.has(type)) ?? ordered.at(-1))?.time ?? 0,
    faults: [],
    repliedAt: null,
    answeredAt: null,
    closedBy: null,
    verifiedAt: null,
    struckOffAt: null,
    excluded: null,
    urged: 0,
  };
  const open = new Map<string, number>();
  for (const event of ordered) step(matter, open, event, stages);
  for (const [reason, from] of open) matter.pauses.push({ from, to: matter.closedAt, reason });
  if (!matter.accepted && ordered[0]) fault(matter, 'never-accepted', ordered[0]);
  return matter;
}

function step(matter: Matter, open: Map<string, number>, event: MatterEvent, stages: readonly string[]): void {
  const ended = matter.closedAt !== null;
  switch (event.type) {
    case 'hall.case.accepted':
      if (matter.accepted) {
        fault(matter, 'accepted-twice', event);
        return;
      }
      if (ended) fault(matter, 'closed-before-accepted', event);
      matter.accepted = { ...event.data, at: event.time };
      matter.unit ??= event.data.unit;
      break;
    case 'hall.case.assigned':
      if (ended) {
        fault(matter, 'event-after-end', event);
        return;
      }
      matter.unit = event.data.unit;
      matter.officerId = event.data.officerId ?? null;
      handOver(matter);
      break;
    case 'hall.case.stage-entered':
      if (ended) {
        fault(matter, 'event-after-end', event);
        return;
      }
      matter.unit = event.data.unit ?? matter.unit;
      matter.officerId = event.data.officerId ?? matter.officerId;
      enter(matter, event, stages);
      break;
    case 'hall.case.paused':
      if (ended) {
        fault(matter, 'event-after-end', event);
        return;
      }
      if (!open.has(event.data.reason)) open.set(event.data.reason, event.time);
      if (event.data.reason === 'supplement') matter.supplements++;
      matter.answeredAt = null;
      break;
    case 'hall.case.resumed':
      if (ended) {
        fault(matter, 'event-after-end', event);
        return;
      }
      if (!resume(matter, open, event.data.reason, event.time)) {
        fault(matter, 'resumed-without-pause', event);
        return;
      }
      break;
    case 'hall.case.extended':
      if (ended) {
        fault(matter, 'event-after-end', event);
        return;
      }
      matter.extensions.push({ days: event.data.days, approvedBy: event.data.approvedBy, at: event.time });
      break;
    case 'hall.case.closed':
      if (ended) {
        fault(matter, 'event-after-end', event);
        return;
      }
      leave(matter, event.time);
      matter.closedAt = event.time;
      matter.closeResult = event.data.result;
      matter.closedBy = event.data.act?.by ?? null;
      break;
    case 'hall.case.reopened':
      if (ended) {
        matter.reopened++;
        matter.earlier.push({
          from: matter.reopenedAt ?? matter.accepted?.at ?? event.time,
          closedAt: matter.closedAt ?? event.time,
        });
        matter.reopenedAt = event.time;
        const last = matter.stageHistory.at(-1);
        if (last) matter.stageHistory.push({ ...last, from: event.time, to: null });
      }
      Object.assign(matter, NOT_ENDED);
      break;
    case 'hall.case.delivered':
      matter.deliveredAt ??= event.time;
      break;
    case 'hall.case.urged':
    case 'hall.case.replied':
      if (ended) {
        fault(matter, 'event-after-end', event);
        return;
      }
      if (event.type === 'hall.case.urged') matter.urged++;
      else reply(matter, event.time);
      break;
    case 'hall.case.verified':
    case 'hall.case.struck-off':
      if (!ended) {
        fault(matter, 'checked-before-end', event);
        return;
      }
      if (event.type === 'hall.case.verified') matter.verifiedAt ??= event.time;
      else matter.struckOffAt ??= event.time;
      break;
    case 'hall.case.excluded':
      exclude(matter, event);
      break;
    case 'hall.case.commented':
  }
  const { unit, officerId } = matter;
  matter.path.push({ at: event.time, what: describe(event), unit, officerId, act: event.data.act ?? null });
}

/** Fields that reopening resets. */
const NOT_ENDED: Partial<Matter> = {
  closedAt: null,
  closeResult: null,
  closedBy: null,
  repliedAt: null,
  answeredAt: null,
  verifiedAt: null,
  struckOffAt: null,
  excluded: null,
};

function exclude(matter: Matter, { time: at, data }: Extract<MatterEvent, { type: 'hall.case.excluded' }>): void {
  matter.excluded ??= { at, reason: data.reason };
  if (matter.closedAt !== null) return;
  leave(matter, at);
  matter.closedAt = at;
  matter.closedBy = data.act?.by ?? null;
}

function reply(matter: Matter, at: number): void {
  matter.repliedAt ??= at;
  matter.answeredAt = at;
}

function enter(
  matter: Matter,
  event: Extract<MatterEvent, { type: 'hall.case.stage-entered' }>,
  stages: readonly string[],
): void {
  const { stage } = event.data;
  const isBackwards = backwards(stages, matter.stage?.name, stage);
  if (isBackwards) fault(matter, 'stage-backwards', event);
  if (matter.stage?.name === stage) {
    handOver(matter);
    return;
  }
  leave(matter, event.time);
  matter.stage = { name: stage, since: event.time };
  matter.stageHistory.push({
    name: stage,
    from: event.time,
    to: null,
    unit: matter.unit,
    officerId: matter.officerId,
    backwards: isBackwards,
  });
}

function leave(matter: Matter, at: number): void {
  const last = matter.stageHistory.at(-1);
  if (last?.to === null) last.to = at;
}

function handOver({ stageHistory, unit, officerId }: Matter): void {
  const last = stageHistory.at(-1);
  if (last?.to === null) Object.assign(last, { unit, officerId });
}

function resume(matter: Matter, open: Map<string, number>, reason: string | undefined, at: number): boolean {
  const ending = reason === undefined ? [...open.keys()] : open.has(reason) ? [reason] : [];
  for (const key of ending) {
    matter.pauses.push({ from: open.get(key) ?? at, to: at, reason: key });
    open.delete(key);
  }
  return ending.length > 0;
}

function backwards(stages: readonly string[], from: string | undefined, to: string): boolean {
  if (from === undefined) return false;
  const [a, b] = [stages.indexOf(from), stages.indexOf(to)];
  return a >= 0 && b >= 0 && b < a;
}

function describe(event: MatterEvent): string {
  const kind = event.type.slice('hall.case.'.length);
  if (event.type === 'hall.case.stage-entered') return `${kind}:${event.data.stage}`;
  if (event.type === 'hall.case.paused' || event.type === 'hall.case.resumed')
    return `${kind}:${event.data.reason ?? '*'}`;
  return kind;
}

function fault(matter: Matter, kind: MatterFault['kind'], event: MatterEvent): void {
  matter.faults.push({ kind, identity: event.identity, at: event.time });
}
