import type { ItemDoc, MatterKind } from '@cockpit/contracts';
import type { OutgoingEvent } from '@cockpit/sources';
import { identityOf } from '@cockpit/log';
import { ratingCase } from '@cockpit/matters';
import { DateTime } from 'luxon';
import { Draw } from '../network/random';
import { applicantOf } from '../people';
import { UNITS } from '../units';

export const HALL = 'H32';
/** Hall that accepts some cases for the standard hall (全城通办). */
const ACCEPTED_ELSEWHERE = 'H12';
const SOURCE = 'urn:case-system:yunjiang';
export const ENTERPRISES = ['云江造船', '青石茶业', '海纳物流', '东塘电子'];
const NOT_IN_CATALOGUE = 'HZ-9999';
/** Kinds for which somebody asked: that person is called first, then answered, then the matter is closed. */
const ASKED: readonly MatterKind[] = ['order', 'letter', 'difficult-matter', 'enterprise-need'];
/** Most cases come online, few at the window. */
const CHANNELS = [
  { value: 'online', weight: 68 },
  { value: 'mobile', weight: 10 },
  { value: 'self-service', weight: 6 },
  { value: 'window', weight: 16 },
] as const;
/** Shares of cases that nobody takes up, that get stuck, that are late, and below which an extension is possible. */
const FATE = { nobody: 0.008, stuck: 0.014, late: 0.03, extended: 0.09 } as const;
/** Titles of findings, orders and pain points. */
const FOUND: Partial<Record<MatterKind, readonly string[]>> = {
  finding: ['窗口未亮牌上岗', '叫号屏信息未更新', '一次性告知单缺页', '自助区无人引导', '无障碍通道被占用'],
  order: ['窗口忙闲不均，调整高峰值守', '延伸点设备逾期未修', '群众反映取号后等候过长', '更新办事指南二维码'],
  'pain-point': ['异地证明反复提交', '高峰时段停车难', '照片不合格需重拍'],
};
const REVIEW = '审核';
const APPROVAL = '审批';

/** What all cases share: random numbers, staff and the calendar. */
export interface Office {
  readonly draw: Draw;
  /** Officers of a unit. */
  readonly staff: (unit: string) => readonly string[];
  readonly zone: string;
  /** The date `days` working days later. */
  readonly later: (date: string, days: number) => string;
  /** A served ticket of that day; null if the hall was closed. */
  readonly ticketOn: (date: string, chance: Draw) => string | null;
  /** Name of the source that sends all this. */
  readonly source: string;
}

interface CasePlan {
  readonly caseId: string;
  readonly date: string;
  readonly kind: MatterKind;
  readonly unit: string;
  /** Working days by the item's promise or by the sender's deadline. */
  readonly days: number;
  readonly item?: ItemDoc;
  readonly part?: { readonly packageId: string; readonly parentId: string };
}

/** Collects the events of one case, step by step. */
export class Diary {
  readonly events: OutgoingEvent[] = [];

  constructor(
    private readonly caseId: string,
    private readonly zone: string,
    private readonly source = SOURCE,
  ) {}

  /**
   * @param minute of the day
   * @returns the id of the event
   */
  addStep(step: string, day: string, minute: number, data: OutgoingEvent['data']): string {
    return this.add(`hall.case.${step}`, day, minute, { caseId: this.caseId, ...data });
  }

  add(type: string, day: string, minute: number, data: OutgoingEvent['data']): string {
    const time = DateTime.fromISO(day, { zone: this.zone })
      .plus({ minutes: Math.round(minute) })
      .toISO({ suppressMilliseconds: true });
    const id = `${this.caseId}/${String(this.events.length + 1)}`;
    if (time !== null) this.events.push({ specversion: '1.0', id, source: this.source, type, time, data });
    return id;
  }
}

