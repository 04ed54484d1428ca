import type { PromptKind } from '@cockpit/contracts';
import { openUntil, type HallState } from '@cockpit/domain';
import { paramsOf } from '../proposals';

const MINUTE_MS = 60_000;

/** When an opening ends that was accepted at a hall time, epoch ms; undefined for everything else, whose end is not moved by the answer. */
export function endOf(kind: PromptKind, acceptedAt: number, { config }: HallState): number | undefined {
  if (kind !== 'open') return undefined;
  const closing = config.open.find(({ to }) => acceptedAt < to)?.to ?? Infinity;
  return Math.round(openUntil(acceptedAt / MINUTE_MS, closing / MINUTE_MS, paramsOf(config)) * MINUTE_MS);
}
