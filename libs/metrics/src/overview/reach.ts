import type { Caller, HallDoc } from '@cockpit/contracts';
import { withChildren } from '@cockpit/organisation';

/** What an overview is about. */
export interface Reach {
  /** null: everything */
  readonly halls: readonly string[] | null;
  readonly twins: readonly string[];
  /** the place everything of it stands beneath; null: only the bureau does */
  readonly place: string | null;
}

/** The caller's halls without twins, and the one place that stands above them all, where there is one. */
export function reachOf(
  halls: readonly Pick<HallDoc, 'code' | 'parent' | 'twinOf'>[],
  caller: Pick<Caller, 'halls'>,
): Reach {
  const twins = halls.filter(({ twinOf }) => twinOf !== undefined).map(({ code }) => code);
  if (caller.halls === 'all') return { halls: null, twins, place: null };
  const own = caller.halls.filter((code) => !twins.includes(code));
  const top = own.find((code) => {
    const beneath = withChildren(halls, [code]);
    return own.every((other) => beneath.has(other));
  });
  return { halls: own, twins, place: top ?? null };
}