/** Events of one case. Most end in time, some are late, some wait for papers, a few are never taken up. */
export function life(plan: CasePlan, office: Office): OutgoingEvent[] {
  const { caseId, date, kind, unit: first, days, item } = plan;
  const { draw, staff, zone, later } = office;
  const diary = new Diary(caseId, zone);
  const minute = 520 + draw.next() * 470;
  diary.addStep('accepted', date, minute, acceptance(plan, office));
  if (item?.mode === 'on-the-spot') {
    diary.addStep('closed', date, minute + 5 + draw.next() * 25, { result: 'granted' });
    return diary.events;
  }
  const fate = draw.next();
  if (fate < FATE.nobody) return diary.events; // Nobody takes it up.
  const assignment = { unit: first, officerId: draw.pick(staff(first)) };
  if (draw.next() < 0.7) diary.addStep('assigned', date, 1000 + draw.next() * 30, assignment);
  else diary.addStep('assigned', later(date, 1), 515 + draw.next() * 20, assignment);
  // Late cases end after their deadline; the others use 40 to 90 % of their time.
  const used = fate < FATE.late ? 1.1 + draw.next() * 0.8 : 0.4 + draw.next() * 0.5;
  const isSlow = draw.next() < 0.12;
  const isRequest = ASKED.includes(kind);
  const { unit, officerId } = (isRequest ? reassign(diary, plan, office, later(date, 1)) : null) ?? assignment;
  const steps = Math.max(1, Math.round(days * used));
  let pausedDays = 0;
  const at = (share: number): string => later(date, Math.max(1, Math.round(steps * share)) + pausedDays);
  diary.addStep('stage-entered', at(isSlow ? 0.05 : 0.2), 545 + draw.next() * 60, {
    stage: isRequest ? 'contact' : REVIEW,
    unit,
    officerId,
  });
  if (draw.next() < 0.18) {
    const pausedOn = at(0.3);
    const days = 1 + draw.below(3);
    const back = later(pausedOn, days);
    diary.addStep('paused', pausedOn, 620 + draw.next() * 60, {
      reason: draw.next() < 0.8 ? 'supplement' : 'expert-review',
    });
    if (draw.next() < 0.06) return diary.events; // The applicant never comes back.
    diary.addStep('resumed', back, 820 + draw.next() * 60, {});
    // The clock stood still during the pause.
    pausedDays = days;
  }
  if (fate < FATE.extended && draw.next() < 0.3)
    diary.addStep('extended', at(0.6), 700 + draw.next() * 60, { days: 3, approvedBy: draw.pick(staff(unit)) });
  diary.addStep('stage-entered', at(isSlow ? 0.9 : 0.7), 845 + draw.next() * 60, {
    stage: isRequest ? 'answer' : APPROVAL,
    unit,
    officerId: draw.pick(staff(unit)),
  });
  if (fate < FATE.stuck) return diary.events; // It gets stuck.
  const end = at(1);
  diary.addStep('closed', end, 900 + draw.next() * 80, {
    result: kind === 'case' ? (draw.next() < 0.95 ? 'granted' : 'refused') : 'answered',
  });
  const followUp =
    kind === 'case' ? rated(diary, caseId, end, office, true) : isRequest ? followUpOf(diary, plan, end, office) : [];
  return [...diary.events, ...followUp];
}

function acceptance(
  { caseId, kind, unit, item, part, date, days }: CasePlan,
  { draw, zone, later }: Office,
): OutgoingEvent['data'] {
  const due = DateTime.fromISO(later(date, days), { zone })
    .plus({ hours: 17, minutes: 30 })
    .toISO({ suppressMilliseconds: true });
  const inCatalogue = item === undefined || part !== undefined || draw.next() >= 0.01;
  return {
    kind,
    ...natureOf(kind, caseId),
    ...(FOUND[kind] === undefined ? {} : { about: { title: ownDraw(`${caseId}3`).pick(FOUND[kind]) } }),
    hallId: HALL,
    unit,
    channel: kind === 'case' ? draw.weighted(CHANNELS) : kind === 'order' ? 'phone' : 'online',
    ...(item === undefined
      ? { dueAt: due }
      : {
          item: inCatalogue ? item.code : NOT_IN_CATALOGUE,
          applicantType: draw.next() < 0.85 ? 'person' : 'enterprise',
        }),
    ...(kind === 'finding' || kind === 'pain-point' ? {} : { applicantRef: applicantOf(part?.parentId ?? caseId) }),
    ...(kind === 'enterprise-need' ? { enterpriseRef: draw.pick(ENTERPRISES) } : {}),
    ...(draw.next() < 0.08 ? { acceptingHallId: ACCEPTED_ELSEWHERE } : {}),
    ...part,
  };
}

