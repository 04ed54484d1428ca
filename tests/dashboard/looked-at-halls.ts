import { SourceStatus, type OrganisationDoc } from '@cockpit/contracts';
import { OrganisationService } from '@cockpit/organisation';
import { ACTOR, decided, ORGANISATION, sent, until, type Hall } from '../live/support';

/** A hall as pages are looked at: who sits where, who is served, who waits, ten past ten. */
interface LookedAt {
  code: string;
  name: string;
  /** numbers of the windows as they stand on the signs, by branch */
  windows: Record<string, readonly string[]>;
  /** how many wait in each queue, and for how many minutes the first of them has */
  waits: Record<string, readonly [people: number, minutes: number]>;
  officer?: string;
  /** number on the ticket of the nth visitor */
  ticket?: (n: number) => string;
  /** whether there was a day before, so that it can be planned */
  past?: true;
}

const NAMES: Record<string, string> = {
  household: '户政',
  traffic: '交管',
  'exit-entry': '出入境',
  order: '治安',
  network: '网安',
  general: '综合',
};
export const NOW_MIN = 100;
const numbers = (from: number, n: number): string[] =>
  Array.from({ length: n }, (_, i) => String(from + i).padStart(2, '0'));

export const CALM: LookedAt = {
  code: 'L1',
  name: '云江市公安局政务服务中心',
  windows: { household: numbers(1, 6), traffic: numbers(7, 6) },
  waits: { household: [1, 2], traffic: [0, 0] },
};
export const JAM: LookedAt = {
  code: 'L2',
  name: '云江市公安局政务服务中心综合大厅',
  windows: { household: numbers(1, 12), 'exit-entry': numbers(13, 8), traffic: numbers(21, 6), order: numbers(27, 6) },
  waits: { household: [46, 71], 'exit-entry': [18, 33], traffic: [2, 4], order: [0, 0] },
  past: true,
};
export const SIXTY: LookedAt = {
  code: 'L3',
  name: '云江市公安局政务服务中心第一综合大厅',
  windows: {
    household: numbers(1, 20),
    'exit-entry': numbers(21, 12),
    traffic: numbers(33, 12),
    order: numbers(45, 8),
    network: numbers(53, 4),
    general: numbers(57, 4),
  },
  waits: {
    household: [118, 84],
    'exit-entry': [25, 31],
    traffic: [31, 22],
    order: [4, 6],
    network: [0, 0],
    general: [9, 48],
  },
};
export const LONG_NAMES: LookedAt = {
  code: 'L4',
  name: '云江市公安局交通警察支队车辆管理所政务服务大厅',
  windows: {
    household: ['12号窗', '13号窗', '机动窗口', '绿色通道'],
    traffic: ['CN02-W01', 'CN02-W02', 'CN02-W03', '潮汐窗口'],
  },
  waits: { household: [14, 41], traffic: [6, 12] },
  officer: '阿依努尔·买买提',
};
export const LONG_TICKETS: LookedAt = {
  code: 'L5',
  name: '云江市公安局政务服务中心',
  windows: { household: numbers(1, 8), traffic: numbers(9, 8) },
  waits: { household: [22, 38], traffic: [11, 19] },
  ticket: (n) => `A20261129${String(n).padStart(3, '0')}`,
};
const BREAKS = [
  { kind: 'lunch' as const, from: '11:30', minutes: 45 },
  { kind: 'break' as const, from: '15:00', minutes: 10 },
];
const HALLS = [CALM, JAM, SIXTY, LONG_NAMES, LONG_TICKETS];

const windowsOf = ({ code, windows }: LookedAt) =>
  Object.entries(windows)
    .flatMap(([branch, of]) => of.map((number) => ({ branch, number })))
    .map((window, i) => ({ ...window, id: `${code}-w${String(i + 1)}` }));

