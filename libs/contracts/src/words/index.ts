export { LANGUAGES, Message, type Language, type Part } from './message';
export { chinese, isKnown, message, part, render, textOf, WORDS, type MessageCode } from './render';
export type { ProblemCode } from './problem-codes';
