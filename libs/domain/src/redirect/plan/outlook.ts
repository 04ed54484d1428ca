import { FluidModel } from '../fluid';
import type { RedirectParams } from '../params';
import type { RedirectView, WindowView } from '../view';

/** How a day may turn out: factors on the demand of each queue. Overloads teach more than the mean day, on which nobody waits. */
interface Future {
  readonly factor: (queue: number) => number;
  readonly weight: number;
}

/** Branches that are thought busier one at a time: in a hall of many those with most work, for a plan must not take long. */
const BUSIER = 4;

function futures({ queues }: RedirectView): Future[] {
  const work = queues.map((q) => q.meanMin * Array.from(q.ratePerMin).reduce((sum, rate) => sum + rate, 0));
  const busier = queues
    .map((_, b) => b)
    .sort((a, b) => (work[b] ?? 0) - (work[a] ?? 0))
    .slice(0, BUSIER);
  return [
    { factor: () => 1.03, weight: 2 },
    { factor: () => 1.15, weight: 2 },
    ...busier.map((b) => ({ factor: (q: number) => (q === b ? 1.3 : 1.03), weight: 2 / busier.length })),
  ];
}

/** Minutes of one step of the look-ahead over a whole day. */
const STEP_MIN = 10;

/** The rest of the day under several futures at once: what a plan is judged by while it is being made. */
export class Outlook {
  private readonly models: { model: FluidModel; weight: number }[];

  constructor(
    readonly view: RedirectView,
    readonly params: RedirectParams,
  ) {
    // Plain fluid: the futures already carry the uncertainty, and a whole day is planned in a fraction of a second.
    const coarse = { ...params, stepMin: STEP_MIN, noise: 0 };
    const horizon = Math.max(STEP_MIN, view.closeMin - view.nowMin);
    this.models = futures(view).map(({ factor, weight }) => ({
      model: new FluidModel(
        {
          ...view,
          queues: view.queues.map((q, b) => ({
            ...q,
            demandRatio: Float64Array.from(q.demandRatio, (r) => r * factor(b)),
          })),
        },
        coarse,
        horizon,
      ),
      weight,
    }));
  }

  /** Expected person-minutes of waiting, weighted over the futures. */
  cost(): number {
    let sum = 0;
    for (const { model, weight } of this.models) sum += weight * model.run();
    return sum;
  }

  replace(index: number, window: WindowView): void {
    for (const { model } of this.models) model.replace(index, window);
  }

  guide(queue: number, factor: number, fromMin: number, untilMin: number): void {
    for (const { model } of this.models) model.scaleInflow(queue, factor, fromMin, untilMin);
  }
}
