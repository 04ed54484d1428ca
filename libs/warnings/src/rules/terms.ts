import type { RuleSettings, Severity } from '@cockpit/contracts';
import { FLAP_AFTER, holdingAt, isActiveAt, type Holding, type Spot, type ToldRule } from '@cockpit/domain';
import type { Reading, Rule } from './rule';

/** What every rule is told, by its key. */
export type RulesTold = ReadonlyMap<string, readonly ToldRule[]>;

/** What a rule goes by at one place: as it is written, or as somebody has told it. */
export interface Terms {
  readonly severity: Severity;
  readonly forSec: number;
  readonly keepFiringSec: number;
  readonly flapAfter: number;
  readonly settings: RuleSettings;
  /** null: as it is written */
  readonly revision: number | null;
}

const NOTHING: readonly ToldRule[] = [];

export const toldAt = (told: RulesTold, rule: string, spot: Spot): Holding =>
  holdingAt(told.get(rule) ?? NOTHING, spot);

export function termsOf(rule: Rule, { settings, revision }: Pick<Holding, 'settings' | 'revision'>): Terms {
  const { severity = rule.severity, forSec = rule.forSec, keepFiringSec = rule.keepFiringSec } = settings;
  return { severity, forSec, keepFiringSec, flapAfter: settings.flapAfter ?? FLAP_AFTER, settings, revision };
}

/**
 * A reading as the rule is to judge it. Null where it does not look: switched off, outside of its hours. Then what fired there before clears, as
 * it does when the thing measured is gone.
 */
export function readUnder(
  { enabled = true, active, threshold, clear }: RuleSettings,
  reading: Reading,
  { now, timeZone }: { now: number; timeZone: string },
): Reading | null {
  if (!enabled || !isActiveAt(active, timeZone, now)) return null;
  const fire = threshold ?? reading.fire;
  const share = reading.fire > 0 ? reading.clear / reading.fire : 1;
  return {
    ...reading,
    fire,
    // what was said at different places may not go together: it must not clear before it fires
    clear: Math.min(fire, clear ?? fire * share),
    words: threshold === undefined ? reading.words : (reading.wordsAt?.(fire) ?? reading.words),
  };
}
