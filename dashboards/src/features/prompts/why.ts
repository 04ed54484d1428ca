import { part, type Message, type Prompt } from '@cockpit/contracts';
import { timeOfDay } from '../../shared/format';
import { useSentence } from '../../shared/words';

type PromptReason = Pick<Prompt, 'why' | 'words' | 'decidedAt'>;

/** Why a prompt is given, in the language of the page. */
export function useWhy(timeZone: () => string): (prompt: PromptReason) => string {
  const sentence = useSentence();
  return ({ why, words, decidedAt }) =>
    sentence(why, words === undefined ? words : ofItsMoment(words, timeOfDay(Date.parse(decidedAt), timeZone())));
}

/** How many waited when it was decided: beside the figure of now they need their moment. */
export function ofItsMoment(words: Message, time: string): Message {
  const { crowd } = words.params;
  if (typeof crowd !== 'object' || Array.isArray(crowd) || crowd.code !== 'crowd.waiting') return words;
  const { waiting = 0 } = crowd.params;
  return { ...words, params: { ...words.params, crowd: part('crowd.waiting-at', { time, waiting }) } };
}

/** The same beside large figures: without what they say. `others` are the names of the queues whose figures stand there besides the first one's. */
export function useWhyBeside(timeZone: () => string): (prompt: PromptReason, others: readonly string[]) => string {
  const whyOf = useWhy(timeZone);
  return (prompt, others) =>
    whyOf(prompt.words === undefined ? prompt : { ...prompt, words: besideFigures(prompt.words, others) });
}

/** What a measure does to a queue, in figures. */
const FIGURES = /^(relief|gives)\.(half|most|saved|stays)/;

/**
 * Why a prompt is given, without what stands large beside it: two pairs of figures of one effect confuse, most of all whoever stands three
 * metres away. What a queue loses that is not shown there is still said.
 */
export function besideFigures(words: Message, shown: readonly string[]): Message {
  const isShown = (param: Message['params'][string]): boolean => {
    if (typeof param !== 'object' || Array.isArray(param) || !FIGURES.test(param.code)) return false;
    const { queue } = param.params;
    const loses = param.code === 'gives.half' || param.code === 'gives.most';
    return !loses || (typeof queue === 'string' && shown.includes(queue));
  };
  return { ...words, params: Object.fromEntries(Object.entries(words.params).filter(([, param]) => !isShown(param))) };
}
