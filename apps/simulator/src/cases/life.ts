import type { ItemDoc, MatterKind } from '@cockpit/contracts';
import type { OutgoingEvent } from '@cockpit/sources';
import { identityOf } from '@cockpit/log';
import { ratingCase } from '@cockpit/matters';
import { DateTime } from 'luxon';
import { Draw } from '../network/random';
import { applicantOf } from '../people';
import { UNITS } from '../units';

export const HALL = 'H32';
/** Where somebody from elsewhere handed it in (全城通办). */
const ACCEPTED_ELSEWHERE = 'H12';
const SOURCE = 'urn:case-system:yunjiang';
export const ENTERPRISES = ['云江造船', '青石茶业', '海纳物流', '东塘电子'];
const NOT_IN_CATALOGUE = 'HZ-9999';
/** Whoever asked is called first and answered then, before it is closed. */
const ASKED: readonly MatterKind[] = ['order', 'letter', 'difficult-matter', 'enterprise-need'];
/** Online first, the window as safety net. */
const CHANNELS = [
  { value: 'online', weight: 68 },
  { value: 'mobile', weight: 10 },
  { value: 'self-service', weight: 6 },
  { value: 'window', weight: 16 },
] as const;
/** Of a hundred: nobody takes it up, it gets stuck, it is late; some of those get more time. */
const FATE = { nobody: 0.008, stuck: 0.014, late: 0.03, extended: 0.09 } as const;
/** What those who go round find, and what the bureau has done. */
const FOUND: Partial<Record<MatterKind, readonly string[]>> = {
  finding: ['窗口未亮牌上岗', '叫号屏信息未更新', '一次性告知单缺页', '自助区无人引导', '无障碍通道被占用'],
  order: ['窗口忙闲不均，调整高峰值守', '延伸点设备逾期未修', '群众反映取号后等候过长', '更新办事指南二维码'],
  'pain-point': ['异地证明反复提交', '高峰时段停车难', '照片不合格需重拍'],
};
const REVIEW = '审核';
const APPROVAL = '审批';

/** What all lives share: chance, people, the calendar. */
export interface Office {
  readonly draw: Draw;
  /** who works for a unit */
  readonly staff: (unit: string) => readonly string[];
  readonly zone: string;
  /** `days` working days later */
  readonly later: (date: string, days: number) => string;
  /** a ticket of the hall that was served on a day; null where it was closed */
  readonly ticketOn: (date: string, chance: Draw) => string | null;
  /** name of the source all this comes by */
  readonly source: string;
}

interface Wanted {
  readonly caseId: string;
  readonly date: string;
  readonly kind: MatterKind;
  readonly unit: string;
  /** given by the item's promise, or by whoever sends it */
  readonly days: number;
  readonly item?: ItemDoc;
  readonly part?: { readonly packageId: string; readonly parentId: string };
}

/** Writes down what happens to one case, step by step. */
export class Diary {
  readonly events: OutgoingEvent[] = [];

  constructor(
    private readonly caseId: string,
    private readonly zone: string,
    private readonly source = SOURCE,
  ) {}

  /** @param minute of the day @returns the id of the event */
  tell(step: string, day: string, minute: number, data: OutgoingEvent['data']): string {
    return this.write(`hall.case.${step}`, day, minute, { caseId: this.caseId, ...data });
  }

  write(type: string, day: string, minute: number, data: OutgoingEvent['data']): string {
    const time = DateTime.fromISO(day, { zone: this.zone })
      .plus({ minutes: Math.round(minute) })
      .toISO({ suppressMilliseconds: true });
    const id = `${this.caseId}/${String(this.events.length + 1)}`;
    if (time !== null) this.events.push({ specversion: '1.0', id, source: this.source, type, time, data });
    return id;
  }
}

/** A case from its acceptance on: most end in time, some late, some wait for papers, a few nobody looks after. */
export function life(wanted: Wanted, office: Office): OutgoingEvent[] {
  const { caseId, date, kind, unit: first, days, item } = wanted;
  const { draw, staff, zone, later } = office;
  const diary = new Diary(caseId, zone);
  const minute = 520 + draw.next() * 470;
  diary.tell('accepted', date, minute, acceptance(wanted, office));
  if (item?.mode === 'on-the-spot') {
    diary.tell('closed', date, minute + 5 + draw.next() * 25, { result: 'granted' });
    return diary.events;
  }
  const fate = draw.next();
  if (fate < FATE.nobody) return diary.events; // nobody takes it up
  const taken = { unit: first, officerId: draw.pick(staff(first)) };
  if (draw.next() < 0.7) diary.tell('assigned', date, 1000 + draw.next() * 30, taken);
  else diary.tell('assigned', later(date, 1), 515 + draw.next() * 20, taken);
  // late ones are late at the end; the rest use two fifths to nine tenths of their time
  const used = fate < FATE.late ? 1.1 + draw.next() * 0.8 : 0.4 + draw.next() * 0.5;
  const dawdles = draw.next() < 0.12;
  const asked = ASKED.includes(kind);
  const { unit, officerId } = (asked ? handOn(diary, wanted, office, later(date, 1)) : null) ?? taken;
  const steps = Math.max(1, Math.round(days * used));
  let waited = 0;
  const at = (share: number): string => later(date, Math.max(1, Math.round(steps * share)) + waited);
  diary.tell('stage-entered', at(dawdles ? 0.05 : 0.2), 545 + draw.next() * 60, {
    stage: asked ? 'contact' : REVIEW,
    unit,
    officerId,
  });
  if (draw.next() < 0.18) {
    const asked = at(0.3);
    const days = 1 + draw.below(3);
    const back = later(asked, days);
    diary.tell('paused', asked, 620 + draw.next() * 60, { reason: draw.next() < 0.8 ? 'supplement' : 'expert-review' });
    if (draw.next() < 0.06) return diary.events; // the applicant never comes back
    diary.tell('resumed', back, 820 + draw.next() * 60, {});
    // the clock stood still meanwhile
    waited = days;
  }
  if (fate < FATE.extended && draw.next() < 0.3)
    diary.tell('extended', at(0.6), 700 + draw.next() * 60, { days: 3, approvedBy: draw.pick(staff(unit)) });
  diary.tell('stage-entered', at(dawdles ? 0.9 : 0.7), 845 + draw.next() * 60, {
    stage: asked ? 'answer' : APPROVAL,
    unit,
    officerId: draw.pick(staff(unit)),
  });
  if (fate < FATE.stuck) return diary.events; // stuck
  const end = at(1);
  diary.tell('closed', end, 900 + draw.next() * 80, {
    result: kind === 'case' ? (draw.next() < 0.95 ? 'granted' : 'refused') : 'answered',
  });
  const followUp =
    kind === 'case' ? rated(diary, caseId, end, office, true) : asked ? after(diary, wanted, end, office) : [];
  return [...diary.events, ...followUp];
}

