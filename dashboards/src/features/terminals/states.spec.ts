import type { Terminal } from '@cockpit/contracts';
import { byTrouble, countByState, MARK_OF, STATES } from './states';

const terminal = (terminalId: string, state: Terminal['state']): Terminal => ({
  terminalId,
  state,
  name: terminalId,
  since: null,
  faultCode: null,
  lastHeartbeatAt: null,
  lastSeenAt: null,
  usesToday: 0,
  usedSecToday: 0,
  faultsToday: 0,
  silentAfterSec: 900,
});
const SOME = [terminal('3', 'up'), terminal('2', 'silent'), terminal('4', 'fault'), terminal('1', 'up')];

describe('how terminals stand', () => {
  it('begins with what is wrong, and goes on by their ids', () => {
    expect([...SOME].sort(byTrouble).map(({ terminalId }) => terminalId)).toEqual(['4', '2', '1', '3']);
  });

  it('is counted, also what none is', () => {
    expect(countByState(SOME)).toEqual({ fault: 1, silent: 1, unknown: 0, up: 2 });
  });

  it('is told apart by its shape', () => {
    expect(new Set(STATES.map((state) => MARK_OF[state])).size).toBe(STATES.length);
  });
});
