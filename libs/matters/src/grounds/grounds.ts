import { DEFAULT_ZONE, actedOn, ownWord, windowLabel } from '@cockpit/contracts';
import type { ClockKind, ItemDoc, OrganisationDoc, PackageDoc } from '@cockpit/contracts';
import {
  clockDays,
  clockTimes,
  earlierTimes,
  followParts,
  hallDay,
  hallDayEnd,
  matterFaults,
  ranUntil,
  readStages,
  readPhases,
  readTimes,
  rulesOn,
  unattendedFrom,
  workingDaysOf,
  type ClockDays,
  type ClockTimes,
  type DatedRules,
  type Matter,
  type MatterPart,
  type MatterReading,
  type MatterRule,
  type PhaseReading,
  type ReadingFault,
  type StageReading,
  type WorkCalendar,
} from '@cockpit/domain';
import { versionOn, type CalendarState, type OrganisationPast, type Version } from '@cockpit/organisation';
import { shiftsOf, zoneOf, type Office, type Offices } from './offices';

/** Longest stretch a calendar is laid out for, years. */
const TOO_FAR_YEARS = 30;
const YEAR_MS = 366 * 86_400_000;
/** What a thing without another date is valid from. */
const BEGINNING = '0001-01-01';

export interface GroundParts {
  calendars: CalendarState;
  organisation: OrganisationDoc | null;
  past: OrganisationPast;
  /** halls whose clock is not the wall's, with their now */
  hallNow: ReadonlyMap<string, number>;
  wallNow: number;
  registers: ReadonlyMap<string, string>;
  liaisons: ReadonlyMap<string, string>;
  offices: Offices;
  /** every table of default clocks there was */
  clocks: readonly DatedRules[];
}

/** What is known of one matter at one now. */
export interface Assessed {
  matter: Matter;
  hall: string | null;
  halls: string[];
  category: string;
  officerId: string | null;
  rule: MatterRule;
  times: ClockTimes | null;
  reading: MatterReading | null;
  /** of each time it was open before it was reopened */
  earlier: (Pick<MatterReading, 'dueAt' | 'yellowAt'> & { closedAt: number | null })[];
  stages: StageReading[];
  /** first contact and answer with their clocks */
  phases: PhaseReading[];
  unattendedAt: number | null;
  faults: ReadingFault[];
  now: number;
  /** what its clocks have reached, they had reached by then: `now`, or when the pause began in which they stand still */
  ranUntil: number;
}

/** The stage an open matter is in. */
export const currentStage = ({ stages }: Assessed): StageReading | undefined =>
  stages.find((stage) => stage.to === null);

/** Everything besides its events that a matter's clock depends on, as it stands at one moment. */
export class Grounds {
  private readonly items: ReadonlyMap<string, ItemDoc>;
  private readonly packages: ReadonlyMap<string, PackageDoc>;
  /** by id; two halls may use the same */
  private readonly windows = new Map<string, readonly { hall: string; number: string }[]>();
  private readonly officers: ReadonlyMap<string, string>;

  constructor(readonly parts: GroundParts) {
    this.items = new Map((parts.organisation?.items ?? []).map((item) => [item.code, item]));
    this.packages = new Map((parts.organisation?.packages ?? []).map((bundle) => [bundle.code, bundle]));
    for (const { code: hall, windows } of parts.organisation?.halls ?? [])
      for (const window of windows)
        this.windows.set(window.id, [...(this.windows.get(window.id) ?? []), { hall, number: windowLabel(window) }]);
    this.officers = new Map((parts.organisation?.officers ?? []).map(({ id, name }) => [id, name]));
  }

  /** What was done here to a source's matters stands in the register of that source, wherever it goes. */
  registerOf(name: string): string {
    const source = actedOn(name);
    return this.parts.registers.get(source) ?? source;
  }

