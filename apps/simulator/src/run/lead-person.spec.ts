import { CockpitError } from '../cockpit';
import { LeadPerson, leadOf } from './lead-person';

const MADE = '2026-11-16T08:30:00+08:00';

/** The cockpit as far as a plan goes: who adopts it first has adopted it. */
function cockpit() {
  const done: string[] = [];
  const state = { offered: true, taken: false, on: true, adopted: undefined as object | undefined };
  return {
    done,
    state,
    accept: () => Promise.resolve(null),
    decline: () => Promise.resolve(null),
    get: (path: string) => {
      if (path.endsWith('/simulation'))
        return Promise.resolve({ hall: 'H32', speed: 10, autoAccept: state.on }) as never;
      done.push(`GET ${path}`);
      return Promise.resolve({ adopted: state.adopted }) as never;
    },
    receivePlan: (_: string, __: string, windowId: string) => Promise.resolve(done.push(`received ${windowId}`)),
    live: () => Promise.resolve(state.offered ? { planOffer: { madeAt: MADE } } : {}) as never,
    send: (method: string, path: string, body: unknown) => {
      if (state.taken) return Promise.reject(new CockpitError(409, 'plan-changed'));
      done.push(`${method} ${path} ${JSON.stringify(body)}`);
      if (path.endsWith('/issue')) state.offered = false;
      return Promise.resolve(null);
    },
  };
}

describe('the simulated shift lead', () => {
  it('is a shift lead of its hall alone', () => {
    expect(leadOf('H32')).toEqual({ name: '仿真值班长', role: 'supervisor', halls: ['H32'] });
  });

  it('adopts the plan of the day and tells it to the windows, once, after one to three minutes', async () => {
    const desk = cockpit();
    const lead = new LeadPerson('H32', desk);
    const adopted: number[] = [];
    for (let minute = 10; minute < 20; minute += 0.5) {
      const before = desk.done.length;
      await lead.considerPlan(minute);
      if (desk.done.length > before) adopted.push(minute);
    }
    expect(desk.done).toEqual([
      `POST /v1/halls/H32/plan/adopt ${JSON.stringify({ madeAt: MADE, moves: [] })}`,
      `POST /v1/halls/H32/plan/issue ${JSON.stringify({ madeAt: MADE })}`,
    ]);
    expect(adopted).toHaveLength(1);
    expect(adopted[0]).toBeGreaterThanOrEqual(11);
    expect(adopted[0]).toBeLessThanOrEqual(14);
  });

  const looks = async (desk: ReturnType<typeof cockpit>, at: (minute: number) => void = () => undefined) => {
    desk.state.offered = false;
    const lead = new LeadPerson('H32', desk);
    const looked: (number | string)[] = [];
    for (let minute = 10; minute < 200; minute += 1) {
      at(minute);
      const before = desk.done.length;
      await lead.considerPlan(minute);
      await new Promise(setImmediate);
      if (desk.done.length > before) looked.push(minute, ...desk.done.slice(before));
    }
    return looked;
  };

  it('has a plan made where none is offered, and anew a few times, for what it is made of comes later', async () => {
    const [once, again] = ['GET /v1/halls/H32/plan', 'GET /v1/halls/H32/plan?at=now'];
    expect(await looks(cockpit())).toEqual([...[10, once], ...[40, once, again], ...[70, once, again]]);
  });

  it('makes none beside one that somebody has adopted', async () => {
    const desk = cockpit();
    const adopts = (minute: number): void => {
      if (minute === 20) desk.state.adopted = { by: '值班长', at: MADE };
    };
    expect(await looks(desk, adopts)).toEqual([...[10, 'GET /v1/halls/H32/plan'], ...[40, 'GET /v1/halls/H32/plan']]);
  });

  it('leaves a plan to whoever was quicker', async () => {
    const desk = cockpit();
    const lead = new LeadPerson('H32', desk);
    await lead.considerPlan(10);
    desk.state.taken = true;
    await lead.considerPlan(20);
    expect(desk.done).toEqual([]);
  });

  it('asks whether it is switched on', async () => {
    const desk = cockpit();
    const lead = new LeadPerson('H32', desk);
    expect(await lead.isOn()).toBe(true);
    desk.state.on = false;
    expect(await lead.isOn()).toBe(false);
  });
});
