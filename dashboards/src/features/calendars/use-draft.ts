import { CalendarYear, type CalendarInForce } from '@cockpit/contracts';
import { computed, ref, type Ref } from 'vue';
import { useI18n } from 'vue-i18n';
import { changedLines, daysOf, linesOf, wrongLines, type Line } from './lines';

/** Places of a file that are named when it cannot be read. */
const FAULTS_NAMED = 5;

/** What is being written of a year: typed, or read from a file. */
export function useDraft(year: Readonly<Ref<number>>, shown: Readonly<Ref<CalendarInForce | null>>) {
  const { t } = useI18n();
  /** with the version it was made from; null while nobody changes anything */
  const draft = ref<{ madeFrom: number; papers: readonly string[]; lines: Line[] } | null>(null);
  /** why a file was not taken */
  const fault = ref('');
  const lines = computed({
    get: () => draft.value?.lines ?? linesOf(shown.value?.days ?? []),
    set: (next) => {
      if (draft.value !== null) draft.value.lines = next;
    },
  });
  const days = computed(() => daysOf(lines.value));
  const wrong = computed(() => (draft.value === null ? new Set<number>() : wrongLines(year.value, lines.value)));
  const changed = computed(() => (draft.value === null ? 0 : changedLines(shown.value?.days ?? [], days.value)));

  function edit(from: readonly Line[], papers = shown.value?.papers ?? []): void {
    draft.value = { madeFrom: shown.value?.version ?? 0, papers, lines: from.map((line) => ({ ...line })) };
  }
  function leave(): void {
    [draft.value, fault.value] = [null, ''];
  }
  function take(text: string): void {
    fault.value = '';
    const notice = CalendarYear.safeParse(jsonOf(text));
    if (!notice.success)
      fault.value = t('calendars.fileBad', { where: placesOf(notice.error).join(t('list.comma')) || 'JSON' });
    else if (notice.data.year !== year.value) fault.value = t('calendars.fileYear', { year: notice.data.year });
    else edit(linesOf(notice.data.days), notice.data.papers);
  }
  async function read([file]: readonly File[]): Promise<void> {
    if (file !== undefined) take(await file.text());
  }
  /** What was written stays, and is said to be made from what is there now. */
  function catchUp(): void {
    if (draft.value !== null) draft.value.madeFrom = shown.value?.version ?? 0;
  }
  return { draft, fault, lines, days, wrong, changed, edit, leave, read, catchUp };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const placesOf = ({ issues }: { issues: readonly { path: readonly PropertyKey[] }[] }): string[] => [
  ...new Set(issues.slice(0, FAULTS_NAMED).map(({ path }) => path.map(String).join('.'))),
];
