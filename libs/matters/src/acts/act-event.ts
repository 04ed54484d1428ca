import { namesWho, type ActOnMatter, type Caller, type MatterActKind, type MatterFile } from '@cockpit/contracts';
import type { Matter, MatterEvent } from '@cockpit/domain';

export type ActRequest = Omit<ActOnMatter, 'revision'> & { revision?: string | undefined };

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

/** Builds the event of an act without its time. The current matter fills in what the request omits. */
export function eventOfAct(
  request: Omit<ActRequest, 'files'> & { files: readonly MatterFile[] },
  { caseId, unit }: Pick<Matter, 'caseId' | 'unit'>,
  caller: Pick<Caller, 'name'>,
): { type: MatterEvent['type']; data: Record<string, unknown> } {
  const { act, text, mentions, hall, officerId, result, files } = request;
  const actData = {
    by: caller.name,
    ...(text === undefined || text === '' ? {} : { text }),
    ...(mentions === undefined || mentions.length === 0 ? {} : { mentions }),
    ...(files.length === 0 ? {} : { files }),
  };
  const data: Record<string, unknown> = { caseId, act: actData };
  if (namesWho(act)) {
    Object.assign(data, {
      unit: request.unit ?? hall ?? unit ?? officerId,
      ...(officerId === undefined ? {} : { officerId }),
      ...(hall === undefined ? {} : { hallId: hall }),
    });
  }
  if (act === 'supplement' || act === 'resume') data['reason'] = 'supplement';
  if (act === 'contact') data['stage'] = 'contact';
  if (act === 'close') data['result'] = result;
  if (act === 'exclude') data['reason'] = request.reason;
  return { type: TYPES[act], data: data };
}
