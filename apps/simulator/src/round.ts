import { CreatedMatter, MatterDetail, RoundSummary, page, type NewRound } from '@cockpit/contracts';
import { setTimeout as sleep } from 'node:timers/promises';
import { CockpitError, type Cockpit } from './cockpit';

const ID = 'demo-round';
const LINES: NewRound['lines'] = [
  ...[
    ['guide', '咨询引导区', '咨询引导台是否有人值守，引导是否到位'],
    ['signs', '咨询引导区', '指引标识、办事指南是否齐全并为最新版本'],
    ['order', '等候区', '叫号是否有序，屏幕与窗口是否一致'],
    ['comfort', '等候区', '老花镜、饮水、无障碍设施是否完好'],
    ['told', '办事窗口', '是否一次性告知，容缺受理是否落实'],
    ['dress', '办事窗口', '着装、用语是否规范'],
    ['desk', '办事窗口', '窗口设备是否正常，评价器是否摆放'],
    ['machines', '自助服务区', '自助终端是否可用，故障是否报修'],
    ['privacy', '自助服务区', '废弃材料是否有个人信息外露'],
    ['fire', '后台与安全', '消防通道、器材是否符合要求'],
  ].map(([id = '', area = '', question = '']) => ({ id, area, question })),
];
/** Findings of the round; `closed`: the hall reports that it is rectified. */
const FOUND = [
  { hall: 'H32', line: 'guide', title: '午间咨询引导台无人值守', text: '12:20 现场无人，群众自行取号', closed: false },
  { hall: 'H32', line: 'comfort', title: '等候区缺少老花镜', text: '', closed: true },
  { hall: 'H08', line: 'signs', title: '户政办事指南仍为旧版', text: '迁移材料清单未更新', closed: true },
  { hall: 'H08', line: 'machines', title: '2 号自助终端吞卡未报修', text: '', closed: false },
  { hall: 'H42', line: 'privacy', title: '自助区废纸篓内有身份证复印件', text: '请配碎纸机', closed: false },
];
const HALLS = ['H08', 'H32', 'H42'];
/** The inspector of the round. */
export const INSPECTOR = { name: '督导员周岚', role: 'supervisor', halls: HALLS } as const;
/** Lines that are not answered yet. */
const AHEAD: Readonly<Record<string, readonly string[]>> = { H42: ['fire', 'machines', 'desk'] };
const DAY_MS = 86_400_000;
const LOOK_MS = 1000;
/** The past of a hall may be loaded before its first event arrives. */
const LOOKS = 900;

/**
 * Creates a partly answered inspection round if there is none.
 * @param inspector who answers it
 */
export async function ensureRound(
  admin: Cockpit,
  inspector: () => Promise<Cockpit>,
  firstDay: string,
  signal: AbortSignal,
): Promise<void> {
  const { items } = await admin.get('/v1/rounds?limit=1', page(RoundSummary));
  if (items.length > 0) return;
  const dayAfter = (days: number) => new Date(Date.parse(firstDay) + days * DAY_MS).toISOString().slice(0, 10);
  // Until their first event halls are at the last day of their past.
  const [from, to] = [dayAfter(-7), dayAfter(23)];
  const round: NewRound = { id: ID, name: '季度督导检查', halls: HALLS, from, to, lines: LINES };
  await admin.send('POST', '/v1/rounds', round);
  const inspecting = await inspector();
  // Halls of the demonstration have their own current day; it is the day of the inspection.
  const now = new Map<string, string>();
  for (const hall of HALLS) now.set(hall, await retryMissing(() => hallTime(admin, hall), signal));
  for (const { hall, line, title, text, closed } of FOUND) {
    const area = LINES.find(({ id }) => id === line)?.area ?? '';
    const finding = {
      key: `${ID}-${hall}-${line}`,
      kind: 'finding',
      channel: 'mobile',
      hall,
      title,
      area,
      ...(text === '' ? {} : { text }),
      round: { id: ID, line, at: now.get(hall) },
    };
    const { id } = CreatedMatter.parse(await inspecting.send('POST', '/v1/matters', finding));
    if (closed) await close(admin, id, signal);
  }
  for (const hall of HALLS)
    for (const { id: line } of LINES) {
      const isLeft =
        AHEAD[hall]?.includes(line) === true || FOUND.some((one) => one.hall === hall && one.line === line);
      if (isLeft) continue;
      const answer = { key: `${ID}-${hall}-${line}`, line, answer: 'ok', at: now.get(hall) };
      await inspecting.send('POST', `/v1/rounds/${ID}/halls/${hall}/answers`, answer);
    }
}

async function close(admin: Cockpit, id: string, signal: AbortSignal): Promise<void> {
  await retryMissing(async () => {
    const { revision } = await admin.get(`/v1/matters/${id}`, MatterDetail);
    const act = { key: `${ID}-close`, act: 'close', revision, result: '已整改', text: '已按要求整改' };
    await admin.send('POST', `/v1/matters/${id}/acts`, act);
  }, signal);
}

/**
 * Current time of a hall after its first event; before that it is the beginning of today.
 * @throws {CockpitError} 404 without an event
 */
async function hallTime(admin: Cockpit, hall: string): Promise<string> {
  const { feeds, now } = await admin.live(hall);
  if (feeds.every(({ lastEventAt }) => lastEventAt === null))
    throw new CockpitError(404, `nothing was heard of ${hall}`);
  return now;
}

/** Retries while the answer is 404, because it is computed a moment after the event. */
async function retryMissing<T>(ask: () => Promise<T>, signal: AbortSignal): Promise<T> {
  for (let look = 1; ; look += 1) {
    try {
      return await ask();
    } catch (error) {
      if (!(error instanceof CockpitError) || error.status !== 404 || look === LOOKS) throw error;
      await sleep(LOOK_MS, undefined, { signal });
    }
  }
}
