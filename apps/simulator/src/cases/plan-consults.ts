import type { OrganisationDoc } from '@cockpit/contracts';
import { addDays, weekdayOf } from '@cockpit/domain';
import type { OutgoingEvent } from '@cockpit/sources';
import { DateTime } from 'luxon';
import { Draw } from '../network/random';

const SOURCE = 'urn:hotline:yunjiang';
const ZONE = 'Asia/Shanghai';
const HALLS = ['H32', 'H42', 'H08'];
const A_DAY = 48;
const A_DAY_OFF = 12;
const CHANNELS = ['phone', 'online', 'wechat'];

type Tier = 'ai' | 'center' | 'unit';

export interface ConsultsOptions {
  readonly network: OrganisationDoc;
  /** First hall day of questions; `to` is exclusive. */
  readonly from: string;
  readonly to: string;
  readonly isHoliday: (date: string) => boolean;
}

/**
 * Questions to the assistant and the hotline. The assistant answers two thirds, the centre most of the rest, the units
 * what is left; some callers hang up. Fewer come at weekends. A pure function of its options.
 */
export function planConsults({ network, from, to, isHoliday }: ConsultsOptions): OutgoingEvent[] {
  const halls = HALLS.filter((code) => network.halls.some((hall) => hall.code === code));
  if (halls.length === 0) return [];
  const events: OutgoingEvent[] = [];
  for (let date = from; date < to; date = addDays(date, 1)) {
    const isOff = isHoliday(date) || weekdayOf(date) > 5;
    const tag = date.replaceAll('-', '');
    const draw = new Draw(9_177 + Number(tag));
    // Separate random numbers, so that the other draws do not change.
    const lines = new Draw(71_993 + Number(tag));
    for (let n = 1; n <= (isOff ? A_DAY_OFF : A_DAY); n++)
      events.push(...withLines(life(`ZX${tag}${String(n).padStart(3, '0')}`, date, halls, draw), network, lines));
    if (!isOff) events.push(...callsOf(network, date, halls, lines));
  }
  return events.sort((a, b) => Date.parse(a.time) - Date.parse(b.time) || (a.id < b.id ? -1 : 1));
}

/** Share of escalated questions that get lost. */
const LOST_SHARE = 0.03;

/** Adds the phone line at each tier to questions asked by phone. Some escalated questions are never taken up. */
function withLines(events: readonly OutgoingEvent[], { halls }: OrganisationDoc, draw: Draw): OutgoingEvent[] {
  const branches = halls.flatMap(({ code, phoneLines = [] }) =>
    phoneLines.filter(({ tier }) => tier === 'center').map((line) => `${code}/${line.code}`),
  );
  const [center, isLost] = [draw.pick(branches), draw.next() < LOST_SHARE];
  const escalation = events.findIndex(({ type }) => type === 'hall.consult.escalated');
  const received = isLost && escalation >= 0 ? events.slice(0, escalation + 1) : events;
  return received.map((event) => {
    const { tier, hallId, channel } = event.data;
    const line =
      tier === 'ai'
        ? 'yunjiang/hotline'
        : tier === 'center'
          ? center
          : typeof hallId === 'string'
            ? `${hallId}/desk`
            : null;
    return channel !== 'phone' || line === null ? event : { ...event, data: { ...event.data, line } };
  });
}

/** Calls to lines other than the hotline: a few on each working day. */
function callsOf(network: OrganisationDoc, date: string, served: readonly string[], draw: Draw): OutgoingEvent[] {
  const lines = network.halls.flatMap(({ code, phoneLines = [] }) =>
    phoneLines.filter(({ tier }) => tier !== 'ai').map((line) => ({ place: code, ...line })),
  );
  return lines.flatMap(({ place, code, tier }, nth) =>
    Array.from({ length: 1 + draw.below(3) }, (_, i) => {
      const consultId = `DH${date.replaceAll('-', '')}${String(nth).padStart(2, '0')}${String(i)}`;
      const askedSec = 540 * 60 + draw.below(420 * 60);
      const durationSec = 30 + draw.below(420);
      const data = { consultId, tier, channel: 'phone', line: `${place}/${code}` };
      const about = served.includes(place) ? { ...data, hallId: place } : data;
      const outcome = draw.next() < 0.1 ? 'abandoned' : 'answered';
      return [
        consultEvent(about, 1, 'asked', date, askedSec),
        consultEvent(about, 2, outcome, date, askedSec + durationSec),
      ];
    }).flat(),
  );
}

function consultEvent(
  data: { consultId: string },
  nth: number,
  step: string,
  date: string,
  sec: number,
): OutgoingEvent {
  return {
    specversion: '1.0',
    id: `${data.consultId}/${String(nth)}`,
    source: SOURCE,
    type: `hall.consult.${step}`,
    time: DateTime.fromISO(date, { zone: ZONE }).plus({ seconds: sec }).toISO({ suppressMilliseconds: true }) ?? '',
    data,
  };
}

function life(consultId: string, date: string, halls: readonly string[], draw: Draw): OutgoingEvent[] {
  const events: OutgoingEvent[] = [];
  const hallId = draw.next() < 0.4 ? draw.pick(halls) : undefined;
  const channel = draw.pick(CHANNELS);
  let minute = 480 + draw.next() * 660;
  const add = (step: string, tier: Tier): void => {
    const time = DateTime.fromISO(date, { zone: ZONE })
      .plus({ seconds: Math.round(minute * 60) })
      .toISO({ suppressMilliseconds: true });
    if (time === null) return;
    const data = { consultId, tier, channel, ...(hallId === undefined ? {} : { hallId }) };
    events.push({
      specversion: '1.0',
      id: `${consultId}/${String(events.length + 1)}`,
      source: SOURCE,
      type: `hall.consult.${step}`,
      time,
      data,
    });
  };
  const tiers: readonly { tier: Tier; min: number; spread: number; answers: number; hangsUp: number }[] = [
    { tier: 'ai', min: 0.2, spread: 1, answers: 0.66, hangsUp: 0.05 },
    { tier: 'center', min: 2, spread: 9, answers: 0.8, hangsUp: 0.06 },
    { tier: 'unit', min: 40, spread: 300, answers: 0.94, hangsUp: 0 },
  ];
  for (const { tier, min, spread, answers, hangsUp } of tiers) {
    add('asked', tier);
    minute += min + draw.next() ** 2 * spread;
    const luck = draw.next();
    if (luck < hangsUp) {
      add('abandoned', tier);
      return events;
    }
    if (luck < hangsUp + answers) {
      add('answered', tier);
      return events;
    }
    if (tier !== 'unit') add('escalated', tier);
  }
  return events;
}
