import type { Caller, MatterCard } from '@cockpit/contracts';

export type CardAction = 'ack' | 'explain' | 'appeal' | 'uphold' | 'reject' | 'replay';

/** What somebody may do about a card; the server decides, the screen only spares a refusal. */
export function actionsOf(
  card: Pick<MatterCard, 'state' | 'appeal' | 'officerId' | 'unit'>,
  caller: Pick<Caller, 'role' | 'officerId'> | null,
): CardAction[] {
  if (caller === null) return [];
  const live = card.state !== 'withdrawn' && card.state !== 'over';
  const answers = ['administrator', 'manager', 'supervisor', 'officer', 'unit'].includes(caller.role);
  const addressed = caller.role === 'unit' || (caller.officerId !== undefined && caller.officerId === card.officerId);
  const decides = caller.role === 'administrator' || caller.role === 'manager';
  return [
    ...(live && answers && card.state === 'issued' ? (['ack'] as const) : []),
    ...(live && answers ? (['explain'] as const) : []),
    ...(live && addressed && card.appeal === 'none' ? (['appeal'] as const) : []),
    ...(live && decides && card.appeal === 'open' ? (['uphold', 'reject'] as const) : []),
    'replay',
  ];
}

/** Whether the card as it is now shows that what was asked of it as it was before was done. An explanation may be given again, so that only its time tells. */
export function isAnswered(
  action: Exclude<CardAction, 'replay'>,
  before: Pick<MatterCard, 'handledAt'>,
  now: Pick<MatterCard, 'state' | 'appeal' | 'handledAt'>,
): boolean {
  switch (action) {
    case 'ack':
      return now.state === 'acknowledged' || now.state === 'explained';
    case 'explain':
      return now.state === 'explained' && now.handledAt !== before.handledAt;
    case 'appeal':
      return now.appeal !== 'none';
    case 'uphold':
      return now.appeal === 'upheld';
    case 'reject':
      return now.appeal === 'rejected';
  }
}
