import { AuditChainState, AuditEntry, page } from '@cockpit/contracts';
import { ask } from '../../shared/http';
import { everyPage } from '../../shared/every-page';
import { queryOf, type AuditFilter } from './filter';

const Entries = page(AuditEntry);
interface Page {
  items: AuditEntry[];
  next: string | null;
}
/** A whole audit takes its time to be read. */
const CHAIN_PATIENCE_MS = 120_000;

export const fetchAudit = async (filter: AuditFilter, limit: number, cursor: string | null): Promise<Page> =>
  (await ask('GET', `/v1/audit?${queryOf(filter, limit, cursor)}`, Entries)).body;
export const fetchWholeAudit = (filter: AuditFilter): Promise<AuditEntry[]> =>
  everyPage((cursor) => fetchAudit(filter, 500, cursor));
export const checkChain = async (): Promise<AuditChainState> =>
  (await ask('GET', '/v1/audit/chain', AuditChainState, undefined, CHAIN_PATIENCE_MS)).body;