  /** The hall's now, or the wall's for a matter of no hall. */
  nowOf(hall: string | null): number {
    return (hall === null ? undefined : this.parts.hallNow.get(hall)) ?? this.parts.wallNow;
  }

  officeOf(hall: string | null): { timeZone: string; shifts: string[] } {
    const office = this.office(hall);
    const text = (min: number): string =>
      `${String(Math.floor(min / 60)).padStart(2, '0')}:${String(min % 60).padStart(2, '0')}`;
    return {
      timeZone: office === undefined ? DEFAULT_ZONE : zoneOf(office),
      shifts: shiftsOf(office?.at(-1)?.value ?? { hours: [] })(1).map(
        (shift) => `${text(shift.fromMin)}–${text(shift.toMin)}`,
      ),
    };
  }

  /** What the organisation calls an item, by its catalogue or its list of words; null where it has no name. */
  itemName(code: string): string | null {
    return this.items.get(code)?.name ?? ownWord(this.parts.organisation?.words, 'items', code);
  }

  /** What stands on a window of the hall, or on the only window of that name elsewhere; null where nobody knows. */
  windowNumber(hall: string | null, id: string): string | null {
    const known = this.windows.get(id) ?? [];
    const own = known.find((window) => window.hall === hall) ?? (known.length === 1 ? known[0] : undefined);
    return own?.number ?? null;
  }

  /** Items that the catalogue gives to the enterprise desk. */
  enterpriseItems(): string[] {
    return (this.parts.organisation?.items ?? []).flatMap(({ code, enterpriseDesk }) =>
      enterpriseDesk === true ? [code] : [],
    );
  }

  /** null where the organisation does not know that hall. */
  hallName(code: string): string | null {
    return this.parts.organisation?.halls.find((hall) => hall.code === code)?.name ?? null;
  }

  /** null where the organisation does not know that officer (any more). */
  officerName(id: string): string | null {
    return this.officers.get(id) ?? null;
  }

  packageOf(code: string | undefined): PackageDoc | undefined {
    return code === undefined ? undefined : this.packages.get(code);
  }

  ruleOf(matter: Matter, hall: string | null, parts?: readonly MatterPart[]): MatterRule {
    const { accepted } = matter;
    const version = accepted?.item === undefined ? null : this.itemAt(accepted.item, accepted.at, hall);
    const item = version?.value;
    const unit = item?.limitUnit ?? 'working-days';
    const common = {
      statutory: item?.statutory ?? null,
      stages: item?.stages ?? [],
      since: version?.from ?? null,
      unknownItem: accepted?.item !== undefined && item === undefined,
      ...(parts ? { parts, packageItems: this.packageOf(accepted?.packageId)?.items ?? [] } : {}),
    };
    // whoever names an item goes by that item: one that nobody knows may have a limit of its own, which we were not told
    const goesByTable =
      !common.unknownItem && item?.promised === undefined && item?.statutory === undefined && accepted !== null;
    const days = goesByTable ? this.daysOf(accepted, hall) : null;
    const again = goesByTable ? this.daysOf({ ...accepted, kind: 'reopened' }, hall) : null;
    const own = { ...common, ...(days === null ? {} : { days }), ...(again === null ? {} : { again }) };
    if (accepted?.dueAt !== undefined) return { ...own, limit: null, from: 'source' };
    if (item?.promised !== undefined) return { ...common, limit: { unit, amount: item.promised }, from: 'promised' };
    if (item?.statutory !== undefined) return { ...common, limit: { unit, amount: item.statutory }, from: 'statutory' };
    if (parts) return { ...common, ...this.bundleOf(accepted, hall, parts), from: 'parts', unknownItem: false };
    const amount = days?.resolution ?? null;
    return amount === null
      ? { ...own, limit: null, from: 'none' }
      : { ...own, limit: { unit: 'working-days', amount }, from: 'kind' };
  }

