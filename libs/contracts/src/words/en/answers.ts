import type { WordsLike } from '../message';
import type { answers as chinese } from '../zh-CN/answers';

export const answers: WordsLike<typeof chinese> = {
  'notice.answer': 'I will see to it',
  'notice.by-group': '{kind} “{name}”',
  'notice.by-person': '{person} ({kind})',
  'answer.title': 'Warning',
  'answer.ask':
    'One tap says that you see to it, and everybody sees that. If nothing has come of it after 15 minutes, it is told again.',
  'answer.button': 'I will see to it',
  'answer.done': 'Noted: {by} sees to it. Wall and desk show it now.',
  'answer.used': 'This link has been used: {at}, {by}. A link works once.',
  'answer.held': 'Somebody sees to it already: {by}.',
  'answer.over': 'This warning is over; nothing need be done.',
  'answer.expired':
    'This link has expired (it works for {hours} {hours|hour|hours}). Open the cockpit, or use the link in the latest message.',
  'answer.unknown': 'This link is not valid. See that the address is complete, or open it from the message again.',
  'answer.slow': 'Received and being noted; the card changes shortly.',
  'answer.too-often': 'Too many tries. Try again later.',
  'answer.away': 'The system is not available now and nothing was noted. Tap again later.',
};
