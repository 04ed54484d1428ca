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

/** Longest span of a calendar, years. */
const TOO_FAR_YEARS = 30;
const YEAR_MS = 366 * 86_400_000;
/** Start date of a thing without a known start. */
const BEGINNING = '0001-01-01';

export interface GroundParts {
  calendars: CalendarState;
  organisation: OrganisationDoc | null;
  past: OrganisationPast;
  /** halls with their own clock, and their current times */
  hallNow: ReadonlyMap<string, number>;
  wallNow: number;
  registers: ReadonlyMap<string, string>;
  liaisons: ReadonlyMap<string, string>;
  offices: Offices;
  /** all versions of the default clocks */
  clocks: readonly DatedRules[];
}

/** A matter evaluated at one moment. */
export interface Assessed {
  matter: Matter;
  hall: string | null;
  halls: string[];
  category: string;
  officerId: string | null;
  rule: MatterRule;
  times: ClockTimes | null;
  reading: MatterReading | null;
  /** clocks of earlier open periods before a reopening */
  earlier: (Pick<MatterReading, 'dueAt' | 'yellowAt'> & { closedAt: number | null })[];
  stages: StageReading[];
  /** the clocks of first contact and answer */
  phases: PhaseReading[];
  unattendedAt: number | null;
  faults: ReadingFault[];
  now: number;
  /** the time up to which clocks have run: `now`, or the start of the current pause */
  ranUntil: number;
}

/** The current stage of an open matter. */
export const currentStage = ({ stages }: Assessed): StageReading | undefined =>
  stages.find((stage) => stage.to === null);

/** Everything besides its events that a matter's clock depends on, at one moment. */
export class Grounds {
  private readonly items: ReadonlyMap<string, ItemDoc>;
  private readonly packages: ReadonlyMap<string, PackageDoc>;
  /** by id; two halls may use the same id */
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

  /** Acts from this product belong to the register of the source they act on. */
  registerOf(name: string): string {
    const source = actedOn(name);
    return this.parts.registers.get(source) ?? source;
  }

  /** Current time of the hall, or of the wall clock without a hall. */
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

  /** The item's name from the catalogue or the word list; null if unknown. */
  itemName(code: string): string | null {
    return this.items.get(code)?.name ?? ownWord(this.parts.organisation?.words, 'items', code);
  }

  /** The label of a hall's window, or of the only window with that id elsewhere; null if unknown. */
  windowNumber(hall: string | null, id: string): string | null {
    const sameId = this.windows.get(id) ?? [];
    const match = sameId.find((window) => window.hall === hall) ?? (sameId.length === 1 ? sameId[0] : undefined);
    return match?.number ?? null;
  }

  enterpriseItems(): string[] {
    return (this.parts.organisation?.items ?? []).flatMap(({ code, enterpriseDesk }) =>
      enterpriseDesk === true ? [code] : [],
    );
  }

  /** null for an unknown hall */
  hallName(code: string): string | null {
    return this.parts.organisation?.halls.find((hall) => hall.code === code)?.name ?? null;
  }

  /** null for an unknown or former officer */
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
    // the default table does not apply to a matter with an unknown item, because that item may have its own limit
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

  /** Uses the table version at acceptance. */
  private daysOf(
    { kind, unit, channel, at }: Pick<NonNullable<Matter['accepted']>, 'unit' | 'channel' | 'at'> & { kind: ClockKind },
    hall: string | null,
  ): ClockDays {
    return clockDays(rulesOn(this.parts.clocks, this.dayOf(at, hall)), { kind, unit, channel });
  }

  /** A bundle is due with its parts, or by the table if no part has a limit. A package follows the catalogue. */
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

  /** The item version at acceptance: later changes do not affect an earlier promise. */
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

  /** Reads a clock for any moment. @param calendars an earlier state, for a replay */
  read(times: ClockTimes, hall: string | null, now: number, calendars = this.parts.calendars): MatterReading {
    return this.withCalendar(
      hall,
      [times.acceptedAt, times.closedAt ?? now],
      (calendar) => readTimes(times, calendar, now),
      calendars,
    );
  }

  /** Like `read`, but null if no calendar reaches that far. */
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

  /** A due time of the source in working days; null for other clocks or beyond the calendar. */
  workingDays({ times, reading, hall, now }: Assessed): ReturnType<typeof workingDaysOf> | null {
    if (times === null || reading === null || times.from !== 'source') return null;
    const { acceptedAt, closedAt } = times;
    return this.within(hall, [acceptedAt, closedAt ?? now], null, (calendar) =>
      workingDaysOf({ acceptedAt, closedAt, dueAt: reading.dueAt }, calendar, now),
    );
  }

  private within<T>(
    hall: string | null,
    instants: readonly number[],
    fallback: T,
    work: (calendar: WorkCalendar) => T,
  ): T {
    try {
      return this.withCalendar(hall, instants, work);
    } catch (error) {
      if (error instanceof RangeError) return fallback;
      throw error;
    }
  }

  /** @param ownMatter the matter from its own events; a package follows its `parts` */
  assess(ownMatter: Matter, halls: readonly string[], parts?: readonly MatterPart[]): Assessed {
    const hall = halls[0] ?? null;
    const now = this.nowOf(hall);
    const rule = this.ruleOf(ownMatter, hall, parts);
    const faults = matterFaults(ownMatter, rule);
    const matter = parts ? followParts(ownMatter, parts, rule.packageItems ?? []) : ownMatter;
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
      // a bad rating goes to the serving officer until it is assigned
      officerId: matter.officerId ?? liaison ?? matter.accepted?.rating?.officerId ?? null,
    };
  }

  /** Closing time of the office on a day, or on the last working day before it; epoch ms. */
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

  /** The working calendar of a hall's office, from a moment to a year after it. */
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

  /** Records a fault instead of guessing if the calendar does not reach far enough. */
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
      // a limit of many years needs a longer calendar
      return work(offices.calendar(calendars, office, from, to + TOO_FAR_YEARS * YEAR_MS));
    }
  }
}
