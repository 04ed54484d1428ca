import { Injectable } from '@nestjs/common';
import { CloseStep, isOpenWarning, type CloseDay, type DayClose, type LiveHall } from '@cockpit/contracts';
import { stuckTickets, type HallState } from '@cockpit/domain';
import { HallStates, LiveSnapshots } from '@cockpit/live';
import { conflict } from '@cockpit/platform';
import { DataSource } from 'typeorm';
import { z } from 'zod';

const Checked = z.partialRecord(CloseStep, z.object({ by: z.string(), at: z.string() }));
const Row = z.object({
  checked: Checked,
  closed_at: z.date().nullable(),
  closed_by: z.string().nullable(),
  note: z.string(),
  carry_over: z.array(z.unknown()),
  open_windows: z.int(),
});

/** Closing a hall day. What is still open is read from the hall as it stands; the checklist and the signature are kept. */
@Injectable()
export class DayCloses {
  constructor(
    private readonly postgres: DataSource,
    private readonly states: HallStates,
    private readonly snapshots: LiveSnapshots,
  ) {}

  async look(hall: string): Promise<DayClose> {
    const { state } = await this.states.get(hall);
    const snapshot = await this.snapshots.get(hall, Date.now());
    const rows = z
      .array(Row)
      .parse(
        await this.postgres.query(
          'SELECT checked, closed_at, closed_by, note, carry_over, open_windows FROM day_close WHERE hall = $1 AND day = $2',
          [hall, state.config.day],
        ),
      );
    const row = rows[0];
    const closed =
      row === undefined || row.closed_at === null || row.closed_by === null
        ? null
        : {
            by: row.closed_by,
            at: row.closed_at.toISOString(),
            carryOver: row.carry_over.length,
            openWindows: row.open_windows,
            note: row.note,
          };
    return {
      hall,
      day: state.config.day,
      now: new Date(state.now).toISOString(),
      open: snapshot.open,
      ...heard(snapshot),
      unserved: unserved(state),
      openWindows: openWindows(state),
      stuck: stuckTickets(state).map((one) => ({
        ...one,
        since: new Date(one.since).toISOString(),
        forMin: Math.round(one.forMin),
      })),
      prompts: snapshot.prompts.filter(({ state }) => state === 'shown' || state === 'accepted').length,
      warnings: snapshot.warnings.filter(isOpenWarning).length,
      checked: row?.checked ?? {},
      closed,
    };
  }

  /** @throws {AppError} 409 once the day is closed, and for ticking windows off that are open */
  async check(hall: string, step: CloseStep, done: boolean, by: string): Promise<DayClose> {
    const { state } = await this.states.get(hall);
    if (done && step === 'windows' && openWindows(state).length > 0)
      throw conflict('windows-open', `${String(openWindows(state).length)} windows are open`);
    const tick = JSON.stringify({ [step]: { by, at: new Date(state.now).toISOString() } });
    const changed: unknown = await this.postgres.query(
      done
        ? `INSERT INTO day_close (hall, day, checked) VALUES ($1, $2, $3::jsonb)
           ON CONFLICT (hall, day) DO UPDATE SET checked = day_close.checked || EXCLUDED.checked WHERE day_close.closed_at IS NULL RETURNING 1`
        : `INSERT INTO day_close (hall, day) VALUES ($1, $2)
           ON CONFLICT (hall, day) DO UPDATE SET checked = day_close.checked - $3::text WHERE day_close.closed_at IS NULL RETURNING 1`,
      [hall, state.config.day, done ? tick : step],
    );
    if (Array.isArray(changed) && changed.length === 0) throw conflict('day-closed', 'the day is closed');
    return this.look(hall);
  }

  /**
   * @throws {AppError} 409 when it is closed already, while the hall is open, and while more windows are open than the signer says
   * are left so, with a note why
   */
  async close(hall: string, { note, openWindows: left }: CloseDay, by: string): Promise<DayClose> {
    const { state } = await this.states.get(hall);
    const seen = await this.look(hall);
    if (seen.closed !== null) throw conflict('day-closed', `${seen.closed.by} has closed the day`);
    if (seen.open) throw conflict('hall-open', 'the hall is open');
    const stillOpen = seen.openWindows.length;
    if (stillOpen > 0 && (left !== stillOpen || note === ''))
      throw conflict('windows-open', `${String(stillOpen)} windows are open: close them, or say so with a note`);
    await this.postgres.query(
      `INSERT INTO day_close (hall, day, closed_at, closed_by, note, carry_over, open_windows) VALUES ($1, $2, $3, $4, $5, $6, $7)
       ON CONFLICT (hall, day) DO UPDATE SET closed_at = EXCLUDED.closed_at, closed_by = EXCLUDED.closed_by, note = EXCLUDED.note, carry_over = EXCLUDED.carry_over, open_windows = EXCLUDED.open_windows
       WHERE day_close.closed_at IS NULL`,
      [hall, state.config.day, new Date(state.now), by, note, JSON.stringify(seen.unserved), stillOpen],
    );
    return this.look(hall);
  }
}

/** The latest word of any feed, and how long ago it came. */
function heard({ feeds }: Pick<LiveHall, 'feeds'>): Pick<DayClose, 'heardAt' | 'ageSec'> {
  const times = feeds.flatMap(({ lastEventAt }) => lastEventAt ?? []).sort();
  const ages = feeds.flatMap(({ ageSec }) => ageSec ?? []);
  return { heardAt: times.at(-1) ?? null, ageSec: ages.length === 0 ? null : Math.min(...ages) };
}

function unserved(state: HallState): DayClose['unserved'] {
  return [...state.queues.values()].flatMap((queue) =>
    queue.waiting.map(({ id, number, issuedAt, since }) => ({
      ticketId: id,
      number,
      queue: queue.code,
      issuedAt: new Date(issuedAt).toISOString(),
      waitedMin: Math.round((state.now - since) / 60_000),
    })),
  );
}

function openWindows(state: HallState): DayClose['openWindows'] {
  return [...state.windows.values()].flatMap((window) =>
    window.state === 'closed' || window.state === 'offline'
      ? []
      : [
          {
            windowId: window.windowId,
            number: window.number,
            state: window.state,
            ticketNumber: window.ticket?.number ?? null,
          },
        ],
  );
}
