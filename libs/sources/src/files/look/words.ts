/** Words of ticketing systems for a ticket's result and channel. */
const RESULTS: readonly (readonly [RegExp, string])[] = [
  [/补正|补充材料|supplement/i, 'supplement'],
  [/不予|退回|拒|refus|reject/i, 'refused'],
  [/受理|accept/i, 'accepted'],
  [/办结|完成|已办|办毕|结束|正常|成功|done|finish|complete|served|^ok$/i, 'done'],
];
const GONE = /过号|弃号|未到|缺席|no.?show|missed|absent/i;
const CANCELLED = /取消|作废|撤销|cancel|void/i;
const CHANNELS: readonly (readonly [RegExp, string])[] = [
  [/预约|网约|book|appoint/i, 'booking'],
  [/转|transfer/i, 'transfer'],
  [/现场|自助|取号机|窗口|walk|kiosk|on.?site/i, 'walk-in'],
];

const matching = (words: readonly (readonly [RegExp, string])[], values: readonly string[]): Record<string, string> =>
  Object.fromEntries(
    values.flatMap((value) => {
      const found = words.find(([pattern]) => pattern.test(value));
      return found === undefined ? [] : [[value, found[1]]];
    }),
  );

export const resultsOf = (values: readonly string[]): Record<string, string> =>
  matching(
    RESULTS,
    values.filter((value) => !GONE.test(value) && !CANCELLED.test(value)),
  );
export const goneOf = (values: readonly string[]): string[] => values.filter((value) => GONE.test(value));
export const cancelledOf = (values: readonly string[]): string[] =>
  values.filter((value) => !GONE.test(value) && CANCELLED.test(value));
export const channelsOf = (values: readonly string[]): Record<string, string> => matching(CHANNELS, values);

/** Matches their names to our codes: same code or name, or one name contains the other. */
export function codesOf(
  values: readonly string[],
  places: readonly { code: string; name: string }[],
): Record<string, string> {
  return Object.fromEntries(
    values.flatMap((value) => {
      const found =
        places.find(({ code, name }) => code === value || name === value) ??
        places.find(
          ({ name }) => name.length > 1 && value.length > 1 && (name.includes(value) || value.includes(name)),
        );
      return found === undefined ? [] : [[value, found.code]];
    }),
  );
}
