import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Users } from '@cockpit/access';
import type { Settings } from '@cockpit/platform';
import type { Page } from 'playwright-core';
import { CockpitAppModule } from '../../apps/cockpit/src/app.module';
import { ACTOR, issued, openHall, sent, type Hall } from '../live/support';
import type { TestBrowser } from '../support/browser';

export const PASSWORD = 'long enough to be one';

/** The whole cockpit with its dashboards, and a supervisor of H08. */
export async function openCockpit(overrides: Partial<Settings> = {}): Promise<Hall> {
  const house = await openHall(CockpitAppModule, overrides);
  if (!existsSync(join(house.stores.settings.dashboardDir, 'index.html')))
    throw new Error('the dashboards are not built: node scripts/build.mjs');
  await house.front.app
    .get(Users)
    .add(
      { name: 'lead', displayName: '值班长甲', role: 'supervisor', halls: ['H08', 'H50'], password: PASSWORD },
      ACTOR,
    );
  return house;
}

export async function signedIn({ context }: TestBrowser, { front }: Hall, path: string): Promise<Page> {
  const answer = await context.request.post(`${front.url}/v1/session`, {
    data: { username: 'lead', password: PASSWORD },
    headers: { origin: front.url },
  });
  if (!answer.ok()) throw new Error(await answer.text());
  const page = await context.newPage();
  await page.goto(`${front.url}${path}`);
  return page;
}

interface Served {
  ticketId: string;
  until: number;
}

/** The ticketing side of H08: serves whoever waits at the windows that serve their queue, seven minutes each, and does what accepted prompts say. */
export class TicketingHall {
  private readonly serving = new Map<string, Served | null>(
    ['a1', 'a2', 'a3', 'b1', 'b2', 'b3'].map((id) => [id, null]),
  );
  private readonly serves = new Map(
    [...this.serving.keys()].map((id) => [id, [id.startsWith('a') ? 'household' : 'traffic']]),
  );
  private readonly lines = new Map<string, string[]>([
    ['household', []],
    ['traffic', []],
  ]);
  private count = 0;

  come(minute: number, queue: string, people: number): object[] {
    return Array.from({ length: people }, (_, i) => {
      const id = `${queue.slice(0, 1).toUpperCase()}${String(++this.count).padStart(4, '0')}`;
      this.lines.get(queue)?.push(id);
      return issued(id, minute + i * 0.01, queue);
    });
  }

  obey(minute: number, prompt: { id: string; windowId?: string | undefined; queues: readonly string[] }): object[] {
    if (prompt.windowId === undefined) return [];
    this.serves.set(prompt.windowId, [...prompt.queues]);
    return [
      sent('hall.window.assigned', minute, { windowId: prompt.windowId, queues: prompt.queues, promptId: prompt.id }),
    ];
  }

  /** What happens at the windows within a minute. */
  minute(minute: number): object[] {
    const events: object[] = [];
    for (const [windowId, now] of this.serving) {
      if (now !== null && now.until > minute) continue;
      if (now !== null)
        events.push(sent('hall.ticket.finished', minute, { ticketId: now.ticketId, windowId, result: 'done' }));
      const next = (this.serves.get(windowId) ?? [])
        .map((queue) => this.lines.get(queue)?.shift())
        .find((id) => id !== undefined);
      this.serving.set(windowId, next === undefined ? null : { ticketId: next, until: minute + 7 });
      if (next === undefined) continue;
      events.push(
        sent('hall.ticket.called', minute + 0.1, { ticketId: next, windowId, officerId: `H08-${windowId}` }),
        sent('hall.ticket.started', minute + 0.3, { ticketId: next, windowId, officerId: `H08-${windowId}` }),
      );
    }
    return events;
  }
}
