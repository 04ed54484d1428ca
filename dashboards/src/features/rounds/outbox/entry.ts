import type { NewMatterFile, Problem, RoundAnswer, RoundAnswerKind, RoundInspection } from '@cockpit/contracts';

/** Something an inspector entered, from the moment it is kept on the telephone until the server has all of it. */
export interface Entry {
  /** of the answer, or of the matter that a finding is: sent again it is the same */
  key: string;
  /** the account that entered it: nobody else sends it */
  by: string;
  round: string;
  hall: string;
  line: string;
  area: string;
  question: string;
  /** when it was entered, by the clock of the telephone */
  at: string;
  answer: RoundAnswerKind;
  /** of a finding */
  title: string;
  text: string;
  photos: NewMatterFile[];
  /** what the photos are said to be */
  photoNote: string;
  /** how much of a finding has arrived */
  sent: { matter: string | null; files: string[] };
  /** why the server does not take it; null while it waits */
  refused: Problem | null;
}

export const isWaiting = ({ refused }: Entry): boolean => refused === null;

type LineAnswer = Pick<RoundAnswer, 'answer' | 'by' | 'at'> & { note: string | null; isSent: boolean };

/** What stands for a line as the inspector knows it: the last that was entered, on the server or here. */
export function lineAnswerOf(
  { id, answers }: Pick<RoundInspection['lines'][number], 'id' | 'answers'>,
  entries: readonly Entry[],
): LineAnswer | null {
  const known: LineAnswer[] = [
    ...answers.map((one) => ({ ...one, isSent: true })),
    ...entries
      .filter((one) => one.line === id && isWaiting(one) && !answers.some(({ key }) => key === one.key))
      .map(({ answer, by, at, title }) => ({ answer, by, at, note: title === '' ? null : title, isSent: false })),
  ];
  return known.reduce<LineAnswer | null>(
    (last, one) => (last === null || Date.parse(one.at) > Date.parse(last.at) ? one : last),
    null,
  );
}

/** The check list with an answer that has just arrived, as the server would tell it. */
export function withAnswer(inspection: RoundInspection, line: string, answer: RoundAnswer): RoundInspection {
  const lines = inspection.lines.map((one) =>
    one.id !== line || one.answers.some(({ key }) => key === answer.key)
      ? one
      : { ...one, answers: [...one.answers, answer].sort((a, b) => Date.parse(b.at) - Date.parse(a.at)) },
  );
  return { ...inspection, lines };
}

/** Lines by area, each area where it comes first. */
export function byArea<L extends { area: string }>(lines: readonly L[]): { area: string; lines: L[] }[] {
  const areas = new Map<string, L[]>();
  for (const line of lines) areas.set(line.area, [...(areas.get(line.area) ?? []), line]);
  return [...areas].map(([area, of]) => ({ area, lines: of }));
}
