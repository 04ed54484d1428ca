import { randomBytes } from 'node:crypto';
import { ChannelRecord, DutyShift, page, type NewChannel, type NewDutyShift } from '@cockpit/contracts';
import { addDays, hallDayStart } from '@cockpit/domain';
import { dingtalkRobot, type RobotEmulator, type GroupPage, type Shown } from '../emulators/robots';
import { CockpitError, type Cockpit } from '../cockpit';
import type { SimulatedHall } from '../halls';
import type { Memory } from '../memory';

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escapeHtml = (text: string): string => text.replace(/[&<>"]/g, (sign) => ENTITIES[sign] ?? sign);

const STYLE = `:root{color-scheme:light dark}
body{margin:0;font:16px/1.6 system-ui,"PingFang SC","Microsoft YaHei","Noto Sans SC",sans-serif;background:#e9edf2;color:#1b2733}
main{max-width:40rem;margin:0 auto;padding:1rem}
h1{font-size:1.15rem}p.note{color:#52606d;font-size:.9rem}
article{background:#fff;border-radius:8px;padding:.7rem 1rem;margin:.7rem 0;overflow-wrap:anywhere}
article h2{font-size:1.05rem;margin:.1rem 0}article p{margin:.2rem 0}time{color:#52606d;font-size:.85rem}a{color:#1f5fbf}
@media(prefers-color-scheme:dark){body{background:#10161d;color:#e6ebf0}article{background:#1c2530}p.note,time{color:#a9b5c1}a{color:#7fb0ff}}`;

/** Renders the markdown that a group robot may use: headings, bold, links. */
function line(text: string): string {
  const html = escapeHtml(text)
    .replace(/\\([\\`*_{}[\]()#+\-.!~|>])/g, '$1')
    .replace(/\[([^\]]*)\]\((https?:[^)\s]*)\)/g, '<a href="$2" target="_blank" rel="noreferrer">$1</a>')
    .replace(/\*\*([^*]+)\*\*/g, '<b>$1</b>');
  const [, heading] = /^#+ (.*)$/.exec(html) ?? [];
  return heading === undefined ? `<p>${html}</p>` : `<h2>${heading}</h2>`;
}

function bubble({ at, text }: Shown): string {
  const lines = text.split('\n').filter((text) => text.trim() !== '');
  return `<article><time>${new Date(at).toLocaleTimeString('zh-CN', { hour12: false })}</time>${lines.map(line).join('')}</article>`;
}

/** Page with the messages of the simulated group, newest first. */
const groupPage: GroupPage = (shown) => `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1"><meta http-equiv="refresh" content="3"><title>值班群（模拟）</title><style>${STYLE}</style></head>
<body><main><h1>值班群（模拟钉钉群）</h1><p class="note">驾驶舱通过群机器人发到这里的消息。打开消息里的链接，即可答复预警。</p>
${shown.length === 0 ? '<p class="note">暂无消息。</p>' : shown.slice(-100).reverse().map(bubble).join('\n')}</main></body></html>`;

const NAME = '值班群（模拟钉钉群）';
const ZONE = 'Asia/Shanghai';
const DAYS = 60;
const HOUR_MS = 3_600_000;
const LEADS: Readonly<Record<string, string>> = { H32: '周启明', H42: '何晓岚', H08: '罗志远' };

/**
 * Starts a local group chat with a DingTalk-like robot, limits included, and a page that shows its messages. Registers
 * it as a channel of the cockpit.
 * @param port tried first; another one is used if it is taken
 * @returns the address of the page
 */
export async function openDutyGroup(admin: Cockpit, memory: Memory, save: () => void, port: number): Promise<string> {
  memory.group ??= { sign: `SEC${randomBytes(24).toString('hex')}` };
  const { group } = memory;
  const robot = await robotOn(port, group.sign);
  if (group.channel === undefined || group.url !== robot.webhook) {
    await registerChannel(admin, group, robot);
    group.url = robot.webhook;
    save();
  }
  return `${robot.url}/`;
}

async function robotOn(port: number, sign: string): Promise<RobotEmulator> {
  const options = { sign, token: 'demonstration', page: groupPage };
  return dingtalkRobot(options, port).catch(() => dingtalkRobot(options));
}

async function registerChannel(
  admin: Cockpit,
  group: NonNullable<Memory['group']>,
  robot: RobotEmulator,
): Promise<void> {
  const channel: NewChannel = {
    kind: 'dingtalk-robot',
    name: NAME,
    enabled: true,
    halls: 'all',
    levels: ['red', 'yellow'],
    language: 'zh-CN',
    endings: true,
    allowPrivateHost: true,
    settings: {},
    secrets: { url: robot.webhook, sign: group.sign },
  };
  const { items } = await admin.get('/v1/channels', page(ChannelRecord));
  const existing = items.find(({ id, name }) => id === group.channel || name === NAME);
  if (existing === undefined) group.channel = ChannelRecord.parse(await admin.send('POST', '/v1/channels', channel)).id;
  else {
    // Settings that people changed stay as they are.
    const { enabled, halls, levels, language, endings, name } = existing;
    group.channel = existing.id;
    const merged = { ...channel, name, enabled, halls, levels, language, endings };
    await admin.send('PUT', `/v1/channels/${existing.id}`, merged);
  }
}

/**
 * Enters the duty roster from the first day on: a shift lead for each hall, a director, the bureau. Does nothing if
 * shifts exist.
 */
export async function ensureDuty(
  admin: Cockpit,
  memory: Memory,
  save: () => void,
  halls: readonly SimulatedHall[],
): Promise<void> {
  const { firstDay } = memory;
  if (memory.onDuty || firstDay === undefined) return;
  // This time zone has no clock changes.
  const at = (day: string, hour: number): string => new Date(hallDayStart(day, ZONE) + hour * HOUR_MS).toISOString();
  const [from, to] = [at(firstDay, 0), at(addDays(firstDay, DAYS), 0)];
  const { items } = await admin.get(`/v1/duty?from=${from}&to=${to}`, page(DutyShift));
  const shifts = Array.from({ length: DAYS }, (_, n) => addDays(firstDay, n)).flatMap((day): NewDutyShift[] => {
    const shift = { unit: null, from: at(day, 8), to: at(day, 18) };
    const leads = halls.flatMap(({ code, twinOf }) =>
      twinOf === undefined
        ? [{ ...shift, person: LEADS[code] ?? code, level: 'supervisor' as const, halls: [code] }]
        : [],
    );
    return [
      ...leads,
      { ...shift, person: '陈立群', level: 'director', halls: null },
      { ...shift, person: '局值班室', level: 'bureau', halls: null, from: at(day, 0), to: at(addDays(day, 1), 0) },
    ];
  });
  try {
    if (items.length === 0) await admin.send('PUT', '/v1/duty', { hall: null, from, to, shifts });
  } catch (error) {
    // Somebody entered an overlapping shift: that roster stays.
    if (!(error instanceof CockpitError) || error.status >= 500) throw error;
  }
  memory.onDuty = true;
  save();
}
