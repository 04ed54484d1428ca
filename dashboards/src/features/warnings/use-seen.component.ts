import type { Warning } from '@cockpit/contracts';
import { effectScope, nextTick, shallowRef } from 'vue';
import { ApiError } from '../../shared/http';
import { tellSeen } from './api';
import { useSeen } from './use-seen';

jest.mock('./api', () => ({ tellSeen: jest.fn() }));
const tell = jest.mocked(tellSeen);
const settle = async () => {
  for (let i = 0; i < 5; i += 1) await Promise.resolve();
  await nextTick();
};
let visible: DocumentVisibilityState = 'visible';

describe('warnings that a page shows', () => {
  beforeEach(() => {
    jest.useFakeTimers();
    visible = 'visible';
    jest.spyOn(document, 'visibilityState', 'get').mockImplementation(() => visible);
    tell.mockReset().mockResolvedValue();
  });
  afterEach(() => {
    jest.useRealTimers();
    jest.restoreAllMocks();
  });

  const opened = (ids: string[]) => {
    const shown = shallowRef<Pick<Warning, 'id'>[]>(ids.map((id) => ({ id })));
    const scope = effectScope();
    scope.run(() => {
      useSeen(() => shown.value);
    });
    return {
      shown,
      close: () => {
        scope.stop();
      },
    };
  };

  it('are told once each, and those that come later too', async () => {
    const page = opened(['a', 'b']);
    await settle();
    page.shown.value = [{ id: 'b' }, { id: 'c' }];
    await settle();
    await jest.advanceTimersByTimeAsync(20_000);
    page.close();
    expect(tell.mock.calls).toEqual([[['a', 'b']], [['c']]]);
  });

  it('are told again when that failed, and not while the page is in the background', async () => {
    visible = 'hidden';
    const page = opened(['a']);
    await jest.advanceTimersByTimeAsync(6_000);
    expect(tell).not.toHaveBeenCalled();
    visible = 'visible';
    tell.mockRejectedValueOnce(new ApiError({ type: 'about:blank', title: 'away', status: 0, code: 'away' }));
    await jest.advanceTimersByTimeAsync(20_000);
    page.close();
    expect(tell.mock.calls).toEqual([[['a']], [['a']]]);
  });
});
