import {
  windowLabel,
  type HallDoc,
  type ItemDoc,
  type OfficerDoc,
  type OrganisationDoc,
  type QueueDoc,
  type RosterDoc,
} from '@cockpit/contracts';
import {
  dayClock,
  exceptionOf,
  hallDayStart,
  hoursOfDay,
  isClosure,
  isException,
  openingOf,
  type DayClasses,
  type HallConfig,
  type HallForecast,
  type Interval,
  type ItemConfig,
  type OfficerConfig,
  type ShiftConfig,
  type WindowConfig,
} from '@cockpit/domain';

/** Default service time in minutes: a rule of thumb for counters. */
const UNKNOWN_SERVICE_MIN = 10;
const UNKNOWN_SERVICE_CV = 0.6;

/** A hall day without its forecast. */
export type HallPlain = Omit<HallConfig, 'forecast'>;
/** Computes the forecast; without one the day has no expected arrivals. */
export type ForecastOf = (config: HallPlain) => HallForecast;

/** The hall on one day, from the organisation valid on that day; null if the hall does not exist then. */
export function hallConfigOf(
  doc: OrganisationDoc,
  code: string,
  day: string,
  days: DayClasses,
  forecastOf?: ForecastOf,
): HallConfig | null {
  const plain = plainConfigOf(doc, code, day, days);
  return plain === null ? null : withForecast(plain, forecastOf);
}

export const withForecast = (plain: HallPlain, forecastOf: ForecastOf = noForecast): HallConfig => ({
  ...plain,
  forecast: forecastOf(plain),
});

export function plainConfigOf(doc: OrganisationDoc, code: string, day: string, days: DayClasses): HallPlain | null {
  const source = doc.halls.find((candidate) => candidate.code === code);
  if (source === undefined) return null;
  const escalation = source.escalation ?? doc.bureau.escalation;
  const hall = escalation === undefined ? source : { ...source, escalation };
  const exception = exceptionOf(hoursOfDay(hall, day, days));
  return {
    hall,
    day,
    dayStart: hallDayStart(day, hall.timeZone),
    open: openingOf(hall, day, days),
    ...(exception === null ? {} : { exception }),
    queues: hall.queues.map((queue) => ({
      code: queue.code,
      name: queue.name,
      ...(queue.nameEn === undefined ? {} : { nameEn: queue.nameEn }),
      branch: queue.branch,
      waitTargetMin: queue.waitTargetMin ?? hall.waitTargetMin,
    })),
    windows: windowsOf(doc, hall, day, days),
    officers: doc.officers.filter((officer) => officer.hall === code).map((officer) => officerOn(officer, hall, day)),
    items: itemsOf(doc, hall),
  };
}

function windowsOf(doc: OrganisationDoc, hall: HallDoc, day: string, days: DayClasses): WindowConfig[] {
  const hours = hoursOfDay(hall, day, days);
  const today = isClosure(hours) ? [] : rostersOn(doc, hall.code, day, hours.weekday);
  const at = dayClock(day, hall.timeZone);
  const open = openingOf(hall, day, days);
  const cutShift = (shift: ShiftConfig): ShiftConfig[] => (isException(hours) ? within(shift, open) : [shift]);
  return hall.windows.map((window) => ({
    id: window.id,
    number: windowLabel(window),
    kind: window.kind,
    queues: window.queues,
    homeQueue: window.queues[0] ?? '',
    switchMin: window.switchMin,
    roster: today
      .filter((roster) => roster.window === window.id)
      .flatMap((roster) => cutShift(shiftOf(roster, at)))
      .sort((a, b) => a.from - b.from),
  }));
}

/** Rosters of a hall that apply on a day with that weekday's schedule. */
export const rostersOn = (
  { rosters }: Pick<OrganisationDoc, 'rosters'>,
  hall: string,
  day: string,
  weekday: number,
): RosterDoc[] =>
  rosters.filter(
    (roster) => roster.hall === hall && roster.days.includes(weekday) && holds(roster.validFrom, roster.validTo, day),
  );

/** Cuts a shift to the opening hours of a special day. */
function within(shift: ShiftConfig, open: readonly Interval[]): ShiftConfig[] {
  const from = Math.max(shift.from, open[0]?.from ?? shift.from);
  const to = Math.min(shift.to, open.at(-1)?.to ?? shift.to);
  if (from >= to) return [];
  return [{ ...shift, from, to, breaks: shift.breaks.filter((pause) => from <= pause.from && pause.to <= to) }];
}

function shiftOf(roster: RosterDoc, at: (time: string) => number): ShiftConfig {
  return {
    officerId: roster.officer,
    from: at(roster.from),
    to: at(roster.to),
    breaks: roster.breaks
      .map((pause) => {
        const from = at(pause.from);
        return {
          kind: pause.kind,
          from,
          to: from + pause.minutes * 60_000,
          ...(pause.earliest === undefined ? {} : { earliest: at(pause.earliest) }),
          ...(pause.latest === undefined ? {} : { latest: at(pause.latest) }),
        };
      })
      .sort((a, b) => a.from - b.from),
    ...(roster.counter === undefined ? {} : { counter: roster.counter }),
  };
}

