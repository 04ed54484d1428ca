import type { Network } from '@cockpit/contracts';

/** A bureau of one hall, as tests of pages that call it by its name show it. */
export const NETWORK: Network = {
  at: '2026-03-02T02:00:00.000Z',
  bureau: { code: 'B', name: '市局' },
  reachKm: null,
  nodes: [],
  sum: {
    halls: 1,
    heard: 1,
    waiting: 0,
    longestWaitSec: null,
    waitSec: null,
    issued: 0,
    served: 0,
    openWindows: 0,
    windows: 0,
    terminals: 0,
    level: 'normal',
    warnings: { yellow: 0, red: 0 },
  },
};
