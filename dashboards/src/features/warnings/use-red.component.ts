import type { Warning } from '@cockpit/contracts';
import { within } from '../../testing/within';
import { useSessionStore } from '../session/store';
import { fetchHalls } from '../halls/api';
import { fetchRed } from './api';
import { useRed } from './use-red';

jest.mock('./api', () => ({ fetchRed: jest.fn() }));
jest.mock('../halls/api', () => ({ fetchHalls: jest.fn() }));
const asked = jest.mocked(fetchRed);
const red = (id: string, more: Partial<Warning> = {}): Warning =>
  ({ id, severity: 'red', condition: 'firing', handling: 'new', ...more }) as Warning;
const caller = (role: 'supervisor' | 'officer') => ({ id: 'u', name: '王', role, halls: 'all' }) as never;

describe('red warnings of one’s halls', () => {
  const icon: (number | null)[] = [];
  beforeEach(() => {
    jest.useFakeTimers();
    icon.length = 0;
    Object.assign(navigator, {
      setAppBadge: (count: number) => Promise.resolve(icon.push(count)),
      clearAppBadge: () => Promise.resolve(icon.push(null)),
    });
    asked.mockReset().mockResolvedValue([]);
    jest.mocked(fetchHalls).mockResolvedValue([{ code: 'H-T', twinOf: 'H' }] as never);
  });
  afterEach(() => {
    jest.useRealTimers();
    jest.restoreAllMocks();
  });

  const opened = (role: 'supervisor' | 'officer') =>
    within(() => {
      useSessionStore().caller = caller(role);
      return useRed(() => true);
    });

  it('are counted while nobody has taken them, on the icon too, also when nobody looks at the page', async () => {
    jest.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden');
    const { value, stop } = opened('supervisor');
    await jest.advanceTimersByTimeAsync(10);
    expect(value.count.value).toBe(0);
    asked.mockResolvedValue([red('a'), red('b'), red('c', { handling: 'acknowledged' })]);
    await jest.advanceTimersByTimeAsync(15_000);
    expect(value.count.value).toBe(2);
    asked.mockResolvedValue([]);
    await jest.advanceTimersByTimeAsync(15_000);
    stop();
    expect(icon).toEqual([2, null, null]);
  });

  it('count once where a twin is played beside the hall', async () => {
    const { value, stop } = opened('supervisor');
    asked.mockResolvedValue([red('a', { hall: 'H' }), red('b', { hall: 'H-T' })]);
    await jest.advanceTimersByTimeAsync(15_000);
    expect(value.count.value).toBe(1);
    stop();
  });

  it('are not asked for by those who cannot answer them', async () => {
    const { stop } = opened('officer');
    await jest.advanceTimersByTimeAsync(15_000);
    expect(asked).not.toHaveBeenCalled();
    stop();
  });
});