/** An officer's skills on a day as queues of the hall; the home queue first. */
function officerOn(officer: OfficerDoc, hall: HallDoc, day: string): OfficerConfig {
  const { branches, items } = qualifiedOn(officer, day);
  const skills = branches.flatMap((branch) =>
    hall.queues.filter((queue) => queue.branch === branch).map((queue) => queue.code),
  );
  return {
    id: officer.id,
    name: officer.name,
    skills,
    homeQueue: hall.queues.find((queue) => queue.branch === officer.homeBranch)?.code ?? null,
    authorisations: items,
  };
}

/** Branches an officer is qualified for on a day, the home branch first, and additionally authorised items. */
export function qualifiedOn(
  officer: Pick<OfficerDoc, 'skills' | 'homeBranch' | 'authorisations'>,
  day: string,
): { branches: string[]; items: string[] } {
  const items = officer.authorisations
    .filter((authorisation) => holds(authorisation.from, authorisation.to, day))
    .map((one) => one.item);
  return { branches: branchesOn(officer, day), items };
}

export function branchesOn(officer: Pick<OfficerDoc, 'skills' | 'homeBranch'>, day: string): string[] {
  const branches = new Set(
    officer.skills.filter((skill) => holds(skill.from, skill.to, day)).map((skill) => skill.branch),
  );
  return [...branches].sort((a, b) => Number(b === officer.homeBranch) - Number(a === officer.homeBranch));
}

/** The queue that handles an item: the queue that lists it, else the first of its branch without a list. */
export function queueOf(hall: HallDoc, item: Pick<ItemDoc, 'code' | 'branch'>): QueueDoc | undefined {
  return (
    hall.queues.find((queue) => queue.items?.includes(item.code)) ??
    hall.queues.find((queue) => queue.items === undefined && queue.branch === item.branch)
  );
}

/** Items of a hall: its own list, else every item that one of its queues takes. */
export function itemsHandled(doc: OrganisationDoc, hall: HallDoc): ItemDoc[] {
  const own = hall.items === undefined ? null : new Set(hall.items);
  return doc.items.filter((item) => (own === null ? queueOf(hall, item) !== undefined : own.has(item.code)));
}

function itemsOf(doc: OrganisationDoc, hall: HallDoc): ItemConfig[] {
  const handled = itemsHandled(doc, hall).map((item) => ({ item, queue: queueOf(hall, item)?.code }));
  return hall.queues.flatMap((queue) => {
    const items = handled.filter((entry) => entry.queue === queue.code).map(({ item }) => item);
    const shares = sharesOf(items);
    return items.map((item, i) => ({
      code: item.code,
      name: item.name,
      queue: queue.code,
      meanServiceMin: item.meanServiceMin ?? UNKNOWN_SERVICE_MIN,
      share: shares[i] ?? 0,
      selfService: item.channels.includes('self-service'),
      mobile: item.channels.includes('mobile'),
      ...(item.mobileUrl === undefined ? {} : { mobileUrl: item.mobileUrl }),
      ...(item.waitTargetMin === undefined ? {} : { waitTargetMin: item.waitTargetMin }),
    }));
  });
}

/** Known shares stay, the rest is split evenly among the others, and the sum is scaled to one. */
function sharesOf(items: readonly ItemDoc[]): number[] {
  const known = items.reduce((sum, item) => sum + (item.share ?? 0), 0);
  const unknown = items.filter((item) => item.share === undefined).length;
  const equalShare = unknown === 0 ? 0 : Math.max(0, 1 - known) / unknown;
  // decimal shares add up to 1 only approximately; the rounding rest is dropped
  const raw = items.map((item) => item.share ?? (equalShare < 1e-9 ? 0 : equalShare));
  const sum = raw.reduce((total, share) => total + share, 0);
  return Math.abs(sum - 1) < 1e-9 || sum === 0 ? raw : raw.map((share) => share / sum);
}

const holds = (from: string, to: string | undefined, day: string): boolean =>
  from <= day && (to === undefined || day <= to);

function noForecast(config: HallPlain): HallForecast {
  const service = config.queues.map(({ code }) => {
    const items = config.items.filter((item) => item.queue === code);
    const mean = items.reduce((sum, item) => sum + item.share * item.meanServiceMin, 0);
    return [code, { meanMin: mean > 0 ? mean : UNKNOWN_SERVICE_MIN, cv: UNKNOWN_SERVICE_CV }] as const;
  });
  return {
    slotMin: 30,
    start: config.open[0]?.from ?? config.dayStart,
    queues: {},
    service: Object.fromEntries(service),
    noShowRate: 0,
  };
}