/** Separate random numbers, so that the draws of other parts do not change. */
const ownDraw = (caseId: string): Draw => new Draw(Number(caseId.replace(/\D/g, '').slice(-9)));

/** Nature of a call or letter. */
function natureOf(kind: MatterKind, caseId: string): OutgoingEvent['data'] {
  if (kind !== 'order' && kind !== 'letter') return {};
  const nature = ownDraw(`${caseId}2`).weighted([
    { value: 'consultation', weight: 38 },
    { value: 'help', weight: 30 },
    { value: 'complaint', weight: 12 },
    { value: 'praise', weight: 10 },
    { value: 'suggestion', weight: 7 },
    { value: 'report', weight: 3 },
  ]);
  return { nature };
}

/** Moves some matters to another unit. @returns the new unit and officer; null if it stays */
function reassign(
  diary: Diary,
  { caseId, unit }: CasePlan,
  { staff }: Office,
  day: string,
): { unit: string; officerId: string } | null {
  const draw = ownDraw(caseId);
  if (draw.next() >= 0.2) return null;
  const other = draw.pick(Object.values(UNITS).filter((candidate) => candidate !== unit));
  const assignment = { unit: other, officerId: draw.pick(staff(other)) };
  diary.addStep('assigned', day, 540, assignment);
  return assignment;
}

/** Follow-up of a request: a rating, and sometimes it is reopened. */
function followUpOf(diary: Diary, { caseId }: CasePlan, end: string, office: Office): OutgoingEvent[] {
  const draw = ownDraw(`${caseId}1`);
  if (draw.next() < 0.08) {
    const again = office.later(end, 2);
    diary.addStep('reopened', again, 560, {});
    diary.addStep('closed', office.later(again, 2), 900, { result: 'answered' });
  }
  return rated(diary, caseId, office.later(end, 5), { ...office, draw });
}

/** Complaint tags of a low rating. */
export const COMPLAINTS = ['等候时间长', '一次告知不清', '办理时间长', '服务态度差'];

/** A third of the applicants rate a closed case. Most of the unhappy ones are called back. */
function rated(
  diary: Diary,
  caseId: string,
  day: string,
  { draw, staff, zone, later, source, ticketOn }: Office,
  /** True if applicants may have come in person: then they rate their visit. */
  byVisitor = false,
): OutgoingEvent[] {
  if (draw.next() >= 0.35) return [];
  const stars = draw.weighted([
    { value: 5, weight: 80 },
    { value: 4, weight: 14 },
    { value: 3, weight: 3.6 },
    { value: 2, weight: 1.4 },
    { value: 1, weight: 1 },
  ]);
  const tags = stars > 2 ? {} : { tags: [ownDraw(`${caseId}2`).pick(COMPLAINTS)] };
  const chance = ownDraw(`${caseId}4`);
  const ticketId = byVisitor && (stars <= 2 || chance.next() < 0.5) ? ticketOn(day, chance) : null;
  const about = ticketId === null ? { caseId } : { ticketId };
  const id = diary.add('hall.ticket.rated', day, 985 + draw.next() * 40, { hallId: HALL, ...about, stars, ...tags });
  if (stars > 2) return [];
  const followUp = new Diary(ratingCase(identityOf(source, SOURCE, id)), zone);
  const officerId = draw.pick(staff(HALL));
  followUp.addStep('assigned', later(day, 1), 530 + draw.next() * 60, { unit: HALL, officerId });
  if (draw.next() < 0.8)
    followUp.addStep('closed', later(day, 1 + draw.below(7)), 600 + draw.next() * 300, { result: 'answered' });
  return followUp.events;
}
