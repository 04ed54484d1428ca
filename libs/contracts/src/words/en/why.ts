import type { WordsLike } from '../message';
import type { why as chinese } from '../zh-CN/why';

export const why: WordsLike<typeof chinese> = {
  'why.link': 'Window {window} also serves {queue} ({crowd}){relief}{gives}.',
  'why.link-free': 'Window {window} also serves {queue} while {home} leaves it time ({crowd}){relief}{gives}.',
  'why.link-shared': 'Window {window} serves {queue} beside {home} ({crowd}){relief}{gives}.',
  'why.reassign': 'Window {window} switches to {queue} ({crowd}){relief}{gives}.',
  'why.return': 'Window {window} goes back to {queue} ({crowd}){relief}{gives}.',
  'why.open': 'Reserve window {window} opens for {minutes} min to serve {queue} ({crowd}){relief}{gives}.',
  'why.recall':
    'Window {window} ends its short break early for {queue} ({crowd}){relief}{gives}; the rest of the break is given back after an hour.',
  'why.guide-self-service':
    'People who come with {item} are guided to self-service for {minutes} min ({queue}, {crowd}){relief}.',
  'why.guide-mobile':
    'People who come with {item} are guided to the phone app for {minutes} min ({queue}, {crowd}){relief}.',
  'why.other-hall':
    '{queue} waits about {here} min here; {hall} is {travel} min away and waits {there} min, which is quicker in all: newcomers can be guided there.',

  'crowd.waiting': '{waiting} waiting',
  'crowd.waiting-at': '{waiting} waiting at {time}',
  'crowd.expected': 'nobody waits yet, a queue is expected',

  'relief.begun': '; no window serves it now, with this the wait is about {after} min',
  'relief.half': '; the median wait of {queue} is expected to go from {before} to {after} min',
  'relief.most': '; the wait of {queue} that four in five stay below is expected to go from {before} to {after} min',
  'relief.most-hour':
    '; of those who come within the hour, the wait that four in five stay below is expected to go from {before} to {after} min',
  'relief.most-later':
    '; of those who come in {later} min, the wait that four in five stay below is expected to go from {before} to {after} min',
  'relief.closing': '; {people} fewer {people|person is|people are} expected to be sent home unserved at closing',
  'relief.saved': '; those who come within the hour are expected to wait {minutes} min less in all',

  'gives.unserved': '; {queue} is left without a window',
  'gives.half': '; {queue} goes from {before} to {after} min',
  'gives.most': '; {queue}, for four in five, goes from {before} to {after} min',
  'gives.stays': '; {queue} itself: {before} → {after} min',
  'gives.none': '; {queue} is hardly touched',
};
