import type { HallPlan } from '@cockpit/contracts';
import { hallPlanWorth, planDay, planHallDay, redirectView, type DayPlan, type HallConfig, type HallState } from '@cockpit/domain';
import { paramsOf } from '../proposals';

const MINUTE_MS = 60_000;
const DAYS = 20;

/** The plan of a hall day, or of what is left of it when the hall's state is given, with what it is worth by itself. */
export function makePlan(config: HallConfig, state: HallState | null): HallPlan {
  const params = paramsOf(config);
  const expected = config.queues.reduce((sum, { code }) => sum + (config.forecast.queues[code] ?? []).reduce((a, b) => a + b, 0), 0);
  const running = state !== null && state.now > config.forecast.start ? state : null;
  const plan = running === null ? planHallDay(config, params) : planDay(redirectView(running, params, { past: [] }), params);
  const known = expected > 0 && config.open.length > 0;
  return {
    ...told(config, plan),
    worth: known ? hallPlanWorth(config, plan, { days: DAYS, ...(running === null ? {} : { state: running }) }) : null,
    worthUnknown: known ? null : config.open.length === 0 ? '当日不开放' : '没有可用的历史，无法预测来客',
  };
}

/** A plan in the words of the hall: codes and times instead of indices and minutes. */
function told(config: HallConfig, plan: DayPlan): Omit<HallPlan, 'worth' | 'worthUnknown'> {
  const at = (minute: number): string => new Date(config.forecast.start + Math.round(minute) * MINUTE_MS).toISOString();
  const window = (index: number): { windowId: string; number: string } => ({ windowId: config.windows[index]?.id ?? '', number: config.windows[index]?.number ?? '' });
  const codes = (mask: number, home: string | undefined): string[] => config.queues.flatMap(({ code }, i) => ((mask >> i & 1) === 1 ? [code] : []))
    .sort((a, b) => Number(b === home) - Number(a === home));
  return {
    hall: config.hall.code, day: config.day, madeAt: at(plan.madeAtMin),
    links: [...plan.masks].map(([index, mask]) => ({ ...window(index), queues: codes(mask, config.windows[index]?.homeQueue) })),
    absences: [...plan.absences].flatMap(([index, own]) => {
      const shift = config.windows[index]?.roster[0];
      return own.map(({ kind, startMin, endMin }, nth) => {
        const rostered = shift?.breaks.filter((one) => one.kind === kind)[own.slice(0, nth).filter((one) => one.kind === kind).length];
        const from = at(startMin);
        const stays = rostered === undefined || Math.abs(rostered.from - Date.parse(from)) < MINUTE_MS;
        return { ...window(index), officerId: shift?.officerId ?? null, kind, from, until: at(endMin), rosteredFrom: stays ? null : new Date(rostered.from).toISOString() };
      });
    }),
    openings: plan.openings.map(({ window: index, atMin, untilMin }) => ({ ...window(index), from: at(atMin), until: at(untilMin) })),
    guides: plan.guides.map(({ item, fromMin, untilMin }) => {
      const known = config.items[item];
      return { item: known?.code ?? '', name: known?.name ?? '', queue: known?.queue ?? '', from: at(fromMin), until: at(untilMin) };
    }),
  };
}
