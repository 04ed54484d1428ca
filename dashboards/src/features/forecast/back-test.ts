import type { BackTestDay } from '@cockpit/contracts';

export interface TestSum {
  days: number;
  fired: number;
  acted: number;
  /** of those a wait beyond the target stands beside */ medianLeadMin: number | null;
  reached: number;
  unannounced: number;
  /** firings no such wait followed */ alone: number;
  /** could not have gone out at once, for a robot's limit */ overQuota: number;
  /** nobody was on duty; null: no roster is kept */ toNobody: number | null;
  /** on the worst day */ most: number;
}

/** What a rule would have done over several days, together. */
export function summed(days: readonly BackTestDay[]): TestSum {
  const firings = days.flatMap((day) => day.firings);
  const leads = firings.flatMap(({ leadMin }) => leadMin ?? []).sort((a, b) => a - b);
  const middle = leads.length / 2;
  const median =
    leads.length === 0
      ? null
      : leads.length % 2 === 1
        ? (leads[Math.floor(middle)] ?? null)
        : ((leads[middle - 1] ?? 0) + (leads[middle] ?? 0)) / 2;
  const total = (of: (day: BackTestDay) => number) => days.reduce((sum, day) => sum + of(day), 0);
  const told = firings.flatMap(({ routing }) => routing?.told ?? []);
  return {
    days: days.length,
    fired: firings.length,
    acted: firings.filter(({ acted }) => acted).length,
    medianLeadMin: median === null ? null : Math.round(median * 10) / 10,
    reached: total(({ reached }) => reached),
    unannounced: total(({ unannounced }) => unannounced),
    alone: firings.filter(({ leadMin, scope }) => leadMin === null && scope.kind === 'queue').length,
    overQuota: firings.filter(({ routing }) => routing?.overQuota === true).length,
    toNobody: told.length === 0 && firings.length > 0 ? null : told.filter((one) => one === 'nobody').length,
    most: Math.max(0, ...days.map((day) => day.firings.length)),
  };
}