function acceptance(
  { caseId, kind, unit, item, part, date, days }: Wanted,
  { draw, zone, later }: Office,
): OutgoingEvent['data'] {
  const due = DateTime.fromISO(later(date, days), { zone })
    .plus({ hours: 17, minutes: 30 })
    .toISO({ suppressMilliseconds: true });
  const known = item === undefined || part !== undefined || draw.next() >= 0.01;
  return {
    kind,
    ...natureOf(kind, caseId),
    ...(FOUND[kind] === undefined ? {} : { about: { title: ownDraw(`${caseId}3`).pick(FOUND[kind]) } }),
    hallId: HALL,
    unit,
    channel: kind === 'case' ? draw.weighted(CHANNELS) : kind === 'order' ? 'phone' : 'online',
    ...(item === undefined
      ? { dueAt: due }
      : { item: known ? item.code : NOT_IN_CATALOGUE, applicantType: draw.next() < 0.85 ? 'person' : 'enterprise' }),
    ...(kind === 'finding' || kind === 'pain-point' ? {} : { applicantRef: applicantOf(part?.parentId ?? caseId) }),
    ...(kind === 'enterprise-need' ? { enterpriseRef: draw.pick(ENTERPRISES) } : {}),
    ...(draw.next() < 0.08 ? { acceptingHallId: ACCEPTED_ELSEWHERE } : {}),
    ...part,
  };
}

/** Chance of its own, so that what others draw stays what it was. */
const ownDraw = (caseId: string): Draw => new Draw(Number(caseId.replace(/\D/g, '').slice(-9)));

/** What whoever called or wrote wants. */
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

/** Some are another unit's after all. @returns who has it then; null where it stays */
function handOn(
  diary: Diary,
  { caseId, unit }: Wanted,
  { staff }: Office,
  day: string,
): { unit: string; officerId: string } | null {
  const draw = ownDraw(caseId);
  if (draw.next() >= 0.2) return null;
  const other = draw.pick(Object.values(UNITS).filter((one) => one !== unit));
  const taken = { unit: other, officerId: draw.pick(staff(other)) };
  diary.tell('assigned', day, 540, taken);
  return taken;
}

/** What comes after whoever asked was told: a rating, and now and then it was not over. */
function after(diary: Diary, { caseId }: Wanted, end: string, office: Office): OutgoingEvent[] {
  const draw = ownDraw(`${caseId}1`);
  if (draw.next() < 0.08) {
    const again = office.later(end, 2);
    diary.tell('reopened', again, 560, {});
    diary.tell('closed', office.later(again, 2), 900, { result: 'answered' });
  }
  return rated(diary, caseId, office.later(end, 5), { ...office, draw });
}

/** What people press beside their stars. */
export const COMPLAINTS = ['等候时间长', '一次告知不清', '办理时间长', '服务态度差'];

/** A third of those whose case is done say how it was; whoever was not content is called back, mostly. */
function rated(
  diary: Diary,
  caseId: string,
  day: string,
  { draw, staff, zone, later, source, ticketOn }: Office,
  /** they may have come themselves: then it is their visit that they rate */
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
  const why = stars > 2 ? {} : { tags: [ownDraw(`${caseId}2`).pick(COMPLAINTS)] };
  const chance = ownDraw(`${caseId}4`);
  const ticketId = byVisitor && (stars <= 2 || chance.next() < 0.5) ? ticketOn(day, chance) : null;
  const about = ticketId === null ? { caseId } : { ticketId };
  const id = diary.write('hall.ticket.rated', day, 985 + draw.next() * 40, { hallId: HALL, ...about, stars, ...why });
  if (stars > 2) return [];
  const followUp = new Diary(ratingCase(identityOf(source, SOURCE, id)), zone);
  const officerId = draw.pick(staff(HALL));
  followUp.tell('assigned', later(day, 1), 530 + draw.next() * 60, { unit: HALL, officerId });
  if (draw.next() < 0.8)
    followUp.tell('closed', later(day, 1 + draw.below(7)), 600 + draw.next() * 300, { result: 'answered' });
  return followUp.events;
}
