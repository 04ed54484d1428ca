import './all';

export { LANGUAGES, type Language } from '../languages';
export { Message, Part } from './message';
export { numberText } from './number-text';
export { chinese, filled, hold, isKnown, message, part, render, textOf, WORDS, type MessageCode } from './render';
export type { AuditAction } from './audit-actions';
export type { ProblemCode } from './problem-codes';
