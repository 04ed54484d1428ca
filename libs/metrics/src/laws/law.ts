import type { LawKey, LawReason, LawResult, LawVisit } from '@cockpit/contracts';

/** Both sides of a law, and how far they may be apart. */
export interface Sides {
  law: LawKey;
  hall?: string;
  day?: string;
  of?: string;
  left: number;
  right: number;
  unit: LawResult['unit'];
  tolerance?: number;
  /** `at most`: the left side may be smaller */
  bound?: boolean;
  /** why the sides may differ here without anything being wrong; null when they may not */
  excuse?: LawReason | null;
  /** whom the excuse is about */
  visits?: readonly LawVisit[];
}

/** So many visits are named, and no more. */
const NAMED = 5;
/** Sums of floating point seconds. */
const ROUNDING = 0.01;

export function judged({
  law,
  hall,
  day,
  of,
  left,
  right,
  unit,
  tolerance = ROUNDING,
  bound = false,
  excuse = null,
  visits = [],
}: Sides): LawResult {
  const apart = bound ? left - right : Math.abs(left - right);
  const state = apart <= tolerance ? 'holds' : excuse === null ? 'broken' : 'cannot-hold';
  const excused = state === 'cannot-hold';
  return {
    law,
    hall: hall ?? null,
    day: day ?? null,
    of: of ?? null,
    state,
    left,
    right,
    tolerance,
    unit,
    reason: excused ? excuse : null,
    visits: excused ? visits.slice(0, NAMED) : [],
  };
}

/** What each law says, for people. */
export const EQUATIONS: Readonly<Record<LawKey, { zh: string; en: string }>> = {
  'window-time': {
    zh: '忙 + 闲 + 暂停 + 离线 + 故障 = 开放时间与上报时间之并',
    en: 'busy + idle + paused + offline + fault = opening hours and reported time together',
  },
  'busy-service': {
    zh: '窗口忙时 = 各次办理叫号至离窗之和',
    en: 'busy time of windows = time of visits from call to leaving the window',
  },
  arrivals: { zh: '取号数 = 取号事件的票数', en: 'tickets arrived = tickets of which an issue is kept' },
  visitors: {
    zh: '取号 = 办结 + 过号 + 离开 + 引导 + 窗口办理中 + 等候或结转',
    en: 'issued = served + no-show + left + guided away + at a window + waiting or carried over',
  },
  'idle-waiting': { zh: '空等时间 ≤ 闲时', en: 'idle while waiting ≤ idle' },
  hours: { zh: '各小时之和 = 全日', en: 'sum of the hours = the day' },
  halls: { zh: '各大厅之和 = 全局', en: 'sum of the halls = the whole' },
  matters: { zh: '受理 = 办结 + 在办', en: 'opened = closed + open' },
  cards: { zh: '发牌 = 已答复 + 已撤销 + 维持 + 未处理', en: 'cards issued = answered + withdrawn + upheld + open' },
  warnings: {
    zh: '发出的预警 = 处置闭环 + 已说明 + 自行消除 + 人已散去 + 未结',
    en: 'warnings fired = closed by action + explained + cleared by themselves + people left + open',
  },
  now: {
    zh: '大屏 = 主管台 = 地图 = 接口 = 指标（同一时刻的等候、开窗、忙闲程度与等候时长）',
    en: 'wall = desk = map = API = metric at one instant (waiting, open windows, levels, waits)',
  },
};
