import type { PredictedChange } from '@cockpit/contracts';
import { pick } from '../numeric';
import { CLOSING_SOON_MIN } from '../predict/what-if';
import { FluidModel, type NewcomerWait } from './fluid';
import { normalQuantile } from './residual';
import type { RedirectParams } from './params';
import type { RedirectView } from './view';

/** Minutes from now at which the wait of a newcomer is looked at: a link that stands shows what it does over the hours it stands. */
const MOMENTS = [0, 15, 30, 45, 60, 75, 90, 120, 150, 180, 210, 240] as const;
/** How many of these come within so many minutes. */
const within = (minutes: number): number => MOMENTS.filter((moment) => moment <= minutes).length;
/**
 * Of these, the moments in which trouble is looked for, and in which what passes by itself is judged: what lies further ahead may still come
 * otherwise.
 */
export const FORESEEN = within(90);
/** The moments for which a window is moved although its queue is not busy yet. */
export const WITHIN_TWO_HOURS = within(120);
const AHEAD_MIN = 242;

/** A queue that is busy or worse, or surely will be. */
export interface Trouble {
  readonly queue: number;
  /** the wait that makes it one, minutes: of the head of the line, of newcomers, or of those who come later at the least */
  readonly waitMin: number;
  /** that wait against the queue's target; 1 and more is overloaded */
  readonly share: number;
  /** the same of those who wait now and of newcomers, whatever is still to come */
  readonly nowShare: number;
  /** nobody has to wait that long yet, but by the look-ahead somebody will */
  readonly coming: boolean;
  /** how long it lasts from now by the look-ahead, as far as it is looked for, minutes */
  readonly lastsMin: number;
}

/** The look-ahead over the next four hours: what becomes of the queues, and what a measure changes in that. */
export class LookAhead {
  readonly fluid: FluidModel;

  constructor(
    readonly view: RedirectView,
    readonly params: RedirectParams,
  ) {
    this.fluid = new FluidModel(view, params, AHEAD_MIN);
  }

  /**
   * Queues in trouble, worst first. Now: somebody waits, and the head of the line or the P80 of newcomers is at a good part of the target.
   * Coming: by the look-ahead that P80 will be at some moment of that time. It is an expectation, not a certainty. Nothing else is trouble.
   */
  troubles(waits: readonly (readonly NewcomerWait[])[] = this.waits()): Trouble[] {
    const { view, params } = this;
    const found = view.queues.flatMap(({ waiting, headAgeMin, waitTargetMin }, queue): Trouble[] => {
      const [first, ...later] = pick(waits, queue).slice(0, FORESEEN);
      const now = waiting === 0 ? 0 : Math.max(headAgeMin, first?.p80Min ?? 0);
      const waitMin = Math.max(now, ...later.map(({ p80Min }) => p80Min));
      const last = pick(waits, queue).findLastIndex(({ p80Min }) => p80Min >= params.busyShare * waitTargetMin);
      const lastsMin = MOMENTS[Math.min(last, MOMENTS.length - 1)] ?? 0;
      const target = Math.max(1, waitTargetMin);
      const share = waitMin / target;
      return share < params.busyShare
        ? []
        : [{ queue, waitMin, share, nowShare: now / target, coming: now < params.busyShare * waitTargetMin, lastsMin }];
    });
    return found.sort((a, b) => b.share - a.share || a.queue - b.queue);
  }

  /** People of each queue who still wait when the hall closes, with the measures applied now; null while that is far off. */
  leftAtClosing(): Float64Array | null {
    const leftMin = this.view.closeMin - this.view.nowMin;
    return leftMin > CLOSING_SOON_MIN ? null : this.fluid.peopleAt(leftMin);
  }

  /** Waits of newcomers by queue and moment, with the measures applied now. */
  waits(): NewcomerWait[][] {
    const paths = this.fluid.paths();
    return this.view.queues.map((_, queue) => MOMENTS.map((moment) => this.fluid.newcomerWait(queue, moment, paths)));
  }
}

/** The wait that four in five newcomers stay below, without and with a measure, minutes. */
export interface Relief {
  /** minutes until those come who are relieved */
  readonly inMin: number;
  readonly beforeP80Min: number;
  readonly afterP80Min: number;
}

const Z80 = normalQuantile(0.8);

/** Least minutes that anybody would call a relief. */
const NOTICED_MIN = 2;

/** Whether a wait that four in five stay below falls by enough to be worth a prompt. */
export function isRelief(beforeP80Min: number, afterP80Min: number, params: RedirectParams): boolean {
  const gain = beforeP80Min - afterP80Min;
  return gain >= params.reliefMin || (gain >= NOTICED_MIN && gain >= params.reliefShare * beforeP80Min);
}

export type FallOfWait = Pick<PredictedChange, 'beforeP80Sec' | 'afterP80Sec'>;
export type Threshold = Pick<RedirectParams, 'reliefMin' | 'reliefShare'>;

/** Whether a wait that four in five stay below falls by as many minutes, or by as large a share of it, as a prompt must be worth. */
export const isWorth = ({ beforeP80Sec, afterP80Sec }: FallOfWait, { reliefMin, reliefShare }: Threshold): boolean => {
  const gain = beforeP80Sec - afterP80Sec;
  return gain > 0 && (gain >= reliefMin * 60 || gain >= reliefShare * beforeP80Sec);
};

/** The same, also as people read it: in whole minutes, and by two at least. */
export const isWorthAsRead = (waits: FallOfWait, params: RedirectParams): boolean =>
  isWorth(waits, params) && isRelief(Math.round(waits.beforeP80Sec / 60), Math.round(waits.afterP80Sec / 60), params);

/**
 * The moment at which a queue is relieved most, if that is enough.
 * @param leaving share of those concerned who need not wait at all any more
 */
export function relief(
  before: readonly NewcomerWait[],
  after: readonly NewcomerWait[],
  params: RedirectParams,
  leaving = 0,
): Relief | undefined {
  const spread = normalQuantile((0.8 - leaving) / (1 - leaving)) / Z80;
  let best: Relief | undefined;
  before.forEach(({ p80Min: beforeP80Min }, moment) => {
    const stay = after[moment];
    if (stay === undefined) return;
    const afterP80Min = stay.p50Min + spread * (stay.p80Min - stay.p50Min);
    if (!isRelief(beforeP80Min, afterP80Min, params)) return;
    if (best === undefined || beforeP80Min - afterP80Min > best.beforeP80Min - best.afterP80Min)
      best = { inMin: MOMENTS[moment] ?? 0, beforeP80Min, afterP80Min };
  });
  return best;
}
