import { checkMeasure } from './check-prompt';
import { CONFIG, NAMES, hall, opened, type FixtureEvent } from './hall.fixture';

const [W1, W2, ITEM] = [NAMES.window(0), NAMES.window(1), NAMES.item(0, 0)];
const TERMINALS = CONFIG.hall.terminals.map(({ id }) => id);

const link = { kind: 'link', windowId: W1, until: null } as const;
const guide = { kind: 'guide', item: ITEM, until: null } as const;

describe('what stops a measure, whoever wants it', () => {
  it('is nothing where the window works, the terminal is up and the doors are open', () => {
    expect(checkMeasure(link, hall([opened(W1)]))).toEqual([]);
    expect(checkMeasure(guide, hall([]))).toEqual([]);
  });

  it('is doors that are shut: before opening, at noon, after closing', () => {
    const noon = {
      ...CONFIG,
      open: [
        { from: NAMES.opening, to: NAMES.opening + 210 * 60_000 },
        { from: NAMES.opening + 270 * 60_000, to: NAMES.opening + 540 * 60_000 },
      ],
    };
    for (const minute of [-5, 210, 269, 540])
      expect([minute, checkMeasure(link, hall([opened(W1)], minute, noon))]).toEqual([minute, ['hall-closed']]);
    for (const minute of [0, 209, 270, 539])
      expect([minute, checkMeasure(link, hall([opened(W1)], minute, noon))]).toEqual([minute, []]);
  });

  it('is a window that cannot do it as it stands', () => {
    const stands = (...told: FixtureEvent[]) => checkMeasure(link, hall([opened(W1), opened(W2), ...told]));
    expect(stands(['hall.window.paused', { windowId: W1, reason: 'break' }])).toEqual(['window-paused']);
    expect(stands(['hall.window.fault', { windowId: W1, device: 'workstation', code: 'x' }])).toEqual(['window-fault']);
    expect(stands(['hall.window.closed', { windowId: W1 }])).toEqual(['window-closed']);
    expect(stands(['hall.window.paused', { windowId: W2, reason: 'break' }])).toEqual([]);
    expect(checkMeasure({ ...link, kind: 'open' }, hall([opened(W1)]))).toEqual(['window-open']);
    expect(checkMeasure({ ...link, kind: 'recall' }, hall([opened(W1)]))).toEqual(['window-present']);
  });

  it('is a terminal the hall does not have, or that is down; a phone needs none', () => {
    const down = TERMINALS.map((terminalId): FixtureEvent => ['hall.terminal.fault', { terminalId, code: 'PAPER' }]);
    const none = { ...CONFIG, hall: { ...CONFIG.hall, terminals: [] } };
    const other = {
      ...CONFIG,
      hall: { ...CONFIG.hall, terminals: CONFIG.hall.terminals.map((one) => ({ ...one, items: [NAMES.item(0, 1)] })) },
    };
    for (const state of [hall(down), hall([], 10, none), hall([], 10, other)]) {
      expect(checkMeasure(guide, state)).toEqual(['no-terminal']);
      expect(checkMeasure({ ...guide, channel: 'mobile' }, state)).toEqual([]);
    }
    expect(checkMeasure(guide, hall(down.slice(1)))).toEqual([]);
  });

  it('is an end after the doors are shut', () => {
    expect(checkMeasure({ ...guide, until: NAMES.opening + 541 * 60_000 }, hall([], 530))).toEqual([
      'ends-after-closing',
    ]);
  });
});
