import { SearchAnswer, type SearchedKind } from '@cockpit/contracts';
import { ask } from '../../shared/http';

export interface SearchQuestion {
  q: string;
  /** the hall on the screen, where there is one */
  near: string;
  /** only this kind */ kind?: SearchedKind;
}

export async function fetchSearch({ q, near, kind }: SearchQuestion, signal: AbortSignal): Promise<SearchAnswer> {
  const query = new URLSearchParams({ q, ...(near === '' ? {} : { near }), ...(kind === undefined ? {} : { kind }) });
  return (await ask('GET', `/v1/search?${query.toString()}`, SearchAnswer, undefined, undefined, signal)).body;
}
