import type { MatterKind, OrganisationDoc } from '@cockpit/contracts';
import type { OutgoingEvent } from '@cockpit/importing';
import { DateTime } from 'luxon';
import { daysFrom } from '../hall/calendar';
import { Draw } from '../network/random';

export interface CasesOptions {
  readonly network: OrganisationDoc;
  /** accepted from this day through the day before `to`, hall days */
  readonly from: string;
  readonly to: string;
  readonly isHoliday: (date: string) => boolean;
  readonly seed?: number;
}

const HALL = 'H32';
/** Where somebody from elsewhere handed it in (全城通办). */
const ACCEPTED_ELSEWHERE = 'H12';
const SOURCE = 'urn:case-system:yunjiang';
const A_DAY = 14;
const UNITS: Readonly<Record<string, string>> = { household: '户政审批科', 'exit-entry': '出入境审批科', traffic: '交管审批科', order: '治安审批科' };
const ENTERPRISES = ['云江造船', '青石茶业', '海纳物流', '东塘电子'];
const OTHERS: readonly { value: MatterKind; weight: number }[] = [
  { value: 'order', weight: 5 }, { value: 'letter', weight: 2 }, { value: 'finding', weight: 1 }, { value: 'pain-point', weight: 1 }, { value: 'difficult-matter', weight: 1 }, { value: 'enterprise-need', weight: 2 },
];
/** Days a matter that no item promises is given by whoever sends it. */
const GIVEN_DAYS: Partial<Record<MatterKind, number>> = { order: 5, letter: 7, finding: 15, 'pain-point': 20, 'difficult-matter': 10, 'enterprise-need': 7 };

/**
 * Matters of the integrated platform and of the hotline for the standard hall: most in time, some late, some waiting for papers,
 * a few that nobody looks after. A pure function of its options; ids never depend on how far the days reach.
 */
export function planCases(options: CasesOptions): OutgoingEvent[] {
  const { network, from, to, isHoliday, seed = 7_321 } = options;
  const zone = network.halls.find((hall) => hall.code === HALL)?.timeZone;
  if (zone === undefined) return [];
  const items = network.items.filter((item) => item.promised !== undefined && UNITS[item.branch] !== undefined);
  const officers = network.officers.filter((officer) => officer.hall === HALL).map((officer) => officer.id);
  if (items.length === 0 || officers.length === 0) return [];
  const works = (date: string): boolean => !isHoliday(date) && DateTime.fromISO(date).weekday <= 5;
  const later = (date: string, days: number): string => {
    let day = date;
    for (let left = days; left > 0; ) {
      day = daysFrom(day, 1);
      if (works(day)) left--;
    }
    return day;
  };
  const events: OutgoingEvent[] = [];
  for (let date = from; date < to; date = daysFrom(date, 1)) {
    if (!works(date)) continue;
    const draw = new Draw(seed + Number(date.replaceAll('-', '')));
    for (let n = 1; n <= A_DAY; n++) events.push(...life(`YJ${date.replaceAll('-', '')}${String(n).padStart(3, '0')}`, date, { draw, items, officers, zone, later }));
  }
  return events.sort((a, b) => Date.parse(a.time) - Date.parse(b.time) || (a.id < b.id ? -1 : 1));
}

interface Office {
  draw: Draw;
  items: OrganisationDoc['items'];
  officers: readonly string[];
  zone: string;
  later: (date: string, days: number) => string;
}

function life(caseId: string, date: string, { draw, items, officers, zone, later }: Office): OutgoingEvent[] {
  const events: OutgoingEvent[] = [];
  const tell = (step: string, day: string, minute: number, data: object): void => {
    const time = DateTime.fromISO(day, { zone }).plus({ minutes: Math.round(minute) }).toISO({ suppressMilliseconds: true });
    if (time !== null) events.push({ specversion: '1.0', id: `${caseId}/${String(events.length + 1)}`, source: SOURCE, type: `hall.case.${step}`, time, data: { caseId, ...data } });
  };
  const item = draw.pick(items);
  const unit = UNITS[item.branch] ?? item.branch;
  const kind = draw.next() < 0.78 ? 'case' : draw.weighted(OTHERS);
  const days = kind === 'case' ? (item.promised ?? 5) : (GIVEN_DAYS[kind] ?? 5);
  const due = DateTime.fromISO(later(date, days), { zone }).plus({ hours: 17, minutes: 30 }).toISO({ suppressMilliseconds: true });
  tell('accepted', date, 520 + draw.next() * 470, {
    kind, hallId: HALL, unit, channel: kind === 'case' ? draw.pick(['window', 'window', 'online', 'self-service', 'mobile']) : kind === 'order' ? 'phone' : 'online',
    ...(kind === 'case' ? { item: item.code, applicantType: draw.next() < 0.85 ? 'person' : 'enterprise' } : { dueAt: due }),
    ...(kind === 'enterprise-need' ? { enterpriseRef: draw.pick(ENTERPRISES) } : {}), ...(draw.next() < 0.08 ? { acceptingHallId: ACCEPTED_ELSEWHERE } : {}),
  });
  const fate = draw.next();
  if (fate < 0.03) return events; // nobody takes it up
  const officerId = draw.pick(officers);
  if (draw.next() < 0.7) tell('assigned', date, 1000 + draw.next() * 30, { unit, officerId });
  else tell('assigned', later(date, 1), 515 + draw.next() * 20, { unit, officerId });
  // late ones are late at the end; the rest use two fifths to nine tenths of their time
  const used = fate < 0.16 ? 1.1 + draw.next() * 0.8 : 0.4 + draw.next() * 0.5;
  let steps = Math.max(1, Math.round(days * used));
  const at = (share: number): string => later(date, Math.max(1, Math.round(steps * share)));
  tell('stage-entered', at(0.2), 545 + draw.next() * 60, { stage: '审核', unit, officerId });
  if (draw.next() < 0.18) {
    const asked = at(0.3);
    const back = later(asked, 1 + draw.below(3));
    tell('paused', asked, 620 + draw.next() * 60, { reason: 'supplement' });
    if (draw.next() < 0.06) return events; // the applicant never comes back
    tell('resumed', back, 820 + draw.next() * 60, { reason: 'supplement' });
    steps += 4;
  }
  tell('stage-entered', at(0.7), 845 + draw.next() * 60, { stage: '审批', unit, officerId });
  if (fate < 0.05) return events; // stuck
  tell('closed', at(1), 900 + draw.next() * 110, { result: kind === 'case' ? (draw.next() < 0.95 ? 'granted' : 'refused') : 'answered' });
  return events;
}