  /** By the table that held when it was accepted. */
  private daysOf(
    { kind, unit, channel, at }: Pick<NonNullable<Matter['accepted']>, 'unit' | 'channel' | 'at'> & { kind: ClockKind },
    hall: string | null,
  ): ClockDays {
    return clockDays(rulesOn(this.parts.clocks, this.dayOf(at, hall)), { kind, unit, channel });
  }

  /** What was asked for together is due with its parts, and by the table where none of them has a limit. A package goes by the catalogue. */
  private bundleOf(
    accepted: Matter['accepted'],
    hall: string | null,
    parts: readonly MatterPart[],
  ): Pick<MatterRule, 'limit' | 'days'> {
    if (accepted === null || accepted.packageId !== undefined) return { limit: null };
    const days = this.daysOf({ ...accepted, kind: 'bundle' }, hall);
    const isUnlimited = parts.every(({ unlimited }) => unlimited);
    return {
      limit: days.resolution !== null && isUnlimited ? { unit: 'working-days', amount: days.resolution } : null,
      days,
    };
  }

  private dayOf(at: number, hall: string | null): string {
    const office = this.office(hall);
    return hallDay(at, office === undefined ? DEFAULT_ZONE : zoneOf(office));
  }

  /** The item as it stood on the day of acceptance: what was promised to somebody stands, whatever is promised to others later. */
  itemAt(code: string, acceptedAt: number, hall: string | null): Version<ItemDoc> | null {
    const timeline = this.parts.past.items.get(code);
    const [only] = timeline ?? [];
    if (timeline === undefined || only === undefined) return null;
    if (timeline.length === 1 && only.to === null && only.from <= BEGINNING) return only;
    return versionOn(timeline, this.dayOf(acceptedAt, hall));
  }

  private office(hall: string | null): Office | undefined {
    return hall === null ? undefined : this.parts.past.offices.get(hall);
  }

  categoryOf(item: string | null, kind: string): string {
    if (item === null) return kind;
    const known = this.items.get(item);
    const slash = item.indexOf('/');
    return known?.category ?? (slash < 0 ? kind : item.slice(0, slash));
  }

  /** Reads a clock again, at any now: what the list does for open matters. @param calendars as they once were, for a replay */
  read(times: ClockTimes, hall: string | null, now: number, calendars = this.parts.calendars): MatterReading {
    return this.withCalendar(
      hall,
      [times.acceptedAt, times.closedAt ?? now],
      (calendar) => readTimes(times, calendar, now),
      calendars,
    );
  }

  /** The same for a list: null where no calendar reaches that far, as it was when its row was written. */
  readAgain(times: ClockTimes, hall: string | null, now: number): MatterReading | null {
    return this.within(hall, [times.acceptedAt, times.closedAt ?? now], null, (calendar) =>
      readTimes(times, calendar, now),
    );
  }

  private phases(matter: Matter, rule: MatterRule, hall: string | null, now: number): PhaseReading[] {
    if (rule.days === undefined || matter.accepted === null) return [];
    return this.within(hall, [matter.accepted.at, matter.closedAt ?? now], [], (calendar) =>
      readPhases(matter, rule, calendar, now),
    );
  }

  /** A due time that the source set, in working days; null for any other clock, and where the calendar does not reach. */
  workingDays({ times, reading, hall, now }: Assessed): ReturnType<typeof workingDaysOf> | null {
    if (times === null || reading === null || times.from !== 'source') return null;
    const { acceptedAt, closedAt } = times;
    return this.within(hall, [acceptedAt, closedAt ?? now], null, (calendar) =>
      workingDaysOf({ acceptedAt, closedAt, dueAt: reading.dueAt }, calendar, now),
    );
  }

  private within<T>(hall: string | null, instants: readonly number[], none: T, work: (calendar: WorkCalendar) => T): T {
    try {
      return this.withCalendar(hall, instants, work);
    } catch (error) {
      if (error instanceof RangeError) return none;
      throw error;
    }
  }

