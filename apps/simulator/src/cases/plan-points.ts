import type { HallDoc, OrganisationDoc } from '@cockpit/contracts';
import { addDays, weekdayOf } from '@cockpit/domain';
import type { OutgoingEvent } from '@cockpit/sources';
import { DateTime } from 'luxon';
import { PHOTO } from '../network/catalogue';
import { Draw } from '../network/random';

/** Totals of a counter come every two hours, signs of life of its terminal every ten minutes. */
const COUNT_EVERY_MIN = 120;
const REPORT_EVERY_MIN = 10;
const ITEMS = 3;
const [OPENS, CLOSES] = [9 * 60, 17 * 60];

export interface PointsOptions {
  readonly network: OrganisationDoc;
  readonly from: string;
  readonly to: string;
  readonly isHoliday: (date: string) => boolean;
}

/** What the extension points say of themselves: totals of their counter, and their one terminal. A pure function of its options. */
export function planPoints({ network, from, to, isHoliday }: PointsOptions): OutgoingEvent[] {
  const points = network.halls.filter((hall) => hall.tier === 'extension-point' && hall.primarySource === 'sim-points');
  const many = network.items.filter(({ highVolume }) => highVolume === true);
  const [photos, passes] = [true, false].map((is) => many.filter(({ name }) => (name === PHOTO) === is).map(codeOf));
  const events: OutgoingEvent[] = [];
  for (let date = from; date < to; date = addDays(date, 1)) {
    for (const hall of points) events.push(...aroundTheClock(hall, date));
    if (isHoliday(date) || weekdayOf(date) > 5) continue;
    points.forEach((hall, place) => {
      events.push(...photosOf(hall, date, photos ?? []));
      events.push(
        ...dayOf(hall, date, passes ?? [], new Draw(4_211 + Number(date.replaceAll('-', '')) + place * 7919)),
      );
    });
  }
  return events.sort((a, b) => Date.parse(a.time) - Date.parse(b.time) || (a.id < b.id ? -1 : 1));
}

const codeOf = ({ code }: { code: string }): string => code;

/** Some nights a machine that nobody is beside falls silent for a while. */
const MUTE = 0.15;
const MUTE_MIN = 80;

/** Signs of life of a 24-hour terminal outside of the hours in which the point itself tells of it on working days. */
function aroundTheClock(hall: HallDoc, date: string): OutgoingEvent[] {
  const [terminal] = hall.terminals;
  if (terminal?.allDay !== true) return [];
  const midnight = DateTime.fromISO(date, { zone: hall.timeZone });
  const draw = new Draw(61_027 + Number(date.replaceAll('-', '')) + (hall.code.codePointAt(2) ?? 0) * 2_917);
  const mute = draw.next() < MUTE ? draw.below(OPENS - MUTE_MIN) : Infinity;
  return Array.from({ length: 1440 / REPORT_EVERY_MIN }, (_, i) => i * REPORT_EVERY_MIN)
    .filter((minute) => (minute < OPENS || minute > CLOSES) && (minute < mute || minute > mute + MUTE_MIN))
    .map((minute) => ({
      ...{ specversion: '1.0' as const, id: `${date}/nb/${String(minute)}`, source: `urn:point:${hall.code}` },
      ...{ type: 'hall.terminal.heartbeat', data: { hallId: hall.code, terminalId: terminal.id } },
      time: midnight.plus({ minutes: minute }).toISO({ suppressMilliseconds: true }) ?? '',
    }));
}

/** Photos taken at the machine of a point (照相点) and by phone, over the day. */
function photosOf(hall: HallDoc, date: string, items: readonly string[]): OutgoingEvent[] {
  const midnight = DateTime.fromISO(date, { zone: hall.timeZone });
  const at = (minute: number): string => midnight.plus({ minutes: minute }).toISO({ suppressMilliseconds: true }) ?? '';
  const draw = new Draw(57_013 + Number(date.replaceAll('-', '')) + (hall.code.codePointAt(2) ?? 0) * 3_571);
  return items.flatMap((item) =>
    ['self-service', 'mobile'].map((channel) => ({
      ...{ specversion: '1.0' as const, id: `${date}/p/${item}/${channel}`, source: `urn:point:${hall.code}` },
      ...{ type: 'hall.point.counted', time: at(CLOSES) },
      data: {
        ...{ hallId: hall.code, pointId: `${hall.code}-PHOTO`, item, channel, from: at(OPENS), to: at(CLOSES) },
        count: (channel === 'mobile' ? 12 : 25) + draw.below(20),
      },
    })),
  );
}

