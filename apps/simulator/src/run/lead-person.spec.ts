import { CockpitError } from '../cockpit';
import { LeadPerson, leadOf } from './lead-person';

const MADE = '2026-11-16T08:30:00+08:00';

/** The cockpit as far as a plan goes: who adopts it first has adopted it. */
function cockpit() {
  const done: string[] = [];
  const state = { offered: true, taken: false, on: true, worth: null as object | null };
  return {
    done,
    state,
    accept: () => Promise.resolve(null),
    decline: () => Promise.resolve(null),
    get: (path: string) => {
      if (!path.endsWith('/plan')) return Promise.resolve({ hall: 'H32', speed: 10, autoAccept: state.on }) as never;
      done.push(`GET ${path}`);
      return Promise.resolve({ worth: state.worth }) as never;
    },
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

  it('has a plan made where none is offered, and looks again until it is told what that is worth', async () => {
    const desk = cockpit();
    desk.state.offered = false;
    const lead = new LeadPerson('H32', desk);
    const looked: number[] = [];
    for (let minute = 10; minute < 60; minute += 1) {
      if (minute === 25) desk.state.worth = { cut: 0.1 };
      const before = desk.done.length;
      await lead.considerPlan(minute);
      if (desk.done.length > before) looked.push(minute);
    }
    expect(looked).toEqual([10, 20, 30]);
    expect(new Set(desk.done)).toEqual(new Set(['GET /v1/halls/H32/plan']));
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
