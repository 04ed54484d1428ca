import type { WordsLike } from '../message';
import type { prompts as chinese } from '../zh-CN/prompts';

export const prompts: WordsLike<typeof chinese> = {
  'withdrawn.window-closed': 'the window is closed',
  'withdrawn.window-paused': 'the window is paused',
  'withdrawn.window-fault': 'the window has a fault',
  'withdrawn.window-open': 'the reserve window is open already',
  'withdrawn.window-present': 'the officer is back already',
  'withdrawn.not-qualified': 'whoever sits at this window is not qualified for it',
  'withdrawn.no-terminal': 'no terminal is at hand for this',
  'withdrawn.hall-closed': 'the doors are shut now',
  'withdrawn.ends-after-closing': 'it would not end before the hall closes',
  'withdrawn.repaid-after-closing': 'the break cannot be given back before the hall closes',
  'withdrawn.giver-suffers': 'the queue that gives would wait too long',
  'withdrawn.saves-nothing': 'it no longer saves any waiting',
  'withdrawn.wait-not-shorter': 'the wait would not get shorter',
  'withdrawn.nobody-waits': 'nobody waits any more',
  'withdrawn.own-queue': "it is the window's own queue",
  'withdrawn.no-better-hall': 'the other hall is no longer faster',
  'withdrawn.too-little': 'no wait would get shorter by three minutes or 15% any more',

  'prompt-reason.not-seen': 'not seen carried out within an hour after it was accepted',
  'prompt-reason.not-confirmed': 'its time was over and nobody had confirmed it',
  'prompt-reason.day-over': 'the day is over',
  'prompt-reason.other-plan': 'the supervisor decided otherwise',
  'prompt-reason.refused': 'the same was declined a moment ago',
  'prompt-reason.instead': 'done instead: {measure}',

  'own.arranged': 'Arranged by the supervisor: {measure}{note}.',
  'own.note': ' ({text})',
  'measure.link': 'window {window} also serves {queues}',
  'measure.reassign': 'window {window} switches to {queues}',
  'measure.open': 'window {window} opens for {queues}',
  'measure.recall': 'window {window} is back from the break early',
  'measure.guide-self-service': 'guide {item} to self-service',
  'measure.guide-mobile': 'guide {item} to the phone app',

  'plan.not-open': 'not open that day',
  'plan.no-history': 'no history to foresee visitors from',
  'plan.rules-broken': 'the plan breaks rules and is not shown',
  'plan.offered':
    'The plan of {day} is expected to cut the mean wait by {cut}% (±{ci}): please look at it and adopt it',
  'plan.issued':
    '{by} issued the plan of {day}: {absences} {absences|lunch or break|lunches and breaks}, {links} {links|linked window|linked windows}, {openings} {openings|reserve window|reserve windows}. Please look up your times.',
  'plan.refused': 'Window {window} cannot keep the times of the plan ({reason}); the supervisor decides',
  'plan.received': 'Window {window} has confirmed the times of the plan',

  'order.link': 'Window {window} also serves {queues} from now on: call them when nobody waits in its own queue',
  'order.reassign': 'Window {window} serves {queues} from now on',
  'order.open': 'Open window {window} for {queues}',
  'order.recall': 'The officer of window {window} is asked to come back early',
  'order.guide-self-service': 'Lead people who come for {item} to the terminals',
  'order.guide-mobile': 'Lead people who come for {item} to the phone app',
  'order.other-hall': 'Tell people who come for {queues}: {hall} is quicker',
  'order.mention': '{measure}: tell those who wait',
  'order.asked': '{order}',
  'order.reminder': 'Please confirm: “{order}”',
  'order.unanswered': 'Nobody confirmed it, nor was it seen done; the supervisor decides: “{order}”',
  'order.refused': 'It cannot be done ({reason}); the supervisor decides: “{order}”',
  'order.ended': '“{order}”',

  'cannot.serving': 'Busy with somebody',
  'cannot.not-qualified': 'Not qualified for it',
  'cannot.system': 'The system does not open',
  'cannot.away': 'Not at the window',

  'help.not-executed': 'Not carried out: nothing of it was seen',
  'help.no-ticket': 'Carried out; it served nobody within {minutes} min, so it had no effect',
  'help.not-seen': 'No effect to be seen: nobody is on record as served or led away within {minutes} min',
  'help.worked':
    'It helped: the {visitors} {visitors|person|people} in line and come within {minutes} min {visitors|waits|wait} about {saved} min less in all (95% band {low} to {high} min)',
  'help.unclear':
    'Not clear whether it helped: the {visitors} {visitors|person|people} in line and come within {minutes} min {visitors|waits|wait} {low} to {high} min less in all (95% band)',
  'help.none':
    'It made no difference: the {visitors} {visitors|person|people} in line and come within {minutes} min {visitors|waits|wait} as long in all, to less than a minute (95% band)',
  'help.harmed':
    'It did not help: the {visitors} {visitors|person|people} in line and come within {minutes} min {visitors|waits|wait} about {lost} min more in all (95% band {low} to {high} min)',

  'decline.staff': 'The officer cannot be moved',
  'decline.busy-here': 'That window is tied up',
  'decline.soon-over': 'The peak is about to pass',
  'decline.wrong': 'Does not match the floor',
  'decline.done-otherwise': 'Handled another way',

  'helpless.unqualified': '{windows} {windows|window is|windows are} not qualified',
  'helpless.away': '{windows} {windows|is|are} qualified but away or closed',
  'helpless.asked': '{windows} {windows|was|were} asked just now',
  'helpless.agreed': '{windows} agreed to help {windows|has|have} not begun',
  'helpless.no-relief': '{windows} would help too little',
  'helpless.attention-used': 'enough prompts are open',
  'helpless.unanswered': 'the last {lapsed} {lapsed|prompt was|prompts were} not answered, so fewer are given',
  'helpless.guide': 'guide {item} to self-service',
  'helpless.guide-mobile': 'guide {item} to the phone app',
  'helpless.other-hall': 'guide to {hall} (about {minutes} min including travel)',
};
