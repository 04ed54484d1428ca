import { randomBytes } from 'node:crypto';
import { ChannelRecord, DutyShift, page, type NewChannel, type NewDutyShift } from '@cockpit/contracts';
import { addDays, hallDayStart } from '@cockpit/domain';
import { dingtalkRobot, type RobotEmulator } from '../emulators/robots';
import { CockpitError, type Cockpit } from '../cockpit';
import type { SimulatedHall } from '../halls';
import type { Memory } from '../memory';
import { groupPage } from './group-page';

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
