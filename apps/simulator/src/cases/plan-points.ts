import type { HallDoc, OrganisationDoc } from '@cockpit/contracts';
import { addDays, weekdayOf } from '@cockpit/domain';
import type { OutgoingEvent } from '@cockpit/sources';
import { DateTime } from 'luxon';
import { PHOTO } from '../network/catalogue';
import { Draw } from '../network/random';

/** A counter sends totals every two hours; a terminal sends a heartbeat every ten minutes. */
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

/** Events of the extension points: counter totals and their one terminal. A pure function of its options. */
export function planPoints({ network, from, to, isHoliday }: PointsOptions): OutgoingEvent[] {
  const points = network.halls.filter((hall) => hall.tier === 'extension-point' && hall.primarySource === 'sim-points');
  const highVolume = network.items.filter(({ highVolume }) => highVolume === true);
  const [photos, passes] = [true, false].map((is) =>
    highVolume.filter(({ name }) => (name === PHOTO) === is).map(codeOf),
  );
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

/** On some nights an unattended terminal sends nothing for a while. */
const MUTE_SHARE = 0.15;
const MUTE_MIN = 80;

/** Heartbeats of a 24-hour terminal outside the hours that `dayOf` covers on working days. */
function aroundTheClock(hall: HallDoc, date: string): OutgoingEvent[] {
  const [terminal] = hall.terminals;
  if (terminal?.allDay !== true) return [];
  const midnight = DateTime.fromISO(date, { zone: hall.timeZone });
  const draw = new Draw(61_027 + Number(date.replaceAll('-', '')) + (hall.code.codePointAt(2) ?? 0) * 2_917);
  const muteFrom = draw.next() < MUTE_SHARE ? draw.below(OPENS - MUTE_MIN) : Infinity;
  return Array.from({ length: 1440 / REPORT_EVERY_MIN }, (_, i) => i * REPORT_EVERY_MIN)
    .filter((minute) => (minute < OPENS || minute > CLOSES) && (minute < muteFrom || minute > muteFrom + MUTE_MIN))
    .map((minute) => ({
      specversion: '1.0' as const,
      id: `${date}/nb/${String(minute)}`,
      source: `urn:point:${hall.code}`,
      type: 'hall.terminal.heartbeat',
      data: { hallId: hall.code, terminalId: terminal.id },
      time: midnight.plus({ minutes: minute }).toISO({ suppressMilliseconds: true }) ?? '',
    }));
}

/** Photos taken during one day at the machine of a point (照相点) and by phone. */
function photosOf(hall: HallDoc, date: string, items: readonly string[]): OutgoingEvent[] {
  const midnight = DateTime.fromISO(date, { zone: hall.timeZone });
  const at = (minute: number): string => midnight.plus({ minutes: minute }).toISO({ suppressMilliseconds: true }) ?? '';
  const draw = new Draw(57_013 + Number(date.replaceAll('-', '')) + (hall.code.codePointAt(2) ?? 0) * 3_571);
  return items.flatMap((item) =>
    ['self-service', 'mobile'].map((channel) => ({
      specversion: '1.0' as const,
      id: `${date}/p/${item}/${channel}`,
      source: `urn:point:${hall.code}`,
      type: 'hall.point.counted',
      time: at(CLOSES),
      data: {
        hallId: hall.code,
        pointId: `${hall.code}-PHOTO`,
        item,
        channel,
        from: at(OPENS),
        to: at(CLOSES),
        count: (channel === 'mobile' ? 12 : 25) + draw.below(20),
      },
    })),
  );
}

function dayOf(hall: HallDoc, date: string, passes: readonly string[], draw: Draw): OutgoingEvent[] {
  const events: OutgoingEvent[] = [];
  const midnight = DateTime.fromISO(date, { zone: hall.timeZone });
  const at = (minute: number): string => midnight.plus({ minutes: minute }).toISO({ suppressMilliseconds: true }) ?? '';
  const add = (what: string, type: string, minute: number, data: object): void => {
    events.push({
      specversion: '1.0',
      id: `${date}/${what}`,
      source: `urn:point:${hall.code}`,
      type: `hall.${type}`,
      time: at(minute),
      data: { hallId: hall.code, ...data },
    });
  };
  const onlineDraw = new Draw(33_107 + Number(date.replaceAll('-', '')) + (hall.code.codePointAt(2) ?? 0) * 4_447);
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
      add(`c/${item}/${String(minute)}`, 'point.counted', minute, data);
      // Most visitors of a point are helped to file online (帮办).
      const helped = 6 + onlineDraw.below(9);
      add(`o/${item}/${String(minute)}`, 'point.counted', minute, {
        ...data,
        pointId: `${hall.code}-ONLINE`,
        channel: 'online',
        count: helped,
      });
    }
  }
  // Separate random numbers, so that the other draws do not change.
  const passDraw = new Draw(90_001 + Number(date.replaceAll('-', '')) + (hall.code.codePointAt(2) ?? 0) * 6_113);
  for (const item of passes) {
    for (const channel of ['mobile', 'online', 'extension-point']) {
      const count = (channel === 'mobile' ? 60 : channel === 'online' ? 25 : 4) + passDraw.below(30);
      const data = { pointId: `${hall.code}-PASS`, item, channel, from: at(OPENS), to: at(CLOSES), count };
      add(`v/${item}/${channel}`, 'point.counted', CLOSES, data);
    }
  }
  const [terminal] = hall.terminals;
  if (terminal === undefined) return events;
  const isBroken = draw.next() < 0.08;
  const [from, to] = [OPENS + 60 + draw.below(180), OPENS + 300 + draw.below(120)];
  const own = { terminalId: terminal.id };
  if (isBroken) {
    add('fault', 'terminal.fault', from, { ...own, code: 'NETWORK' });
    add('restored', 'terminal.restored', to, own);
  }
  for (let minute = OPENS; minute <= CLOSES; minute += REPORT_EVERY_MIN) {
    if (!isBroken || minute < from || minute > to) add(`hb/${String(minute)}`, 'terminal.heartbeat', minute, own);
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
    if (!isBroken || minute < from || minute > to) add(`tu/${String(minute)}`, 'terminal.used', minute, data);
  }
  return events;
}
