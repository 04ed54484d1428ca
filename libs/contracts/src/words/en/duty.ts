import type { WordsLike } from '../message';
import type { duty as chinese } from '../zh-CN/duty';

export const duty: WordsLike<typeof chinese> = {
  'duty-level.officer': 'window officer',
  'duty-level.repair': 'maintenance',
  'duty-level.it': 'IT',
  'duty-level.supervisor': 'supervisor on duty',
  'duty-level.guide': 'guide',
  'duty-level.unit': 'unit in charge',
  'duty-level.liaison': 'liaison officer',
  'duty-level.director': 'hall director',
  'duty-level.bureau': 'bureau duty desk',
  'duty-level.somebody': 'somebody on duty',
  'escalation.first': 'Told the {level}',
  'escalation.unanswered': 'No answer for {minutes} min, passed up to the {level}',
  'escalation.again': 'Still no answer after {minutes} min',
  'escalation.empty': 'Nobody on duty as {passed}, passed to the {level}',
  'escalation.no-channel': 'No message of their own reaches the window officer: told the {level}',
  'escalation.acknowledged': '{person} has acknowledged it and has {minutes} min to act',
  'escalation.ran-out': '{person} acknowledged it but did nothing for {minutes} min: back to the {level}',
  'escalation.acting': '{person} is seeing to it',
  'escalation.quiet': 'Quiet hours: told when they end',
  'escalation.nobody': 'Nobody is on duty at any level',
  'escalation.over': 'Over',
};
