import type { OrganisationDoc } from '@cockpit/contracts';
import { OrganisationService } from '@cockpit/organisation';
import { drawHall } from '../../apps/simulator/src/network/plan';
import { ACTOR, at, decided, issued, ORGANISATION, sent, type Hall } from '../live/support';

const BRANCHES = ['户政', '交管', '出入境', '治安', '网安', '禁毒', '经侦', '内保', '综合'];
const WINDOWS = [9, 8, 7, 6, 6, 5, 4, 3, 2];
const code = (branch: number): string => `b${String(branch)}`;
const allWindows = WINDOWS.flatMap((n, branch) => Array.from({ length: n }, () => branch)).map((branch, i) => ({
  id: `x${String(i + 1)}`,
  number: String(i + 1).padStart(2, '0'),
  branch,
}));
/** the first window of 交管 works for 户政 as well */
export const GUEST = 'x10';

/** A hall of fifty windows and nine branches. */
const LARGE: OrganisationDoc = {
  ...ORGANISATION,
  branches: [...ORGANISATION.branches, ...BRANCHES.map((name, i) => ({ code: code(i), name }))],
  halls: [
    ...ORGANISATION.halls,
    ...ORGANISATION.halls
      .filter(({ code: one }) => one === 'H08')
      .map((hall) => ({
        ...hall,
        code: 'H50',
        name: '云江市公安局政务服务中心综合大厅',
        queues: hall.queues
          .slice(0, 1)
          .flatMap((queue) => BRANCHES.map((name, i) => ({ ...queue, code: code(i), name, branch: code(i) }))),
        windows: hall.windows
          .slice(0, 1)
          .flatMap((window) =>
            allWindows.map(({ id, number, branch }) => ({ ...window, id, number, queues: [code(branch)] })),
          ),
      })),
  ],
};

/** Draws H50: its windows along the walls, eight terminals by the door. */
export async function drawLarge(house: Hall): Promise<void> {
  const walls = ['left', 'back', 'back', 'back', 'right', 'right', 'back', 'back', 'back'] as const;
  const rows = BRANCHES.map((name, i) => ({
    code: code(i),
    name: `${name}区`,
    wall: walls[i] ?? 'back',
    windows: WINDOWS[i] ?? 0,
  }));
  const { plan, windows, terminals } = drawHall(rows, 8);
  const halls = LARGE.halls.map((hall) =>
    hall.code !== 'H50'
      ? hall
      : {
          ...hall,
          floorPlan: plan,
          windows: hall.windows.map((window, i) => ({ ...window, ...windows[i] })),
          terminals: terminals.map((place, i) => ({
            id: `t${String(i + 1)}`,
            name: `自助终端 ${String(i + 1)}`,
            items: [],
            allDay: false,
            ...place,
          })),
        },
  );
  await house.front.app.get(OrganisationService).replace({ ...LARGE, halls }, ACTOR, '2020-01-03');
}

const minuteOf = (time: string): number => (Date.parse(time) - at(0)) / 60_000;

/** Adds H50 to the house, an hour into a day on which 治安 has waited for all of it and 户政 for half. */
export async function openLarge(house: Hall): Promise<void> {
  await house.front.app.get(OrganisationService).replace(LARGE, ACTOR, '2020-01-02');
  const opens = allWindows.map(({ id, branch }) =>
    sent('hall.window.opened', -1, { windowId: id, queues: id === GUEST ? [code(1), code(0)] : [code(branch)] }, 'H50'),
  );
  // 治安 waits for an hour, 户政 for half of one, the others have just come
  const waits = BRANCHES.flatMap((_, branch) =>
    Array.from({ length: 3 }, (_one, i) =>
      issued(`T${String(branch)}${String(i)}`, branch === 3 ? 0 : branch === 0 ? 30 : 59, code(branch), 'H50'),
    ),
  );
  const busy = allWindows.slice(0, 20).flatMap(({ id, branch }, i) => {
    const ticketId = `S${String(100 + i)}`;
    // the ticket of the guest is a short one: a tile that marks a very long one has no room to mark its guest
    const since = id === GUEST ? 54 : 0;
    return [
      issued(ticketId, since, code(branch), 'H50'),
      sent('hall.ticket.called', since + 1, { ticketId, windowId: id }, 'H50'),
      sent('hall.ticket.started', since + 1, { ticketId, windowId: id }, 'H50'),
    ];
  });
  await house.post(opens);
  // each minute is decided before its events come: decided amid them, a rule would begin to hold a minute earlier or later from run to run
  const events = [...busy, ...waits];
  for (const moment of [...new Set(events.map(({ time }) => time))].sort()) {
    await decided(house, minuteOf(moment), 'H50');
    await house.post(events.filter(({ time }) => time === moment));
  }
  await decided(house, 60, 'H50');
}