function organisation(): OrganisationDoc {
  const [base] = ORGANISATION.halls.filter(({ code }) => code === 'H08');
  const [queue] = base?.queues ?? [];
  const [window] = base?.windows ?? [];
  const [officer] = ORGANISATION.officers;
  const [roster] = ORGANISATION.rosters;
  if (!base || !queue || !window || !officer || !roster) throw new Error('H08 has no queue, window or officer to copy');
  const known = new Set(ORGANISATION.branches.map(({ code }) => code));
  const skills = Object.keys(NAMES).map((branch) => ({ branch, from: '2020-01-01' }));
  return {
    ...ORGANISATION,
    branches: [
      ...ORGANISATION.branches,
      ...Object.entries(NAMES).flatMap(([code, name]) => (known.has(code) ? [] : [{ code, name }])),
    ],
    halls: [
      ...ORGANISATION.halls,
      ...HALLS.map((hall) => ({
        ...base,
        code: hall.code,
        name: hall.name,
        queues: Object.keys(hall.windows).map((code) => ({ ...queue, code, name: NAMES[code] ?? code, branch: code })),
        windows: windowsOf(hall).map(({ id, number, branch }) => ({ ...window, id, number, queues: [branch] })),
      })),
    ],
    officers: [
      ...ORGANISATION.officers,
      ...HALLS.flatMap((hall) =>
        windowsOf(hall).map(({ id, branch }) => ({
          ...officer,
          id: `o-${id}`,
          name: hall.officer ?? '欧阳建国',
          hall: hall.code,
          homeBranch: branch,
          skills: skills.map((skill) => ({ ...skill })),
        })),
      ),
    ],
    rosters: [
      ...ORGANISATION.rosters,
      ...HALLS.flatMap((hall) =>
        windowsOf(hall).map(({ id }) => ({
          ...roster,
          hall: hall.code,
          officer: `o-${id}`,
          window: id,
          ...(hall.past ? { breaks: BREAKS } : {}),
        })),
      ),
    ],
  };
}

/** Windows open and serve from the doors' opening on, and people come as evenly as they wait now; every tenth window is away. */
function eventsOf(hall: LookedAt, day = 0): { minute: number; event: object }[] {
  const { code, waits, ticket = (n: number) => `A${String(n).padStart(4, '0')}` } = hall;
  const all: { minute: number; event: object }[] = [];
  const add = (type: Parameters<typeof sent>[0], minute: number, data: Record<string, unknown>): void => {
    all.push({ minute, event: sent(type, day * 1_440 + minute, data, code) });
  };
  let count = 0;
  const come = (minute: number, queue: string): string => {
    const ticketId = `${code}-${day === 0 ? '' : `${String(day)}-`}${String(++count)}`;
    add('hall.ticket.issued', minute, { ticketId, number: ticket(count), queue, channel: 'walk-in' });
    return ticketId;
  };
  for (const [i, { id: windowId, branch }] of windowsOf(hall).entries()) {
    const officerId = `o-${windowId}`;
    add('hall.window.opened', -1, { windowId, officerId, queues: [branch] });
    const minutes = 9 + (i % 5) * 3;
    for (let from = i % 7; from < NOW_MIN; from += minutes + 1) {
      const ticketId = come(Math.max(0, from - 3), branch);
      add('hall.ticket.called', from, { ticketId, windowId, officerId });
      add('hall.ticket.started', from + 0.5, { ticketId, windowId, officerId });
      if (from + minutes < NOW_MIN) add('hall.ticket.finished', from + minutes, { ticketId, windowId, result: 'done' });
      else break;
    }
    if (i % 10 === 9 && (waits[branch]?.[0] ?? 0) === 0)
      add('hall.window.paused', NOW_MIN - 0.5, { windowId, officerId, reason: 'break' });
  }
  for (const [queue, [people, minutes]] of Object.entries(waits))
    for (let n = 0; n < people; n += 1) come(NOW_MIN - minutes + (minutes * n) / people, queue);
  return all.sort((a, b) => a.minute - b.minute);
}

/** Adds the halls to the house and plays each up to now; the last minutes are decided one by one, as live. */
export async function openLookedAt(house: Hall): Promise<void> {
  await house.front.app.get(OrganisationService).replace(organisation(), ACTOR, '2020-01-02');
  for (const hall of HALLS) {
    if (hall.past) {
      await house.post(eventsOf(hall, -1).map(({ event }) => event));
      // what is known of days before is read when the day begins
      await until(
        async () => SourceStatus.parse(await (await house.get('/v1/sources/tickets')).json()),
        ({ backlog, accepted, landed }) => backlog === 0 && landed >= accepted,
      );
    }
    const events = eventsOf(hall);
    await house.post(events.filter(({ minute }) => minute <= NOW_MIN - 3).map(({ event }) => event));
    for (let minute = NOW_MIN - 3; minute <= NOW_MIN; minute += 1)
      await decided(
        house,
        minute,
        hall.code,
        events
          .filter((one) => one.minute > minute - 1 && one.minute > NOW_MIN - 3 && one.minute <= minute)
          .map(({ event }) => event),
      );
  }
}