function dayOf(hall: HallDoc, date: string, passes: readonly string[], draw: Draw): OutgoingEvent[] {
  const events: OutgoingEvent[] = [];
  const midnight = DateTime.fromISO(date, { zone: hall.timeZone });
  const at = (minute: number): string => midnight.plus({ minutes: minute }).toISO({ suppressMilliseconds: true }) ?? '';
  const tell = (what: string, type: string, minute: number, data: object): void => {
    events.push({
      specversion: '1.0',
      id: `${date}/${what}`,
      source: `urn:point:${hall.code}`,
      type: `hall.${type}`,
      time: at(minute),
      data: { hallId: hall.code, ...data },
    });
  };
  const online = new Draw(33_107 + Number(date.replaceAll('-', '')) + (hall.code.codePointAt(2) ?? 0) * 4_447);
  for (let minute = OPENS + COUNT_EVERY_MIN; minute <= CLOSES; minute += COUNT_EVERY_MIN) {
    for (const item of (hall.items ?? []).slice(0, ITEMS)) {
      const data = {
        pointId: hall.code,
        item,
        channel: 'extension-point',
        from: at(minute - COUNT_EVERY_MIN),
        to: at(minute),
        count: draw.below(7),
      };
      tell(`c/${item}/${String(minute)}`, 'point.counted', minute, data);
      // whoever comes to a point is mostly helped to file online (帮办)
      const helped = 6 + online.below(9);
      tell(`o/${item}/${String(minute)}`, 'point.counted', minute, {
        ...{ ...data, pointId: `${hall.code}-ONLINE`, channel: 'online', count: helped },
      });
    }
  }
  // of their own, so that nothing else is drawn otherwise than before
  const many = new Draw(90_001 + Number(date.replaceAll('-', '')) + (hall.code.codePointAt(2) ?? 0) * 6_113);
  for (const item of passes) {
    for (const channel of ['mobile', 'online', 'extension-point']) {
      const count = (channel === 'mobile' ? 60 : channel === 'online' ? 25 : 4) + many.below(30);
      const data = { pointId: `${hall.code}-PASS`, item, channel, from: at(OPENS), to: at(CLOSES), count };
      tell(`v/${item}/${channel}`, 'point.counted', CLOSES, data);
    }
  }
  const [terminal] = hall.terminals;
  if (terminal === undefined) return events;
  const isBroken = draw.next() < 0.08;
  const [from, to] = [OPENS + 60 + draw.below(180), OPENS + 300 + draw.below(120)];
  const own = { terminalId: terminal.id };
  if (isBroken) {
    tell('fault', 'terminal.fault', from, { ...own, code: 'NETWORK' });
    tell('restored', 'terminal.restored', to, own);
  }
  for (let minute = OPENS; minute <= CLOSES; minute += REPORT_EVERY_MIN) {
    if (!isBroken || minute < from || minute > to) tell(`hb/${String(minute)}`, 'terminal.heartbeat', minute, own);
  }
  for (
    let minute = OPENS + 10 + draw.below(60);
    minute < CLOSES && terminal.items.length > 0;
    minute += 30 + draw.below(80)
  ) {
    const data = {
      ...own,
      item: draw.pick(terminal.items),
      seconds: 60 + draw.below(200),
      outcome: draw.next() < 0.92 ? 'done' : 'given-up',
    };
    if (!isBroken || minute < from || minute > to) tell(`tu/${String(minute)}`, 'terminal.used', minute, data);
  }
  return events;
}
