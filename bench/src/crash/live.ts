import { setTimeout as sleep } from 'node:timers/promises';
import type { INestApplicationContext } from '@nestjs/common';
import { LiveComparison, LiveStates } from '@cockpit/live';
import type { Ledger } from './poster';

/** a snapshot is shown a moment after the last event, and a checkpoint saved */
const SHOWN_WITHIN_MS = 30_000;
const LOOK_EVERY_MS = 250;

/** Every hall as it is live against one built from the stored events, and against the tickets that the ledger tells. @returns how much differs */
export async function liveDiffering(
  app: INestApplicationContext,
  ledgers: readonly Ledger[],
  say: (line: string) => void,
): Promise<number> {
  const end = performance.now() + SHOWN_WITHIN_MS;
  for (;;) {
    const lines: string[] = [];
    // one by one: an answer that is read too slowly is broken off by ClickHouse
    for (const ledger of ledgers) lines.push(...(await differences(app, ledger)));
    if (lines.length === 0 || performance.now() > end) {
      for (const line of lines.slice(0, 20)) say(`live: ${line.slice(0, 600)}`);
      return lines.length;
    }
    await sleep(LOOK_EVERY_MS);
  }
}

async function differences(app: INestApplicationContext, { hall, events }: Ledger): Promise<string[]> {
  const told = new Set(events.flatMap(({ data }) => ('ticketId' in data ? [data['ticketId']] : []))).size;
  const live = (await app.get(LiveStates).get(hall))?.tickets.size ?? 0;
  const lines = await app.get(LiveComparison).differences(hall);
  return live === told ? lines : [...lines, `${hall}: ${String(live)} tickets live, ${String(told)} told`];
}
