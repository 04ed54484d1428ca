import type { LiveHall, LiveQueue, Prompt } from '@cockpit/contracts';
import { computed, type ComputedRef } from 'vue';
import { useI18n } from 'vue-i18n';
import { minutes, timeOfDay } from '../../shared/format';
import { useTrouble } from '../queues/use-trouble';
import { openWarnings } from '../warnings/order';
import {
  agreedFor,
  changes,
  firstTold,
  headline,
  openPrompts,
  promptsInForce,
  stageOf,
  type Names,
  type QueueChange,
} from './headline';
import { freeWindows, listed, type HelplessLine } from './helpless';
import {
  expectedByPrompt,
  expectedByQueue,
  expectedByWarning,
  firstBack,
  toChase,
  unconfirmed,
  waitAhead,
  type Expected,
  type Situation,
} from './situation';
import { useHeadlineText } from './use-headline-text';
import { useHelpless } from './use-helpless';

export interface Shown {
  snapshot: LiveHall;
  names: Names;
  /** hall time, epoch ms */
  now: number;
  /** a hall kept for comparison is given no prompts */
  isTwin: boolean;
  past?: boolean | undefined;
}

export interface HallSituation {
  /** prompts that stand open, that of the moment first */
  open: ComputedRef<Prompt[]>;
  /** what the prompt of the moment changes, the queue that it is for first */
  shown: ComputedRef<QueueChange[]>;
  /** queues that somebody should act on */
  trouble: ComputedRef<LiveQueue[]>;
  /** the trouble that the band speaks of */
  worst: ComputedRef<LiveQueue | null>;
  expected: ComputedRef<Expected | null>;
  /** what remains for that trouble where nothing can be prompted for it */
  answer: ComputedRef<HelplessLine | null>;
  /** what to do first for that trouble or for the wait that is expected, besides the prompt; null: nothing is known */
  todo: ComputedRef<string | null>;
  /** who is to be asked after what was agreed to and nobody has confirmed for longest; null: nobody */
  chased: ComputedRef<string | null>;
  /** what stands at the left of the band; null: nothing does */
  situation: ComputedRef<Situation | null>;
  /** code of the queue that the band begins with, so that whatever stands below can begin with it too */
  told: ComputedRef<string | undefined>;
}

