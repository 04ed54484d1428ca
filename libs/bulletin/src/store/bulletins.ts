import {
  editableOf,
  generatedText,
  type Bulletin,
  type BulletinEdits,
  type BulletinPeriod,
  type Caller,
} from '@cockpit/contracts';
import { afterAct, mayRead, type BulletinAct, type DaySpan } from '@cockpit/domain';
import { AuditLog, type Actor } from '@cockpit/access';
import { BureauClock, PlaceScope } from '@cockpit/organisation';
import { CLOCK, conflict, notFound, unprocessable, type Clock } from '@cockpit/platform';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { BulletinWriter } from '../compute/writer';
import { BulletinFiles, FILE_TYPES } from '../files/bulletin-files';
import { BulletinStore, type NewVersion } from './bulletin-store';
import { tellOf } from './telling';

/** A reader; supervisors see sent bulletins only and change nothing. */
export type Reader = Pick<Caller, 'halls'> & Partial<Pick<Caller, 'role'>>;
export const readsOnly = ({ role }: Reader): boolean => role === 'supervisor';

export interface By {
  readonly caller: Reader;
  readonly actor: Actor;
}
type Change = Pick<NewVersion, 'document' | 'edits'>;

/** Makes, edits, approves and sends bulletins: one per place and period. */
@Injectable()
export class Bulletins {
  constructor(
    private readonly postgres: DataSource,
    private readonly store: BulletinStore,
    private readonly writer: BulletinWriter,
    private readonly scope: PlaceScope,
    private readonly audit: AuditLog,
    private readonly files: BulletinFiles,
    private readonly bureau: BureauClock,
    /** wall clock for messages */
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws {AppError} 404 for an unknown or invisible bulletin */
  async one(id: string, caller: Reader): Promise<Bulletin> {
    const bulletin = await this.store.find(id);
    if (bulletin === null || !(await this.isReadable(bulletin, caller))) throw unknownBulletin();
    return bulletin;
  }

  /** Whether the caller may read it: it belongs to a place in scope, or it was sent and names a hall in scope. */
  async isReadable(bulletin: Bulletin, caller: Reader): Promise<boolean> {
    const covers = !readsOnly(caller) && (await this.scope.covers(caller, bulletin.place));
    const halls = (await this.scope.places(caller)) ?? 'all';
    return mayRead(bulletin.state, { covers, named: namedIn(bulletin), halls });
  }

  /** Makes the bulletin of a place and period or returns the existing one; parallel calls get the same one. */
  async make(target: DaySpan & { place: string | null; period: BulletinPeriod }, actor: Actor): Promise<Bulletin> {
    const existing = await this.store.findOf(target);
    if (existing !== null) return existing;
    const now = await this.bureau.now();
    const bulletin = { ...target, no: await this.store.nextNo() };
    const document = await this.writer.write(bulletin, now);
    await this.postgres.transaction(async (manager) => {
      const version = { state: 'draft', document, edits: {}, act: 'make', by: actor.name, at: now } as const;
      const id = await this.store.add(bulletin, version, manager);
      if (id === null) return;
      const { place, period, from, to } = target;
      await this.audit.record(
        { actor, action: 'bulletin.make', target: `bulletin/${id}`, after: { place, period, from, to } },
        manager,
      );
    });
    const stored = await this.store.findOf(target);
    if (stored === null) throw notFound('unknown-bulletin', 'the bulletin was removed while it was made');
    return stored;
  }

  /** @throws {AppError} 409 if somebody else changed it or its state forbids edits, 422 for an unknown paragraph */
  async edit(id: string, { revision, edits }: BulletinEdits, by: By): Promise<Bulletin> {
    const at = await this.now();
    return this.act(id, 'edit', revision, by, (bulletin) => {
      const paragraphs = editableOf(bulletin.document);
      const keptEdits = new Map(Object.entries(bulletin.edits));
      for (const [key, text] of Object.entries(edits)) {
        const paragraph = paragraphs.get(key);
        if (paragraph === undefined && !keptEdits.has(key))
          throw unprocessable('invalid-body', 'there is no such paragraph', [
            { path: `edits.${key}`, message: 'no paragraph of this bulletin' },
          ]);
        // null removes the edit
        if (text === null) keptEdits.delete(key);
        else if (paragraph !== undefined)
          keptEdits.set(key, { text, from: generatedText(paragraph), by: by.actor.name, at });
      }
      return { document: bulletin.document, edits: Object.fromEntries(keptEdits) };
    });
  }

  /** Recomputes the figures and keeps the edits. */
  async compute(id: string, revision: number, by: By): Promise<Bulletin> {
    const before = await this.one(id, by.caller);
    assertRevision(before, revision);
    const document = await this.writer.write(before, await this.bureau.now());
    return this.act(id, 'compute', revision, by, ({ edits }) => ({ document, edits }));
  }

  approve(id: string, revision: number, by: By): Promise<Bulletin> {
    return this.act(id, 'approve', revision, by, unchanged);
  }

  /** Returns it to draft. */
  withdraw(id: string, revision: number, by: By): Promise<Bulletin> {
    return this.act(id, 'withdraw', revision, by, unchanged);
  }

  /** Sends it to the recipients of the place's channels; message and state are written in one transaction. */
  async send(id: string, revision: number, by: By): Promise<Bulletin> {
    const before = await this.one(id, by.caller);
    assertRevision(before, revision);
    // rendered before the lock, in its state after sending
    const sent = { ...before, state: 'sent', revision: revision + 1, sentAt: await this.now() } as const;
    const file = { ...(await this.files.render(sent, 'pdf')), type: FILE_TYPES.pdf };
    return this.act(id, 'send', revision, by, unchanged, (bulletin, manager) =>
      tellOf(bulletin, file, this.clock.now(), manager),
    );
  }

  private async act(
    id: string,
    act: BulletinAct,
    revision: number,
    { caller, actor }: By,
    change: (bulletin: Bulletin) => Change,
    alsoDo: (bulletin: Bulletin, manager: EntityManager) => Promise<void> = () => Promise.resolve(),
  ): Promise<Bulletin> {
    await this.postgres.transaction(async (manager) => {
      const bulletin = await this.requireWritable(await this.store.lock(id, manager), caller);
      assertRevision(bulletin, revision);
      const state = afterAct(bulletin.state, act);
      if (state === null) throw conflict('bulletin-state', `a bulletin that is ${bulletin.state} allows no ${act}`);
      const at = await this.bureau.now();
      await this.store.change(bulletin, { ...change(bulletin), state, act, by: actor.name, at }, manager);
      await alsoDo(bulletin, manager);
      await this.audit.record(
        {
          actor,
          action: `bulletin.${act}`,
          target: `bulletin/${id}`,
          before: { state: bulletin.state, revision },
          after: { state, revision: revision + 1 },
        },
        manager,
      );
    });
    return this.one(id, caller);
  }

  private async requireWritable(bulletin: Bulletin | null, caller: Reader): Promise<Bulletin> {
    if (bulletin === null || readsOnly(caller) || !(await this.scope.covers(caller, bulletin.place)))
      throw unknownBulletin();
    return bulletin;
  }

  private async now(): Promise<string> {
    return new Date(await this.bureau.now()).toISOString();
  }
}

const unknownBulletin = (): Error => notFound('unknown-bulletin', 'there is no such bulletin in your scope');

/** The bulletin's place and the halls with figures in it. */
const namedIn = ({ place, document }: Bulletin): string[] => [
  ...(place === null ? [] : [place]),
  ...document.figures.flatMap(({ by, part }) => (by === 'hall' && part !== null ? [part] : [])),
];

const unchanged = ({ document, edits }: Bulletin): Change => ({ document, edits });

/** @throws {AppError} 409 with the name of whoever changed it first */
function assertRevision({ revision, changedBy, changedAt }: Bulletin, expected: number): void {
  if (revision !== expected)
    throw conflict(
      'bulletin-changed',
      `${changedBy} changed it at ${changedAt}: it is at revision ${String(revision)} by now, not ${String(expected)}`,
    );
}
