import {
  BackTestPeriod,
  RuleRecord,
  RuleVersion,
  page,
  type BackTestPeriodWanted,
  type RuleChange,
} from '@cockpit/contracts';
import { askLines } from '../../shared/ask-lines';
import { ask } from '../../shared/http';
import { pageFields, type ListPage } from '../../shared/pages';

const Records = page(RuleRecord);
const Versions = page(RuleVersion);

/** @param hall empty: of every hall */
export const fetchRecords = async (hall: string): Promise<RuleRecord[]> =>
  (await ask('GET', `/v1/rules${hall === '' ? '' : `?hall=${encodeURIComponent(hall)}`}`, Records)).body.items;
export const changeRule = async (rule: string, change: RuleChange): Promise<RuleVersion> =>
  (await ask('PUT', `/v1/rules/${encodeURIComponent(rule)}`, RuleVersion, change)).body;
export async function fetchVersions(rule: string, cursor: string | null): Promise<ListPage<RuleVersion>> {
  const fields = new URLSearchParams(pageFields(cursor)).toString();
  return (await ask('GET', `/v1/rules/${encodeURIComponent(rule)}/history?${fields}`, Versions)).body;
}
/** What is known after each day that was played, until `signal` ends it. */
export const previewPeriod = (
  hall: string,
  wanted: BackTestPeriodWanted,
  signal: AbortSignal,
): AsyncGenerator<BackTestPeriod> =>
  askLines(`/v1/halls/${encodeURIComponent(hall)}/back-test/period`, BackTestPeriod, wanted, signal);
