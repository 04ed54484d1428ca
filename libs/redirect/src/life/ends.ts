import type { PromptKind } from '@cockpit/contracts';
import type { HallState } from '@cockpit/domain';
import { paramsOf } from '../params-of';

const MINUTE_MS = 60_000;

/** The end of what is to last so long from a hall time on, epoch ms; never beyond closing. */
export function endAfter(from: number, minutes: number, { config }: HallState): number {
  return Math.min(from + minutes * MINUTE_MS, config.open.find(({ to }) => from < to)?.to ?? Infinity);
}

/** When an opening ends that was accepted at a hall time; undefined for everything else, whose end is not moved by the answer. */
export const endOf = (kind: PromptKind, acceptedAt: number, state: HallState): number | undefined =>
  kind === 'open' ? endAfter(acceptedAt, paramsOf(state.config).openMin, state) : undefined;
