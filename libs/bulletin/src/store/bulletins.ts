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

/** Whoever reads: supervisors read what was sent, and change nothing. */
export type Reader = Pick<Caller, 'halls'> & Partial<Pick<Caller, 'role'>>;
export const readsOnly = ({ role }: Reader): boolean => role === 'supervisor';

/** Who does something. */
export interface By {
  readonly caller: Reader;
  readonly actor: Actor;
}
type Change = Pick<NewVersion, 'document' | 'edits'>;

/** Making bulletins and bringing them to their readers: one of each place and period, whatever is asked how often. */
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
    /** of messages */
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws {AppError} 404 where there is none, or none for this caller */
  async one(id: string, caller: Reader): Promise<Bulletin> {
    const bulletin = await this.store.find(id);
    if (bulletin === null || !(await this.isReadable(bulletin, caller))) throw unknownBulletin();
    return bulletin;
  }

  /** Whether somebody may read it: of a place of theirs, or one that was sent and names a hall of theirs. */
  async isReadable(bulletin: Bulletin, caller: Reader): Promise<boolean> {
    const covers = !readsOnly(caller) && (await this.scope.covers(caller, bulletin.place));
    const halls = (await this.scope.places(caller)) ?? 'all';
    return mayRead(bulletin.state, { covers, named: namedIn(bulletin), halls });
  }

  /** Makes the one of a place and period, or answers the one there is: asked for twice at once, both get the same. */
  async make(of: DaySpan & { place: string | null; period: BulletinPeriod }, actor: Actor): Promise<Bulletin> {
    const known = await this.store.findOf(of);
    if (known !== null) return known;
    const now = await this.bureau.now();
    const bulletin = { ...of, no: await this.store.nextNo() };
    const document = await this.writer.write(bulletin, now);
    await this.postgres.transaction(async (manager) => {
      const version = { state: 'draft', document, edits: {}, act: 'make', by: actor.name, at: now } as const;
      const id = await this.store.add(bulletin, version, manager);
      if (id === null) return;
      const { place, period, from, to } = of;
      await this.audit.record(
        { actor, action: 'bulletin.make', target: `bulletin/${id}`, after: { place, period, from, to } },
        manager,
      );
    });
    const made = await this.store.findOf(of);
    if (made === null) throw notFound('unknown-bulletin', 'the bulletin was removed while it was made');
    return made;
  }

  /** @throws {AppError} 409 where somebody was faster or the state does not allow it, 422 for a paragraph it does not have */
  async edit(id: string, { revision, edits }: BulletinEdits, by: By): Promise<Bulletin> {
    const at = await this.now();
    return this.act(id, 'edit', revision, by, (bulletin) => {
      const paragraphs = editableOf(bulletin.document);
      const kept = new Map(Object.entries(bulletin.edits));
      for (const [key, text] of Object.entries(edits)) {
        const paragraph = paragraphs.get(key);
        if (paragraph === undefined && !kept.has(key))
          throw unprocessable('invalid-body', 'there is no such paragraph', [
            { path: `edits.${key}`, message: 'no paragraph of this bulletin' },
          ]);
        // an edit taken back is no edit
        if (text === null) kept.delete(key);
        else if (paragraph !== undefined)
          kept.set(key, { text, from: generatedText(paragraph), by: by.actor.name, at });
      }
      return { document: bulletin.document, edits: Object.fromEntries(kept) };
    });
  }

  /** The figures anew; what people wrote is kept beside them. */
  async compute(id: string, revision: number, by: By): Promise<Bulletin> {
    const before = await this.one(id, by.caller);
    assertRevision(before, revision);
    const document = await this.writer.write(before, await this.bureau.now());
    return this.act(id, 'compute', revision, by, ({ edits }) => ({ document, edits }));
  }

  approve(id: string, revision: number, by: By): Promise<Bulletin> {
    return this.act(id, 'approve', revision, by, same);
  }

  /** Back to a draft. */
  withdraw(id: string, revision: number, by: By): Promise<Bulletin> {
    return this.act(id, 'withdraw', revision, by, same);
  }

  /** To everybody whom the channels of the place tell; the message and the state are written together. */
  async send(id: string, revision: number, by: By): Promise<Bulletin> {
    const before = await this.one(id, by.caller);
    assertRevision(before, revision);
    // laid out before anything is locked, as it will stand once it is sent
    const sent = { ...before, state: 'sent', revision: revision + 1, sentAt: await this.now() } as const;
    const file = { ...(await this.files.render(sent, 'pdf')), type: FILE_TYPES.pdf };
    return this.act(id, 'send', revision, by, same, (bulletin, manager) =>
      tellOf(bulletin, file, this.clock.now(), manager),
    );
  }

  private async act(
    id: string,
    act: BulletinAct,
    revision: number,
    { caller, actor }: By,
    change: (bulletin: Bulletin) => Change,
    beside: (bulletin: Bulletin, manager: EntityManager) => Promise<void> = () => Promise.resolve(),
  ): Promise<Bulletin> {
    await this.postgres.transaction(async (manager) => {
      const bulletin = await this.seen(await this.store.lock(id, manager), caller);
      assertRevision(bulletin, revision);
      const state = afterAct(bulletin.state, act);
      if (state === null) throw conflict('bulletin-state', `a bulletin that is ${bulletin.state} allows no ${act}`);
      const at = await this.bureau.now();
      await this.store.change(bulletin, { ...change(bulletin), state, act, by: actor.name, at }, manager);
      await beside(bulletin, manager);
      await this.audit.record(
        {
          ...{ actor, action: `bulletin.${act}`, target: `bulletin/${id}` },
          before: { state: bulletin.state, revision },
          after: { state, revision: revision + 1 },
        },
        manager,
      );
    });
    return this.one(id, caller);
  }

  private async seen(bulletin: Bulletin | null, caller: Reader): Promise<Bulletin> {
    if (bulletin === null || readsOnly(caller) || !(await this.scope.covers(caller, bulletin.place)))
      throw unknownBulletin();
    return bulletin;
  }

  private async now(): Promise<string> {
    return new Date(await this.bureau.now()).toISOString();
  }
}

const unknownBulletin = (): Error => notFound('unknown-bulletin', 'there is no such bulletin in your scope');

/** Its own place, and the halls that stand in its tables by a figure of their own. */
const namedIn = ({ place, document }: Bulletin): string[] => [
  ...(place === null ? [] : [place]),
  ...document.figures.flatMap(({ by, part }) => (by === 'hall' && part !== null ? [part] : [])),
];

const same = ({ document, edits }: Bulletin): Change => ({ document, edits });

/** Whoever comes second is told who was faster, and when. */
function assertRevision({ revision, changedBy, changedAt }: Bulletin, seen: number): void {
  if (revision !== seen)
    throw conflict(
      'bulletin-changed',
      `${changedBy} changed it at ${changedAt}: it is at revision ${String(revision)} by now, not ${String(seen)}`,
    );
}
