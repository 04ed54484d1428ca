import type { CountedDay, MatterFaultDoc, Message } from '@cockpit/contracts';
import { useI18n } from 'vue-i18n';
import { stamp, DASH } from '../../shared/format';
import { useOwnWords } from '../../shared/own-words';
import { usePauseReason } from '../../shared/pause-reason';
import { useSentence, useWords } from '../../shared/words';
import { useMatterNames } from './names';

/** A message in which the codes of a list are called by their names. */
function withNames(words: Message | undefined, list: string, nameOf: (code: string) => string): Message | undefined {
  const codes = words?.params[list];
  return words === undefined || !Array.isArray(codes)
    ? words
    : { ...words, params: { ...words.params, [list]: codes.map(nameOf) } };
}

/** Codes of the matter's history as words. What is not ours to name – an office's own stage – stays as it was told. */
export function useMatterWords(zone: () => string) {
  const i18n = useI18n();
  const { t } = i18n;
  const names = useMatterNames();
  const sentence = useSentence();
  const { messageText } = useWords();
  const known = (group: string, code: string, params = {}) =>
    i18n.te(`${group}.${code}`) ? t(`${group}.${code}`, params) : code;
  const own = useOwnWords();
  /** null: neither the cockpit nor the organisation has a word for it */
  const reasonWord = usePauseReason();
  const reason = (code: string) => reasonWord(code) ?? code;
  return {
    names,
    time: (instant: string | null) => (instant === null ? DASH : stamp(Date.parse(instant), zone())),
    kind: (code: string) => known('matterKind', code),
    channel: (code: string) => known('caseChannel', code),
    reason,
    reasonWord,
    resultWord: (code: string) => own('results', code),
    /** of an amount as it is shown */
    unit: (code: string, n: string) => known('limitUnit', code, { n }),
    limitFrom: (code: string) => known('limitFrom', code),
    cause: (code: string) => known('changeCause', code),
    why: ({ why, words }: Pick<CountedDay, 'why' | 'words'>) => sentence(why, withNames(words, 'reasons', reason)),
    fault: ({ reason: text, words }: MatterFaultDoc) =>
      sentence(
        text,
        withNames(words, 'items', (item) => names.nameOf('item', item)),
      ),
    /** Whoever writes a note is shown as written. */
    note: ({ note, noteWords }: { note: string | null; noteWords?: Message | undefined }) =>
      (noteWords === undefined ? null : messageText(noteWords)) ?? note ?? '',
    /** `stage-entered:审核` → 进入环节, and 审核 as its detail */
    step: (what: string): { text: string; detail: { sent: string; word: string | null } | null } => {
      const [kind = what, ...rest] = what.split(':');
      const sent = rest.join(':');
      const text = known('pathStep', kind);
      if (sent === '' || sent === '*') return { text, detail: null };
      return {
        text,
        // a stage is called what its office calls it
        detail: { sent, word: kind === 'stage-entered' ? names.nameOf('stage', sent) : reasonWord(sent) },
      };
    },
    who: (unit: string | null, officerId: string | null) =>
      [
        unit === null ? null : names.nameOf('unit', unit),
        officerId === null ? null : names.nameOf('officer', officerId),
      ]
        .filter((part) => part !== null)
        .join(' · ') || DASH,
  };
}
