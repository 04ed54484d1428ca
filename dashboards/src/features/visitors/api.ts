import { ApplicantsInHall, MyVisitor, VisitorMatters, page } from '@cockpit/contracts';
import { ask } from '../../shared/http';

const Visitors = page(VisitorMatters);

export const fetchMyVisitor = async (): Promise<VisitorMatters | null> =>
  (await ask('GET', '/v1/me/visitor', MyVisitor)).body.visitor;
export const fetchVisitors = async (hall: string): Promise<VisitorMatters[]> =>
  (await ask('GET', `/v1/halls/${encodeURIComponent(hall)}/visitors`, Visitors)).body.items;
export const fetchInHall = async (ids: readonly string[]): Promise<ApplicantsInHall['items']> =>
  (await ask('POST', '/v1/matters/in-hall', ApplicantsInHall, { ids })).body.items;
