import { DEFAULT_PARAMS, type HallConfig, type RedirectParams } from '@cockpit/domain';

/** Officer-minutes a day for which reserve windows may be opened, where there are any. */
const RESERVE_BUDGET_MIN = 180;

export function paramsOf(config: HallConfig): RedirectParams {
  const reserve = config.windows.some((window) => window.kind === 'reserve');
  return { ...DEFAULT_PARAMS, reserveBudgetMin: reserve ? RESERVE_BUDGET_MIN : 0 };
}
