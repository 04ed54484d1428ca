import type { HallPlan, PlanTrial } from '@cockpit/contracts';
import { flushPromises } from '@vue/test-utils';
import { composed } from '../../testing/mounted';
import { refusal, serve, type Server } from '../../testing/server';
import { usePlanChange, type PlanChanging } from './use-plan';

const at = (time: string): string => new Date(`2026-10-26T${time}:00+08:00`).toISOString();
const absence = {
  windowId: 'w1',
  number: '1',
  officerId: 'o',
  kind: 'break' as const,
  from: at('10:00'),
  until: at('10:10'),
  rosteredFrom: null,
};
const planOf = (more: Partial<HallPlan> = {}): HallPlan => ({
  hall: 'H1',
  day: '2026-10-26',
  madeAt: at('09:00'),
  links: [],
  openings: [],
  guides: [],
  violations: [],
  absences: [absence],
  forced: [],
  presence: [],
  worth: null,
  worthUnknown: null,
  ...more,
});

describe('a plan that is being changed', () => {
  let server: Server;
  let kept: HallPlan;
  let take: () => unknown;
  let plan: PlanChanging;
  let close = (): void => undefined;
  const answered = async (): Promise<void> => {
    for (let i = 0; i < 3; i++) await flushPromises();
  };
  beforeEach(async () => {
    kept = planOf();
    take = () => kept;
    server = serve({
      'GET /v1/halls/H1/plan': () => kept,
      'POST /v1/halls/H1/plan/trial': (): PlanTrial => ({
        plan: planOf({ presence: [{ queue: 'hz', slots: [] }] }),
        before: null,
        objections: [],
        allowed: true,
      }),
      'POST /v1/halls/H1/plan/adopt': () => take(),
      'POST /v1/halls/H1/plan/issue': () => take(),
      'POST /v1/halls/H1/plan/answer': () => ({}),
    });
    const { value, page } = await composed(() => usePlanChange(() => 'H1'));
    plan = value;
    close = () => {
      page.unmount();
    };
    await answered();
  });
  afterEach(() => {
    close();
    server.close();
  });
  const sent = (rest: string) => server.asked.filter(({ path }) => path.endsWith(rest)).map(({ body }) => body);
  const moved = { windowId: 'w1', kind: 'break', from: at('10:00'), to: at('10:30') };

  it('is tried with each move, and shows the absence where it would be', async () => {
    expect([plan.trial.value, sent('/trial')]).toEqual([null, []]);
    plan.move(absence, Date.parse(at('10:30')));
    await answered();
    expect(sent('/trial')).toEqual([{ madeAt: at('09:00'), moves: [moved] }]);
    expect(plan.shown.value?.absences[0]).toMatchObject({ from: at('10:30'), until: at('10:40') });
    expect(plan.trial.value?.allowed).toBe(true);
    // and back where it was: there is nothing to try any more
    plan.move(absence, Date.parse(at('10:00')));
    await answered();
    expect(plan.shown.value?.absences[0]?.from).toBe(at('10:00'));
  });

  it('is put in force with its moves, which are then part of it', async () => {
    plan.move(absence, Date.parse(at('10:30')));
    await answered();
    kept = planOf({ absences: [{ ...absence, from: at('10:30'), until: at('10:40') }], moved: 1 });
    await plan.adopt();
    expect(sent('/adopt')).toEqual([{ madeAt: at('09:00'), moves: [moved] }]);
    expect([plan.moves.value, plan.plan.value?.moved, plan.busy.value]).toEqual([[], 1, false]);
  });

  it('is looked up where no answer came: what was done is not reported as failed, and what was not keeps its moves', async () => {
    plan.move(absence, Date.parse(at('10:30')));
    await answered();
    take = () => {
      throw new TypeError('no line');
    };
    await plan.adopt();
    expect([plan.moves.value.length, plan.plan.value?.adopted]).toEqual([1, undefined]);
    const adopted = { by: '李', at: at('09:05') };
    take = () => {
      kept = planOf({ madeAt: at('09:06'), moved: 1, adopted });
      return refusal(504, 'http-error');
    };
    await plan.adopt();
    expect([plan.moves.value, plan.plan.value?.adopted]).toEqual([[], adopted]);
    take = () => {
      kept = { ...kept, issued: adopted };
      throw new TypeError('no line');
    };
    await plan.issue();
    expect(plan.plan.value?.issued).toEqual(adopted);
  });

  it('keeps its moves when it is refused, and is sent once however often somebody presses', async () => {
    plan.move(absence, Date.parse(at('10:30')));
    await answered();
    take = () => refusal(409, 'conflict');
    await Promise.all([plan.adopt(), plan.adopt()]);
    expect([sent('/adopt').length, plan.moves.value.length, plan.busy.value]).toEqual([1, 1, false]);
  });

  it('drops its moves when another plan has been made meanwhile: they were of the one before', async () => {
    plan.move(absence, Date.parse(at('10:30')));
    await answered();
    kept = planOf({ madeAt: at('09:30') });
    await plan.remake();
    await answered();
    expect(server.asked.filter(({ path }) => path.endsWith('/plan')).map(({ query }) => query.get('at'))).toEqual([
      ...[null, 'now'],
    ]);
    expect([plan.moves.value, plan.trial.value]).toEqual([[], null]);
    expect(plan.shown.value?.absences[0]?.from).toBe(at('10:00'));
  });

  it('is told to the windows as the plan it is', async () => {
    await plan.issue();
    expect(sent('/issue')).toEqual([{ madeAt: at('09:00') }]);
  });

  it('of which a window was told in person has that kept of the plan in force, not of a later proposal', async () => {
    await plan.told('w1');
    kept = planOf({ madeAt: at('09:30'), inForce: { madeAt: at('08:00'), adopted: { by: '李', at: at('08:05') } } });
    await plan.refresh();
    await plan.told('w1');
    expect(sent('/answer')).toMatchObject([
      { windowId: 'w1', madeAt: at('09:00') },
      { windowId: 'w1', madeAt: at('08:00') },
    ]);
  });
});
