import { namesWho, type ActOnMatter, type Caller, type MatterActKind, type MatterFile } from '@cockpit/contracts';
import type { Matter, MatterEvent } from '@cockpit/domain';

export type Asked = Omit<ActOnMatter, 'revision'> & { revision?: string | undefined };

const TYPES: Readonly<Record<MatterActKind, MatterEvent['type']>> = {
  contact: 'hall.case.stage-entered',
  assign: 'hall.case.assigned',
  'hand-over': 'hall.case.assigned',
  urge: 'hall.case.urged',
  supplement: 'hall.case.paused',
  resume: 'hall.case.resumed',
  reply: 'hall.case.replied',
  close: 'hall.case.closed',
  verify: 'hall.case.verified',
  'strike-off': 'hall.case.struck-off',
  exclude: 'hall.case.excluded',
  reopen: 'hall.case.reopened',
  comment: 'hall.case.commented',
};

/** The event an act is, but for its time. What the matter is now says what the act leaves open. */
export function eventOfAct(
  asked: Omit<Asked, 'files'> & { files: readonly MatterFile[] },
  { caseId, unit }: Pick<Matter, 'caseId' | 'unit'>,
  caller: Pick<Caller, 'name'>,
): { type: MatterEvent['type']; data: Record<string, unknown> } {
  const { act, text, mentions, hall, officerId, result, files } = asked;
  const said = {
    by: caller.name,
    ...(text === undefined || text === '' ? {} : { text }),
    ...(mentions === undefined || mentions.length === 0 ? {} : { mentions }),
    ...(files.length === 0 ? {} : { files }),
  };
  const own: Record<string, unknown> = { caseId, act: said };
  if (namesWho(act)) {
    Object.assign(own, {
      unit: asked.unit ?? hall ?? unit ?? officerId,
      ...(officerId === undefined ? {} : { officerId }),
      ...(hall === undefined ? {} : { hallId: hall }),
    });
  }
  if (act === 'supplement' || act === 'resume') own['reason'] = 'supplement';
  if (act === 'contact') own['stage'] = 'contact';
  if (act === 'close') own['result'] = result;
  if (act === 'exclude') own['reason'] = asked.reason;
  return { type: TYPES[act], data: own };
}
