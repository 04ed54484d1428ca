import {
  LEVELS,
  WINDOW_STATES,
  message,
  part,
  type LiveHall,
  type LiveQueue,
  type LiveWindow,
  type Prompt,
  type Warning,
} from '@cockpit/contracts';

/** A morning that never was, with everything in it that can be. Hall times. */
export const SAMPLE_NOW = Date.parse('2026-11-20T10:24:07+08:00');
const at = (sec: number) => new Date(SAMPLE_NOW + sec * 1000).toISOString();

const QUEUES = [
  ['household', '户政'],
  ['exit-entry', '出入境'],
  ['traffic', '交管'],
  ['order', '治安'],
] as const;
const queue = ([code, name]: readonly [string, string], i: number): LiveQueue => ({
  code,
  name,
  waiting: 3 + i * 9,
  longestWaitSec: i === 3 ? null : 300 + i * 900,
  targetMin: 15,
  predictedP50Sec: i === 3 ? null : 400 + i * 700,
  predictedP80Sec: i === 3 ? null : 600 + i * 1000,
  level: LEVELS[i] ?? 'unknown',
  openWindows: 3,
  lastCalled: `A0${String(20 + i)}`,
  forecast:
    i === 3
      ? []
      : Array.from({ length: 9 }, (_, step) => ({
          at: at(step * 900),
          p50Sec: 300 + i * 500 + 400 * Math.sin(step / 2),
          p80Sec: 500 + i * 700 + 600 * Math.sin(step / 2),
        })),
});
const window_ = (state: LiveWindow['state'], level: LiveWindow['level'], i: number): LiveWindow => ({
  windowId: `w${String(i)}`,
  number: String(i + 1).padStart(2, '0'),
  state,
  officerId: `o${String(i)}`,
  officerName: '欧阳建国',
  queues: [QUEUES[i % 3]?.[0] ?? 'household'],
  homeQueue: QUEUES[i % 3]?.[0] ?? 'household',
  ticketId: state === 'serving' || state === 'called' ? `t${String(i)}` : null,
  ticketNumber: state === 'serving' || state === 'called' ? `A0${String(i + 10)}` : null,
  ticketQueue: 'household',
  sinceSec: 40 + i * 377,
  reason: state === 'paused' ? '午餐' : state === 'fault' ? '高拍仪故障' : null,
  loadMin: state === 'closed' || state === 'offline' ? null : 2 + i * 3.1,
  level,
});
const windows = [
  ...WINDOW_STATES.map((state) => [state, 'normal'] as const),
  ...LEVELS.map((level) => ['serving', level] as const),
].map(([state, level], i) => window_(state, level, i));

const change = (before: number, after: number) => ({
  beforeP50Sec: before * 40,
  afterP50Sec: after * 40,
  beforeP80Sec: before * 60,
  afterP80Sec: after * 60,
});
const prompt: Prompt = {
  id: 'p1',
  hall: 'H32',
  kind: 'open',
  windowId: 'w6',
  queues: ['exit-entry'],
  state: 'shown',
  why: '开启 7 号备用窗口 45 分钟，支援出入境（现有 21 人等候），预计出入境等候由 23 分钟降至 14 分钟。',
  words: message('why.open', {
    window: '7',
    minutes: 45,
    queue: '出入境',
    crowd: part('crowd.waiting', { waiting: 21 }),
    gives: '',
    relief: part('relief.half', { queue: '出入境', before: 23, after: 14 }),
  }),
  aim: { queue: 'exit-entry', horizon: 'now', giver: 'household' },
  confidence: 'high',
  predicted: { 'exit-entry': change(34, 21), household: change(8, 9) },
  gainMin: 94,
  decidedAt: at(-20),
  expiresAt: at(160),
  ordinal: 3,
};
const warning = (id: string, severity: Warning['severity'], message: string): Warning => ({
  id,
  rule: 'queue-longest-wait',
  ruleVersion: 1,
  hall: 'H32',
  scope: { kind: 'queue', code: 'traffic' },
  severity,
  condition: 'firing',
  handling: 'new',
  message,
  value: 34,
  threshold: 15,
  unit: '分',
  since: at(-600),
  firedAt: at(-540),
  clearedAt: null,
});

export const SAMPLE_HALL: LiveHall = {
  hall: 'H32',
  name: '云江公安政务服务中心大厅',
  clock: 'feed',
  timeZone: 'Asia/Shanghai',
  now: at(0),
  at: at(0),
  decidedAt: at(-7),
  open: true,
  closesAt: at(24_000),
  feeds: (['live', 'stale', 'silent', 'never'] as const).map((state, i) => ({
    source: `feed-${state}`,
    state,
    lastEventAt: state === 'never' ? null : at(-i * 200),
    ageSec: state === 'never' ? null : 4 + i * 200,
    oddities: [],
  })),
  queues: QUEUES.map(queue),
  windows,
  kpis: {
    issued: 1284,
    served: 1102,
    waiting: 54,
    waitP50Sec: 540,
    waitP50HourSec: 540,
    waitMeanSec: 660,
    serviceLevel: { numerator: 830, denominator: 1100, targetMin: 15 },
    openWindows: 9,
    windows: 11,
  },
  prompts: [prompt],
  warnings: [
    warning('r', 'red', '交管最长等候 41 分钟，是 15 分钟目标的两倍以上'),
    warning('y', 'yellow', '出入境预计等候（八成把握）将达 26 分钟，超过 15 分钟的目标'),
  ],
  situation: {
    kind: 'worst',
    level: 'overloaded',
    queue: 'traffic',
    wait: { min: 35, kind: 'longest' },
    prompted: false,
    answer: { code: 'none' },
    chased: [],
  },
  watchdog: { ok: true, at: at(-3) },
};
export const CALM_HALL: LiveHall = {
  ...SAMPLE_HALL,
  prompts: [],
  warnings: [],
  situation: { kind: 'calm', level: 'normal', prompted: false, answer: { code: 'calm', late: false }, chased: [] },
};
