import type { WordsLike } from '../message';
import type { work as chinese } from '../zh-CN/work';

export const work: WordsLike<typeof chinese> = {
  'import.tried': '{rows} {rows|row|rows} read, {events} {events|event|events} would be sent; nothing was',
  'import.sent':
    '{rows} {rows|row|rows} read, {events} {events|event|events} sent, {accepted} accepted (repeats included)',
  'import.span': 'from {from} to {to}',
  'import.skipped': 'skipped {n}: {why}',
  'import.nothing-applies': 'no event of the mapping applies',
  'import.rejected': 'rejected {n}: {reason}',
  'import.fault': '  {n} × {where}{why} (first in row {row})',
  'import.where': '{where}: ',
  'import.problem': '  row {row}{id}  {reason}  {why}',
  'import.id': ' ({id})',
  'import.at': '{path}: {why}',
  'import.progress': '{bar} {percent}%  {rows} {rows|row|rows}  {events} {events|event|events}  {rate}/s',
  'import.resumed': 'an earlier run brought in {rows} {rows|row|rows}: carrying on after them (--restart begins anew)',
  'import.unfit':
    'no code of ours can be: {codes} (letters, digits, dot, dash, underscore); map them to codes in the mapping',
  'import.added':
    'added {halls} {halls|hall|halls} ({codes}), {queues} {queues|queue|queues}, {windows} {windows|window|windows}',
  'import.no-hall': 'the file names no hall: source {source} may speak for all',
  'import.retry': 'the door says: {why}; trying again',
  'import.nothing': 'nothing of this file could be taken; see above',
  'rebuild.asking': 'asking; {left} left',
  'rebuild.asked':
    '{visits} {visits|visit|visits}, {days} {days|hall day|hall days}, {others} {others|other row|other rows}, {matters} {matters|matter|matters} to compute',
  'rebuild.left': '{left} left',
  'rebuild.done':
    'computed anew in {seconds} s: {visits} {visits|visit|visits}, {days} {days|hall day|hall days}, {others} {others|other row|other rows}, {matters} {matters|matter|matters}',
  'rebuild.stalled':
    "{left} {left|is|are} left and none was done for {minutes} min: something stands in the way; see cockpit doctor, /health/ready and the writer's log",
  'poll.done':
    '{rows} {rows|row|rows} read, {accepted} {accepted|event|events} accepted, {rejected} rejected, {faults} {faults|fault|faults}; stands at {cursor}',
};
