import type { Caller } from '@cockpit/contracts';
import { forbidden } from '@cockpit/platform';

/** @throws AppError 403 `no-own-account` for tokens: they have no password and no sessions */
export function personOf({ kind, id }: Pick<Caller, 'kind' | 'id'>): string {
  if (kind !== 'user') throw forbidden('no-own-account', 'only somebody who signs in has an account of their own');
  return id;
}
