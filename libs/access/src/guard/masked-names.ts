import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import { maskName, type Caller } from '@cockpit/contracts';
import { map, type Observable } from 'rxjs';
import type { CalledRequest } from './decorators';

/** Fields that say who somebody is, wherever they stand. */
const NAMES = new Set([
  'officerName',
  'answeredBy',
  'acknowledgedBy',
  'handledBy',
  'enteredBy',
  'endedBy',
  'approvedBy',
  'owner',
  'actor',
]);

/** Whether a caller hangs where the public stands, and so must not be told names. */
export const isPublicPlace = ({ role }: Pick<Caller, 'role'>): boolean => role === 'screen';

/** The same with names cut to the first character; people listed as `officers` are named by `name`. */
export function withMaskedNames(value: unknown, inOfficers = false): unknown {
  if (Array.isArray(value)) return value.map((one) => withMaskedNames(one, inOfficers));
  if (value === null || typeof value !== 'object' || value instanceof Date) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, field]: [string, unknown]) => {
      const isName = NAMES.has(key) || (inOfficers && key === 'name');
      return [key, isName && typeof field === 'string' ? maskName(field) : withMaskedNames(field, key === 'officers')];
    }),
  );
}

/** A paired screen hangs in public, and whoever opens its device sees what it was sent: names are masked before they leave. */
@Injectable()
export class MaskedNamesInterceptor implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler<unknown>): Observable<unknown> {
    const caller = context.getType() === 'http' ? context.switchToHttp().getRequest<CalledRequest>().caller : undefined;
    return caller === undefined || !isPublicPlace(caller)
      ? next.handle()
      : next.handle().pipe(map((answer) => withMaskedNames(answer)));
  }
}
