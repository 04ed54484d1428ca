import type { Level, LiveWindow } from '@cockpit/contracts';

/**
 * What a person must tell apart at three metres. Every mark has a shape of its own besides its colour,
 * because colour alone is lost on one man in twelve and on a washed-out screen.
 */
export const MARKS = ['normal', 'busy', 'overloaded', 'idle', 'off', 'fault', 'unknown'] as const;
export type Mark = (typeof MARKS)[number];

/** The legend of the wall: what is drawn often enough to need explaining. */
export const LEGEND: readonly Mark[] = ['normal', 'busy', 'overloaded', 'idle', 'off', 'fault'];

export const markOfLevel = (level: Level): Mark => level;

export function markOfWindow(window: Pick<LiveWindow, 'state' | 'level'>): Mark {
  switch (window.state) {
    case 'paused':
    case 'closed':
    case 'offline':
      return 'off';
    case 'fault':
      return 'fault';
    case 'idle':
      return window.level === 'unknown' ? 'unknown' : 'idle';
    case 'called':
    case 'serving':
      return window.level;
  }
}

/** CSS custom property that carries the colour of a mark. */
export const colourOf = (mark: Mark): string =>
  ({
    normal: 'var(--normal)',
    busy: 'var(--busy)',
    overloaded: 'var(--overloaded)',
    idle: 'var(--idle)',
    off: 'var(--off)',
    fault: 'var(--overloaded)',
    unknown: 'var(--faint)',
  })[mark];

const RANK: Record<Level, number> = { unknown: 0, normal: 1, busy: 2, overloaded: 3 };

/** The worst of several levels; `unknown` only when nothing else is known. */
export const worstLevel = (levels: readonly Level[]): Level =>
  levels.reduce<Level>((worst, level) => (RANK[level] > RANK[worst] ? level : worst), 'unknown');
