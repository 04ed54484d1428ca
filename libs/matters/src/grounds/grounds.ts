import type { HallDoc, ItemDoc, MatterKind, OrganisationDoc } from '@cockpit/contracts';
import {
  clockTimes, matterFaults, readTimes, unattendedFrom, type ClockTimes, type LimitUnit, type Matter, type MatterPart, type MatterReading, type MatterRule, type ReadingFault, type WorkCalendar,
} from '@cockpit/domain';
import type { CalendarState } from '../calendars/calendars';
import { DEFAULT_ZONE, shiftsOf, type Offices } from './offices';

/** Limits of matters without an item of the catalogue; other kinds are due when their source says so. */
const KIND_LIMITS: Partial<Record<MatterKind, { unit: LimitUnit; amount: number }>> = { 'bad-rating': { unit: 'working-days', amount: 5 } };
/** Longest stretch a calendar is laid out for, years. */
const TOO_FAR_YEARS = 30;
const YEAR_MS = 366 * 86_400_000;

export interface GroundParts {
  calendars: CalendarState;
  organisation: OrganisationDoc | null;
  /** halls whose clock is not the wall's, with their now */
  hallNow: ReadonlyMap<string, number>;
  wallNow: number;
  registers: ReadonlyMap<string, string>;
  liaisons: ReadonlyMap<string, string>;
  offices: Offices;
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
  unattendedAt: number | null;
  faults: ReadingFault[];
  now: number;
}

/** Everything besides its events that a matter's clock depends on, as it stands at one moment. */
export class Grounds {
  private readonly halls: ReadonlyMap<string, HallDoc>;
  private readonly items: ReadonlyMap<string, ItemDoc>;

  constructor(readonly parts: GroundParts) {
    this.halls = new Map((parts.organisation?.halls ?? []).map((hall) => [hall.code, hall]));
    this.items = new Map((parts.organisation?.items ?? []).map((item) => [item.code, item]));
  }

  registerOf(source: string): string {
    return this.parts.registers.get(source) ?? source;
  }

  /** The hall's now, or the wall's for a matter of no hall. */
  nowOf(hall: string | null): number {
    return (hall === null ? undefined : this.parts.hallNow.get(hall)) ?? this.parts.wallNow;
  }

  officeOf(hall: string | null): { timeZone: string; shifts: string[] } {
    const doc = hall === null ? undefined : this.halls.get(hall);
    const text = (min: number): string => `${String(Math.floor(min / 60)).padStart(2, '0')}:${String(min % 60).padStart(2, '0')}`;
    return { timeZone: doc?.timeZone ?? DEFAULT_ZONE, shifts: shiftsOf(doc ?? { hours: [] })(1).map((shift) => `${text(shift.fromMin)}–${text(shift.toMin)}`) };
  }

  ruleOf(matter: Matter, parts?: readonly MatterPart[]): MatterRule {
    const { accepted } = matter;
    const item = accepted?.item === undefined ? undefined : this.items.get(accepted.item);
    const unit = item?.limitUnit ?? 'working-days';
    const common = { statutory: item?.statutory ?? null, stages: item?.stages ?? [], unknownItem: accepted?.item !== undefined && item === undefined, ...(parts ? { parts } : {}) };
    if (accepted?.dueAt !== undefined) return { ...common, limit: null, from: 'source' };
    if (item?.promised !== undefined) return { ...common, limit: { unit, amount: item.promised }, from: 'promised' };
    if (item?.statutory !== undefined) return { ...common, limit: { unit, amount: item.statutory }, from: 'statutory' };
    if (parts) return { ...common, limit: null, from: 'parts', unknownItem: false };
    const ofKind = accepted ? KIND_LIMITS[accepted.kind] : undefined;
    return ofKind ? { ...common, limit: ofKind, from: 'kind', unknownItem: false } : { ...common, limit: null, from: 'none' };
  }

  stagesOf(item: string | undefined): string[] {
    return (item === undefined ? undefined : this.items.get(item)?.stages)?.map((stage) => stage.code) ?? [];
  }

  categoryOf(item: string | null, kind: string): string {
    if (item === null) return kind;
    const known = this.items.get(item);
    const slash = item.indexOf('/');
    return known?.category ?? (slash < 0 ? kind : item.slice(0, slash));
  }

  /** Reads a clock again, at any now: what the list does for open matters. */
  read(times: ClockTimes, hall: string | null, now: number): MatterReading {
    return this.withCalendar(hall, [times.acceptedAt, times.closedAt ?? now], (calendar) => readTimes(times, calendar, now));
  }

  assess(matter: Matter, halls: readonly string[], parts?: readonly MatterPart[]): Assessed {
    const hall = halls[0] ?? null;
    const now = this.nowOf(hall);
    const rule = this.ruleOf(matter, parts);
    const faults = matterFaults(matter, rule);
    const times = clockTimes(matter, rule);
    const reading = times === null ? null : this.attempt(matter, faults, () => this.read(times, hall, now));
    const unattendedAt = this.attempt(matter, faults, () => this.withCalendar(hall, [matter.lastEventAt], (calendar) => unattendedFrom(matter, rule, calendar)));
    const liaison = matter.accepted?.kind === 'enterprise-need' ? this.parts.liaisons.get(matter.accepted.enterpriseRef ?? '') : undefined;
    return {
      matter, hall, halls: [...halls], rule, times, reading, unattendedAt, faults, now,
      category: this.categoryOf(matter.accepted?.item ?? null, matter.accepted?.kind ?? 'case'), officerId: matter.officerId ?? liaison ?? null,
    };
  }

  /** What no calendar reaches is said, not guessed. */
  private attempt<T>(matter: Matter, faults: ReadingFault[], work: () => T): T | null {
    try {
      return work();
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      if (!faults.some((fault) => fault.kind === 'calendar-ends')) faults.push({ kind: 'calendar-ends', identity: null, at: matter.accepted?.at ?? matter.lastEventAt });
      return null;
    }
  }

  private withCalendar<T>(hall: string | null, instants: readonly number[], work: (calendar: WorkCalendar) => T): T {
    const { offices, calendars } = this.parts;
    const office = hall === null ? undefined : this.halls.get(hall);
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