  /** @param told the matter as its own events have it; a package follows its `parts` */
  assess(told: Matter, halls: readonly string[], parts?: readonly MatterPart[]): Assessed {
    const hall = halls[0] ?? null;
    const now = this.nowOf(hall);
    const rule = this.ruleOf(told, hall, parts);
    const faults = matterFaults(told, rule);
    const matter = parts ? followParts(told, parts, rule.packageItems ?? []) : told;
    const times = clockTimes(matter, rule);
    const reading = times === null ? null : this.attempt(matter, faults, () => this.read(times, hall, now));
    const earlier = earlierTimes(matter, rule).flatMap(
      (before) =>
        this.attempt(matter, faults, () => ({ ...this.read(before, hall, now), closedAt: before.closedAt })) ?? [],
    );
    const stages = this.attempt(matter, faults, () => this.stages(matter, rule, hall, now)) ?? [];
    const unattendedAt = this.attempt(matter, faults, () =>
      this.withCalendar(hall, [matter.lastEventAt], (calendar) => unattendedFrom(matter, rule, calendar)),
    );
    const liaison =
      matter.accepted?.kind === 'enterprise-need'
        ? this.parts.liaisons.get(matter.accepted.enterpriseRef ?? '')
        : undefined;
    return {
      matter,
      hall,
      halls: [...halls],
      rule,
      times,
      reading,
      earlier,
      stages,
      phases: this.phases(matter, rule, hall, now),
      unattendedAt,
      faults,
      now,
      ranUntil: ranUntil(matter.pauses, now),
      category: this.categoryOf(matter.accepted?.item ?? null, matter.accepted?.kind ?? 'case'),
      // a bad rating is told to whoever served, until it is given to somebody
      officerId: matter.officerId ?? liaison ?? matter.accepted?.rating?.officerId ?? null,
    };
  }

  /** When the office closes on a day, or on the last working day before it; epoch ms. */
  closingOn(hall: string | null, day: string): number {
    const office = this.office(hall);
    const end = hallDayEnd(day, office === undefined ? DEFAULT_ZONE : zoneOf(office)) - 1;
    return this.withCalendar(hall, [end], (calendar) => {
      let index = calendar.indexAt(end);
      for (;;) {
        const closes = calendar.day(index).shifts.at(-1)?.[1];
        if (closes !== undefined) return closes;
        index -= 1;
      }
    });
  }

  /** The working calendar of a hall's office, from a moment to years after it. */
  calendarAt(hall: string | null, at: number): WorkCalendar {
    const { offices, calendars } = this.parts;
    return offices.calendar(calendars, this.office(hall), at, at + YEAR_MS);
  }

  private stages(matter: Matter, rule: MatterRule, hall: string | null, now: number): StageReading[] {
    const [first] = matter.stageHistory;
    if (first === undefined) return [];
    return this.withCalendar(hall, [first.from, Math.max(first.from, matter.closedAt ?? now)], (calendar) =>
      readStages(matter, rule, calendar, now),
    );
  }

  /** What no calendar reaches is said, not guessed. */
  private attempt<T>(matter: Matter, faults: ReadingFault[], work: () => T): T | null {
    try {
      return work();
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      if (!faults.some((fault) => fault.kind === 'calendar-ends'))
        faults.push({ kind: 'calendar-ends', identity: null, at: matter.accepted?.at ?? matter.lastEventAt });
      return null;
    }
  }

  private withCalendar<T>(
    hall: string | null,
    instants: readonly number[],
    work: (calendar: WorkCalendar) => T,
    calendars = this.parts.calendars,
  ): T {
    const { offices } = this.parts;
    const office = this.office(hall);
    const [from, to] = [Math.min(...instants), Math.max(...instants)];
    try {
      return work(offices.calendar(calendars, office, from, to));
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      // a limit of many years: once more with a calendar that reaches much further
      return work(offices.calendar(calendars, office, from, to + TOO_FAR_YEARS * YEAR_MS));
    }
  }
}
