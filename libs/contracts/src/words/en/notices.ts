import type { WordsLike } from '../message';
import type { notices as chinese } from '../zh-CN/notices';

export const notices: WordsLike<typeof chinese> = {
  'notice.red': 'Red warning · {hall}',
  'notice.yellow': 'Yellow warning · {hall}',
  'notice.held': 'Seen to · {hall}',
  'notice.taken': 'Seen to',
  'notice.held-by': '{by} sees to it',
  'notice.ended': 'Over · {hall}',
  'notice.order': 'Asked to act · {hall}',
  'notice.order-ended': 'No longer needed · {hall}',
  'notice.reminder': 'Matters · {hall}',
  'reminder.card-soon': 'Due soon, and nobody has answered the card: {n} ({cases})',
  'reminder.card-red': 'Overdue, and nobody has answered the red card: {n} ({cases})',
  'reminder.card-unattended': 'Nobody works on it: {n} ({cases})',
  'reminder.no-hall': 'the bureau',
  'reminder.first': 'For: {level}',
  'reminder.again': 'No answer for {days} working days, now for: {level}',
  'notice.simulated': '{hall} (simulated)',
  'notice.since': 'Since {at}',
  'notice.from-to': 'From {from} to {to}',
  'notice.again': '(sent again: it is not known whether it arrived before)',
  'notice.digest': '{count} messages: {red} red, {yellow} yellow, {ended} over',
  'notice.unreadable': '(this message cannot be read)',
  'notice.open': 'Open the cockpit',
  'notice.test-title': 'Test · Hall Cockpit',
  'notice.test': 'This message shows that the channel works.',
};
