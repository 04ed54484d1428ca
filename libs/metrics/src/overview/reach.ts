import type { Caller, HallDoc } from '@cockpit/contracts';
import { withChildren } from '@cockpit/organisation';

/** The scope of an overview. */
export interface Reach {
  /** null: everything */
  readonly halls: readonly string[] | null;
  readonly twins: readonly string[];
  /** the place above all halls of the scope; null: only the bureau */
  readonly place: string | null;
}

/** The caller's halls without twins, and the single place above all of them, if there is one. */
export function reachOf(
  halls: readonly Pick<HallDoc, 'code' | 'parent' | 'twinOf'>[],
  caller: Pick<Caller, 'halls'>,
): Reach {
  const twins = halls.filter(({ twinOf }) => twinOf !== undefined).map(({ code }) => code);
  if (caller.halls === 'all') return { halls: null, twins, place: null };
  const codes = caller.halls.filter((code) => !twins.includes(code));
  const top = codes.find((code) => {
    const beneath = withChildren(halls, [code]);
    return codes.every((other) => beneath.has(other));
  });
  return { halls: codes, twins, place: top ?? null };
}
