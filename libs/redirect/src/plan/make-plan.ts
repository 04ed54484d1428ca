import { chinese, message, type HallPlan, type Unplanned } from '@cockpit/contracts';
import {
  has,
  hallPlanWorth,
  planHallDay,
  planPresence,
  planRestOfDay,
  type CheckedPlan,
  type DayPlan,
  type HallConfig,
  type HallState,
  type QueueSet,
} from '@cockpit/domain';
import { paramsOf } from '../params-of';

const MINUTE_MS = 60_000;
const DAYS = 20;

/**
 * The plan of a hall day, or of what is left of it when the hall's state is given, with what it is worth by itself. A plan
 * that breaks a rule is not shown: only which rules, and where. Without a forecast nothing is planned.
 */
export function makePlan(config: HallConfig, state: HallState | null): HallPlan {
  const params = paramsOf(config);
  const running = state !== null && state.now > config.forecast.start ? state : null;
  const why = unplannable(config);
  if (why !== null) {
    const { start } = config.forecast;
    const madeAt = new Date(
      start + Math.round(((running?.now ?? start) - start) / MINUTE_MS) * MINUTE_MS,
    ).toISOString();
    return {
      hall: config.hall.code,
      day: config.day,
      madeAt,
      violations: [],
      ...NOTHING,
      worth: null,
      ...unknown(why),
    };
  }
  return toldPlan(config, running === null ? planHallDay(config, params) : planRestOfDay(running, params), running);
}

/** @param running the hall as it stands, for a plan of the rest of the day */
export function toldPlan(config: HallConfig, checked: CheckedPlan, running: HallState | null): HallPlan {
  if (checked.violations.length > 0)
    return { ...headOf(config, checked), ...NOTHING, worth: null, ...unknown('plan.rules-broken') };
  return { ...wholePlan(config, checked), ...worthOf(config, checked.plan, running) };
}

/** Everything a plan decides, whatever rules it breaks. */
export function wholePlan(config: HallConfig, checked: CheckedPlan): Omit<HallPlan, 'worth' | 'worthUnknown'> {
  const names = new Names(config);
  return { ...headOf(config, checked), ...decisions(config, checked.plan, names), ...standing(config, checked, names) };
}

function headOf(config: HallConfig, { plan, violations }: CheckedPlan) {
  const names = new Names(config);
  return {
    hall: config.hall.code,
    day: config.day,
    madeAt: names.at(plan.madeAtMin),
    violations: violations.map(({ rule, atMin, window, item }) => ({
      rule,
      at: names.at(atMin),
      number: config.windows[window]?.number ?? null,
      item: config.items[item]?.name ?? null,
    })),
  };
}

export function worthOf(
  config: HallConfig,
  plan: DayPlan,
  running: HallState | null,
): Pick<HallPlan, 'worth' | 'worthUnknown' | 'worthUnknownWords'> {
  const why = unplannable(config);
  if (why !== null) return { worth: null, ...unknown(why) };
  const state = running === null ? {} : { state: running };
  return { worth: hallPlanWorth(config, plan, { days: DAYS, ...state }), worthUnknown: null };
}

/** Where nobody is foreseen, no time is better than another: a plan would move every break for nothing. */
export function unplannable({ open, queues, forecast }: HallConfig): Unplanned | null {
  if (open.length === 0) return 'plan.not-open';
  const isForeseen = queues.some(({ code }) => (forecast.queues[code] ?? []).some((n) => n > 0));
  return isForeseen ? null : 'plan.no-history';
}

/** Why nothing can be told of what a plan is worth. */
function unknown(code: 'plan.rules-broken' | Unplanned): Pick<HallPlan, 'worthUnknown' | 'worthUnknownWords'> {
  const words = message(code, {});
  return { worthUnknown: chinese(words), worthUnknownWords: words };
}

const NOTHING = { links: [], absences: [], openings: [], guides: [], forced: [], presence: [] };

/** Codes and times instead of indices and minutes. */
class Names {
  constructor(private readonly config: HallConfig) {}

  at(minute: number): string {
    return new Date(this.config.forecast.start + Math.round(minute) * MINUTE_MS).toISOString();
  }

  window(index: number): { windowId: string; number: string } {
    const window = this.config.windows[index];
    return { windowId: window?.id ?? '', number: window?.number ?? '' };
  }
}

function decisions(
  config: HallConfig,
  plan: DayPlan,
  names: Names,
): Pick<HallPlan, 'links' | 'absences' | 'openings' | 'guides'> {
  const codes = (mask: QueueSet, home: string | undefined): string[] =>
    config.queues
      .flatMap(({ code }, i) => (has(mask, i) ? [code] : []))
      .sort((a, b) => Number(b === home) - Number(a === home));
  return {
    links: [...plan.masks].map(([index, mask]) => {
      const from = plan.linkedFrom.get(index);
      return {
        ...names.window(index),
        queues: codes(mask, config.windows[index]?.homeQueue),
        ...(from === undefined ? {} : { from: names.at(from) }),
      };
    }),
    absences: [...plan.absences].flatMap(([index, own]) => {
      const shift =
        config.windows[index]?.roster.find(({ to }) => to > config.forecast.start + plan.madeAtMin * MINUTE_MS) ??
        config.windows[index]?.roster.at(-1);
      // Those already taken are not in the plan: the last ones of the roster are.
      const count = { lunch: 0, break: 0 };
      for (const { kind } of own) count[kind] += 1;
      const left =
        shift?.breaks.filter(
          ({ kind }, i, all) => all.slice(i).filter((one) => one.kind === kind).length <= count[kind],
        ) ?? [];
      return own.map(({ kind, startMin, endMin }, nth) => {
        const rostered = left[nth];
        const from = names.at(startMin);
        const stays = rostered === undefined || Math.abs(rostered.from - Date.parse(from)) < MINUTE_MS;
        return {
          ...names.window(index),
          officerId: shift?.officerId ?? null,
          kind,
          from,
          until: names.at(endMin),
          rosteredFrom: stays ? null : new Date(rostered.from).toISOString(),
        };
      });
    }),
    openings: plan.openings.map(({ window: index, atMin, untilMin }) => ({
      ...names.window(index),
      from: names.at(atMin),
      until: names.at(untilMin),
    })),
    guides: plan.guides.map(({ item, fromMin, untilMin }) => {
      const known = config.items[item];
      return {
        item: known?.code ?? '',
        name: known?.name ?? '',
        queue: known?.queue ?? '',
        from: names.at(fromMin),
        until: names.at(untilMin),
      };
    }),
  };
}

function standing(
  config: HallConfig,
  { plan, hall, forced }: CheckedPlan,
  names: Names,
): Pick<HallPlan, 'forced' | 'presence'> {
  return {
    forced: forced.map(({ rule, cause, zone, fromMin, untilMin, windows, away, allowed }) => ({
      rule,
      cause,
      queue: config.queues[zone]?.code ?? null,
      from: names.at(fromMin),
      until: names.at(untilMin),
      numbers: windows.map((index) => names.window(index).number),
      away,
      allowed,
    })),
    presence: planPresence(plan, hall).map(({ zone, slots }) => ({
      queue: config.queues[zone]?.code ?? '',
      slots: slots.map(({ fromMin, there, needed }) => ({
        from: names.at(fromMin),
        there,
        needed: Math.ceil(needed - 1e-9),
      })),
    })),
  };
}
