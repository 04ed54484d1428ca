import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import { Escalation, Message, maskName, withoutCalled, withoutPeople, type Caller } from '@cockpit/contracts';
import { map, type Observable } from 'rxjs';
import type { CalledRequest } from './decorators';

/** Fields that name a person, at any depth. */
const NAMES = new Set([
  'officerName',
  'answeredBy',
  'acknowledgedBy',
  'handledBy',
  'enteredBy',
  'madeBy',
  'changedBy',
  'endedBy',
  'approvedBy',
  'owner',
  'actor',
]);

/** Whether the caller is a display in public, which must not receive names. */
export const isPublicPlace = ({ role }: Pick<Caller, 'role'>): boolean => role === 'screen';

interface Place {
  /** inside a list of officers, whose `name` is a person's */
  readonly inOfficers: boolean;
  /** the organisation lets walls name the holder of a warning */
  readonly namesHolders: boolean;
}
const OPEN_PLACE: Place = { inOfficers: false, namesHolders: false };

/**
 * Masks names to their first character; in `officers` lists this includes `name`. The holder of a warning is replaced
 * by a role.
 */
export function withMaskedNames(value: unknown, place: Place = OPEN_PLACE): unknown {
  if (Array.isArray(value)) return value.map((item) => withMaskedNames(item, place));
  if (value === null || typeof value !== 'object' || value instanceof Date) return value;
  const namesHolders = place.namesHolders || ('dutyNamesOnWall' in value && value.dutyNamesOnWall === true);
  const shown = namesHolders ? value : callingNobody(value);
  return Object.fromEntries(
    Object.entries(shown).map(([key, field]: [string, unknown]) => [
      key,
      maskedField(key, field, { ...place, namesHolders }),
    ]),
  );
}

/** Removes from a warning whom to call. */
function callingNobody(value: object): object {
  if (!('words' in value && 'message' in value && typeof value.message === 'string')) return value;
  const words = Message.safeParse(value.words).data;
  return words === undefined ? value : withoutCalled({ ...value, message: value.message, words });
}

function maskedField(key: string, field: unknown, place: Place): unknown {
  if (typeof field === 'string' && (NAMES.has(key) || (place.inOfficers && key === 'name'))) return maskName(field);
  const escalation = key === 'escalation' ? Escalation.safeParse(field).data : undefined;
  if (escalation !== undefined) return place.namesHolders ? escalation : withoutPeople(escalation);
  return withMaskedNames(field, { ...place, inOfficers: key === 'officers' });
}

/**
 * Masks names for paired screens before sending: a screen hangs in public, and anybody with access to its device sees
 * what it receives.
 */
@Injectable()
export class MaskedNamesInterceptor implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler<unknown>): Observable<unknown> {
    const caller = context.getType() === 'http' ? context.switchToHttp().getRequest<CalledRequest>().caller : undefined;
    return caller === undefined || !isPublicPlace(caller)
      ? next.handle()
      : next.handle().pipe(map((answer) => withMaskedNames(answer)));
  }
}
