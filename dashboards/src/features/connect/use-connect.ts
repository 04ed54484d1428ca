import type { ColumnRole, ImportRecord, Mapping, Sample, Upload } from '@cockpit/contracts';
import { computed, ref, shallowRef } from 'vue';
import { useAnswer } from '../../shared/answer';
import { ApiError } from '../../shared/http';
import { fetchImport, fetchPreview, fetchSample, uploadFile } from './api';
import { withHallName } from './editor';

const LOOK_MS = 1000;

/** From a file to a mapping and what comes of it: the state that the steps of the page share. */
export function useConnect() {
  const upload = shallowRef<Upload | null>(null);
  const share = ref<number | null>(null);
  const sample = shallowRef<Sample | null>(null);
  const problem = shallowRef<ApiError | null>(null);
  const mapping = shallowRef<Mapping | null>(null);
  /** what somebody said columns mean, beyond what was found */
  const roles = ref<Record<string, ColumnRole | null>>({});
  const reading = ref<{ encoding?: Sample['encoding']; delimiter?: string; sheet?: string }>({});
  /** the hall that all of the file is about; empty: its rows say it */
  const hall = ref('');
  const hallName = ref('');
  /** a mapping of somebody's own is not suggested anew */
  const isOwn = ref(false);

  async function attempt(work: () => Promise<void>): Promise<void> {
    problem.value = null;
    try {
      await work();
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      problem.value = error;
    }
  }

  const look = (): Promise<void> =>
    attempt(async () => {
      if (upload.value === null) return;
      const given = { ...reading.value, roles: roles.value, ...(hall.value === '' ? {} : { hall: hall.value }) };
      sample.value = await fetchSample({ file: upload.value.id, ...given });
      if (!isOwn.value) mapping.value = named(sample.value.suggestion);
    });
  const named = (found: Mapping | null): Mapping | null =>
    found === null ? null : withHallName(found, hallName.value);

  const take = (file: File): Promise<void> =>
    attempt(async () => {
      [sample.value, share.value, run.value] = [null, 0, null];
      [roles.value, reading.value] = [{}, {}];
      if (!isOwn.value) mapping.value = null;
      try {
        upload.value = await uploadFile(file, (done) => (share.value = done));
      } finally {
        share.value = null;
      }
      await look();
    });

  /** Rows that are here already: of a table, whose columns somebody may have spoken of. */
  const takeRows = (rows: Upload, means: Record<string, ColumnRole | null>): Promise<void> =>
    attempt(async () => {
      [sample.value, run.value, upload.value, roles.value, reading.value] = [null, null, rows, means, {}];
      if (!isOwn.value) mapping.value = null;
      await look();
    });

  const about = computed(() =>
    upload.value === null || sample.value === null || mapping.value === null
      ? null
      : { file: upload.value.id, mapping: mapping.value },
  );
  const preview = useAnswer({
    name: 'connect-preview',
    about: () => (about.value === null ? null : JSON.stringify(about.value)),
    ask: () => {
      if (about.value === null) throw new Error('nothing to preview');
      return fetchPreview(about.value);
    },
    standsIn: () => true,
  });

  const run = shallowRef<ImportRecord | null>(null);
  useAnswer({
    name: 'connect-import',
    about: () => (run.value?.state === 'running' ? run.value.id : null),
    ask: async (id: string) => {
      const now = await fetchImport(id);
      if (run.value?.id === id) run.value = now;
      return now;
    },
    everyMs: LOOK_MS,
    whenHidden: true,
  });

  return {
    upload,
    share,
    sample,
    problem,
    mapping,
    roles,
    reading,
    hall,
    hallName,
    isOwn,
    look,
    take,
    takeRows,
    preview,
    run,
  };
}
