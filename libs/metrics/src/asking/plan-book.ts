import type { HallDoc, OrganisationDoc } from '@cockpit/contracts';
import { hoursOfDay, openingOf, type DayClasses, type HallConfig } from '@cockpit/domain';
import { hallConfigOf } from '@cockpit/organisation';

interface Epoch {
  readonly from: string;
  readonly doc: OrganisationDoc | null;
}

/** The organisation on each day of a period. */
export class PlanBook {
  private readonly halls = new Map<OrganisationDoc, ReadonlyMap<string, HallDoc>>();

  /** @param epochs documents with the first day of each, in order */
  constructor(
    readonly epochs: readonly Epoch[],
    readonly days: DayClasses,
  ) {}

  on(day: string): OrganisationDoc | null {
    return (this.epochs.findLast((epoch) => epoch.from <= day) ?? this.epochs[0])?.doc ?? null;
  }

  hall(code: string, day: string): HallDoc | undefined {
    const doc = this.on(day);
    if (doc === null) return undefined;
    let halls = this.halls.get(doc);
    if (halls === undefined) this.halls.set(doc, (halls = new Map(doc.halls.map((hall) => [hall.code, hall]))));
    return halls.get(code);
  }

  config(code: string, day: string): HallConfig | null {
    const doc = this.on(day);
    return doc === null ? null : hallConfigOf(doc, code, day, this.days);
  }

  opening(code: string, day: string): { from: number; to: number }[] {
    const hall = this.hall(code, day);
    return hall === undefined ? [] : openingOf(hall, day, this.days);
  }

  /** Whether the hall opens on a day; a hall without any weekly hours counts as open. */
  opens(code: string, day: string): boolean {
    const hall = this.hall(code, day);
    if (hall === undefined) return false;
    const { hours, by } = hoursOfDay(hall, day, this.days);
    return hours.length > 0 || (hall.hours.length === 0 && by === 'weekly');
  }

  /** Items so frequent that they would dominate every share. */
  highVolume(day: string): string[] {
    return (this.on(day)?.items ?? []).flatMap(({ code, highVolume }) => (highVolume === true ? [code] : []));
  }

  branchOfItem(day: string): ReadonlyMap<string, string> {
    return new Map((this.on(day)?.items ?? []).map((item) => [item.code, item.branch]));
  }
}
