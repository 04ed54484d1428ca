import type { WordsLike } from '../message';
import type { work as chinese } from '../zh-CN/work';

export const work: WordsLike<typeof chinese> = {
  'import.tried': '{rows} rows read, {events} events would be sent; nothing was',
  'import.sent': '{rows} rows read, {events} events sent, {accepted} accepted (repeats included)',
  'import.span': 'from {from} to {to}',
  'import.skipped': 'skipped {n}: {why}',
  'import.nothing-applies': 'no event of the mapping applies',
  'import.rejected': 'rejected {n}: {reason}',
  'import.fault': '  {n} × {where}{why} (first in row {row})',
  'import.where': '{where}: ',
  'import.problem': '  row {row}{id}  {reason}  {why}',
  'import.id': ' ({id})',
  'import.at': '{path}: {why}',
  'import.progress': '{bar} {percent}%  {rows} rows  {events} events  {rate}/s',
  'import.resumed': 'an earlier run brought in {rows} rows: carrying on after them (--restart begins anew)',
  'import.unfit':
    'no code of ours can be: {codes} (letters, digits, dot, dash, underscore); map them to codes in the mapping',
  'import.added': 'added {halls} halls ({codes}), {queues} queues, {windows} windows',
  'import.no-hall': 'the file names no hall: source {source} may speak for all',
  'import.retry': 'the door says: {why}; trying again',
  'import.nothing': 'nothing of this file could be taken; see above',
  'rebuild.asking': 'asking; {left} left',
  'rebuild.asked': '{visits} visits, {days} hall days, {others} other rows, {matters} matters to compute',
  'rebuild.left': '{left} left',
  'rebuild.done':
    'computed anew in {seconds} s: {visits} visits, {days} hall days, {others} other rows, {matters} matters',
  'rebuild.stalled':
    "{left} are left and none was done for {minutes} min: something stands in the way; see cockpit doctor, /health/ready and the writer's log",
  'poll.done': '{rows} rows read, {accepted} events accepted, {rejected} rejected, {faults} faults; stands at {cursor}',
};
