import type { LiveQueue } from '@cockpit/contracts';
import type { HallState } from '@cockpit/domain';
import type { HallEstimates, WaitEstimate } from './estimates';
import { iso } from './feeds';
import { boardOnly } from './live-hall';

const STEP_MS = 15 * 60_000;
const STEPS = 8;

interface Line {
  /** minutes of work waiting */
  workMin: number;
  /** windows' worth of service it gets */
  capacity: number;
  arrivalsPerMin: (time: number) => number;
  meanMin: number;
}

/** Work ÷ capacity: what can be said of a hall nobody has learned anything about yet. Wide on purpose. */
export function fluidEstimates(state: HallState): HallEstimates {
  const lines = new Map<string, Line>();
  for (const queue of state.queues.values()) if (!boardOnly(queue)) lines.set(queue.code, lineOf(queue.code, state));
  const loadMin = new Map<string, number>();
  for (const window of state.windows.values()) {
    if (!window.open) continue;
    const shares = window.servingQueues.map((code) => lines.get(code)).filter((line) => line !== undefined);
    loadMin.set(window.windowId, shares.reduce((total, line) => total + line.workMin / Math.max(1, line.capacity), 0));
  }
  return {
    newcomer: new Map([...lines].map(([code, line]) => [code, waitOf(line, line.workMin)])),
    loadMin,
    forecast: new Map([...lines].map(([code, line]) => [code, ahead(line, state)])),
  };
}

function lineOf(code: string, state: HallState): Line {
  const { forecast } = state.config;
  const meanMin = forecast.service[code]?.meanMin ?? 10;
  let capacity = 0;
  for (const window of state.windows.values()) {
    if (window.open && window.servingQueues.includes(code)) capacity += 1 / Math.max(1, window.servingQueues.filter((q) => q === code || state.waiting(q).length > 0).length);
  }
  const slots = forecast.queues[code] ?? [];
  const slotMs = forecast.slotMin * 60_000;
  return {
    workMin: state.waiting(code).length * meanMin * (1 - forecast.noShowRate),
    capacity,
    meanMin,
    arrivalsPerMin: (time) => (slots[Math.floor((time - forecast.start) / slotMs)] ?? 0) / forecast.slotMin,
  };
}

function waitOf({ capacity }: Line, workMin: number): WaitEstimate | null {
  if (capacity <= 0) return null;
  const p50Sec = (workMin / capacity) * 60;
  return { p50Sec, p80Sec: p50Sec * 1.3, p90Sec: p50Sec * 1.5 };
}

function ahead(line: Line, state: HallState): LiveQueue['forecast'] {
  const points: LiveQueue['forecast'] = [];
  let work = line.workMin;
  for (let step = 1; step <= STEPS; step++) {
    const at = state.now + step * STEP_MS;
    work = Math.max(0, work + 15 * (line.arrivalsPerMin(at - STEP_MS / 2) * line.meanMin - line.capacity));
    const wait = waitOf(line, work);
    if (wait !== null) points.push({ at: iso(at), p50Sec: Math.round(wait.p50Sec), p80Sec: Math.round(wait.p80Sec) });
  }
  return points;
}
