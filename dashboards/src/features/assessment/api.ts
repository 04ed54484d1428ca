import {
  AppealPreview,
  Assessment,
  AssessmentPreview,
  AssessmentSchemeVersion,
  AssessmentSheet,
  AssessmentSummary,
  page,
  type AppealDecision,
  type AppealRemedy,
  type AssessmentSchemeChange,
  type AssessmentTrial,
  type NewAppeal,
  type NewAssessment,
} from '@cockpit/contracts';
import { ask } from '../../shared/http';
import { pageFields, type ListPage } from '../../shared/pages';

const List = page(AssessmentSummary);
const Versions = page(AssessmentSchemeVersion);
/** A month of many halls takes its time. */
const PATIENCE_MS = 120_000;

const pathOf = (id: string): string => `/v1/assessments/${encodeURIComponent(id)}`;
const sheetPath = (id: string, hall: string): string => `${pathOf(id)}/halls/${encodeURIComponent(hall)}`;
const appealPath = (id: string, appeal: string): string => `${pathOf(id)}/appeals/${encodeURIComponent(appeal)}`;
/** The place as the address has it: nothing is the bureau. */
const query = (place: string, more: Readonly<Record<string, string>> = {}): string =>
  new URLSearchParams({ ...(place === '' ? {} : { place }), ...more }).toString();

export const fetchAssessments = async (cursor: string | null): Promise<ListPage<AssessmentSummary>> =>
  (await ask('GET', `/v1/assessments?${query('', pageFields(cursor))}`, List)).body;
export const fetchAssessment = async (id: string): Promise<Assessment> =>
  (await ask('GET', pathOf(id), Assessment)).body;
export const fetchSheet = async (id: string, hall: string): Promise<AssessmentSheet> =>
  (await ask('GET', sheetPath(id, hall), AssessmentSheet)).body;
export const makeAssessment = async (wanted: NewAssessment): Promise<Assessment> =>
  (await ask('POST', '/v1/assessments', Assessment, wanted, PATIENCE_MS)).body;
export const takeStep = async (
  { id, revision }: AssessmentSummary,
  step: 'compute' | 'publish' | 'close',
  more: object = {},
): Promise<Assessment> =>
  (await ask('POST', `${pathOf(id)}/${step}`, Assessment, { revision, ...more }, PATIENCE_MS)).body;

export const fetchScheme = async (place: string): Promise<AssessmentSchemeVersion> =>
  (await ask('GET', `/v1/assessments/scheme?${query(place)}`, AssessmentSchemeVersion)).body;
export const fetchSchemes = async (place: string, cursor: string | null): Promise<ListPage<AssessmentSchemeVersion>> =>
  (await ask('GET', `/v1/assessments/scheme/history?${query(place, pageFields(cursor))}`, Versions)).body;
export const changeScheme = async (change: AssessmentSchemeChange): Promise<AssessmentSchemeVersion> =>
  (await ask('PUT', '/v1/assessments/scheme', AssessmentSchemeVersion, change)).body;
export const tryScheme = async (trial: AssessmentTrial): Promise<AssessmentPreview> =>
  (await ask('POST', '/v1/assessments/preview', AssessmentPreview, trial, PATIENCE_MS)).body;

export const makeAppeal = async (id: string, appeal: NewAppeal): Promise<AssessmentSheet> =>
  (await ask('POST', `${pathOf(id)}/appeals`, AssessmentSheet, appeal)).body;
export const withdrawAppeal = async (id: string, appeal: string): Promise<AssessmentSheet> =>
  (await ask('POST', `${appealPath(id, appeal)}/withdraw`, AssessmentSheet, {})).body;
export const previewAppeal = async (id: string, appeal: string, remedy: AppealRemedy): Promise<AppealPreview> =>
  (await ask('POST', `${appealPath(id, appeal)}/preview`, AppealPreview, remedy)).body;
export const decideAppeal = async (id: string, appeal: string, decision: AppealDecision): Promise<AssessmentSheet> =>
  (await ask('POST', `${appealPath(id, appeal)}/decide`, AssessmentSheet, decision)).body;
