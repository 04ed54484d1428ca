import { BackTestPair, RuleRecord, RuleVersion, page, type BackTestWanted, type RuleChange } from '@cockpit/contracts';
import { z } from 'zod';
import { ask } from '../../shared/http';

const Records = page(RuleRecord);
const Versions = page(RuleVersion);
const Days = z.object({ days: z.array(z.string()) });
/** A day of predictions is minutes of a busy machine. */
const PREVIEW_PATIENCE_MS = 180_000;
/** Versions that the page lists; it says so. */
export const VERSIONS_LISTED = 50;
const backTest = (hall: string): string => `/v1/halls/${encodeURIComponent(hall)}/back-test`;

/** @param hall empty: of every hall */
export const fetchRecords = async (hall: string): Promise<RuleRecord[]> =>
  (await ask('GET', `/v1/rules${hall === '' ? '' : `?hall=${encodeURIComponent(hall)}`}`, Records)).body.items;
export const changeRule = async (rule: string, change: RuleChange): Promise<RuleVersion> =>
  (await ask('PUT', `/v1/rules/${encodeURIComponent(rule)}`, RuleVersion, change)).body;
export const fetchVersions = async (rule: string): Promise<RuleVersion[]> =>
  (await ask('GET', `/v1/rules/${encodeURIComponent(rule)}/history?limit=${String(VERSIONS_LISTED)}`, Versions)).body
    .items;
export const fetchDays = async (hall: string): Promise<string[]> =>
  (await ask('GET', `${backTest(hall)}/days`, Days)).body.days;
export const previewDay = async (hall: string, wanted: BackTestWanted): Promise<BackTestPair> =>
  (await ask('POST', backTest(hall), BackTestPair, wanted, PREVIEW_PATIENCE_MS)).body;
