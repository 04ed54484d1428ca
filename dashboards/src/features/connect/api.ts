import {
  ConnectedTable,
  DatabaseColumns,
  DatabaseTables,
  ImportPreview,
  ImportRecord,
  PlacesMade,
  Sample,
  TableSample,
  UPLOAD_BYTES,
  UPLOAD_PART_BYTES,
  Upload,
  type ColumnsRequest,
  type NewImport,
  type NewPlaces,
  type NewConnectedTable,
  type PreviewRequest,
  type SampleRequest,
  type TableChange,
  type TableStart,
  type TablesRequest,
  page,
} from '@cockpit/contracts';
import { z } from 'zod';
import { repeated } from '../../shared/command';
import { ask, local } from '../../shared/http';

/** Reading a workbook or a whole file for its halls takes longer than answers do. */
const PATIENCE_MS = 120_000;

async function base64(part: Blob): Promise<string> {
  const bytes = new Uint8Array(await part.arrayBuffer());
  let text = '';
  // more signs at once than this is more arguments than a call may have
  for (let at = 0; at < bytes.length; at += 32_768) text += String.fromCharCode(...bytes.subarray(at, at + 32_768));
  return btoa(text);
}

/** Sends a file in parts. @throws {ApiError} */
export async function uploadFile(file: File, onShare: (share: number) => void): Promise<Upload> {
  if (file.size > UPLOAD_BYTES) throw local('too-large-upload', 'too large');
  let { body: upload } = await ask('POST', '/v1/connect/files', Upload, { name: file.name, bytes: file.size });
  for (let at = 0; at < file.size; at += UPLOAD_PART_BYTES) {
    const content = await base64(file.slice(at, at + UPLOAD_PART_BYTES));
    const path = `/v1/connect/files/${upload.id}/parts`;
    ({ body: upload } = await ask('POST', path, Upload, { at, content }, PATIENCE_MS));
    onShare(upload.received / Math.max(1, file.size));
  }
  return upload;
}

export const fetchSample = async (wanted: z.input<typeof SampleRequest>): Promise<Sample> =>
  (await ask('POST', '/v1/connect/samples', Sample, wanted, PATIENCE_MS)).body;
export const fetchPreview = async (wanted: PreviewRequest): Promise<ImportPreview> =>
  (await ask('POST', '/v1/connect/previews', ImportPreview, wanted, PATIENCE_MS)).body;
/** Sent once more it makes only what is not there. */
export const makePlaces = async (wanted: NewPlaces): Promise<PlacesMade> =>
  (await repeated(() => ask('POST', '/v1/connect/places', PlacesMade, wanted, PATIENCE_MS))).body;
export const beginImport = async (wanted: NewImport): Promise<ImportRecord> =>
  (await ask('POST', '/v1/connect/imports', ImportRecord, wanted)).body;
export const fetchImport = async (id: string): Promise<ImportRecord> =>
  (await ask('GET', `/v1/connect/imports/${id}`, ImportRecord)).body;

const Records = page(ImportRecord);
/** The last fifty, of every source; the latest first. */
export const fetchImports = async (): Promise<ImportRecord[]> =>
  (await ask('GET', '/v1/connect/imports', Records)).body.items;

const TABLES = '/v1/connect/tables';
export const fetchTables = async (): Promise<ConnectedTable[]> =>
  (await ask('GET', TABLES, page(ConnectedTable))).body.items;
export const addTable = async (wanted: NewConnectedTable): Promise<ConnectedTable> =>
  (await ask('POST', TABLES, ConnectedTable, wanted)).body;
export const changeTable = async (id: string, wanted: TableChange): Promise<ConnectedTable> =>
  (await ask('PUT', `${TABLES}/${id}`, ConnectedTable, wanted)).body;
export const sampleTable = async (id: string): Promise<TableSample> =>
  (await ask('POST', `${TABLES}/${id}/sample`, TableSample, {}, PATIENCE_MS)).body;
export const startTable = async (id: string, wanted: TableStart): Promise<ConnectedTable> =>
  (await ask('POST', `${TABLES}/${id}/start`, ConnectedTable, wanted)).body;
export const stopTable = async (id: string, reason: string): Promise<ConnectedTable> =>
  (await ask('POST', `${TABLES}/${id}/stop`, ConnectedTable, { reason })).body;
export const removeTable = async (id: string, reason: string): Promise<void> => {
  await ask('POST', `${TABLES}/${id}/remove`, z.unknown(), { reason });
};

const DATABASES = '/v1/connect/databases';
/** What a database has in it, for whoever may read it. */
export const fetchDatabaseTables = async (wanted: TablesRequest): Promise<DatabaseTables> =>
  (await ask('POST', `${DATABASES}/tables`, DatabaseTables, wanted, PATIENCE_MS)).body;
export const fetchDatabaseColumns = async (wanted: ColumnsRequest): Promise<DatabaseColumns> =>
  (await ask('POST', `${DATABASES}/columns`, DatabaseColumns, wanted, PATIENCE_MS)).body;
