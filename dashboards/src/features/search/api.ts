import { SearchAnswer } from '@cockpit/contracts';
import { ask } from '../../shared/http';

export interface SearchQuestion {
  q: string;
  /** the hall on the screen, where there is one */
  near: string;
}

export async function fetchSearch({ q, near }: SearchQuestion, signal: AbortSignal): Promise<SearchAnswer> {
  const query = new URLSearchParams({ q, ...(near === '' ? {} : { near }) });
  return (await ask('GET', `/v1/search?${query.toString()}`, SearchAnswer, undefined, undefined, signal)).body;
}
