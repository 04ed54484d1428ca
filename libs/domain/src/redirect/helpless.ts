import { has } from '../queue-set';
import { ofAll, ofIdle, type Because } from './because';
import { isLeftAlone, isPending, isResting, lapsed } from './candidates';
import { consider, type Consideration, type ConsiderOptions } from './decide';
import { bestHall } from './moves';
import type { RedirectParams } from './params';
import { isRepeated } from './repeated';
import type { Trouble } from './trouble';
import type { QueueView, RedirectView } from './view';

type Params = Readonly<Record<string, string | number>>;

/** A queue in trouble for which nothing can be prompted: why, and what somebody can still do. Data; whoever shows it words it. */
export interface Helpless {
  readonly queue: string;
  readonly waiting: number;
  readonly longestWaitSec: number;
  readonly reasons: readonly {
    readonly code: 'unqualified' | 'away' | 'asked' | 'no-relief' | 'attention-used' | 'unanswered';
    readonly params: Params;
  }[];
  readonly remains: readonly { readonly code: 'guide' | 'other-hall'; readonly params: Params }[];
  /** the reason in one short clause: of each idle window that is qualified, and of all windows where none is; the first that is true is said */
  readonly because: readonly Because[];
  /** the window that would relieve it, of which no prompt is given: it was asked just now, or nobody answers */
  readonly untold?: { readonly windowId: string; readonly number: string };
}

/** So many queues are said at most: who looks at them needs the worst, and the ones that become it within the minute. */
const MOST = 3;

/**
 * The troubles that people wait in now and that the prompt of the moment is not for, the worst by how they wait now first. What is only to
 * come neither hides one nor puts another before it: the wall shows the queue that is worst now.
 * @param prompted codes of the queues that a prompt is given for at this minute. A measure that was chosen and that the simulation found to
 *   help too little is given for none, and is not named as one that would help
 */
export function helpless(
  view: RedirectView,
  params: RedirectParams,
  consideration: Consideration,
  prompted: ReadonlySet<string>,
  options: ConsiderOptions = {},
): Helpless[] {
  return consideration.troubles
    .filter(({ coming, queue }) => !coming && !prompted.has(view.queues[queue]?.code ?? ''))
    .sort((a, b) => b.nowShare - a.nowShare)
    .slice(0, MOST)
    .flatMap((trouble) => helplessIn(trouble, view, params, consideration, options) ?? []);
}

function helplessIn(
  worst: Trouble,
  view: RedirectView,
  params: RedirectParams,
  { refused, choice }: Consideration,
  options: ConsiderOptions,
): Helpless | undefined {
  const queue = view.queues[worst.queue];
  if (queue === undefined) return undefined;
  const others = view.windows
    .map((window, index) => ({ window, index }))
    .filter(({ window }) => !window.reserve && !has(window.mask, worst.queue));
  const count = { unqualified: 0, away: 0, asked: 0, 'no-relief': 0 };
  let agreed = 0;
  for (const { window, index } of others) {
    const said = { kind: 'link', window: index, mask: window.skills } as const;
    if (!has(window.skills, worst.queue)) count.unqualified += 1;
    else if (window.condition === 'away' || window.condition === 'closed') count.away += 1;
    else if (
      view.past.some(
        (p) => p.window === index && p.state === 'accepted' && p.mask !== undefined && has(p.mask, worst.queue),
      )
    )
      agreed += 1;
    else if (
      isResting(view, params, index, window.skills) ||
      isRepeated(view, params, said, worst) ||
      view.past.some((p) => p.window === index && isPending(p, view.nowMin, params))
    )
      count.asked += 1;
    else count['no-relief'] += 1;
  }
  const isRejected = choice?.trouble.queue === worst.queue;
  const untold = isRejected ? undefined : untoldFor(view, params, worst.queue, options);
  // while prompts are held back nobody has looked at the others: that they would not help is not known
  if (refused && untold !== undefined) count['no-relief'] = 0;
  const reasons = (['unqualified', 'away', 'asked', 'no-relief'] as const).flatMap((code) =>
    count[code] === 0 ? [] : [{ code, params: { windows: count[code] } }],
  );
  const held = refused ? (isLeftAlone(view, params) ? lapsed(view) : null) : undefined;
  const all = ofAll({ agreed, asked: count.asked, busy: count['no-relief'], away: count.away, held });
  return {
    queue: queue.code,
    waiting: queue.waiting,
    longestWaitSec: Math.round(queue.headAgeMin * 60),
    reasons: [
      ...(agreed === 0 ? [] : [{ code: 'asked' as const, params: { windows: agreed, answer: 'accepted' } }]),
      ...reasons,
      ...(held === undefined
        ? []
        : [
            held === null
              ? { code: 'attention-used' as const, params: {} }
              : { code: 'unanswered' as const, params: { lapsed: held } },
          ]),
    ],
    remains: [...guides(view, worst.queue), ...halls(view, params, queue)],
    because: [...ofIdle(view, params, worst), all],
    ...(untold === undefined ? {} : { untold }),
  };
}

/** What would be prompted for a queue if it did not matter how many prompts there are, nor what was proposed and not answered. What was declined stays declined. */
function untoldFor(
  view: RedirectView,
  params: RedirectParams,
  only: number,
  options: ConsiderOptions,
): Helpless['untold'] {
  const past = view.past.filter(({ state }) => state !== 'shown' && state !== 'expired');
  const free = { ...params, maxPerHour: Infinity, maxOpen: Infinity };
  const decision = consider({ ...view, past }, free, { ...options, only }).choice?.decision;
  const window = decision?.window === undefined ? undefined : view.windows[decision.window];
  return window === undefined ? undefined : { windowId: window.id, number: window.number };
}

/** The item of the queue that takes most people off it, where newcomers are not guided already. */
function guides(view: RedirectView, queue: number): Helpless['remains'] {
  const best = view.items
    .filter((item) => item.queue === queue && item.channels.length > 0 && item.guidedUntilMin <= view.nowMin)
    .sort((a, b) => b.share - a.share)[0];
  return best === undefined
    ? []
    : [
        {
          code: 'guide',
          params: { item: best.name, itemCode: best.code, channel: best.channels[0] ?? 'self-service' },
        },
      ];
}

/** The hall within reach where a newcomer is served soonest, where that is sooner than here. */
function halls(view: RedirectView, params: RedirectParams, queue: QueueView): Helpless['remains'] {
  const there = bestHall(view, params, queue.code);
  return there === undefined || there.totalP50Min >= (queue.predictedP50Min ?? Infinity)
    ? []
    : [{ code: 'other-hall', params: { hall: there.hall.name, minutes: Math.round(there.totalP50Min) } }];
}
