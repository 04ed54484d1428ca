import type { WordsLike } from '../message';
import type { warnings as chinese } from '../zh-CN/warnings';

export const warnings: WordsLike<typeof chinese> = {
  // names of the rules
  'rule.queue-longest-wait': 'Longest wait beyond target',
  'rule.queue-wait-doubled': 'Longest wait twice the target',
  'rule.queue-predicted-wait': 'Predicted wait beyond target',
  'rule.window-overload': 'Window overloaded',
  'rule.window-idle': 'Window idle while people wait',
  'rule.window-fault': 'Window out of order',
  'rule.terminal-fault': 'Terminal out of order',
  'rule.terminal-silent': 'Terminal silent',
  'rule.windows-overloaded': 'All windows overloaded',
  'rule.reserve-used-up': 'Reserve used up',
  'rule.plan-not-followed': 'Plan not followed',
  'rule.feed-odd': 'Odd data of a source',
  'rule.feed-silent': 'Feed silent',
  'rule.source-rejections': 'Rejections jumped',
  'rule.duty-gap': 'Nobody on duty',
  'rule.work-stalled': 'Background work stands still',
  'rule.consult-wait': 'Consultation waits too long',
  'rule.consult-waiting': 'Consultations pile up',
  'rule.booking-peak': 'Booking peak tomorrow',
  'rule.unit-overdue': 'Overdue share of a unit',
  'rule.item-wait': 'Item wait over limit',
  'rule.item-handling': 'An item takes too long',
  'rule.card-soon': 'Reminder: due soon (yellow card)',
  'rule.card-red': 'Reminder: overdue (red card)',
  'rule.card-unattended': 'Reminder: unattended',
  // their messages
  'warning.queue-longest-wait': '{queue}: longest wait {value} min, beyond the target of {limit} min',
  'warning.queue-longest-at': '{queue}: longest wait {value} min, the target is {limit} min',
  'warning.queue-predicted-at': '{queue}: waits expected to reach {value} min (80% sure), target {limit} min',
  'warning.queue-wait-doubled': '{queue}: longest wait {value} min, at least twice the target of {limit} min',
  'warning.queue-predicted-wait': '{queue}: waits expected to reach {value} min (80% sure), target {limit} min',
  'warning.queue-wait-limit': '{queue}: longest wait {value} min, the limit set is {limit} min',
  'warning.queue-predicted-limit':
    '{queue}: waits expected to reach {value} min (80% sure), the limit set is {limit} min',
  'warning.window-overload': 'Window {window}: {value} min of work, the limit is {limit} min',
  'warning.window-idle': 'Window {window}: for {value} min idle beside {waiting} {waiting|person|people} of {queue}',
  'warning.window-idle-prompted':
    'Window {window}: idle beside {waiting} {waiting|person|people} of {queue} – see the prompt',
  'warning.window-fault': 'Window {window}: out of order for {value} min, call maintenance',
  'warning.window-fault-call': 'Window {window}: out of order for {value} min, call maintenance: {people}',
  'warning.window-works': 'Window {window}: no longer out of order',
  'warning.terminal-fault': '{terminal}: out of order for {value} min, call maintenance',
  'warning.terminal-fault-call': '{terminal}: out of order for {value} min, call maintenance: {people}',
  'warning.terminal-silent': '{terminal}: nothing heard of it for {value} min, look whether it is on',
  'warning.windows-overloaded':
    'All {windows} open {windows|window is|windows are} overloaded: the least has {value} min of work, the limit is {limit} min',
  'warning.reserve-used-up':
    'The reserve is used up: its {windows} {windows|window is|windows are} open, and people still wait beyond the target at {queues}',
  'warning.plan-not-followed':
    'Of {due} {due|thing|things} that the sent plan has ordered by now, {missed} {missed|was|were} not followed ({missed|window|windows} {windows}): find out why',
  'warning.feed-odd': 'Source {source}: {what}',
  'warning.feed-silent': 'Source {source} has been silent for {value} min: its figures cannot be trusted',
  'warning.source-rejections':
    'Source {source}: {rejected} of the latest events rejected ({value}%), far more than usual; see the quarantine',
  'warning.unit-overdue': '{unit}: {overdue} of {open} open {open|matter|matters} {overdue|is|are} overdue ({value}%)',
  'warning.item-wait': 'Somebody has waited {value} min for {item}; its limit is {limit} min',
  'warning.item-at-window':
    'Window {window}: {item} under way for {value} min, the limit is {limit} min: please have a look',
  'warning.item-handling':
    '{item} has been under way at a window for {value} min, the limit is {limit} min: please have a look',
  'warning.consult-wait':
    'Consultations ({line}): {waiting} {waiting|waits|wait} for an answer, the longest for {value} min',
  'warning.consult-waiting':
    'Consultations ({line}) pile up: {waiting} {waiting|waits|wait}, the longest for {value} min',
  'consult-line.wechat': 'WeChat',
  'consult-line.phone': 'phone',
  'consult-line.online': 'online',
  'consult-line.mobile': 'phone app',
  'consult-line.window': 'window',
  'consult-line.chat': 'chat',
  'consult-line.self-service': 'terminal',
  'warning.booking-peak':
    '{queue}: {booked} booked for the half hour from {from} tomorrow, a good one serves {served}; roster more people',
  'warning.duty-gap': 'Nobody on duty as {level} {from}–{to}',
  'warning.work-stalled':
    'The system has done no background work for {value} min ({workers}): figures may stand still; tell the administrator',
  'warning.comes-and-goes': '{said} (comes and goes: {n} {n|time|times} within an hour)',
  'warning.watchdog': 'Warnings check themselves',
  'warning-step.ack-ran-out': 'Acknowledged {minutes} {minutes|minute|minutes} ago, and it still holds',
};
