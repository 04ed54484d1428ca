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

/** Minutes a service takes when nobody has said: the field's rule of thumb for a counter. */
const UNKNOWN_SERVICE_MIN = 10;
const UNKNOWN_SERVICE_CV = 0.6;

/** A hall's day but for its forecast. */
export type HallPlain = Omit<HallConfig, 'forecast'>;
/** A forecast is the predictor's business; without one the day is expected to bring nothing that could be said. */
export type ForecastOf = (config: HallPlain) => HallForecast;

/** The hall as it is on one hall day, from the organisation valid on that day; null when it has no such hall. */
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
  const said = doc.halls.find((one) => one.code === code);
  if (said === undefined) return null;
  const escalation = said.escalation ?? doc.bureau.escalation;
  const hall = escalation === undefined ? said : { ...said, escalation };
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
  const cut = (shift: ShiftConfig): ShiftConfig[] => (isException(hours) ? within(shift, open) : [shift]);
  return hall.windows.map((window) => ({
    id: window.id,
    number: windowLabel(window),
    kind: window.kind,
    queues: window.queues,
    homeQueue: window.queues[0] ?? '',
    switchMin: window.switchMin,
    roster: today
      .filter((roster) => roster.window === window.id)
      .flatMap((roster) => cut(shiftOf(roster, at)))
      .sort((a, b) => a.from - b.from),
  }));
}

/** Who is said to sit where on a day that is worked like that weekday. */
export const rostersOn = (
  { rosters }: Pick<OrganisationDoc, 'rosters'>,
  hall: string,
  day: string,
  weekday: number,
): RosterDoc[] =>
  rosters.filter(
    (roster) => roster.hall === hall && roster.days.includes(weekday) && holds(roster.validFrom, roster.validTo, day),
  );

/** Nobody sits at a window before the doors open on a special day, nor after they close. */
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

/** What somebody can do on a day, in queues of the hall; the home branch first. */
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

/** Branches an officer is qualified for on a day, the home branch first, and items they may sign besides. */
export function qualifiedOn(
  officer: Pick<OfficerDoc, 'skills' | 'homeBranch' | 'authorisations'>,
  day: string,
): { branches: string[]; items: string[] } {
  const items = officer.authorisations.filter((one) => holds(one.from, one.to, day)).map((one) => one.item);
  return { branches: branchesOn(officer, day), items };
}

/** Branches an officer is qualified for on a day, home first. */
export function branchesOn(officer: Pick<OfficerDoc, 'skills' | 'homeBranch'>, day: string): string[] {
  const held = new Set(officer.skills.filter((skill) => holds(skill.from, skill.to, day)).map((skill) => skill.branch));
  return [...held].sort((a, b) => Number(b === officer.homeBranch) - Number(a === officer.homeBranch));
}

/** The queue under which a hall handles an item: the one that lists it, else the first of its branch that lists nothing. */
export function queueOf(hall: HallDoc, item: Pick<ItemDoc, 'code' | 'branch'>): QueueDoc | undefined {
  return (
    hall.queues.find((queue) => queue.items?.includes(item.code)) ??
    hall.queues.find((queue) => queue.items === undefined && queue.branch === item.branch)
  );
}

/** Items a hall handles: its own list, else all that one of its queues takes. */
export function itemsHandled(doc: OrganisationDoc, hall: HallDoc): ItemDoc[] {
  const own = hall.items === undefined ? null : new Set(hall.items);
  return doc.items.filter((item) => (own === null ? queueOf(hall, item) !== undefined : own.has(item.code)));
}

function itemsOf(doc: OrganisationDoc, hall: HallDoc): ItemConfig[] {
  const handled = itemsHandled(doc, hall).map((item) => ({ item, under: queueOf(hall, item)?.code }));
  return hall.queues.flatMap((queue) => {
    const items = handled.filter(({ under }) => under === queue.code).map(({ item }) => item);
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

/** Known shares as they are, the rest spread evenly over the others, the whole made to add up to one. */
function sharesOf(items: readonly ItemDoc[]): number[] {
  const known = items.reduce((sum, item) => sum + (item.share ?? 0), 0);
  const unknown = items.filter((item) => item.share === undefined).length;
  const each = unknown === 0 ? 0 : Math.max(0, 1 - known) / unknown;
  // shares written in decimals add up to 1 only nearly; what is left over by rounding is nobody's
  const raw = items.map((item) => item.share ?? (each < 1e-9 ? 0 : each));
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
