import { has } from '../queueSet';
import { isLeftAlone, isPending, isResting, lapsed } from './candidates';
import type { Consideration } from './decide';
import { bestHall } from './moves';
import type { RedirectParams } from './params';
import { isRepeated } from './repeated';
import type { RedirectView } from './view';

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
}

/** The worst trouble of those that people wait in now, where the prompt of the moment is not for it. What is only to come hides none of them. */
export function helpless(
  view: RedirectView,
  params: RedirectParams,
  { troubles, choice, refused }: Consideration,
): Helpless | undefined {
  const worst = troubles.find(({ coming }) => !coming);
  const queue = worst === undefined ? undefined : view.queues[worst.queue];
  if (worst === undefined || queue === undefined || choice?.trouble.queue === worst.queue) return undefined;
  const others = view.windows
    .map((window, index) => ({ window, index }))
    .filter(({ window }) => !window.reserve && !has(window.mask, worst.queue));
  const count = { unqualified: 0, away: 0, asked: 0, 'no-relief': 0 };
  for (const { window, index } of others) {
    const said = { kind: 'link', window: index, mask: window.skills } as const;
    if (!has(window.skills, worst.queue)) count.unqualified += 1;
    else if (window.condition === 'away' || window.condition === 'closed') count.away += 1;
    else if (
      isResting(view, params, index, window.skills) ||
      isRepeated(view, params, said, worst) ||
      view.past.some((p) => p.window === index && isPending(p, view.nowMin, params))
    )
      count.asked += 1;
    else count['no-relief'] += 1;
  }
  const reasons = (['unqualified', 'away', 'asked', 'no-relief'] as const).flatMap((code) =>
    count[code] === 0 ? [] : [{ code, params: { windows: count[code] } }],
  );
  return {
    queue: queue.code,
    waiting: queue.waiting,
    longestWaitSec: Math.round(queue.headAgeMin * 60),
    reasons: [
      ...reasons,
      ...(refused
        ? [
            isLeftAlone(view, params)
              ? { code: 'unanswered' as const, params: { lapsed: lapsed(view) } }
              : { code: 'attention-used' as const, params: {} },
          ]
        : []),
    ],
    remains: [...guides(view, worst.queue), ...halls(view, params, queue.code)],
  };
}

/** The item of the queue that takes most people off it, where newcomers are not guided already. */
function guides(view: RedirectView, queue: number): Helpless['remains'] {
  const best = view.items
    .filter((item) => item.queue === queue && item.channels.length > 0 && item.guidedUntilMin <= view.nowMin)
    .sort((a, b) => b.share - a.share)[0];
  return best === undefined
    ? []
    : [{ code: 'guide', params: { item: best.name, channel: best.channels[0] ?? 'self-service' } }];
}

function halls(view: RedirectView, params: RedirectParams, queue: string): Helpless['remains'] {
  const there = bestHall(view, params, queue);
  return there === undefined
    ? []
    : [{ code: 'other-hall', params: { hall: there.hall.name, minutes: Math.round(there.totalP50Min) } }];
}
