import {
  CLOSE_MIN,
  LAST_TICKET_MIN,
  STANDARD,
  type HallConfig,
  type Scenario,
  type ScenarioBranch,
} from '@cockpit/domain';

/** Load of the large queues (work over capacity), as in the standard scenario with the same branch names. */
const LARGE: Readonly<Record<string, number>> = { household: 0.92, 'exit-entry': 0.82, traffic: 0.93, order: 0.72 };
const TILT: Readonly<Record<string, number>> = { 'exit-entry': 0.15, traffic: -0.12, order: 0.05 };
/** Load by number of windows. Small queues need a lower load to keep waits bearable. */
const SMALL = [0.35, 0.42, 0.55, 0.66, 0.72, 0.74, 0.78, 0.82];
const SLOT_MIN = 30;

const loadOf = (queue: string, windows: number): number =>
  windows < 8 ? (SMALL[windows] ?? 0.8) : (LARGE[queue] ?? 0.85);

/**
 * Visitors of a hall on one day: the standard scenario scaled to this hall. Items, shares and minutes come from the
 * organisation. A short day (Saturday morning) brings visitors in proportion to its hours.
 */
export function scenarioOf(config: HallConfig, load = 1): Scenario {
  const openMin = Math.min(
    LAST_TICKET_MIN,
    config.open.reduce((sum, { from, to }) => sum + (to - from) / 60_000, 0),
  );
  const seated = config.windows.filter(({ kind, roster }) => kind !== 'reserve' && roster.length > 0);
  const reserve = config.windows.filter(({ kind }) => kind === 'reserve').length;
  const branches: ScenarioBranch[] = config.queues.map(({ code }) => {
    const windows = seated.filter(({ homeQueue }) => homeQueue === code).length;
    return {
      code,
      windows,
      rho: loadOf(code, windows),
      tilt: TILT[code] ?? 0,
      demandFactor: 1,
      items: itemsOf(config, code),
    };
  });
  return {
    ...STANDARD,
    name: config.hall.code,
    load: (STANDARD.load * load * openMin) / LAST_TICKET_MIN,
    branches,
    profile: STANDARD.profile.map((value, slot) => (slot * SLOT_MIN < openMin ? value : 0)),
    selfService: { ...STANDARD.selfService, terminals: config.hall.terminals.length },
    reserve: reserve === 0 ? null : { windows: reserve, openMin: 45, budgetMin: 180 },
  };
}

/** The items that make up a queue: those with a share. */
export function itemsInPlay(config: HallConfig, queue: string): HallConfig['items'] {
  const items = config.items.filter((item) => item.queue === queue && item.share > 0);
  return items.slice(0, 60);
}

function itemsOf(config: HallConfig, queue: string): ScenarioBranch['items'] {
  const items = itemsInPlay(config, queue);
  if (items.length === 0) return [{ meanMin: 8, share: 1, selfService: false }];
  const whole = items.reduce((sum, { share }) => sum + share, 0);
  return items.map(({ meanServiceMin, share, selfService }) => ({
    meanMin: meanServiceMin,
    share: Math.abs(whole - 1) < 1e-9 ? share : share / whole,
    selfService,
  }));
}

/** Minutes after opening at which officers leave: as long after the last ticket as on a whole day. */
export const leaveMin = (config: HallConfig): number =>
  CLOSE_MIN - LAST_TICKET_MIN + config.open.reduce((sum, { from, to }) => sum + (to - from) / 60_000, 0);
