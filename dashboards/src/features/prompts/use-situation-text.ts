import { firstTold, openPrompts, type Level, type LiveHall, type Prompt, type Situation } from '@cockpit/contracts';
import { computed, type ComputedRef } from 'vue';
import { useI18n } from 'vue-i18n';
import { worstLevel } from '../../design/marks';
import { timeOfDay, withUnits } from '../../shared/format';
import { openingOf } from '../live/opening';
import { useWarningText } from '../warnings/text';
import { changes, headline, type Names, type QueueChange } from './headline';
import { listed, useHelpless, type HelplessLine } from './helpless';
import { useHeadlineText } from './use-headline-text';

interface SituationProps {
  snapshot: LiveHall;
  names: Names;
  /** hall time, epoch ms */
  now: number;
  /** a hall kept for comparison is given no prompts */
  isTwin: boolean;
  /** a day that is over is played again */
  past?: boolean | undefined;
  /** why the snapshot cannot be trusted; null if it can */
  staleText: string | null;
}

/** The situation in the left part of the band. */
export interface LeftPart {
  testId: 'worst' | 'expected' | 'calm-now';
  level: Level;
  name: string;
  figures: string[];
  /** the answer, where the band shows it here; null where it stands beside */
  todo: string | null;
}

export interface SituationText {
  /** open prompts, that of the moment first */
  open: ComputedRef<Prompt[]>;
  /** queues that the prompt of the moment changes, its own first */
  shown: ComputedRef<QueueChange[]>;
  situation: ComputedRef<Situation>;
  left: ComputedRef<LeftPart | null>;
  isCalm: ComputedRef<boolean>;
  /** CSS classes of the band: the worst level of the queues, and the severity of a calm hall's answer */
  tone: ComputedRef<string[]>;
  /** headline while no prompt is open */
  text: ComputedRef<string>;
  /** what remains for the situation's queue */
  helpless: ComputedRef<HelplessLine | null>;
}

/** Snapshots recorded before December 2026 carry no situation. */
const UNKNOWN: Situation = { kind: 'calm', level: 'normal', prompted: false, answer: { code: 'none' }, chased: [] };
const SEVERITY_CLASS = { overloaded: ['red'], busy: ['yellow'], normal: [], unknown: [] } as const;
const WAIT_KEYS = { next: 'prompt.expectedNow', usual: 'prompt.expected', most: 'prompt.expectedUpTo' } as const;

