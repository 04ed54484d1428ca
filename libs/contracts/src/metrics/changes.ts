import type { MetricKey } from '.';

/** Kinds of changes; each has its texts. */
export type DefinitionChangeKind =
  | 'high-volume'
  | 'fair-ratings'
  | 'noticed'
  | 'closed-loop'
  | 'observed'
  | 'exact-waits';

/** A day from which the definition of a metric changed, with the kind of change. */
export interface DefinitionChange {
  /** first day of the new definition */
  readonly since: string;
  readonly kind: DefinitionChangeKind;
  readonly zh: string;
  readonly en: string;
  /** `anew`: earlier days use the new definition too; `as-before`: they keep the old one, because the needed data was not stored then */
  readonly earlier: 'anew' | 'as-before';
}

const HIGH_VOLUME: DefinitionChange = {
  since: '2026-11-23',
  kind: 'high-volume',
  zh: '高频事项不再计入',
  en: 'items of high volume no longer count',
  earlier: 'anew',
};
const FAIR_RATINGS: DefinitionChange = {
  since: '2026-11-22',
  kind: 'fair-ratings',
  zh: '认定为误评、恶意的评价不再计入',
  en: 'ratings found mistaken or malicious no longer count',
  earlier: 'anew',
};
const NOTICED: DefinitionChange = {
  since: '2026-11-21',
  kind: 'noticed',
  zh: '从有人得知起算，不再从通知发出起算',
  en: 'it counts from the first notice taken, not from the message sent',
  earlier: 'as-before',
};

const CLOSED_LOOP: DefinitionChange = {
  since: '2026-11-21',
  kind: 'closed-loop',
  zh: '有措施执行后消除、或已说明的才算闭环，自行消除与人已散去的不算',
  en: 'only what ended after a measure against it was carried out, or was explained, is a closed loop',
  earlier: 'as-before',
};
const OBSERVED: DefinitionChange = {
  since: '2026-11-29',
  kind: 'observed',
  zh: '按窗口实际接的号和实际等候核算，没有接到号的不算；此前只推演过，不再计入',
  en: 'it is told by whom the window served and by the waits observed; what was only simulated before does not count',
  earlier: 'anew',
};
const EXACT_WAITS: DefinitionChange = {
  since: '2026-11-30',
  kind: 'exact-waits',
  zh: '100 个厅日以内按逐号的等候时长计，不再由直方图读出',
  en: 'up to 100 hall days it is read from the waits themselves, no longer from the histogram',
  earlier: 'anew',
};
/** Texts of each kind, for the message catalogue. */
export const definitionChanges = (
  language: 'zh' | 'en',
): Readonly<Record<`definition.${DefinitionChangeKind}`, string>> => ({
  'definition.high-volume': HIGH_VOLUME[language],
  'definition.fair-ratings': FAIR_RATINGS[language],
  'definition.noticed': NOTICED[language],
  'definition.closed-loop': CLOSED_LOOP[language],
  'definition.observed': OBSERVED[language],
  'definition.exact-waits': EXACT_WAITS[language],
});

/** Dated changes of definitions, oldest first. Each change of a definition needs an entry here (`changes.spec.ts` checks it). */
export const DEFINITION_CHANGES: Readonly<Partial<Record<MetricKey, readonly DefinitionChange[]>>> = {
  wait_p50: [EXACT_WAITS],
  wait_p90: [EXACT_WAITS],
  on_time_rate: [HIGH_VOLUME],
  online_share: [HIGH_VOLUME],
  on_the_spot_rate: [HIGH_VOLUME],
  supplement_rate: [HIGH_VOLUME],
  rework: [HIGH_VOLUME],
  package_share: [HIGH_VOLUME],
  compression: [HIGH_VOLUME],
  self_service_share: [HIGH_VOLUME],
  rating_share: [FAIR_RATINGS],
  satisfied: [FAIR_RATINGS],
  bad_rating_answered: [FAIR_RATINGS],
  time_to_notice: [NOTICED],
  time_to_ack: [NOTICED],
  time_to_act: [NOTICED],
  time_to_resolve: [NOTICED],
  closed_loop_rate: [CLOSED_LOOP],
  prompt_hit: [OBSERVED],
  minutes_saved: [OBSERVED],
};

export const changesOf = (key: MetricKey): readonly DefinitionChange[] => DEFINITION_CHANGES[key] ?? [];

/** Changes that separate the given days, so that some are before and some after the change. @param days in any order */
export function changesAmong(key: MetricKey, days: readonly string[]): readonly DefinitionChange[] {
  const first = days.reduce((least, day) => (day < least ? day : least), '9999-12-31');
  const last = days.reduce((most, day) => (day > most ? day : most), '');
  return changesOf(key).filter(({ since }) => first < since && since <= last);
}