/** What is wrong in a hall and what to do about it, so that both are read as one. */
export function useSituation(of: () => Shown): HallSituation {
  const { t } = useI18n();
  const helpless = useHelpless();
  const textOf = useHeadlineText();
  const { trouble, worstOr } = useTrouble(() => of().snapshot);
  const open = computed(() => openPrompts(of().snapshot.prompts, of().now));
  const shown = computed(() => (open.value[0] === undefined ? [] : changes(open.value[0], of().names)));
  const main = computed(() => shown.value[0] ?? null);
  /** what is proposed, and where people are sent already: neither is said again */
  const beside = computed(() => [
    ...open.value,
    ...promptsInForce(of().snapshot.prompts, of().now).filter(({ windowId }) => windowId === undefined),
  ]);
  const remains = (first: string | undefined): HelplessLine | null =>
    of().snapshot.open && !of().isTwin ? helpless(of().snapshot, beside.value, { first }) : null;
  /** The first queue in trouble that a window can help, although no prompt names it. */
  const helped = (): string | undefined =>
    trouble.value.find(({ code }) => {
      const line = remains(code);
      return line?.queue === code && (line.untold !== null || freeWindows(of().snapshot.windows, code).length > 0);
    })?.code;
  /**
   * The worst of all; of those about as bad the one that the prompt is for, or without a prompt the one that a window can help or of which it
   * is said what remains: trouble and measure are read as one.
   */
  const worst = computed(() => {
    if (open.value.length > 0) return worstOr(main.value?.code);
    const byWindow = helped();
    const first = worstOr(byWindow);
    return first?.code === byWindow ? first : worstOr(remains(trouble.value[0]?.code)?.queue);
  });
  const answer = computed(() => {
    const line = remains(worst.value?.code);
    return line?.queue === worst.value?.code ? line : null;
  });
  const expected = computed(() => {
    if (worst.value !== null || !of().snapshot.open || of().isTwin) return null;
    return open.value.length > 0
      ? expectedByPrompt(main.value, of().snapshot.queues)
      : (expectedByQueue(of().snapshot.queues) ?? expectedByWarning(of().snapshot.warnings));
  });
  /** the measure that somebody has yet to confirm, and who that is */
  const toConfirm = (prompt: Prompt): { what: string; who: string } => {
    const what = headline(prompt, of().names);
    return { what: textOf(what), who: t(`prompt.asked.${firstTold(prompt)?.to ?? 'guide'}`, { window: what.window }) };
  };
  const chased = computed(() => {
    const [late] = unconfirmed(promptsInForce(of().snapshot.prompts, of().now), of().now);
    return late === undefined ? null : toConfirm(late.prompt).who;
  });
  const codeOf = (queue: string): string | null =>
    of().snapshot.queues.find(({ name }) => name === queue)?.code ?? null;
  const todo = computed(() => {
    const code = worst.value?.code ?? (expected.value === null ? null : codeOf(expected.value.queue));
    if (code === null || of().past) return null;
    const late = toChase(code, of().snapshot, of().names, of().now);
    if (late !== null) return t('prompt.chase', { ...toConfirm(late.prompt), min: late.min });
    const first = answer.value?.first ?? null;
    if (first !== null) return first;
    const free = freeWindows(of().snapshot.windows, code);
    if (free.length > 0) return t('prompt.helpless.call', listed(free, t('prompt.helpless.and')));
    const { doing, waiting } = agreedFor(code, of().snapshot.prompts, of().names, of().now);
    if (doing > 0) return t('prompt.quiet.underWay', { n: doing });
    if (waiting !== null)
      return t(`prompt.quiet.${stageOf(waiting) === 'finishes' ? 'finishes' : 'toConfirm'}`, toConfirm(waiting));
    const back = firstBack(code, of().snapshot);
    return back === null
      ? null
      : t('prompt.back', { window: back.number, time: timeOfDay(back.at, of().snapshot.timeZone) });
  });
  const waitsIn = (queue: LiveQueue): Omit<Situation, 'kind' | 'todo'> => {
    const { code, level, name, waiting, longestWaitSec } = queue;
    const ahead = waitAhead(queue);
    const longest = longestWaitSec === null ? [] : [t('map.longest', { minutes: minutes(longestWaitSec) })];
    const wait = ahead === null ? longest : [t('prompt.expectedNow', { min: ahead })];
    return { level, queue: code, name, figures: [t('prompt.worst.people', { n: waiting }), ...wait] };
  };
  const situation = computed((): Situation | null => {
    if (worst.value !== null) {
      // what is done about it stands beside it, unless the prompt is for another queue
      const isBeside = open.value.length === 0 || main.value?.code === worst.value.code;
      const answered = isBeside || of().past ? null : (todo.value ?? t('prompt.quiet.trouble'));
      return { kind: 'worst', ...waitsIn(worst.value), todo: answered };
    }
    if (expected.value !== null) {
      const { queue: name, min, said } = expected.value;
      const figures = [t(`prompt.${said}`, { min })];
      return { kind: 'expected', level: 'busy', queue: codeOf(name), name, figures, todo: null };
    }
    const isWarned = openWarnings(of().snapshot.warnings).some(({ severity }) => severity === 'red');
    if (open.value.length === 0 || isWarned) return null;
    // where some queue is marked as busy not all is calm, although nobody need act for it
    const minor = expectedByQueue(of().snapshot.queues);
    const calm = { kind: 'calm-now', level: 'normal', queue: null, todo: null } as const;
    return minor === null
      ? { ...calm, name: t('prompt.calmNow'), figures: [] }
      : { ...calm, name: t('prompt.mostlyCalm'), figures: [t('prompt.watch', { queue: minor.queue })] };
  });
  const told = computed(() => situation.value?.queue ?? undefined);
  return { open, shown, trouble, worst, expected, answer, todo, chased, situation, told };
}