/** The situation of a hall in the language of the page. */
export function useSituationText(getProps: () => SituationProps): SituationText {
  const { t } = useI18n();
  const helplessOf = useHelpless();
  const headlineText = useHeadlineText();
  const warningText = useWarningText();
  const situation = computed(() => getProps().snapshot.situation ?? UNKNOWN);
  const open = computed(() => openPrompts(getProps().snapshot.prompts, getProps().now));
  const shown = computed(() => (open.value[0] === undefined ? [] : changes(open.value[0], getProps().names)));
  const helpless = computed(() => helplessOf(getProps().snapshot, (queue) => queue === situation.value.queue));
  const queueName = computed(() => getProps().names.queue(situation.value.queue ?? ''));
  const numbers = (ids: readonly string[]) => listed(ids.map(getProps().names.window), t('prompt.helpless.and'));
  /** the measure that somebody has yet to confirm, and who that is */
  function toConfirm(id: string): { what: string; who: string } {
    const prompt = getProps().snapshot.prompts.find((one) => one.id === id);
    if (prompt === undefined) return { what: '', who: '' };
    const measure = headline(prompt, getProps().names);
    const who = t(`prompt.asked.${firstTold(prompt)?.to ?? 'guide'}`, { window: measure.window });
    return { what: headlineText(measure), who };
  }
  function warned(id: string, n: number): string {
    const warning = getProps().snapshot.warnings.find((one) => one.id === id);
    const what = warning === undefined ? '' : withUnits(warningText(warning));
    return t(n > 1 ? 'prompt.quiet.warnedMany' : 'prompt.quiet.warned', { what, n });
  }
  const answerText = computed((): string => {
    const { kind, answer } = situation.value;
    switch (answer.code) {
      case 'fault':
        return t('prompt.quiet.fault', numbers(answer.windows));
      case 'warned':
        return warned(answer.warning, answer.n);
      case 'chase':
        return t('prompt.chase', { ...toConfirm(answer.prompt), min: answer.min });
      case 'call':
        return t('prompt.helpless.call', numbers(answer.windows));
      case 'remains':
        return helpless.value?.first ?? t('prompt.quiet.trouble');
      case 'under-way':
        return t('prompt.quiet.underWay', { n: answer.n });
      case 'confirm':
        return t('prompt.quiet.toConfirm', toConfirm(answer.prompt));
      case 'back': {
        const time = timeOfDay(Date.parse(answer.at), getProps().snapshot.timeZone);
        return t('prompt.back', { window: getProps().names.window(answer.window), time });
      }
      case 'none':
        return kind === 'expected'
          ? t('prompt.quiet.expected', { queue: queueName.value })
          : (helpless.value?.because ?? t('prompt.quiet.trouble'));
      case 'calm':
        return t(answer.late && !getProps().past ? 'prompt.quiet.calmLate' : 'prompt.quiet.calm');
    }
  });
  const waitText = ({ kind, min }: NonNullable<Situation['wait']>): string =>
    kind === 'longest' ? t('map.longest', { minutes: min }) : t(WAIT_KEYS[kind], { min });
  const left = computed((): LeftPart | null => {
    const { kind, level, queue: code, wait, prompted } = situation.value;
    const { snapshot, past, staleText } = getProps();
    if (staleText !== null || !snapshot.open) return null;
    const isOpen = open.value.length > 0;
    if (kind === 'calm')
      return isOpen && level !== 'overloaded'
        ? { testId: 'calm-now', level: 'normal', name: t('prompt.calmNow'), figures: [], todo: null }
        : null;
    const waiting = snapshot.queues.find((queue) => queue.code === code)?.waiting ?? 0;
    const people = kind === 'worst' ? [t('prompt.worst.people', { n: waiting })] : [];
    const figures = [...people, ...(wait === undefined ? [] : [waitText(wait)])];
    // the right part shows a prompt for another queue: the answer for this one goes here
    const todo = kind === 'worst' && isOpen && !prompted && !past ? answerText.value : null;
    return { testId: kind, level, name: queueName.value, figures, todo };
  });
  const level = computed(() => {
    const { snapshot, isTwin } = getProps();
    return snapshot.open && !isTwin ? worstLevel(snapshot.queues.map((queue) => queue.level)) : 'unknown';
  });
  const isCalm = computed(
    () =>
      getProps().staleText === null &&
      situation.value.kind !== 'worst' &&
      level.value !== 'unknown' &&
      openingOf(getProps().snapshot) === 'open',
  );
  const tone = computed(() =>
    getProps().staleText === null
      ? [level.value, ...(isCalm.value ? SEVERITY_CLASS[situation.value.level] : [])]
      : ['stale'],
  );
  const text = computed(() => {
    const { staleText, snapshot, isTwin, past } = getProps();
    if (staleText !== null) return staleText;
    const hours = openingOf(snapshot);
    if (hours === 'after-hours') {
      // people who came in time are still served: their number says when the day ends
      const waiting = snapshot.queues.reduce((sum, queue) => sum + queue.waiting, 0);
      const n = snapshot.kpis.openWindows;
      return waiting > 0 ? t('prompt.quiet.servingOut', { waiting, n }) : t('prompt.quiet.afterHours', { n });
    }
    if (hours === 'closed') return t('prompt.quiet.closed');
    if (isTwin) return t('prompt.quiet.twin');
    return past && situation.value.kind === 'worst' ? t('prompt.quiet.past') : answerText.value;
  });
  return { open, shown, situation, left, isCalm, tone, text, helpless };
}
